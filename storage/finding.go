package storage

import "thidua/emulation"

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

// finding makes a Finding from a key and name, value pairs.
func finding(s Severity, key string, pairs ...any) Finding {
	return Finding{Severity: s, Message: emulation.Say(key, pairs...)}
}

// Findings lists what Open noticed and repaired, oldest first. Empty means that everything was as it had been left.
func (db *DB) Findings() []Finding { return append([]Finding(nil), db.findings...) }

func (db *DB) note(f Finding) { db.findings = append(db.findings, f) }
