package workspace

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Position is how far the logs go that a season rests on.
type Position struct {
	Control, Cluster uint64         // leaves
	Root             emulation.Hash // of the cluster's log
}

// Accepted is this desk over what the logs of its season's cluster and of the office hold, and how far they go: nothing of its own that the server has not taken, nothing of
// a unit's own log.
func (w *Workspace) Accepted() (*Workspace, Position, error) {
	var at Position
	s, err := w.Season()
	if err != nil {
		return nil, at, err
	}
	control, err := w.tx.Disk.Log(w.Control())
	if err != nil {
		return nil, at, err
	}
	cluster, err := w.tx.Disk.Log(s.Cluster.Scope())
	if err != nil {
		return nil, at, err
	}
	at.Control, at.Cluster = control.Size, cluster.Size
	if at.Root, _, err = w.tx.Disk.RootAt(s.Cluster.Scope(), at.Cluster); err != nil {
		return nil, at, err
	}
	past := w.Taken(changeset.AsOf(at.Control), changeset.AsOf(at.Cluster))
	return past, at, past.ChooseSeason(s.Cluster.Code, s.Label)
}

// Taken is this desk over what the logs of the office and the clusters hold below a leaf each, by the rows that are here.
func (w *Workspace) Taken(control, cluster changeset.AsOf) *Workspace {
	return w.Past(&book.Filtered{Base: w.tx.Disk, At: book.Point{Control: control, Cluster: cluster}})
}

// Replayed is this desk over the logs of a cluster and of the office as they were at a point, taken anew from their signed bytes: every signature and every
// verdict is checked. The root it gives is that of the cluster's log there. Errors: NotFound "workspace.log-shorter" where this desk has not got so far; those of the
// judge where the logs do not hold.
func (w *Workspace) Replayed(cluster changeset.Scope, control, size uint64) (*Workspace, emulation.Hash, error) {
	scopes, sizes := []changeset.Scope{w.Control(), cluster}, []uint64{control, size}
	for i, scope := range scopes {
		head, err := w.tx.Disk.Log(scope)
		if err != nil {
			return nil, emulation.Hash{}, err
		}
		if head.Size < sizes[i] {
			return nil, emulation.Hash{}, emulation.Errorf(emulation.NotFound, "workspace.log-shorter", "has", head.Size, "wanted", sizes[i])
		}
	}
	rows, err := book.Replayed(judge.New(w.tx.book.Judge.Anchor), w.tx.Disk, scopes, sizes)
	if err != nil {
		return nil, emulation.Hash{}, err
	}
	root, _, err := rows.RootAt(cluster, size)
	return w.Past(rows), root, err
}

// pastStore is a store with records of a point, and without what only this desk knows.
type pastStore struct {
	Store
	at book.Records
}

// Record is one record as it stood.
func (p pastStore) Record(ref changeset.Ref) (*changeset.Record, error) { return p.at.Record(ref) }

// EachRecord visits records as they stood.
func (p pastStore) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return p.at.EachRecord(scope, kind, group, fn)
}

// Pending visits nothing.
func (p pastStore) Pending(func(changeset.PendingChange) error) error { return nil }

// PendingIn is none.
func (p pastStore) PendingIn() (map[changeset.Scope]int, error) { return nil, nil }

// Drafts are none.
func (p pastStore) Drafts(changeset.Scope) ([]changeset.Draft, error) { return nil, nil }

// Commit refuses: the past is not written.
func (p pastStore) Commit(*changeset.Batch) error { return errPast() }

// SaveDraft refuses.
func (p pastStore) SaveDraft(...*changeset.Draft) error { return errPast() }

// Writable says why nothing can be saved.
func (p pastStore) Writable() error { return errPast() }

func errPast() error { return emulation.Errorf(emulation.Forbidden, "workspace.past") }
