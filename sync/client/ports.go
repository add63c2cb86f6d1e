package client

import (
	"context"
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// Outbox is what this desk has for others.
type Outbox interface {
	// Prepare seals what was typed into signed changes. It is called at the start of every sync, before anything it brings is applied.
	Prepare(ctx context.Context) error
	// Pending visits the own changes without a leaf, in the order they were made.
	Pending(fn func(changeset.PendingChange) error) error
	// Return gives leaves of a log back that a server which was restored had given: from an index on, wire.MaxReturned at most and about so many bytes,
	// and what proves them; nil where nothing here bears the server's signature beyond that.
	Return(scope changeset.Scope, from uint64, bytes int) (*wire.Return, []wire.Entry, error)
	// Wanted lists evidence named in the logs here whose chunks are not all here, with the bitmap of those that lack.
	Wanted() ([]wire.BlobState, error)
	// Chunk gives a chunk of an evidence file and its audit path; nil if it is not here.
	Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error)
}

// Applier takes in what a sync brings. Every method has it on disk, or can fetch it again, when it returns; an error ends the sync, and the
// next one goes on from what Cursors says.
type Applier interface {
	// Cursors says how far each log is here. Scope, Generation and Size are filled in, and Checked where it is known;
	// the client adds the rest.
	Cursors() ([]wire.Cursor, error)
	// Apply takes leaves in the order they were sent: control first, each the next of its log. An entry without a change is a further leaf, or
	// that of a change that is here.
	Apply(ctx context.Context, entries []wire.Entry) error
	// Opened hears that the office opened a new generation of the logs, as its root key signed: a person has to confirm it before Cursors speaks of it.
	Opened(signed []byte) error
	// Checkpoint compares the server's signed word with the log as it is here, after everything before it was applied.
	Checkpoint(scope changeset.Scope, note []byte) error
	// State compares the server's signed word on what the log of the checkpoint before it amounts to, if the log is here that far.
	State(signed []byte) error
	// Witness hears, after Apply found that a log lies (code Corrupt), which leaves of it were sent, and the server's signed word on them.
	Witness(scope changeset.Scope, leaves [][]byte, note []byte) error
	// Acknowledge hears what became of a pushed change: its leaf (which also comes through Apply, in its place), or why it got none.
	Acknowledge(ack wire.Ack) error
	// Complete hears, when nothing is left to be asked, of which logs the server said that there is no more of them than was applied: all it has
	// taken of what was pushed in this sync is in them.
	Complete(scopes []changeset.Scope) error
	// MayRead hears which logs the server gives this desk, and up to which judge version it can judge.
	MayRead(scopes []changeset.Scope, judge uint64) error
	// PutChunk stores a chunk that CheckChunk found right.
	PutChunk(name changeset.BlobName, n int64, chunk, path []byte) error
}

// Keeper is an Applier of an office, which alone decides over what the server holds back: changes that got no leaf because their key was revoked or
// a quota was used up.
type Keeper interface {
	// HeldDigest is that of what was heard last; nil: nothing is asked.
	HeldDigest() ([]byte, error)
	// Held hears all that is held back, when it is not what was heard last.
	Held(digest []byte, places []wire.HeldPlace) error
}

// Offers is an Applier that hears of releases of the programs.
type Offers interface {
	// Told is the digest of what was heard last; nil: nothing yet.
	Told() []byte
	// Offered hears of another.
	Offered(signed []byte) error
	// Spare is what is fetched while the line rests, when nothing else is to be done, and its missing chunks; false: nothing.
	Spare() (wire.BlobState, bool, error)
	// PutSpare stores a chunk of it that CheckChunk found right.
	PutSpare(name changeset.BlobName, n int64, chunk, path []byte) error
}

// State keeps small named values over restarts: the ticket, the schedule, the beginning of an item that was cut off. Names start with "sync/".
type State interface {
	// Load gives a value; nil if it was never saved.
	Load(name string) ([]byte, error)
	// Save keeps a value; nil removes it. Losing one costs a round trip or a few bytes, never data.
	Save(name string, value []byte) error
}

// Transport carries bytes to a server and back. NewHTTP makes one; hub.Local is another. Errors: Unavailable when the server cannot be
// reached or the line was cut, otherwise what the server answered.
type Transport interface {
	// Sync sends one request and opens the response.
	Sync(ctx context.Context, request []byte) (io.ReadCloser, error)
	// PutChunk stores a chunk; body is an encoded wire.Chunk.
	PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error
	// GetChunk fetches an encoded wire.Chunk; code NotFound if the server lacks it.
	GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error)
	// Invitation looks an invitation up by its name; lookup is an encoded wire.Lookup.
	Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error)
}
