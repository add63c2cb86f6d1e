package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Fail puts something between the store and the transactions it begins.
func (db *DB) Fail(wrap func(pgx.Tx) pgx.Tx) {
	begin := db.begin
	db.begin = func(ctx context.Context) (pgx.Tx, error) {
		tx, err := begin(ctx)
		if err != nil {
			return nil, err
		}
		return wrap(tx), nil
	}
}

// Renew renews the lease now.
func (db *DB) Renew() { db.renew() }
