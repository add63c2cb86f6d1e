//go:build full && postgres && unix

package postgres_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"thidua/emulation"
	"thidua/internal/storetest"
	"thidua/internal/testpostgres"
	"thidua/server/postgres"
	"thidua/sync/changeset"
)

// faulty fails at one of the steps of transactions, counted over all of them, or from one on.
type faulty struct {
	pgx.Tx
	plan *plan
}

type plan struct {
	at, step int
	every    bool // from that step on
	after    bool // a commit that fails has happened
	err      error
	hit      bool
}

func (p *plan) fails() error {
	if p.step++; p.step == p.at || p.every && p.step > p.at {
		p.hit = true
		return p.err
	}
	return nil
}

func (f *faulty) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	if err := f.plan.fails(); err != nil {
		return failed{err: err}
	}
	return f.Tx.SendBatch(ctx, b)
}

func (f *faulty) Query(ctx context.Context, text string, args ...any) (pgx.Rows, error) {
	if err := f.plan.fails(); err != nil {
		return nil, err
	}
	return f.Tx.Query(ctx, text, args...)
}

func (f *faulty) Commit(ctx context.Context) error {
	err := f.plan.fails()
	if err == nil || f.plan.after {
		return errors.Join(f.Tx.Commit(ctx), err)
	}
	return errors.Join(err, f.Tx.Rollback(ctx))
}

type failed struct {
	pgx.BatchResults
	err error
}

func (f failed) Exec() (pgconn.CommandTag, error) { return pgconn.CommandTag{}, f.err }
func (f failed) Query() (pgx.Rows, error)         { return nil, f.err }
func (f failed) QueryRow() pgx.Row                { return failedRow{f.err} }
func (f failed) Close() error                     { return f.err }

type failedRow struct{ error }

func (f failedRow) Scan(...any) error { return f.error }

var faults = map[string]plan{
	"serialization": {err: &pgconn.PgError{Code: "40001"}}, "deadlock": {err: &pgconn.PgError{Code: "40P01"}}, "connection": {err: &pgconn.PgError{Code: "08006"}},
	"shutdown": {err: &pgconn.PgError{Code: "57P01"}}, "line": {err: io.ErrUnexpectedEOF}, "answer to a commit": {err: io.ErrUnexpectedEOF, after: true},
}

// TestFullFaultAtEachStep fails one step of a commit after the other, and finds everything written once.
func TestFullFaultAtEachStep(t *testing.T) {
	s := testpostgres.New(t)
	opens := opening(s)
	for name, fault := range faults {
		t.Run(name, func(t *testing.T) {
			store, err := opens(t.TempDir())
			ok(t, err)
			t.Cleanup(func() { ok(t, store.Close()) })
			db, p := store.(*postgres.DB), &fault
			db.Fail(func(tx pgx.Tx) pgx.Tx { return &faulty{tx, p} })
			w, a := storetest.World{TB: t, Store: db}, storetest.NewAuthor("a")
			ok(t, db.Commit(w.Pull(a.Change(t, storetest.Cluster, 1, "I.1"))))
			n := 0
			for p.hit = true; p.hit; n++ {
				value := changeset.Detached{Salt: [32]byte{byte(n)}, Value: []byte("An")}
				b := w.Pull(a.Change(t, storetest.Unit, n, storetest.Score(n)))
				b.Entries[0].Detached = []changeset.Detached{value}
				b.Meta["n"] = []byte{byte(n)}
				b.Records[storetest.ScoreRef(storetest.Unit, "none")] = nil
				b.Upon = map[changeset.Scope]uint64{storetest.Unit: uint64(n), storetest.Cluster: 1}
				p.step, p.at, p.hit = 0, n+1, false
				ok(t, db.Commit(b))
				e, err := db.Entry(storetest.Unit, uint64(n))
				ok(t, err)
				if e == nil || !bytes.Equal(e.Raw, b.Entries[0].Raw) || e.Root != b.Entries[0].Root || len(e.Detached) != 1 {
					t.Fatalf("step %d: %+v", n+1, e)
				}
				if m, err := db.Meta("n"); err != nil || len(m) != 1 || m[0] != byte(n) {
					t.Fatalf("step %d: %v, %v", n+1, m, err)
				}
				if r, err := db.Record(storetest.ScoreRef(storetest.Unit, storetest.Score(n))); err != nil || r == nil || len(r.Fields["points"]) != 1 {
					t.Fatalf("step %d: %+v, %v", n+1, r, err)
				}
				if head, err := db.Log(storetest.Unit); err != nil || head.Size != uint64(n)+1 {
					t.Fatalf("step %d: %d leaves, %v", n+1, head.Size, err)
				}
			}
			if n < 4 && !fault.after || n < 3 {
				t.Errorf("only %d steps were reached", n)
			}
		})
	}
}

