package hub

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/ticket"
	"thidua/sync/wire"
)

// Settings are the hub's limits; DefaultSettings are right for people.
type Settings struct {
	TicketLife  time.Duration // how long a desk may stay away and still sync in one round trip
	RenewBefore time.Duration // a certificate is renewed when less than this is left of it
	RenewGrace  time.Duration // or when it ended less than this ago
	Budget      int           // bytes of items in one response at most
}

// DefaultSettings are the limits a hub starts with.
var DefaultSettings = Settings{
	TicketLife:  30 * 24 * time.Hour,
	RenewBefore: 30 * 24 * time.Hour,
	RenewGrace:  180 * 24 * time.Hour,
	Budget:      4 << 20,
}

// Hub is one tenant's logs with their order. Its methods may be called at once from several goroutines.
type Hub struct {
	Settings // may be changed before the first call

	store   Store
	anchor  judge.Anchor
	key     ed25519.PrivateKey
	log     changeset.LogID // of the server's own chain
	now     func() time.Time
	tickets *ticket.Issuer
	clock   clock
	offers  Releases

	lock        locks
	judge       *judge.Judge
	invitations map[emulation.ID]changeset.Ref // by look-up name; this and what follows up to asked is guarded by files
	blobs       map[changeset.BlobName]*blob
	wanted      map[changeset.Scope]*wanting           // by who may read them
	named       map[changeset.LogID]*wanting           // by who named them
	shown       map[changeset.Ref][]changeset.BlobName // by each sheet as it was handed in last
	asked       map[changeset.LogID]int64              // when a key was asked last for what others named, ms
	summed      map[changeset.Scope]int64              // when a desk last had its state added up anew, ms; guarded by files
	lost        map[changeset.Scope]*Lost              // by control log; written by who is alone
	held        map[changeset.LogID]*heldPlace         // what is held back for the office, written by who is alone; nil: not read yet
	states      state.Digests
}

// Releases is what a server offers of new programs. It only hands on what a publisher signed, to any certified key.
type Releases interface {
	// Manifest is the signed manifest; nil: nothing is offered.
	Manifest() []byte
	// Has reports whether a file is one of those it names.
	Has(name changeset.BlobName) bool
	// Chunk gives a chunk of one and its audit path; nil if it is not here.
	Chunk(name changeset.BlobName, n int64) (chunk, path []byte, err error)
}

// Offer says what is offered, before the first request.
func (h *Hub) Offer(r Releases) { h.offers = r }

// planOffer tells of a release whoever asks and was not told of this one.
func (a *Answer) planOffer() {
	if a.h.offers == nil || a.header.Features&wire.FeatureOffer == 0 {
		return
	}
	if raw := a.h.offers.Manifest(); raw != nil {
		if sum := emulation.Digest(raw); !bytes.Equal(sum[:8], a.header.Told) {
			a.offer = &wire.Offer{Signed: raw}
		}
	}
}

// The meta values of tickets: how often the hub was started, the era of its tickets, and of each key, behind usedName, the newest number used.
const (
	startsName = "hub/starts"
	eraName    = "hub/era"
	usedName   = "hub/used/"
)

// New opens the logs of a store for one root. serverKey signs checkpoints and renewals.
func New(store Store, anchor judge.Anchor, serverKey ed25519.PrivateKey, now func() time.Time) (*Hub, error) {
	h := &Hub{Settings: DefaultSettings, store: store, anchor: anchor, key: serverKey, now: now, judge: judge.New(anchor),
		log: identity.PublicOf(serverKey).LogID(), clock: clock{store: store, now: now}, invitations: map[emulation.ID]changeset.Ref{}, blobs: map[changeset.BlobName]*blob{},
		wanted: map[changeset.Scope]*wanting{}, named: map[changeset.LogID]*wanting{}, shown: map[changeset.Ref][]changeset.BlobName{}, asked: map[changeset.LogID]int64{}, states: state.Digests{View: store},
		summed: map[changeset.Scope]int64{}}
	if err := h.countStart(); err != nil {
		return nil, fmt.Errorf("counting the hub's starts: %w", err)
	}
	if err := h.knowsAll(); err != nil {
		return nil, err
	}
	if err := h.loadLost(); err != nil {
		return nil, err
	}
	if err := h.index(); err != nil {
		return nil, fmt.Errorf("reading what is looked up by name: %w", err)
	}
	return h, nil
}

func (h *Hub) countStart() error {
	starts, err := h.number(startsName)
	if err != nil {
		return err
	}
	era, err := h.number(eraName)
	if err != nil {
		return err
	}
	starts++
	if err := h.setNumber(startsName, starts); err != nil {
		return err
	}
	h.tickets, err = ticket.New(h.key, starts, era, func(log changeset.LogID) (uint64, error) { return h.number(usedName + log.String()) })
	return err
}

