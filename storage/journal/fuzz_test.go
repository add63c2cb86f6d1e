package journal_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"thidua/storage/frame"
	"thidua/storage/journal"
)

// FuzzLoad makes a journal of any bytes: it opens, and what it holds it holds again after it was written anew.
func FuzzLoad(f *testing.F) {
	sound := frame.Append(frame.Append(nil, []byte{0xa1, 0x01, 0x01}), []byte{0xa1, 0x01, 0x02})
	f.Add(sound)
	f.Add(append([]byte("junk"), sound[:len(sound)-1]...))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		var before []int
		for range 2 {
			j, _, err := journal.Load(path, journal.OpenFile, nil, journal.Mark{}, func(string, []byte) error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			holds := []int{len(j.Drafts(nil)), len(j.Identities()), len(j.Own()), len(j.Metas(0))}
			if before != nil && !slices.Equal(before, holds) {
				t.Errorf("held %v, then %v", before, holds)
			}
			before = holds
			if err := j.Release(nil, 0); err != nil {
				t.Fatal(err)
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
