package sheet

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Deed is one thing that happened to a criterion of a sheet: it was handed in, a review gave it points, its unit explained.
type Deed struct {
	What     string // NewValue, NewVerified, NewFinal or NewExplanation
	Typed    string // what was handed in
	Review   Review // what a review gave
	Explains emulation.Explanation
	Author   string
	At       int64 // milliseconds, by the author's clock as far as it can be believed
	Received int64 // milliseconds, by the server's clock; 0 while Pending
	Pending  bool
	Before   *Deed // the last of the same kind before it; nil for the first
}

// Trail tells what happened to a criterion of a unit's sheet, as far as this desk keeps it beside the log: the oldest first.
func (room Room) Trail(unit emulation.ID, code string) ([]Deed, error) {
	p, done := room.desk.View()
	defer done()
	sh, err := p.begun(unit)
	if err != nil {
		return nil, err
	}
	row := sh.Row(code)
	if row == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", sh.Set.Name)
	}
	t := trail{w: p, scope: sh.Season.Cluster.Scope(), criterion: row.Criterion, name: p.Namer()}
	for _, round := range []Round{FirstReview, SecondReview} {
		err = cmp.Or(err, versionsOf(&t, record.Score.Verified, record.SheetColumn{Sheet: sh.ID, Criterion: code, Column: round.Column()}, round.Column()))
	}
	err = cmp.Or(err, versionsOf(&t, record.Explanation, record.SheetCriterion{Sheet: sh.ID, Criterion: code}, NewExplanation))
	err = cmp.Or(err, versionsOf(&t, record.Sheet.Submission, sh.Season.SheetKeyOf(unit, p.Period.Name), NewValue))
	slices.SortStableFunc(t.deeds, func(a, b Deed) int { return cmp.Compare(a.At, b.At) })
	return t.values(), err
}

type trail struct {
	w         View
	scope     changeset.Scope
	criterion *criteria.Criterion
	name      func(changeset.LogID) (string, error)
	deeds     []Deed
}

func versionsOf[K, T any](t *trail, field record.Field[K, T], key K, what string) error {
	r, err := t.w.Store.Record(field.Ref(t.scope, key))
	if err != nil || r == nil {
		return err
	}
	versions := field.Versions(r)
	for i := range versions {
		v := &versions[i]
		d := Deed{What: what, At: v.HLC.Milliseconds(), Pending: v.Leaf == changeset.Pending}
		if d.Author, err = t.name(v.Author); err != nil {
			return err
		}
		if !d.Pending {
			e, err := t.w.Store.Entry(t.scope, uint64(v.Leaf))
			if err != nil {
				return err
			}
			if e != nil {
				d.Received = e.Leaf.Received
			}
		}
		switch what {
		case NewExplanation:
			err = changeset.Load(v.Value, &d.Explains)
		case NewValue:
			var sub emulation.Submission
			err = changeset.Load(v.Value, &sub)
			d.Typed = t.criterion.Rule.Format(sub.Inputs[t.criterion.Code], true)
		default:
			var review *Review
			if review, err = t.w.review(t.criterion, v); err == nil {
				d.Review = *review
			}
		}
		if err != nil {
			return err
		}
		t.deeds = append(t.deeds, d)
	}
	return nil
}

// values leaves out that a sheet was handed in again with the same value, and puts each deed behind the one before it.
func (t *trail) values() []Deed {
	var list []Deed
	last := map[string]*Deed{}
	for _, d := range t.deeds {
		d.Before = last[d.What]
		if d.What == NewValue && d.Before != nil && d.Typed == d.Before.Typed {
			continue
		}
		list = append(list, d)
		last[d.What] = &d
	}
	return list
}
