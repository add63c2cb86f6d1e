package desk

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// Doctor examines a data folder, and repairs what can be repaired if asked to. What the store noticed before counts as seen by a person then.
func Doctor(ctx context.Context, dir string, repair bool, env Environment) (*storage.Report, error) {
	folder, err := env.unlock(dir)
	if err != nil {
		return nil, err
	}
	key, _, err := loadKey(filepath.Join(dir, keyFile), folder)
	if err != nil {
		return nil, err
	}
	o := env.data(dir, folder)
	o.Repair, o.BackupEvery = repair, 0
	db, err := storage.Open(dir, o)
	if err != nil {
		return nil, err
	}
	report, err := db.Doctor(ctx, repair)
	if err == nil {
		err = db.Seen() // what was noticed before stands in the report
	}
	if err == nil && report.Worst() < storage.Alarm {
		err = tellOdd(report, db, key, env)
	}
	return report, errors.Join(err, db.Close())
}

// tellOdd adds what stands in the logs and nobody can have meant: it keeps nothing from being shown, and is no damage.
func tellOdd(report *storage.Report, db Store, key *identity.Key, env Environment) error {
	w, err := workspace.Open(db, key, env.workspace())
	if emulation.CodeOf(err) == emulation.NotFound {
		return nil // not set up
	}
	if err != nil {
		return err
	}
	odd, err := replica.At(w).Odd()
	for _, m := range odd {
		report.Findings = append(report.Findings, storage.Finding{Severity: storage.Warning, Message: m})
	}
	return err
}
