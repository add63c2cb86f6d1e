package hub

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// A submitted sheet shows its evidence to those who check it, and names it in the log of the whole cluster for that. Whoever knows the name of a file
// could name it too, in a log of its own, to be given it. So a file is its owner's: the unit's whose people named it first, by the times the server gave,
// as evidence or in a sheet.

// owner is whose a file is.
type owner struct {
	unit emulation.ID // zero: an office's
	at   int64        // when it was named first, ms; 0: not yet
	torn bool         // two units named it in the same millisecond: it is nobody's
}

// paper is a cluster's log in which people of a unit named a file; a zero unit is an office.
type paper struct {
	cluster changeset.Scope
	unit    emulation.ID
}

// sheetIn is a sheet in the log of a cluster.
type sheetIn struct {
	cluster changeset.Scope
	sheet   record.UnitPeriod
}

// names hears when people of a unit named a file.
func (o *owner) names(unit emulation.ID, at int64) {
	switch {
	case o.at == 0 || at < o.at:
		*o = owner{unit: unit, at: at}
	case at == o.at && unit != o.unit:
		o.torn = true
	}
}

// owns hears that a log names a file.
func (h *Hub) owns(b *blob, scope changeset.Scope, author changeset.LogID, at int64) {
	unit := scope.ID()
	if scope.Kind() == changeset.Cluster {
		unit = emulation.ID{}
		if c, err := h.find(author); err == nil && c != nil && c.cert.Subject.Kind == emulation.SubjectUnit {
			unit = c.cert.Subject.ID
		}
		if b.papers == nil {
			b.papers = map[paper]bool{}
		}
		b.papers[paper{scope, unit}] = true
	}
	b.owner.names(unit, at)
}

// showBlobs hears that a sheet was handed in: what it showed before and shows no more is shown no more.
func (h *Hub) showBlobs(a *accepted) {
	sub, err := record.Sheet.Submission.Load(a.value)
	if err != nil {
		return
	}
	in := sheetIn{a.ref.Scope, record.Sheet.Read(a.key)}
	for _, name := range h.shown[a.ref] {
		delete(h.blobs[name].shown, in)
	}
	names := make([]changeset.BlobName, len(sub.Files))
	for i := range sub.Files {
		names[i] = changeset.BlobName{Root: sub.Files[i].Root, Length: sub.Files[i].Length}
		b := h.blobOf(names[i])
		b.owner.names(in.sheet.Unit, a.at)
		if b.shown == nil {
			b.shown = map[sheetIn]bool{}
		}
		b.shown[in] = true
	}
	h.shown[a.ref] = names
}

// mayFetch reports whether a caller is given the content of a file: the owner's people, those who check a sheet of the owner that shows it, and who reads a
// cluster's log in which the owner's people named it. It is for who has the world and files.
func (h *Hub) mayFetch(c *caller, b *blob) (bool, error) {
	if b.owner.torn {
		return false, nil
	}
	if unit := b.owner.unit; !unit.IsZero() && c.cert.Is(emulation.SubjectUnit, unit) {
		return true, nil
	}
	for p := range b.papers {
		if p.unit != b.owner.unit {
			continue
		}
		if ok, err := h.mayRead(c, p.cluster); err != nil || ok {
			return ok, err
		}
	}
	for in := range b.shown {
		if in.sheet.Unit != b.owner.unit {
			continue
		}
		if ok, err := h.judge.MayCheck(h.store, c.control, c.cert, in.cluster, in.sheet); err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}
