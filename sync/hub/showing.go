package hub

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// A submitted sheet shows its evidence to those who check it, and names it in the log of the whole cluster for that. Whoever knows the name of a file
// could name it too, in a log of its own, to be given it. So a file that a sheet shows is its owner's: the unit's that named it first, by the times the
// server gave.

// ownership is whose a file is that a sheet shows.
type ownership struct {
	unit     emulation.ID
	clusters []changeset.Scope // in whose logs its own people named it
}

// showBlobs hears that a sheet was handed in.
func (h *Hub) showBlobs(sheet changeset.Ref, value changeset.Raw) {
	sub, err := record.Sheet.Submission.Load(value)
	if err != nil {
		return
	}
	for i := range sub.Files {
		b := h.blobOf(changeset.BlobName{Root: sub.Files[i].Root, Length: sub.Files[i].Length})
		b.owned, b.shown[sheet] = nil, true
	}
}

// mayFetch reports whether a caller is given the content of a file. It runs under the lock.
func (h *Hub) mayFetch(c *caller, name changeset.BlobName, b *blob) (bool, error) {
	if len(b.shown) == 0 {
		return h.readsOneOf(c, slices.Collect(maps.Keys(b.scopes)))
	}
	if b.owned == nil {
		var err error
		if b.owned, err = h.ownerOf(name, b); err != nil {
			return false, err
		}
	}
	if c.cert.Is(emulation.SubjectUnit, b.owned.unit) {
		return true, nil
	}
	for ref := range b.shown {
		if ok, err := h.checks(c, ref, name, b.owned.unit); err != nil || ok {
			return ok, err
		}
	}
	return h.readsOneOf(c, b.owned.clusters)
}

func (h *Hub) readsOneOf(c *caller, scopes []changeset.Scope) (bool, error) {
	for _, s := range scopes {
		if ok, err := h.mayRead(c, s); err != nil || ok {
			return ok, err
		}
	}
	return false, nil
}

// checks reports whether a caller checks a sheet of a unit that shows a file as it was handed in last.
func (h *Hub) checks(c *caller, sheet changeset.Ref, name changeset.BlobName, unit emulation.ID) (bool, error) {
	r, err := h.store.Record(sheet)
	if err != nil || r == nil {
		return false, err
	}
	key := record.Sheet.Read(r.Key)
	last := record.Sheet.Submission.Last(r, changeset.Logged)
	if key.Unit != unit || last == nil || !shows(last, name) {
		return false, nil
	}
	return h.judge.MayCheck(h.store, c.control, c.cert, sheet.Scope, key)
}

func shows(v *changeset.Version, name changeset.BlobName) bool {
	sub, err := record.Sheet.Submission.Load(v.Value)
	return err == nil && slices.ContainsFunc(sub.Files, func(f emulation.ShownFile) bool { return f.Root == name.Root && f.Length == name.Length })
}

// ownerOf finds out whose a file is that several logs name.
func (h *Hub) ownerOf(name changeset.BlobName, b *blob) (*ownership, error) {
	own, first, sure := &ownership{}, int64(math.MaxInt64), false
	clusters := map[changeset.Scope][]emulation.ID{} // whose people named it there
	names := func(scope changeset.Scope, v *changeset.Version, unit emulation.ID) error {
		e, err := h.store.Entry(scope, uint64(v.Leaf))
		switch {
		case err != nil || e == nil:
		case e.Leaf.Received < first:
			own.unit, first, sure = unit, e.Leaf.Received, true
		case e.Leaf.Received == first && unit != own.unit:
			sure = false // then it is nobody's
		}
		return err
	}
	for sheet := range b.shown {
		r, err := h.store.Record(sheet)
		if err != nil || r == nil {
			return nil, err
		}
		for _, v := range record.Sheet.Submission.Versions(r) {
			if shows(&v, name) {
				err = cmp.Or(err, names(sheet.Scope, &v, record.Sheet.Read(r.Key).Unit))
			}
		}
		if err != nil {
			return nil, err
		}
	}
	for scope := range b.scopes {
		err := h.store.EachRecord(scope, record.Evidence.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
			for _, v := range record.Evidence.File.Versions(r) {
				file, err := record.Evidence.File.Load(v.Value)
				if err != nil || changeset.BlobOf(file) != name {
					continue
				}
				unit := scope.ID()
				if scope.Kind() == changeset.Cluster {
					c, err := h.find(v.Author)
					if err != nil {
						return err
					}
					if unit = (emulation.ID{}); c != nil && c.cert.Subject.Kind == emulation.SubjectUnit {
						unit = c.cert.Subject.ID
					}
					clusters[scope] = append(clusters[scope], unit)
				}
				if err := names(scope, &v, unit); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if !sure {
		return &ownership{}, nil
	}
	for scope, units := range clusters {
		if slices.Contains(units, own.unit) {
			own.clusters = append(own.clusters, scope)
		}
	}
	return own, nil
}
