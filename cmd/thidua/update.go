package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/upgrade"
	"thidua/storage/found"
	"thidua/ui/shell"
	"thidua/ui/text"
)

// updates is how a new version comes to an open desk.
type updates struct {
	program *program
	desk    *desk.Desk
}

// State tells what there is.
func (u updates) State() (shell.Version, error) {
	v := shell.Version{Running: emulation.ProgramVersion}
	shelf, err := u.desk.Shelf()
	if err != nil {
		return v, err
	}
	st, err := shelf.State()
	if err != nil {
		return v, err
	}
	v.Refused = st.Refused
	if m := st.Offer; m != nil {
		v.Name, v.Until, v.Notes = m.Name, m.Expires, m.Notes[string(text.Language().Among(false))]
		v.ForGood = u.program.env.Here.Way() != upgrade.BySwap
		v.Have, v.Size, v.Ready = st.Have, m.For(shelf.Sort).Size, st.Ready
	}
	return v, nil
}

// Take takes one from a folder.
func (u updates) Take(folder string) (shell.Version, error) {
	shelf, err := u.desk.Shelf()
	if err != nil {
		return shell.Version{}, err
	}
	if _, err := shelf.Take(context.Background(), folder); err != nil {
		return shell.Version{}, err
	}
	return u.State()
}

// Install has it installed once the window is closed, and closes it.
func (u updates) Install() (*emulation.Message, error) {
	_, file, err := u.desk.Unpack()
	if err != nil {
		return nil, err
	}
	shelf, err := u.desk.Shelf()
	if err != nil {
		return nil, err
	}
	u.program.still = func() error { return shelf.Still(file) }
	switch u.program.env.Here.Way() {
	case upgrade.ByHand:
		say := emulation.Say("cli.update.by-hand", "file", file, "command", upgrade.Command(file))
		return &say, nil
	case upgrade.ByInstaller:
		again, err := u.program.again()
		if err != nil {
			return nil, err
		}
		u.program.install = func() error { return upgrade.Start(file, again...) }
	default:
		u.program.install = func() error { return swap(file) }
	}
	u.program.quit()
	return nil, nil
}

// again are the words behind the program's name that open what is open now, wherever they are read.
func (p *program) again() ([]string, error) {
	dir, err := filepath.Abs(cmp.Or(p.home, p.dir)) // data to try out are left at the end
	if err != nil {
		return nil, found.Disk(err)
	}
	args := []string{"-data", dir, "-graphics", string(p.drawn)}
	if p.sample != "" {
		args = append(args, "-sample", p.sample)
	}
	return args, nil
}

// Cancel installs nothing.
func (u updates) Cancel() { u.program.install = nil }

// settleIn is how long a new program is watched: one that ends within it did not come up.
const settleIn = 30 * time.Second

// swap changes the programs beside this one, and begins the new one. One that does not stay is put away again, and this one begins anew.
func swap(file string) error {
	dir, err := upgrade.Beside()
	if err != nil {
		return err
	}
	program, err := os.Executable() // asked before it has another name
	if err != nil {
		return err
	}
	if err := upgrade.Swap(dir, file); err != nil {
		return err
	}
	if launch(program, time.After(settleIn)) {
		return nil
	}
	if _, err := upgrade.Back(dir); err != nil {
		return err
	}
	launch(program, time.After(0))
	return emulation.Errorf(emulation.Unavailable, "ui.update.went-back")
}

// launch begins a program as this one was, and reports whether it runs until then, or was closed by a person.
func launch(program string, until <-chan time.Time) bool {
	cmd := exec.Command(program, os.Args[1:]...)
	if cmd.Start() != nil {
		return false
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		return err == nil
	case <-until:
		return true
	}
}
