package postgres

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"thidua/emulation"
)

// A hub knows by heart what its database holds: names of files, spent tickets, heads. So one process at a time has a database. It says so in a row that
// ends by itself when it is not renewed, by the database's clock; and each transaction that writes looks whether the row still has the number that this
// process gave it. Whoever was stopped for so long that another took the database writes nothing more.

// lease is how long a holder need not be heard of, renewEvery how often it makes itself heard.
const (
	lease      = 30 * time.Second
	renewEvery = 5 * time.Second
)

var leaseName = hashOf([]byte("hub"))

// take takes the lease, or says who has it.
func (db *DB) take() error {
	return db.retry(func(ctx context.Context) error {
		return db.transact(ctx, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, insertLease, leaseName, []byte{}, ""); err != nil {
				return err
			}
			var holder []byte
			var told string
			var epoch int64
			var held bool
			if err := tx.QueryRow(ctx, selectLease, leaseName).Scan(&holder, &told, &epoch, &held); err != nil {
				return err
			}
			if held && !bytes.Equal(holder, db.opts.Holder) {
				return emulation.Errorf(emulation.Unavailable, "postgres.taken", "database", db.name, "holder", told, "seconds", int(lease.Seconds()))
			}
			db.epoch = epoch + 1
			_, err := tx.Exec(ctx, takeLease, leaseName, db.opts.Holder, db.opts.Told, db.epoch, lease.Seconds())
			return err
		})
	})
}

// keep renews the lease until the database is closed or somebody else has it.
func (db *DB) keep() {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-db.ctx.Done():
			return
		case <-db.lost:
			return
		case <-tick.C:
			db.renew()
		}
	}
}

// renew renews the lease. One that ended in between is renewed all the same where nobody took it.
func (db *DB) renew() {
	ctx, cancel := context.WithTimeout(db.ctx, renewEvery)
	defer cancel()
	done, err := db.pool.Exec(ctx, renewLease, leaseName, db.epoch, lease.Seconds())
	if db.ctx.Err() != nil {
		return
	}
	if db.down.Store(err != nil); err == nil && done.RowsAffected() == 0 {
		db.lose()
	}
}

func (db *DB) lose() { db.losing.Do(func() { close(db.lost) }) }

func (db *DB) isLost() bool {
	select {
	case <-db.lost:
		return true
	default:
		return false
	}
}

// Lost is closed when another process has taken the database: nothing can be written here any more.
func (db *DB) Lost() <-chan struct{} { return db.lost }

// hold looks, at the beginning of a transaction, whether the lease is still this process's, and keeps others from taking it until the end.
func (db *DB) hold(row pgx.Row) error {
	var epoch int64
	err := row.Scan(&epoch)
	if err == nil && epoch != db.epoch || errors.Is(err, pgx.ErrNoRows) {
		db.lose()
		return db.Writable()
	}
	return err
}