// TestFullNoDatabase asks a store for everything while the database is away for longer than anybody is patient.
func TestFullNoDatabase(t *testing.T) {
	s := testpostgres.New(t)
	url := s.Database()
	waited := 0
	db, err := postgres.Open(t.Context(), url, postgres.Options{Holder: []byte("a"), Wait: func(context.Context, int) error { waited++; return nil }})
	ok(t, err)
	t.Cleanup(func() { ok(t, db.Close()) })
	w, a := storetest.World{TB: t, Store: db}, storetest.NewAuthor("a")
	ok(t, db.Commit(w.Pull(a.Change(t, storetest.Unit, 1, "I.1"))))
	b := w.Pull(a.Change(t, storetest.Unit, 2, "I.2"))
	s.Stop(false)
	if err := db.Commit(b); emulation.KeyOf(err) != "postgres.unreachable" || emulation.CodeOf(err) != emulation.Unavailable || waited == 0 {
		t.Errorf("%v after %d pauses", err, waited)
	}
	if err := db.Writable(); emulation.KeyOf(err) != "postgres.unreachable" {
		t.Error(err)
	}
	if _, err := db.Meta("a"); emulation.KeyOf(err) != "postgres.unreachable" {
		t.Error(err)
	}
	if _, err := db.Log(storetest.Unit); emulation.KeyOf(err) != "postgres.unreachable" { // nobody knows whether the batch was written
		t.Error(err)
	}
	s.Start()
	db.Renew()
	ok(t, db.Writable())
	if head, err := db.Log(storetest.Unit); err != nil || head.Size != 1 {
		t.Fatal(head.Size, err)
	}
	ok(t, db.Commit(b))
	if head, err := db.Log(storetest.Unit); err != nil || head.Size != 2 {
		t.Fatal(head.Size, err)
	}
}

// TestFullOneHolder opens a database from several sides.
func TestFullOneHolder(t *testing.T) {
	s := testpostgres.New(t)
	url := s.Database()
	as := func(holder string) (*postgres.DB, error) {
		db, err := postgres.Open(t.Context(), url, postgres.Options{Holder: []byte(holder), Told: "máy " + holder})
		if err == nil {
			t.Cleanup(func() { _ = db.Close() })
		}
		return db, err
	}
	refused := func(holder, by string) {
		t.Helper()
		_, err := as(holder)
		e, _ := errors.AsType[*emulation.Error](err)
		if emulation.KeyOf(err) != "postgres.taken" || e.Message.Args["holder"] != "máy "+by {
			t.Errorf("%s: %v", holder, err)
		}
	}
	a, err := as("a")
	ok(t, err)
	w, author := storetest.World{TB: t, Store: a}, storetest.NewAuthor("a")
	ok(t, a.Commit(w.Pull(author.Change(t, storetest.Unit, 1, "I.1"))))
	refused("b", "a")

	again, err := as("a") // whoever was killed begins again at once
	ok(t, err)
	if err := a.Commit(w.Pull(author.Change(t, storetest.Unit, 2, "I.1"))); emulation.KeyOf(err) != "postgres.lost" {
		t.Errorf("whoever lost the database wrote: %v", err)
	}
	select {
	case <-a.Lost():
	default:
		t.Error("the loss was not told")
	}
	if err := a.Writable(); emulation.KeyOf(err) != "postgres.lost" {
		t.Error(err)
	}
	ok(t, a.Close()) // which takes nothing from the other
	refused("b", "a")
	ok(t, again.Writable())
	if head, err := again.Log(storetest.Unit); err != nil || head.Size != 1 {
		t.Error(head.Size, err)
	}

	ok(t, again.Close())
	b, err := as("b")
	ok(t, err)
	refused("a", "b")
	execute(t, url, "UPDATE leases SET ends = now()")
	c, err := as("c") // b was not heard of for too long
	ok(t, err)
	b.Renew()
	<-b.Lost()
	c.Renew()
	ok(t, c.Writable())
}

