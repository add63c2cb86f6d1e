package versions

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/upgrade"
	"thidua/sync/release"
)

// InstallCmd goes over to the version that is here.
type InstallCmd struct{}

// Run writes the file out, leaves the desk, and lets this machine's way of installing do the rest. A new version that does not work here is taken back.
func (InstallCmd) Run(ctx context.Context, a *verb.App) error {
	var m *release.Manifest
	var file string
	way := a.Env.Here.Way()
	err := a.With(func(d *desk.Desk) (err error) {
		if m, file, err = d.Unpack(); err != nil {
			return err
		}
		if way == upgrade.ByHand {
			return nil // nobody knows whether, or when, it is done
		}
		return d.Leave(ctx)
	})
	if err != nil {
		return err
	}
	out := verb.Object{"number", m.Number, "name", m.Name, "file", file}
	switch way {
	case upgrade.ByInstaller:
		data, err := a.Dir()
		if err == nil {
			data, err = filepath.Abs(data)
		}
		if err == nil {
			err = upgrade.Start(file, "-data", data)
		}
		if err != nil {
			return err
		}
		return a.Done(out, "cli.update.started", "file", file)
	case upgrade.ByHand:
		return a.Done(out, "cli.update.by-hand", "file", file, "command", upgrade.Command(file))
	}
	dir, err := upgrade.Beside()
	if err != nil {
		return err
	}
	if err := upgrade.Swap(dir, file); err != nil {
		return err
	}
	if why, failed := proves(ctx, a, dir); failed {
		if _, err := upgrade.Back(dir); err != nil {
			return err
		}
		if err := a.With(func(*desk.Desk) error { return nil }); err != nil { // it takes its folder back
			return err
		}
		return emulation.Errorf(emulation.Unavailable, "cli.update.went-back", "name", m.Name, "why", why)
	}
	_ = os.Remove(file) // what was installed
	return a.Done(out, "cli.update.installed", "name", m.Name, "number", m.Number)
}

// proves lets the new program open the data, and gives what it said where it could not.
func proves(ctx context.Context, a *verb.App, dir string) (why string, failed bool) {
	data, err := a.Dir()
	if err != nil {
		return err.Error(), true
	}
	program, err := os.Executable()
	if err != nil {
		return err.Error(), true
	}
	args := []string{"--data", data, "--lang", string(a.Lang), "update", "prove"}
	if a.UnlockFile != "" {
		args = append([]string{"--unlock-file", a.UnlockFile}, args...)
	}
	cmd := exec.CommandContext(ctx, filepath.Join(dir, filepath.Base(program)), args...)
	said, err := cmd.CombinedOutput()
	if err == nil {
		return "", false
	}
	if text := strings.TrimSpace(string(said)); text != "" {
		return text, true
	}
	return err.Error(), true
}

// ProveCmd opens the data with this program, as the start after an update does.
type ProveCmd struct{}

// Run opens and closes them.
func (ProveCmd) Run(a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	d, err := desk.Open(dir, a.Env)
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	return a.Done(verb.Object{"number", a.Env.Here.Number}, "cli.update.proved", "name", emulation.ProgramVersion, "number", a.Env.Here.Number)
}
