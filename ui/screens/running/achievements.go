package running

import (
	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	yearroom "thidua/workspace/year"
)

// newAchievements are the initiatives or the exemplars of every unit and of the cluster.
func newAchievements(s *Screen, kind string) *list[yearroom.UnitAchievement] {
	put := func(x emulation.Achievement, o yearroom.Owner) func() error {
		return func() error { _, err := s.room.SetAchievement(kind, o.OfCluster, o.Code, x); return err }
	}
	var units []book.Unit // that could have taken something over
	l := &list[yearroom.UnitAchievement]{words: kind,
		read: func(r *reading) []yearroom.UnitAchievement {
			units = r.season.Cluster.Members
			if kind == yearroom.Exemplar {
				return r.exemplars
			}
			return r.initiatives
		},
		right: reported,
		of:    func(x yearroom.UnitAchievement) (yearroom.Owner, book.Entry) { return x.Owner, x.Entry },
		cells: func(x yearroom.UnitAchievement) []grid.Cell {
			return plainCells(x.Name, x.Field, x.Summary, book.Labels(x.In, ", "),
				wordName("work.sort.", x.Sort), wordName("work.level.", x.Level), x.Number, text.Day(x.Date), x.Grade)
		},
		save: func(x yearroom.UnitAchievement, ofCluster bool, in []string) (func() error, error) {
			found, unknown := book.AllNamed(units, in[3])
			if unknown != "" {
				return nil, emulation.Errorf(emulation.NotFound, "ui.running.replicated.unknown", "unit", unknown)
			}
			sort, err := chosen("ui.running.bad-choice", in[4], "work.sort.", emulation.WorkSorts)
			if err != nil {
				return nil, err
			}
			level, err := chosen("ui.running.bad-choice", in[5], "work.level.", emulation.WorkLevels)
			x.OfCluster, x.Name, x.Field, x.Summary, x.Replicated = ofCluster, in[0], in[1], in[2], book.IDs(found)
			x.Sort, x.Level, x.Number, x.Date, x.Grade = sort, level, in[6], in[7], in[8]
			return put(x.Achievement, x.Owner), err
		},
		gone: func(x yearroom.UnitAchievement) func() error { x.Withdrawn = true; return put(x.Achievement, x.Owner) },
	}
	return l.open(s,
		grid.Column{Title: text.T("ui.running.column." + kind), Width: 260, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.field"), Width: 120},
		grid.Column{Title: text.T("ui.running.column.summary"), Width: 190, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.replicated"), Width: 160, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.sort"), Width: 130},
		grid.Column{Title: text.T("ui.running.column.level"), Width: 120},
		grid.Column{Title: text.T("ui.running.column.recognised"), Width: 130},
		grid.Column{Title: text.T("ui.running.column.recognised-on"), Width: 104, Day: true},
		grid.Column{Title: text.T("ui.running.column.grade"), Width: 110},
	)
}
