package sheet

import (
	"encoding/binary"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// What may be new in a line of a sheet.
const (
	NewValue       = "value"
	NewVerified    = "verified"
	NewFinal       = "final"
	NewComment     = "comment"
	NewExplanation = "explanation"
)

// News is what others changed in a sheet since this desk looked at it last.
type News struct {
	Never bool                // nobody looked at the sheet at this desk before: nothing is marked
	Step  bool                // it was taken to another step
	Rows  map[string][]string // by criterion: NewValue, NewVerified, …
}

func seenName(sheet emulation.ID) string { return "seen/" + sheet.String() }

// Seen remembers that a unit's sheet was looked at as it stands here now: News starts from there.
func (room Room) Seen(unit emulation.ID) error {
	return room.desk.Change(func(p Edit, s *book.Season) error {
		head, err := p.Store.Log(s.Cluster.Scope())
		if err != nil {
			return err
		}
		value := binary.BigEndian.AppendUint64(nil, head.Size)
		return p.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{seenName(s.SheetIDOf(unit, p.Period.Name)): value}})
	})
}

// News tells what the cluster's log brought about a unit's sheet since Seen: values handed in again, points, remarks and explanations of
// others. What this desk wrote itself is no news.
func (room Room) News(unit emulation.ID) (News, error) {
	return workspace.Ask(room.desk, func(p View, s *book.Season) (News, error) { return p.News(s, unit) })
}

// News tells what is new in a unit's sheet since it was looked at.
func (p View) News(s *book.Season, unit emulation.ID) (News, error) {
	id := s.SheetIDOf(unit, p.Period.Name)
	raw, err := p.Store.Meta(seenName(id))
	if err != nil {
		return News{}, err
	}
	n := news{w: p, scope: s.Cluster.Scope(), sheet: id, rows: map[string]map[string]bool{}}
	if len(raw) != 8 {
		return News{Never: true}, nil
	}
	n.since = int64(binary.BigEndian.Uint64(raw))
	out := News{Rows: map[string][]string{}}
	if out.Step, err = n.handedIn(s.SheetKeyOf(unit, p.Period.Name)); err != nil {
		return News{}, err
	}
	if err := n.each(); err != nil {
		return News{}, err
	}
	for code, what := range n.rows {
		out.Rows[code] = slices.Sorted(maps.Keys(what))
	}
	return out, nil
}

// news gathers what is new in a sheet from an index of the cluster's log on.
type news struct {
	w     View
	scope changeset.Scope
	sheet emulation.ID
	since int64
	rows  map[string]map[string]bool
}

func (n *news) mark(code, what string) {
	if n.rows[code] == nil {
		n.rows[code] = map[string]bool{}
	}
	n.rows[code][what] = true
}

// fresh reports whether somebody else gave a version its leaf since.
func (n *news) fresh(v *changeset.Version) bool {
	return v.Leaf != changeset.Pending && v.Leaf >= n.since && v.Author != n.w.Self()
}

// handedIn compares what was handed in since with what had been before, and tells whether the sheet was taken to another step.
func (n *news) handedIn(key record.UnitPeriod) (step bool, err error) {
	r, err := n.w.Store.Record(record.Sheet.Ref(n.scope, key))
	if err != nil || r == nil {
		return false, err
	}
	for _, v := range record.Sheet.Step.Versions(r) {
		step = step || n.fresh(&v)
	}
	var before, now emulation.Submission
	for _, v := range record.Sheet.Submission.Versions(r) {
		into := &before
		if n.fresh(&v) {
			into = &now
		}
		*into = emulation.Submission{}
		if err := changeset.Load(v.Value, into); err != nil {
			return false, err
		}
	}
	if now.Inputs == nil {
		return step, nil
	}
	for code, fields := range now.Inputs {
		if !maps.Equal(fields, before.Inputs[code]) {
			n.mark(code, NewValue)
		}
	}
	for code := range before.Inputs {
		if _, ok := now.Inputs[code]; !ok {
			n.mark(code, NewValue)
		}
	}
	return step, nil
}

// each marks the lines whose points, remarks or explanations are new.
func (n *news) each() error {
	for _, kind := range []string{record.Score.Kind, record.Comment.Kind, record.Explanation.Kind} {
		err := n.w.Store.EachRecord(n.scope, kind, n.sheet, func(_ changeset.Ref, r *changeset.Record) error {
			what, key := kind, record.Score.Read(r.Key) // the other kinds' keys begin as a score's
			if kind == record.Score.Kind {
				what = key.Column // the columns are named as the news of them
			}
			for _, versions := range r.Fields {
				for i := range versions {
					if n.fresh(&versions[i]) {
						n.mark(key.Criterion, what)
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
