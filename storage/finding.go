package storage

import "thidua/storage/found"

// What the store notices, in words for a person.
type (
	Finding  = found.Finding
	Severity = found.Severity
)

// The three severities.
const (
	Info    = found.Info
	Warning = found.Warning
	Alarm   = found.Alarm
)

// Findings lists what Open noticed and repaired, oldest first. Empty means that everything was as it had been left.
func (db *DB) Findings() []Finding { return append([]Finding(nil), db.findings...) }

func (db *DB) note(f Finding) { db.findings = append(db.findings, f) }
