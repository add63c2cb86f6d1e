// Package found holds what the store notices and what it says when the disk fails, in words for a person.
package found

import (
	"errors"
	"fmt"

	"thidua/emulation"
	"thidua/internal/durable"
)

// Severity says how bad a finding is.
type Severity int

// The three severities.
const (
	Info    Severity = iota // done or repaired, nothing is missing
	Warning                 // something is missing or odd; the next sync, or a person, can mend it
	Alarm                   // saved data cannot be read
)

// String is "info", "warning" or "alarm".
func (s Severity) String() string { return [...]string{"info", "warning", "alarm"}[s] }

// Finding is one thing Open or Doctor noticed, in words for a person.
type Finding struct {
	Severity Severity
	Message  emulation.Message
}

// Say makes a Finding from a key and name, value pairs.
func Say(s Severity, key string, pairs ...any) Finding {
	return Finding{Severity: s, Message: emulation.Say(key, pairs...)}
}

// Is reports whether both say the same; one that was written down has its numbers as text.
func (f Finding) Is(g Finding) bool {
	return f.Severity == g.Severity && f.Message.Key == g.Message.Key && fmt.Sprint(f.Message.Args) == fmt.Sprint(g.Message.Args)
}

// Doing says of an error, if there is one, what was being done. It is deferred where errors leave a package.
func Doing(what string, err *error) {
	if *err != nil {
		*err = fmt.Errorf("%s: %w", what, *err)
	}
}

// Disk gives an error of the disk its code: Full where there is no room, else Unavailable. One that has a code keeps it; nil stays nil.
func Disk(err error) error {
	var e *emulation.Error
	switch {
	case err == nil || errors.As(err, &e):
		return err
	case durable.Full(err):
		return emulation.Errorf(emulation.Full, "storage.no-room").Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "storage.folder").Because(err)
}
