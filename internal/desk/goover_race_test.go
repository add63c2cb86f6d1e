package desk

import (
	"sync"
	"testing"
)

// TestFirstSaveWhileItComesUp: that something was typed is not forgotten by saying at the same moment that the program is up.
func TestFirstSaveWhileItComesUp(t *testing.T) {
	for range 60 {
		dir := t.TempDir()
		if err := (ran{Number: 2, From: 1, Kept: true}).write(dir); err != nil {
			t.Fatal(err)
		}
		save, d := firstSave(dir), &Desk{Dir: dir}
		var all sync.WaitGroup
		var saved, came error
		all.Go(func() { saved = save() })
		all.Go(func() { came = d.CameUp() })
		all.Wait()
		r, err := readRan(dir)
		if err != nil || saved != nil || came != nil || !r.Saved || !r.Up {
			t.Fatalf("%+v, %v, %v, %v", r, err, saved, came)
		}
	}
}
