package workspace

import (
	"io"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Names of the small values the workspace keeps in the store.
const (
	metaRoot   = "desk/root"   // root public key
	metaOffice = "desk/office" // the office's control scope
	metaServer = "desk/server" // address of the server, may be empty
	metaOrigin = "desk/origin" // "sample:<id>" for a sandbox
)

// Environment is what comes from outside: the clock and randomness.
type Environment struct {
	Now  func() time.Time
	Rand io.Reader
}

// Workspace is one desk's open data. Its methods may be called from any goroutine.
type Workspace struct {
	mu      sync.Mutex
	store   Store
	env     Environment
	key     *identity.Key
	judge   *judge.Judge
	control changeset.Scope
	clock   changeset.HLC
	feed    feed
	sets    map[criteriaKey]*parsedSet
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
	return newWorkspace(store, key, env, identity.PublicKey(root), changeset.Scope(office)), nil
}

func newWorkspace(store Store, key *identity.Key, env Environment, root identity.PublicKey, control changeset.Scope) *Workspace {
	return &Workspace{store: store, env: env, key: key, judge: judge.New(judge.NewAnchor(root.Key())), control: control,
		sets: map[criteriaKey]*parsedSet{}}
}

// Tenant is the world this desk belongs to.
func (w *Workspace) Tenant() changeset.Tenant { return w.judge.Tenant }

// Root is the root public key this desk trusts.
func (w *Workspace) Root() identity.PublicKey { return identity.PublicKey(w.judge.Root) }

// Key is the desk's own key.
func (w *Workspace) Key() *identity.Key { return w.key }

// Control is the control log of the desk's office.
func (w *Workspace) Control() changeset.Scope { return w.control }

// Server is the address of the server this desk syncs with; "" if none was named.
func (w *Workspace) Server() (string, error) {
	raw, err := w.store.Meta(metaServer)
	return string(raw), err
}

// SetServer remembers the address of the server.
func (w *Workspace) SetServer(address string) error {
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaServer: []byte(address)}})
}

// Origin tells a sandbox of a sample ("sample:<id>") from real data ("").
func (w *Workspace) Origin() (string, error) {
	raw, err := w.store.Meta(metaOrigin)
	return string(raw), err
}

// SetOrigin marks the data as a sandbox.
func (w *Workspace) SetOrigin(origin string) error {
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaOrigin: []byte(origin)}})
}

func (w *Workspace) nowMs() int64 { return w.env.Now().UnixMilli() }

// me is the desk's own certificate as it stands here, pending changes included.
func (w *Workspace) me() (*identity.Certificate, error) {
	cert, err := w.judge.Certificate(w.store, w.control, w.key.LogID(), changeset.Now)
	if err != nil {
		return nil, err
	}
	if cert == nil {
		return nil, emulation.Errorf(emulation.Forbidden, "workspace.no-certificate")
	}
	return cert, nil
}

// write makes one change of operations in a scope, signs it, and puts it on disk. Refusals are told before anything is signed; a
// certificate that has ended does not stop the work, it is renewed at the next sync.
func (w *Workspace) write(scope changeset.Scope, intent string, ops []changeset.Operation, detached []changeset.Detached, sealed []changeset.DraftKey) (*changeset.Signed, error) {
	if err := w.store.Writable(); err != nil {
		return nil, err
	}
	own, err := w.store.Own(scope)
	if err != nil {
		return nil, err
	}
	head, err := w.store.Log(scope)
	if err != nil {
		return nil, err
	}
	w.clock = w.clock.Next(w.nowMs())
	c := changeset.Change{
		Format: changeset.Format, Tenant: w.judge.Tenant, Log: w.key.LogID(), Scope: scope, Previous: own.Identity, BaseRoot: head.Root(),
		Generation: head.Generation, BaseSize: head.Size, Epoch: own.Epoch, Seq: own.Seq + 1, HLC: w.clock, Schema: changeset.Schema,
		Operations: ops, Intent: intent,
	}
	ruling, err := w.judge.Precheck(w.store, &c, w.nowMs())
	if refusal, ok := judge.AsRefusal(err); ok {
		return nil, refused(refusal.Reason)
	} else if err != nil {
		return nil, err
	}
	if ruling.Verdict == changeset.Rejected || ruling.Verdict == changeset.NeedsDecision {
		return nil, refused(ruling.Reason)
	}
	signed, err := c.Sign(w.key.Private)
	if err != nil {
		return nil, err
	}
	overlay := judge.NewOverlay(w.store)
	if err := overlay.AddPending(signed, detached); err != nil {
		return nil, err
	}
	overlay.Batch().Sealed = sealed
	if err := w.store.Commit(overlay.Batch()); err != nil {
		return nil, err
	}
	if scope.Kind() == changeset.Control {
		w.judge.Forget()
	}
	w.feed.emit(Event{Kind: Changed, Scope: scope})
	return signed, nil
}

// refused makes the sentence of a refusal from the judge's reason: what the server would say later is said now.
func refused(reason string) error {
	return emulation.Errorf(emulation.Forbidden, "workspace.refused", "reason", emulation.Say("reason."+reason))
}
