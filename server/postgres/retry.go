package postgres

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"thidua/emulation"
)

// attempts is how often something is tried: with the pauses between them for about six seconds.
const attempts = 12

// wait pauses before an attempt.
func wait(ctx context.Context, attempt int) error {
	t := time.NewTimer(min(10*time.Millisecond<<attempt, time.Second))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

const undefinedTable = "42P01"

// again are the codes of SQLSTATE after which the same is tried again, or the beginnings of them: two transactions stood in each other's way, the line
// broke, the server is ending or starting, has no connection left, or is one that may only be read, as the old one is after a switch.
var again = []string{"40001", "40P01", "08", "57P01", "57P02", "57P03", "53300", "25006"}

// transient reports whether an error may be gone the next time. What is no answer of the database at all is one of the line to it.
func transient(err error) bool {
	if _, ours := errors.AsType[*emulation.Error](err); ours {
		return false
	}
	if theirs, ok := errors.AsType[*pgconn.PgError](err); ok {
		for _, code := range again {
			if strings.HasPrefix(theirs.Code, code) {
				return true
			}
		}
		return false
	}
	return !errors.Is(err, pgx.ErrNoRows)
}

// retry does something until it is done, a fault stays, or the attempts are used up. What it does can be done twice: where the answer to a COMMIT is
// lost, nobody knows whether it happened.
func (db *DB) retry(try func(context.Context) error) error {
	for attempt := 0; ; attempt++ {
		if db.closed.Load() {
			return emulation.Errorf(emulation.Unavailable, "storage.closed")
		}
		ctx, cancel := context.WithTimeout(db.ctx, patience)
		err := try(ctx)
		cancel()
		if err == nil || !transient(err) {
			if !errors.Is(err, context.Canceled) {
				db.down.Store(false)
			}
			return db.told(err)
		}
		if attempt+1 == attempts || db.opts.Wait(db.ctx, attempt) != nil {
			db.down.Store(db.ctx.Err() == nil)
			return db.told(err)
		}
	}
}

// transact does something in a transaction.
func (db *DB) transact(ctx context.Context, do func(pgx.Tx) error) error {
	tx, err := db.begin(ctx)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		_ = tx.Rollback(ctx) // the first error is the one to tell
		return err
	}
	return tx.Commit(ctx)
}

// told gives an error of the database its code. One that has a code keeps it; nil stays nil, and so does it that there is no row.
func (db *DB) told(err error) error {
	if err == nil || errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	if _, ours := errors.AsType[*emulation.Error](err); ours {
		return err
	}
	if db.closed.Load() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed").Because(err)
	}
	theirs, answered := errors.AsType[*pgconn.PgError](err)
	switch {
	case transient(err):
		return emulation.Errorf(emulation.Unavailable, "postgres.unreachable", "database", db.name).Because(err)
	case answered && theirs.Code == "53100":
		return emulation.Errorf(emulation.Full, "postgres.full", "database", db.name).Because(err)
	}
	return emulation.Errorf(emulation.Internal, "postgres.refused", "database", db.name).Because(err)
}

// row reads one row, or the error pgx.ErrNoRows.
func (db *DB) row(statement string, args []any, into ...any) error {
	return db.retry(func(ctx context.Context) error { return db.pool.QueryRow(ctx, statement, args...).Scan(into...) })
}

// list reads rows, all of one moment.
func list[T any](db *DB, statement string, args []any, read pgx.RowToFunc[T]) (out []T, err error) {
	err = db.retry(func(ctx context.Context) error {
		rows, err := db.pool.Query(ctx, statement, args...)
		if err == nil {
			out, err = pgx.CollectRows(rows, read)
		}
		return err
	})
	return out, err
}
