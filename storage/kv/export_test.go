package kv

// Unsorted is how many tables of an open database lie as they were written.
func Unsorted(db *DB) int { return db.badger.Levels()[0].NumTables }

// Settle waits until what is being sorted is.
func Settle(db *DB) { db.work.Wait() }
