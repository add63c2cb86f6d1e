package workspace

import (
	"context"
	"io"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Names of the small values the workspace keeps in the store.
const (
	metaRoot   = "desk/root"   // root public key
	metaOffice = "desk/office" // the office's control scope
)

// Environment is what comes from outside: the clock, randomness, and the law of awards.
type Environment struct {
	Now  func() time.Time
	Rand io.Reader
	Law  func() (*legal.Shelf, error) // nil where no law is asked for

	Judge uint64 // the highest judge version known; 0: all of this program
}

// Store is what the workspace needs of local storage. Every method's errors carry a code: Corrupt when stored bytes are not what was
// written, Full when the disk has no room, Unavailable when the folder cannot be used now.
type Store interface {
	book.Source
	// Commit writes a batch: own changes are on disk in the journal before it returns.
	Commit(b *changeset.Batch) error
	// SaveDraft puts cells on disk before it returns; the same cell again replaces it.
	SaveDraft(drafts ...*changeset.Draft) error
	// DropDraft forgets a draft (the person took the edit back).
	DropDraft(key changeset.DraftKey) error
	// Writable is nil, or why nothing can be saved now (code Full: free space below the floor).
	Writable() error
	// PutBlob stores an evidence file and gives its name; the bytes are on disk before it returns.
	PutBlob(r io.Reader) (changeset.BlobName, error)
}

// Workspace is one desk's open data. The rooms of the year read and write it through Read and Begin, which hold its only lock; its methods may
// be called from any goroutine.
type Workspace struct {
	*desk
	until context.Context // until when what is only read is wanted
}

// desk is what every Workspace of one desk has in common.
type desk struct {
	mu   sync.Mutex
	tx   Tx
	feed feed
}

// Tx is the open desk in the hands of one command, which holds the lock: the book as it stands now, and the pen to sign with.
type Tx struct {
	Disk Store
	Key  *identity.Key
	Rand io.Reader

	book    *book.Book
	clock   changeset.HLC
	clocked map[changeset.Scope]bool // scopes whose last own change the clock has seen
	feed    *feed
}

// Open opens the data of a desk that was set up before, with its key. A folder that was not is the error "workspace.not-set-up".
func Open(store Store, key *identity.Key, env Environment) (*Workspace, error) {
	root, err := store.Meta(metaRoot)
	if err != nil {
		return nil, err
	}
	office, err := store.Meta(metaOffice)
	if err != nil {
		return nil, err
	}
	if len(root) != len(identity.PublicKey{}) || len(office) != len(changeset.Scope{}) {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.not-set-up")
	}
	return New(store, key, env, identity.PublicKey(root), changeset.Scope(office)), nil
}

// New opens a store as the desk of a key under a root and an office, whatever the store says of itself.
func New(store Store, key *identity.Key, env Environment, root identity.PublicKey, control changeset.Scope) *Workspace {
	w := &Workspace{new(desk), context.Background()}
	j := judge.New(judge.NewAnchor(root.Key()))
	if env.Judge > 0 {
		j.Knows = env.Judge
	}
	w.tx = Tx{Disk: store, Key: key, Rand: env.Rand, clocked: map[changeset.Scope]bool{}, feed: &w.feed,
		book: book.New(store, j, control, book.Reader{Log: key.LogID(), Clock: env.Now, Laws: env.Law})}
	return w
}

// SetUp reports whether a store was set up as a desk before.
func SetUp(store Store) (bool, error) {
	root, err := store.Meta(metaRoot)
	return root != nil, err
}

// Names are the small values that make a store a desk.
func (t *Tx) Names(server string) map[string][]byte {
	root := t.book.Root()
	return map[string][]byte{metaRoot: root[:], metaOffice: t.book.Control[:], book.MetaServer: []byte(server)}
}

// Until is the same desk in the hands of somebody who waits until a context ends: what is only read stops then (a ranking, a list), with the
// context's cause. What is written is not stopped half-way.
func (w *Workspace) Until(ctx context.Context) *Workspace { return &Workspace{w.desk, ctx} }

// Past is this desk over records as they stood at a point: what a room says of them, it says as it would have then. It is read, and nothing is written through
// it; drafts and what is pending are not there.
func (w *Workspace) Past(at book.Records) *Workspace {
	past := &Workspace{new(desk), w.until}
	store := pastStore{w.tx.Disk, at}
	reader := w.tx.book.Reader
	past.tx = Tx{Disk: store, Key: w.tx.Key, Rand: w.tx.Rand, clocked: map[changeset.Scope]bool{}, feed: &past.feed,
		book: book.New(store, judge.New(w.tx.book.Judge.Anchor), w.tx.book.Control, reader)}
	past.tx.book.Judge.Knows = w.tx.book.Judge.Knows
	return past
}

// Read gives the book as it stands now; nothing is written until done is called.
func (w *Workspace) Read() (b *book.Book, done func()) {
	w.mu.Lock()
	w.tx.book.Until(w.until)
	return w.tx.book, w.mu.Unlock
}

// Begin gives the desk to one command until done is called.
func (w *Workspace) Begin() (tx *Tx, done func()) {
	w.mu.Lock()
	w.tx.book.Until(context.Background())
	return &w.tx, w.mu.Unlock
}

// Reader is the book as it stands now.
func (t *Tx) Reader() *book.Book { return t.book }

// Tell tells whoever shows data what happened.
func (t *Tx) Tell(e Event) { t.feed.emit(e) }

// Disk is the store, for what is read while the desk goes on being used.
func (w *Workspace) Disk() Store { return w.tx.Disk }

// Tenant is the world this desk belongs to.
func (w *Workspace) Tenant() changeset.Tenant { return w.tx.book.Tenant() }

// Root is the root public key this desk trusts.
func (w *Workspace) Root() identity.PublicKey { return w.tx.book.Root() }

// Key is the desk's own key.
func (w *Workspace) Key() *identity.Key { return w.tx.Key }

// Control is the control log of the desk's office.
func (w *Workspace) Control() changeset.Scope { return w.tx.book.Control }

// Server is the address of the server this desk syncs with; "" if none was named.
func (w *Workspace) Server() (string, error) { return w.tx.book.Server() }

// JudgeKnown is the highest judge version this desk's program knows.
func (w *Workspace) JudgeKnown() uint64 { return w.tx.book.Judge.Knows }

// SetServer remembers the address of the server.
func (w *Workspace) SetServer(address string) error { return w.keep(book.MetaServer, []byte(address)) }

// Origin tells a sandbox of a sample ("sample:<id>") from real data ("").
func (w *Workspace) Origin() (string, error) { return w.tx.book.Origin() }

// SetOrigin marks the data as a sandbox.
func (w *Workspace) SetOrigin(origin string) error { return w.keep(book.MetaOrigin, []byte(origin)) }

// Value and SetValue keep small things for the sync client, such as its ticket and schedule, under names of its own.
func (w *Workspace) Value(name string) ([]byte, error) { return w.tx.Disk.Meta("client/" + name) }

// SetValue keeps a small value; nil forgets it.
func (w *Workspace) SetValue(name string, value []byte) error { return w.keep("client/"+name, value) }

func (w *Workspace) keep(name string, value []byte) error {
	return w.tx.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{name: value}})
}

