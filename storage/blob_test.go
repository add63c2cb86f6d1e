package storage_test

import (
	"io"
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

func readBlob(t testing.TB, db *storage.DB, name changeset.BlobName) []byte {
	t.Helper()
	r, err := db.OpenBlob(name)
	if err != nil {
		t.Errorf("blob %s: %v", name, err)
		return nil
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Errorf("blob %s: %v", name, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	return b
}
