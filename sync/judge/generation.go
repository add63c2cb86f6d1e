package judge

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// The logs of an office begin with generation 0. A server that was damaged and cannot have everything back goes on in a new one: from the leaf
// of the control log that carries an announcement under the office's root key. Like a raise of the judge version its form never changes and
// every version knows it: a change of the server's own chain with one operation, whose value is the announcement. It counts only at the very
// place it names, so nobody can use it twice. Which generation a leaf is of follows from the size of the control log it counts.

// opening is a generation that was opened, and by which leaf of the control log.
type opening struct {
	leaf int64
	*identity.Announcement
	raw []byte
}

// OpeningOp is the operation that opens a generation.
func OpeningOp(control changeset.Scope, signed []byte) changeset.Operation {
	return record.Generation.Op(record.ByOffice{Office: control.ID()}, signed)
}

// OpeningOf is the announcement a change carries, signed by the root; nil if it carries none.
func (j *Judge) OpeningOf(c *changeset.Change) (*identity.Announcement, []byte) {
	if c.Scope.Kind() != changeset.Control || len(c.Operations) != 1 || !record.Generation.Is(&c.Operations[0]) {
		return nil, nil
	}
	return j.announced(c.Scope, c.Operations[0].Value)
}

func (j *Judge) announced(control changeset.Scope, value changeset.Raw) (*identity.Announcement, []byte) {
	var raw []byte
	if changeset.Load(value, &raw) != nil {
		return nil, nil
	}
	a, err := identity.ParseAnnouncement(j.Root, raw)
	if err != nil || a.Control != control {
		return nil, nil
	}
	return a, raw
}

// openings are the generations a control log opens, in order.
func (j *Judge) openings(v View, control changeset.Scope) ([]opening, error) {
	c, err := j.cache(v, control)
	if err != nil {
		return nil, err
	}
	return kept(j, &c.openings, func() ([]opening, error) { return j.readOpenings(v, control) })
}

func (j *Judge) readOpenings(v View, control changeset.Scope) ([]opening, error) {
	list := []opening{}
	r, err := v.Record(record.Generation.Ref(control, record.ByOffice{Office: control.ID()}))
	if err != nil {
		return nil, err
	}
	if r != nil {
		versions := slices.Clone(record.Generation.Versions(r))
		slices.SortFunc(versions, func(a, b changeset.Version) int { return cmp.Compare(a.Leaf, b.Leaf) })
		for i := range versions {
			a, raw := j.announced(control, versions[i].Value)
			if a == nil || versions[i].Leaf == changeset.Pending {
				continue
			}
			if ok, err := fits(v, a, uint64(versions[i].Leaf), list); err != nil {
				return nil, err
			} else if ok {
				list = append(list, opening{versions[i].Leaf, a, raw})
			}
		}
	}
	return list, nil
}

// fits reports whether an announcement stands at the place it names, behind others.
func fits(v View, a *identity.Announcement, leaf uint64, before []opening) (bool, error) {
	end := a.End(a.Control)
	if end.Size != leaf || leaf == 0 || a.Generation == 0 || len(before) > 0 && before[len(before)-1].Generation >= a.Generation {
		return false, nil
	}
	root, ok, err := v.RootAt(a.Control, leaf)
	return ok && root == end.Root, err
}

// opens reports whether a change of a server opens a generation at the next leaf of its control log. The root's signature is all the right it
// needs: also a server whose own certificate has ended meanwhile goes on.
func (x *exam) opens() (bool, error) {
	if x.again || x.joining || x.cert.Subject.Kind != emulation.SubjectServer {
		return false, nil
	}
	a, _ := x.j.OpeningOf(&x.c.Change)
	if a == nil {
		return false, nil
	}
	head, err := x.v.Log(x.control)
	if err != nil {
		return false, err
	}
	list, err := x.j.openings(x.v, x.control)
	if err != nil {
		return false, err
	}
	return fits(x.v, a, head.Size, list)
}

// Generation is the one in force for leaves that count a control log up to a size.
func (j *Judge) Generation(v View, control changeset.Scope, at changeset.AsOf) (uint64, error) {
	list, err := j.openings(v, control)
	var g uint64
	for _, o := range list {
		if at == changeset.Now || at == changeset.Logged || changeset.AsOf(o.leaf) < at {
			g = o.Generation
		}
	}
	return g, err
}

// OpenedAfter is the announcement of the first generation above one that a control log opened; nil if it opened none.
func (j *Judge) OpenedAfter(v View, control changeset.Scope, above uint64) (raw []byte, leaf uint64, err error) {
	list, err := j.openings(v, control)
	for _, o := range list {
		if o.Generation > above {
			return o.raw, uint64(o.leaf), err
		}
	}
	return nil, 0, err
}

// Head is the head of a log with the generation its next leaf is of.
func (j *Judge) Head(v View, scope changeset.Scope) (changeset.LogHead, error) {
	head, err := v.Log(scope)
	if err != nil {
		return head, err
	}
	control, ok, err := j.ControlOf(v, scope, changeset.Logged)
	if err != nil || !ok {
		return head, err
	}
	head.Generation, err = j.Generation(v, control, changeset.Logged)
	return head, err
}

// crosses reports whether a leaf and the generations do not go together: one that counts a generation begins where the announcement says that
// the log stood, and one that does not lies before.
func (j *Judge) crosses(v View, scope changeset.Scope, head changeset.LogHead, leaf *changeset.Leaf) (bool, error) {
	control, ok, err := j.ControlOf(v, scope, changeset.Logged)
	if err != nil || !ok || scope == control {
		return false, err
	}
	list, err := j.openings(v, control)
	if err != nil {
		return false, err
	}
	for _, o := range list {
		end := o.End(scope)
		switch counted := head.Size > 0 && head.ControlSize > uint64(o.leaf); {
		case leaf.ControlSize <= uint64(o.leaf):
			if leaf.Index >= end.Size {
				return true, nil
			}
		case !counted && (head.Size != end.Size || head.Root() != end.Root):
			return true, nil
		}
	}
	return false, nil
}

// lost reports whether a checkpoint of an earlier generation is on leaves that were lost when a later one was opened.
func (j *Judge) lost(v View, c *changeset.Checkpoint) (bool, error) {
	control, _, err := j.ControlOf(v, c.Scope, changeset.Logged)
	if err != nil {
		return false, err
	}
	list, err := j.openings(v, control)
	for _, o := range list {
		if o.Generation > c.Generation {
			return c.Size > o.End(c.Scope).Size, err
		}
	}
	return false, err
}
