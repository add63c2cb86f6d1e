package postgres

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Blobs keep evidence files, in pieces and whole, as [thidua/sync/hub.Store] says.
type Blobs interface {
	PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error
	Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error)
	MissingChunks(name changeset.BlobName) ([]byte, error)
}

// Options say how a database is opened.
type Options struct {
	Blobs  Blobs  // nil: of a store that is only copied or looked at
	Holder []byte // compulsory: what names the holder: the same one may take the database again at once, another waits until the lease ends. Whoever opens it sees to it that no other process does under that name.
	Told   string // the holder in words, for whoever is refused
	// Wait pauses before a next attempt, which begin with 0, or says why there is none; if nil it grows from 10 ms to a second.
	Wait func(ctx context.Context, attempt int) error
}

// DB is an open database. All methods may be called at once from several goroutines, also from inside the callback of another.
type DB struct {
	Blobs
	pool   *pgxpool.Pool
	begin  func(context.Context) (pgx.Tx, error) // of pool; a test lets it fail
	opts   Options
	name   string // of the database
	ctx    context.Context
	stop   context.CancelFunc
	tasks  sync.WaitGroup
	closed atomic.Bool
	down   atomic.Bool // the last attempt to reach the database failed
	epoch  int64       // of the lease
	lost   chan struct{}
	losing sync.Once

	mu   sync.RWMutex
	logs map[changeset.Scope]logState // heads as they are committed; one that is not certain is not here
	all  map[changeset.Scope]bool     // every log there is
}

type logState struct {
	head changeset.LogHead
	root emulation.Hash
}

// patience is how long one attempt at a statement or a transaction may take.
const patience = 30 * time.Second

// connections is how many are open at once at most, unless the address says pool_max_conns.
const connections = 16

// Open opens a database by its address (a URL or a connection string of libpq; what neither says comes from the environment and from files, as libpq
// has it), brings its tables up to date, and takes the lease. Errors: Invalid "postgres.address", Unavailable "postgres.unreachable",
// "postgres.taken" where another process has it, Newer "postgres.newer", Forbidden "postgres.careless".
func Open(ctx context.Context, address string, o Options) (*DB, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, emulation.Errorf(emulation.Invalid, "postgres.address").Because(err)
	}
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "thidua-server"
	}
	if parsed, perr := pgconn.ParseConfig(address); perr == nil && parsed.RuntimeParams["pool_max_conns"] == "" {
		config.MaxConns = connections
	}
	if len(o.Holder) == 0 {
		return nil, emulation.Errorf(emulation.Internal, "postgres.no-holder")
	}
	if o.Wait == nil {
		o.Wait = wait
	}
	db := &DB{Blobs: o.Blobs, opts: o, name: config.ConnConfig.Database, lost: make(chan struct{}),
		logs: map[changeset.Scope]logState{}, all: map[changeset.Scope]bool{}}
	db.ctx, db.stop = context.WithCancel(context.WithoutCancel(ctx))
	if db.pool, err = pgxpool.NewWithConfig(db.ctx, config); err != nil {
		db.stop()
		return nil, db.told(err)
	}
	db.begin = db.pool.Begin
	for _, step := range []func() error{db.careful, db.migrate, db.take, db.fill} {
		if err := step(); err != nil {
			db.stop()
			db.pool.Close()
			return nil, err
		}
	}
	db.tasks.Go(db.keep)
	return db, nil
}

// careful refuses a database that says of a transaction that it is done before it is on a disk.
func (db *DB) careful() error {
	var how string
	if err := db.row(showCommit, nil, &how); err != nil {
		return err
	}
	if how == "off" {
		return emulation.Errorf(emulation.Forbidden, "postgres.careless", "database", db.name)
	}
	return nil
}

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date, under a row that one process at a time has.
func (db *DB) migrate() error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	pool := stdlib.OpenDBFromPool(db.pool)
	defer pool.Close()
	steps, err := goose.NewProvider(goose.DialectPostgres, pool, dir, goose.WithTableName("schema_versions"), goose.WithDisableGlobalRegistry(true), goose.WithSlog(slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	sources := steps.ListSources()
	known := sources[len(sources)-1].Version
	var is *int64
	err = db.row(selectVersion, nil, &is)
	if none, ok := errors.AsType[*pgconn.PgError](err); ok && none.Code == undefinedTable {
		err = nil
	}
	switch {
	case err != nil:
		return err
	case is != nil && *is > known:
		return emulation.Errorf(emulation.Newer, "postgres.newer", "database", db.name, "schema", *is, "known", known)
	case is != nil && *is == known:
		return nil
	}
	rows, err := lock.NewPostgresTableLocker(lock.WithTableName("schema_lock"), lock.WithTableLeaseDuration(10*time.Second), lock.WithTableHeartbeatInterval(3*time.Second),
		lock.WithTableLockTimeout(time.Second, 60), lock.WithTableLogger(slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	if err := rows.Lock(db.ctx, pool); err != nil {
		return db.told(err)
	}
	_, err = steps.Up(db.ctx)
	return db.told(errors.Join(err, rows.Unlock(db.ctx, pool)))
}

// fill reads the heads.
func (db *DB) fill() error {
	rows, err := list(db, selectHeads, nil, scanHead)
	for i := range rows {
		scope, l, err := rows[i].read()
		if err != nil {
			return err
		}
		db.logs[scope], db.all[scope] = l, true
	}
	return err
}

// Close gives the database back. Calling it again does nothing.
func (db *DB) Close() error {
	if db.closed.Swap(true) {
		return nil
	}
	db.stop()
	db.tasks.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(db.ctx), patience)
	defer cancel()
	_, err := db.pool.Exec(ctx, renewLease, leaseName, db.epoch, 0.0) // whoever comes next need not wait; one that cannot be told waits
	db.pool.Close()
	return db.told(err)
}

// Writable is nil, or why nothing can be taken now.
func (db *DB) Writable() error {
	switch {
	case db.closed.Load():
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	case db.isLost():
		return emulation.Errorf(emulation.Unavailable, "postgres.lost", "database", db.name)
	case db.down.Load():
		return emulation.Errorf(emulation.Unavailable, "postgres.unreachable", "database", db.name)
	}
	return nil
}
