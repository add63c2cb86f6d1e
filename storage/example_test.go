package storage_test

import (
	"crypto/rand"
	"fmt"
	"os"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/storage"
	"thidua/sync/changeset"
)

// What was reported as saved is there at the next start; a folder that is open belongs to one program.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "thidua")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	open := func() (*storage.DB, error) {
		return storage.Open(dir, storage.Options{Rand: rand.Reader, ReserveBytes: 1, FloorBytes: 1})
	}

	db, err := open()
	if err != nil {
		fmt.Println(err)
		return
	}
	own := changeset.NewScope(changeset.Unit, emulation.Digest([]byte("son-la")).Short())
	draft := record.Score.Input.Draft(own, record.SheetColumn{Criterion: "I.1", Column: "self"})
	draft.Text = "98,5"
	fmt.Println("saved:", db.SaveDraft(&draft))
	_, err = open()
	fmt.Println("opened twice:", emulation.KeyOf(err))
	if err := db.Close(); err != nil {
		fmt.Println(err)
		return
	}

	db, err = open()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	drafts, err := db.Drafts(own)
	fmt.Println("there again:", drafts[0].Text, err)
	// Output:
	// saved: <nil>
	// opened twice: storage.in-use
	// there again: 98,5 <nil>
}
