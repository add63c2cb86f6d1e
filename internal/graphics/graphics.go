// Package graphics settles what the window is drawn with: the OpenGL of this computer, or the Mesa library that comes with the program in a folder of its own,
// which draws by the processor alone ("safe graphics"). What was found out, and what a person chose, is remembered in a file of this computer, never among the
// data, which travel. The package must not know windows or data.
package graphics

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"thidua/internal/durable"
)

// Mode is what draws the window.
type Mode string

// The modes; Auto is whichever works.
const (
	Auto Mode = "auto"
	Card Mode = "card" // the computer's own OpenGL, of its card as a rule
	Safe Mode = "safe" // Mesa
)

// ErrMode is a word that is no mode.
var ErrMode = errors.New("auto, card, safe")

// ParseMode reads a mode as it is typed. Errors: ErrMode.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case Auto, Card, Safe:
		return m, nil
	}
	return Auto, ErrMode
}

// Memory is what this computer is known to draw with. The zero value knows nothing: that of a person who turned safe graphics off, so that the computer is probed
// anew.
type Memory struct {
	Safe    bool   `json:"safe,omitempty"`    // a person asked for safe graphics
	Machine string `json:"machine,omitempty"` // the display adapters that were probed, as Machine names them
	Works   bool   `json:"works,omitempty"`   // whether their OpenGL drew
}

// Settle says what to draw with, Card or Safe, and what is known from then on. What is asked for on the command line counts for this run alone; then what a person
// chose; then what was found out about the same adapters (another driver, or a remote desktop, makes them others); else the probe. One that found out nothing
// (sure is false) condemns nothing: safe graphics draw this run alone.
func (m Memory) Settle(asked Mode, machine string, probe func() (works, sure bool)) (Mode, Memory) {
	switch {
	case asked == Card || asked == Safe:
		return asked, m
	case m.Safe:
		return Safe, m
	case machine == "" || m.Machine != machine:
		works, sure := probe()
		if !sure {
			return Safe, m
		}
		m.Machine, m.Works = machine, works
	}
	if m.Works {
		return Card, m
	}
	return Safe, m
}

// Fails reports whether the adapters were found not to draw. Where a person asked for safe graphics, or a probe found out nothing, nobody knows.
func (m Memory) Fails(machine string) bool {
	return machine != "" && m.Machine == machine && !m.Works && !m.Safe
}

// Ask runs a program that ends with 0 where the computer's OpenGL draws and with 1 where it does not. One that could not begin, was too slow or ended otherwise
// found out nothing.
func Ask(limit context.Context, program string, args ...string) (works, sure bool) {
	err := exec.CommandContext(limit, program, args...).Run()
	if err == nil {
		return true, true
	}
	var ended *exec.ExitError
	return false, limit.Err() == nil && errors.As(err, &ended) && ended.ExitCode() == 1 // what Windows ends for the limit ends with 1, too
}

// Read reads what is known of this computer. A file that is not there, or that nobody understands, is nothing known.
func Read(file string) (m Memory) {
	raw, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(raw, &m) != nil {
		return Memory{}
	}
	return m
}

// Write remembers it. Errors: those of the system.
func (m Memory) Write(file string) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return durable.Replace(file, 0o600, durable.Bytes(raw))
}