// newEra ends all tickets: what was asked with them is not known here.
func (h *Hub) newEra() error {
	era := uint64(h.now().UnixMilli())
	if err := h.setNumber(eraName, era); err != nil {
		return err
	}
	return h.tickets.Begin(h.key, era)
}

// number is a meta value that is a number; 0 if unset.
func (h *Hub) number(name string) (uint64, error) {
	raw, err := h.store.Meta(name)
	if err != nil || len(raw) != 8 {
		return 0, err
	}
	return binary.BigEndian.Uint64(raw), nil
}

func (h *Hub) setNumber(name string, n uint64) error {
	return h.store.Commit(&changeset.Batch{Meta: map[string][]byte{name: binary.BigEndian.AppendUint64(nil, n)}})
}

// knowsAll refuses logs in which a judge version is in force that this program does not know.
func (h *Hub) knowsAll() error {
	scopes, err := h.store.Scopes()
	if err != nil {
		return err
	}
	for _, s := range scopes {
		if s.Kind() != changeset.Control {
			continue
		}
		in, err := h.judge.InForce(h.store, s, changeset.Logged)
		if err != nil {
			return err
		}
		if in > h.judge.Knows {
			return &judge.Newer{Version: in}
		}
	}
	return nil
}

// Know makes the hub one of an older program, that knows no judge version above one.
func (h *Hub) Know(version uint64) { h.judge.Knows = version }

// Writable is nil, or why nothing can be taken now.
func (h *Hub) Writable() error {
	if err := h.ClockDoubt(); err != nil {
		return err
	}
	return h.store.Writable()
}

// indexed are the fields whose values note takes in, by the kind of log.
var indexed = map[changeset.ScopeKind][]*record.AnyField{
	changeset.Control: {record.Invitation.Signed.AnyField},
	changeset.Unit:    {record.Evidence.File.AnyField},
	changeset.Cluster: {record.Evidence.File.AnyField, record.Sheet.Submission.AnyField},
}

// index reads from the records what is looked up by another name than a record's.
func (h *Hub) index() error {
	scopes, err := h.store.Scopes()
	if err != nil {
		return err
	}
	for _, s := range scopes {
		for _, field := range indexed[s.Kind()] {
			err := h.store.EachRecord(s, field.Of.Kind, emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
				for _, v := range field.Versions(r) {
					at, err := h.receivedAt(s, v.Leaf)
					if err != nil {
						return err
					}
					h.note(&accepted{ref: ref, key: r.Key, field: field.Name, value: v.Value, author: v.Author, at: at})
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		if s.Kind() == changeset.Cluster {
			if err := h.indexWaiting(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// indexWaiting is index for what waits for its paper.
func (h *Hub) indexWaiting(scope changeset.Scope) error {
	t, err := h.taking()
	if err != nil {
		return err
	}
	list, err := t.waiting(scope)
	for _, c := range list {
		place, err := h.store.Place(c.Identity)
		if err != nil || place == nil {
			return err
		}
		at, err := h.receivedAt(scope, place.First)
		if err != nil {
			return err
		}
		t.rests(c, at)
	}
	for _, a := range t.noted {
		h.note(&a)
	}
	return err
}

// receivedAt is the time of a leaf, ms.
func (h *Hub) receivedAt(scope changeset.Scope, leaf int64) (int64, error) {
	e, err := h.store.Entry(scope, uint64(leaf))
	if err != nil || e == nil {
		return 0, err
	}
	return e.Leaf.Received, nil
}

// noted reports whether note has something to do with an operation.
func noted(op *changeset.Operation) bool {
	return record.Invitation.Signed.Is(op) || record.Evidence.File.Is(op) || record.Sheet.Submission.Is(op)
}

// note takes an accepted value into the indexes, for who holds files.
func (h *Hub) note(a *accepted) {
	switch {
	case record.Invitation.Signed.Called(a.ref.Kind, a.field):
		var raw []byte
		if changeset.Load(a.value, &raw) != nil {
			return
		}
		if inv, err := identity.ParseInvitation(h.anchor.Tenant, raw); err == nil {
			h.invitations[inv.Name] = a.ref
		}
	case record.Evidence.File.Called(a.ref.Kind, a.field):
		var e emulation.Evidence
		if changeset.Load(a.value, &e) != nil {
			return
		}
		h.nameBlob(changeset.BlobOf(e), a.ref.Scope, a.author, a.at)
	case record.Sheet.Submission.Called(a.ref.Kind, a.field):
		h.showBlobs(a)
	}
}
