package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"thidua/emulation"
	"thidua/internal/blackbox"
	"thidua/internal/graphics"
	"thidua/ui/shell"
)

// mesa is the folder beside the program with the library of safe graphics. Beside the program itself every computer would draw with it, and slowly.
const mesa = "mesa"

// probeFor is how long the probe may take; the program that asks waits a little longer, as on a slow disk it takes its time to begin.
const (
	probeFor  = 10 * time.Second
	probeWait = probeFor + 10*time.Second
)

// drawing is what this run of the program draws with.
type drawing struct {
	mode    graphics.Mode // Card or Safe
	forced  string        // names the adapters that do not draw, where safe graphics draw for them; "" else
	machine string
	file    string // where it is remembered; "": nowhere
	dll     string // of safe graphics; "" where none comes with the program
	tell    func(error)
}

// settle finds out what to draw with and, for safe graphics, loads it. It comes before the window: nothing has asked for OpenGL yet.
func (m *Main) settle() *drawing {
	d := &drawing{mode: graphics.Card, machine: graphics.Machine(), tell: func(err error) { fmt.Fprintln(m.Stderr, "graphics:", blackbox.Name(err)) }}
	if d.dll = m.safeDLL(); d.dll == "" {
		return d
	}
	if dir, err := os.UserCacheDir(); err == nil { // of this computer, also where a person's settings travel from one to the next
		d.file = filepath.Join(dir, "thidua", "graphics.json")
	}
	known := graphics.Read(d.file)
	mode, after := known.Settle(m.Graphics, d.machine, m.probe)
	if d.mode = mode; after != known {
		d.remember(after)
	}
	if d.mode == graphics.Safe {
		if after.Fails(d.machine) {
			d.forced = d.machine
		}
		if err := graphics.Load(d.dll); err != nil {
			d.tell(err) // the window then says what is wrong, or opens with the computer's own
		}
	}
	return d
}

// safeDLL is the file of safe graphics that comes with the program; "" if none does.
func (m *Main) safeDLL() string {
	program, err := m.Program()
	if err != nil {
		return ""
	}
	path := filepath.Join(filepath.Dir(program), mesa, "opengl32.dll")
	if _, err := os.Stat(path); err != nil || runtime.GOOS != "windows" {
		return ""
	}
	return path
}

// probe asks a child process, which draws where nobody sees it, whether the computer's own OpenGL does: a driver may do anything to the process that tries it.
func (m *Main) probe() (works, sure bool) {
	program, err := m.Program()
	if err != nil {
		return false, false
	}
	limit, cancel := context.WithTimeout(context.Background(), probeWait)
	defer cancel()
	return graphics.Ask(limit, program, probing)
}

// remember writes what is known to this computer and reports whether it could; else it is found out again at the next start.
func (d *drawing) remember(what graphics.Memory) bool {
	if d.file == "" {
		return false
	}
	err := what.Write(d.file)
	if err != nil {
		d.tell(err)
	}
	return err == nil
}

// again starts the program anew with safe graphics, if its window could not be drawn by the computer's own OpenGL though that was thought to work. Nothing has
// been opened by then.
func (m *Main) again(d *drawing, err error) bool {
	if emulation.KeyOf(err) != undrawn || d.dll == "" || d.mode != graphics.Card || m.Graphics == graphics.Card {
		return false
	}
	d.remember(graphics.Memory{Machine: d.machine})
	program, err := m.Program()
	return err == nil && exec.Command(program, append([]string{"-graphics", string(graphics.Safe), "-data", m.Data, "-sample", m.Sample}, m.Files...)...).Start() == nil
}

// choice is what a person at this computer may choose; nil where there are no safe graphics.
func (d *drawing) choice() *shell.SafeGraphics {
	if d.dll == "" {
		return nil
	}
	return &shell.SafeGraphics{On: d.mode == graphics.Safe, Forced: d.forced, Choose: func(on bool) error {
		if d.remember(graphics.Memory{Safe: on}) {
			return nil
		}
		return emulation.Errorf(emulation.Unavailable, "ui.safe-graphics.unkept")
	}}
}
