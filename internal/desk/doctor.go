package desk

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/storage"
)

// Doctor examines a data folder, and repairs what can be repaired if asked to.
func Doctor(ctx context.Context, dir string, repair bool, env Environment) (*storage.Report, error) {
	if _, err := loadKey(filepath.Join(dir, keyFile)); err != nil {
		return nil, err
	}
	o := env.data(dir)
	o.Repair, o.BackupEvery = repair, 0
	db, err := storage.Open(dir, o)
	if err != nil {
		return nil, err
	}
	report, err := db.Doctor(ctx, repair)
	return report, errors.Join(err, db.Close())
}
