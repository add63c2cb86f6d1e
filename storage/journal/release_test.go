package journal_test

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"testing"

	"thidua/storage/journal"
	"thidua/sync/changeset"
)

// TestReleaseOfVeryMany lets go of more changes than one record can name, as the first backup of a large desk does.
func TestReleaseOfVeryMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	load := func() *journal.Journal {
		t.Helper()
		j, noticed, err := journal.Load(path, journal.OpenFile, nil, journal.Mark{}, func(string, []byte) error { return nil })
		if err != nil || len(noticed) > 0 {
			t.Fatal(err, noticed)
		}
		return j
	}
	j := load()
	var ids []changeset.Identity
	kept, err := j.Keep(func(take func(changeset.PendingChange) error) error {
		for i := range 140_000 {
			id := changeset.Identity(binary.BigEndian.AppendUint64(make([]byte, 24), uint64(i)))
			ids = append(ids, id)
			if err := take(changeset.PendingChange{Change: &changeset.Signed{Identity: id, Raw: make([]byte, 8)}}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || kept != len(ids) {
		t.Fatal(kept, err)
	}
	if err := errors.Join(j.Release(ids[:139_999], 0), j.Close()); err != nil {
		t.Fatal(err)
	}
	j = load()
	defer j.Close()
	if j.Count() != 1 || !j.Has(ids[139_999]) {
		t.Errorf("%d changes are kept", j.Count())
	}
}
