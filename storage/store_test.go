package storage_test

import (
	"fmt"
	"testing"

	"thidua/internal/storetest"
	"thidua/storage"
)

// opened opens a folder for the tests that hold for every store; there is never anything to repair.
func opened(dir string) (storetest.Store, error) {
	db, err := storage.Open(dir, small())
	if err == nil && len(db.Findings()) > 0 {
		err = fmt.Errorf("findings: %v", db.Findings())
	}
	return db, err
}

func TestContract(t *testing.T) { storetest.Contract(t, opened) }

// TestModel lives a random life, after which the doctor has nothing to say.
func TestModel(t *testing.T) {
	storetest.Model(t, opened, func(s storetest.Store) error {
		report, err := s.(*storage.DB).Doctor(false)
		if err == nil && report.Worst() != storage.Info {
			err = fmt.Errorf("the doctor found %v", report)
		}
		return err
	})
}
