package desk

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/sample"
	"thidua/storage"
	"thidua/storage/folder"
)

// TestNobodyComesInBetween: from the moment a release has looked whose folder it is until it has closed it, no other goes over, or takes back what it works on.
func TestNobodyComesInBetween(t *testing.T) {
	of := func(number uint64) Environment {
		e := Environment{Now: func() time.Time { return time.Unix(1e9, 0) }, Rand: rand.NewChaCha8([32]byte{3})}
		e.Here.Number = number
		return e
	}
	for _, other := range []uint64{1, 3} {
		dir := filepath.Join(t.TempDir(), "desk")
		list, err := sample.List()
		if err != nil {
			t.Fatal(err)
		}
		d, err := InitSample(dir, list[0].ID, "", of(1))
		if err == nil {
			err = d.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		held, err := of(2).goOver(dir, nil)
		if err != nil || held == nil {
			t.Fatal(held, err)
		}
		if d, err := Open(dir, of(other)); emulation.KeyOf(err) != "storage.in-use" {
			t.Fatalf("%v, %v", d, err)
		}
		opens := of(2)
		opens.Open = func(dir string, o storage.Options) (Store, error) {
			if o.Held != held {
				t.Error("the folder was let go of before it is opened")
			}
			return of(2).open(dir, o)
		}
		if d, err = open(dir, nil, held, opens); err != nil {
			t.Fatal(err)
		}
		if d, err := Open(dir, of(other)); emulation.KeyOf(err) != "storage.in-use" {
			t.Fatalf("%v, %v", d, err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, keyFile), []byte("damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, of(2)); emulation.KeyOf(err) != "desk.key-damaged" {
			t.Fatal(err)
		}
		lock, err := folder.Hold(dir) // what could not be opened is let go of
		if err != nil {
			t.Fatal(err)
		}
		if err := lock.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTheMarkIsOfTheMomentOfSaving: a desk that another release went over to after it had looked writes down all the same that something was typed.
func TestTheMarkIsOfTheMomentOfSaving(t *testing.T) {
	dir := t.TempDir()
	save := firstSave(dir)
	if err := (ran{Number: 2, From: 1, Kept: true}).write(dir); err != nil {
		t.Fatal(err)
	}
	if err := save(); err != nil {
		t.Fatal(err)
	}
	if r, err := readRan(dir); err != nil || !r.Saved {
		t.Fatalf("%+v, %v", r, err)
	}
}

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
