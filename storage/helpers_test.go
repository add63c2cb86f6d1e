package storage_test

import (
	"crypto/rand"
	"testing"

	"thidua/emulation"
	"thidua/internal/storetest"
	"thidua/storage"
	"thidua/sync/changeset"
)

// id makes a readable test id.
func id(s string) emulation.ID { return storetest.ID(s) }

var tenant, cluster, unit = storetest.Tenant, storetest.Cluster, storetest.Unit

// author is a person with a key who writes a chain of changes in each scope.
type author struct{ *storetest.Author }

func newAuthor(name string) *author { return &author{storetest.NewAuthor(name)} }

func (a *author) change(t testing.TB, scope changeset.Scope, value any, scores ...string) *changeset.Signed {
	t.Helper()
	return a.Change(t, scope, value, scores...)
}

func scoreRef(scope changeset.Scope, s string) changeset.Ref { return storetest.ScoreRef(scope, s) }

// world folds changes into batches the way workspace and hub do.
type world struct {
	t  testing.TB
	db *storage.DB
}

func newBatch() *changeset.Batch { return storetest.NewBatch() }

func (w world) pend(c *changeset.Signed, sealed ...changeset.DraftKey) *changeset.Batch {
	w.t.Helper()
	return storetest.World{TB: w.t, Store: w.db}.Pend(c, sealed...)
}

func (w world) pull(cs ...*changeset.Signed) *changeset.Batch {
	w.t.Helper()
	return storetest.World{TB: w.t, Store: w.db}.Pull(cs...)
}

// small are options for quick tests: little is kept free, nothing is reserved.
func small() storage.Options {
	return storage.Options{Rand: rand.Reader, FloorBytes: 1 << 20, ReserveBytes: 64 << 10}
}

func open(t testing.TB, dir string, o storage.Options) *storage.DB {
	t.Helper()
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func commit(t testing.TB, db *storage.DB, b *changeset.Batch) {
	t.Helper()
	if err := db.Commit(b); err != nil {
		t.Fatal(err)
	}
}

func noFindings(t testing.TB, db *storage.DB) {
	t.Helper()
	for _, f := range db.Findings() {
		t.Errorf("finding: %s %s %v", f.Severity, f.Message.Key, f.Message.Args)
	}
}

func score(i int) string { return storetest.Score(i) }