func read[T any](w *Workspace, what func(*book.Book) (T, error)) (T, error) {
	b, done := w.Read()
	defer done()
	return what(b)
}

// Me tells who sits at this desk.
func (w *Workspace) Me() (book.Me, error) { return read(w, (*book.Book).Me) }

// FindUnit finds a unit; see Book.FindUnit.
func (w *Workspace) FindUnit(text string) (book.Unit, error) {
	return read(w, func(b *book.Book) (book.Unit, error) { return b.FindUnit(text) })
}

// NameOn is a unit as it was called on a day; see Book.NameOn.
func (w *Workspace) NameOn(unit emulation.ID, day string) (book.Unit, error) {
	return read(w, func(b *book.Book) (book.Unit, error) { return b.NameOn(unit, day) })
}

// AsOf is when what is known here last changed; see Book.AsOf.
func (w *Workspace) AsOf() (time.Time, error) { return read(w, (*book.Book).AsOf) }

// Season is the season this desk works in; see Book.Season.
func (w *Workspace) Season() (*book.Season, error) { return read(w, (*book.Book).Season) }

// Acts tells as whom this desk acts in its season, on what is its own unit's.
func (w *Workspace) Acts() (emulation.Actors, error) {
	return read(w, func(b *book.Book) (emulation.Actors, error) {
		s, err := b.Season()
		if err != nil {
			return 0, err
		}
		me, err := b.Me()
		if err != nil {
			return 0, err
		}
		return b.Actors(s, me.Unit.ID)
	})
}

// Seasons lists every season of every cluster this desk takes part in, the latest first.
func (w *Workspace) Seasons() ([]book.SeasonLine, error) { return read(w, (*book.Book).Lines) }

// ChooseSeason works in a season until the program ends, without remembering it. "" leaves the cluster or the season to be found.
func (w *Workspace) ChooseSeason(cluster, label string) error {
	b, done := w.Read()
	defer done()
	return b.Pick(cluster, label)
}

// UseSeason works in a season from now on; the desk remembers it. Two empty names go back to the latest.
func (w *Workspace) UseSeason(cluster, label string) error {
	tx, done := w.Begin()
	defer done()
	season, err := tx.book.Remembered(cluster, label)
	if err != nil {
		return err
	}
	return tx.Use(season)
}

// Access tells whether this desk may write a field of a record of the season now; see Book.Access.
func (w *Workspace) Access(field *record.AnyField, unit emulation.ID) (book.Access, error) {
	b, done := w.Read()
	defer done()
	s, err := b.Season()
	if err != nil {
		return book.Access{}, err
	}
	return b.Access(s, field, unit)
}

// Periods lists the periods of which the cluster has sheets, the season's first if there are any, then in the order of their names.
func (w *Workspace) Periods() ([]string, error) {
	b, done := w.Read()
	defer done()
	s, err := b.Season()
	if err != nil {
		return nil, err
	}
	return b.Periods(s)
}

// Seal signs the committed cells of the own unit's sheets; it gives how many cells were signed. Open editors and what cannot be read stay drafts.
func (w *Workspace) Seal() (int, error) { return w.sealed(MaxSealed) }

// SealEach is Seal with a change of its own for every cell.
func (w *Workspace) SealEach() (int, error) { return w.sealed(1) }

func (w *Workspace) sealed(perChange int) (int, error) {
	tx, done := w.Begin()
	defer done()
	return tx.Seal(perChange)
}

// Sheets are the score sheets of one period of the season at a desk. A month, a quarter or the mid-season review has sheets of its own, with
// their own submission, reviews, scores and classes; those of the season count for its ranking.
type Sheets struct {
	Desk   *Workspace
	Period book.Period
}

// In gives the sheets of a period, as it is stored or as people write it (emulation.ParsePeriod); "" is the season's.
func (w *Workspace) In(period string) Sheets { return Sheets{w, book.PeriodOf(period)} }