// TestFullBegunAtOnce: of processes that open an empty database at the same time one gets it, and the tables are made once.
func TestFullBegunAtOnce(t *testing.T) {
	s := testpostgres.New(t)
	url := s.Database()
	type result struct {
		db  *postgres.DB
		err error
	}
	results := make(chan result)
	for i := range 6 {
		go func() {
			db, err := postgres.Open(t.Context(), url, postgres.Options{Holder: fmt.Append(nil, i)})
			results <- result{db, err}
		}()
	}
	got := 0
	for range 6 {
		switch r := <-results; {
		case r.err == nil:
			got++
			t.Cleanup(func() { ok(t, r.db.Close()) })
		case emulation.KeyOf(r.err) != "postgres.taken":
			t.Error(r.err)
		}
	}
	if got != 1 {
		t.Errorf("%d have the database", got)
	}
}

// TestFullRefused opens what is no database for a server.
func TestFullRefused(t *testing.T) {
	s := testpostgres.New(t)
	url := s.Database()
	options := postgres.Options{Holder: []byte("a"), Wait: func(context.Context, int) error { return nil }}
	fails := func(url, key string) {
		t.Helper()
		db, err := postgres.Open(t.Context(), url, options)
		if err == nil {
			ok(t, db.Close())
		}
		if emulation.KeyOf(err) != key {
			t.Errorf("%v, want %s", err, key)
		}
	}
	fails("postgres://:nonsense", "postgres.address")
	fails(s.URL("none"), "postgres.refused")
	fails("postgres://test@/test?host="+t.TempDir(), "postgres.unreachable")
	s.Do("ALTER ROLE test SET synchronous_commit = off")
	fails(url, "postgres.careless")
	s.Do("ALTER ROLE test RESET synchronous_commit")
	db, err := postgres.Open(t.Context(), url, options)
	ok(t, err)
	if err := db.Commit(&changeset.Batch{Sealed: make([]changeset.DraftKey, 1)}); emulation.KeyOf(err) != "postgres.desk" {
		t.Error(err)
	}
	ok(t, db.Close())
	execute(t, url, "INSERT INTO schema_versions (version_id, is_applied) VALUES (99, true)")
	fails(url, "postgres.newer")
}

// TestFullDamagedRows reads rows that are not what was written.
func TestFullDamagedRows(t *testing.T) {
	s := testpostgres.New(t)
	for damage, read := range map[string]func(db *postgres.DB) error{
		"UPDATE leaves SET leaf = '\\x80'":        func(db *postgres.DB) error { _, err := db.Entry(storetest.Unit, 0); return err },
		"DELETE FROM leaves":                      func(db *postgres.DB) error { return db.Entries(storetest.Unit, 0, nil) },
		"UPDATE leaves SET commitments = '\\x80'": func(db *postgres.DB) error { _, err := db.Entry(storetest.Unit, 0); return err },
		"UPDATE records SET record = '\\x80'": func(db *postgres.DB) error {
			_, err := db.Record(storetest.ScoreRef(storetest.Unit, "I.1"))
			return err
		},
		"UPDATE records SET kind = '\\x80'": func(db *postgres.DB) error { return db.EachRecord(storetest.Unit, "", emulation.ID{}, nil) },
		"UPDATE places SET place = '\\x'": func(db *postgres.DB) error {
			_, err := db.Place(storetest.NewAuthor("a").Change(t, storetest.Unit, 1, "I.1").Identity)
			return err
		},
		"UPDATE personal SET value = '\\x80'": func(db *postgres.DB) error { _, err := db.Entry(storetest.Unit, 0); return err },
	} {
		url := s.Database()
		db, err := open(url, t.TempDir())
		ok(t, err)
		b := storetest.World{TB: t, Store: db}.Pull(storetest.NewAuthor("a").Change(t, storetest.Unit, 1, "I.1"))
		b.Entries[0].Detached = []changeset.Detached{{Value: []byte("An")}}
		ok(t, db.Commit(b))
		execute(t, url, damage)
		if err := read(db); emulation.CodeOf(err) != emulation.Corrupt {
			t.Errorf("%s: %v", damage, err)
		}
		ok(t, db.Close())
	}
}

// execute has a statement done in a database.
func execute(t *testing.T, url, statement string) {
	t.Helper()
	c, err := pgx.Connect(t.Context(), url)
	ok(t, err)
	_, err = c.Exec(t.Context(), statement)
	ok(t, err)
	ok(t, c.Close(t.Context()))
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
