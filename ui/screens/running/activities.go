package running

import (
	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// newActivities are the activities of every unit and of the cluster.
func newActivities(s *Screen) *list[yearroom.UnitActivity] {
	put := func(x emulation.Activity, o yearroom.Owner) func() error {
		return func() error { _, err := s.room.SetActivity(o.OfCluster, o.Code, x); return err }
	}
	l := &list[yearroom.UnitActivity]{words: "activities",
		read:  func(r *reading) []yearroom.UnitActivity { return r.activities },
		right: reported,
		of:    func(x yearroom.UnitActivity) (yearroom.Owner, book.Entry) { return x.Owner, x.Entry },
		cells: func(x yearroom.UnitActivity) []grid.Cell {
			return plainCells(x.Name, wordName("activity.kind.", x.Kind), text.Day(x.Date), x.Place, x.Result)
		},
		save: func(x yearroom.UnitActivity, ofCluster bool, in []string) (func() error, error) {
			kind, err := chosen("ui.running.activities.bad-kind", in[1], "activity.kind.", yearroom.ActivityKinds)
			x.OfCluster, x.Name, x.Kind, x.Date, x.Place, x.Result = ofCluster, in[0], kind, in[2], in[3], in[4]
			return put(x.Activity, x.Owner), err
		},
		gone: func(x yearroom.UnitActivity) func() error { x.Withdrawn = true; return put(x.Activity, x.Owner) },
	}
	return l.open(s,
		grid.Column{Title: text.T("ui.running.column.activity"), Width: 280, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.kind"), Width: 150},
		grid.Column{Title: text.T("ui.running.column.date"), Width: 104, Day: true},
		grid.Column{Title: text.T("ui.running.column.place"), Width: 150},
		grid.Column{Title: text.T("ui.running.column.result"), Width: 200, Wrap: true},
	)
}
