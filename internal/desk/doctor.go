package desk

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/emulation"
	"thidua/storage"
)

// Health is what an examination of a data folder found.
type Health struct {
	OK       bool // nothing that was saved is missing or unreadable
	Findings []Finding
}

// Finding is one thing that was noticed: "info", "warning" or "alarm".
type Finding struct {
	Level   string
	Message emulation.Message
}

// Doctor examines a data folder, and repairs what can be repaired if asked to.
func Doctor(dir string, repair bool, env Environment) (*Health, error) {
	if _, err := loadKey(filepath.Join(dir, keyFile)); err != nil {
		return nil, err
	}
	options := env.storage()
	options.Repair = repair
	db, err := storage.Open(dir, options)
	if err != nil {
		return nil, err
	}
	report, err := db.Doctor(context.Background(), repair)
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	h := &Health{OK: report.Worst() < storage.Alarm}
	for _, f := range report.Findings {
		h.Findings = append(h.Findings, Finding{Level: f.Severity.String(), Message: f.Message})
	}
	return h, nil
}
