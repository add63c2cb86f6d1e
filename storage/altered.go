package storage

import (
	"errors"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// Chunk gives a chunk of an evidence file and its audit path; nil if it is not here. A file that is not what its name says gives an error with
// code Corrupt, once: it is put aside, so that it counts as missing and whoever has it is asked for it.
func (db *DB) Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error) {
	chunk, path, err = db.Store.Chunk(name, n)
	if emulation.CodeOf(err) != emulation.Corrupt {
		return chunk, path, err
	}
	db.note(found.Say(Alarm, "storage.blob-altered", "name", name.String()[:16]))
	db.altering.Lock()
	defer db.altering.Unlock()
	_, moveErr := db.files.MoveAside(db.Path(name))
	return nil, nil, errors.Join(err, found.Disk(moveErr))
}
