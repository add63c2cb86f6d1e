package overview

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

// newMembers is the table of the cluster's units: post, where the sheet stands, points and place so far.
func newMembers(s *Screen) *grid.List {
	l := grid.NewList(s.Host,
		grid.Column{Title: text.T("ui.overview.column.unit"), Width: 220, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.overview.column.post"), Width: 100},
		grid.Column{Title: text.T("ui.overview.column.sheet"), Width: 136},
		grid.Column{Title: text.T("ui.overview.column.points"), Width: 90, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.overview.column.rank"), Width: 76, Align: fyne.TextAlignTrailing},
	)
	l.Grid.OnOpen = func(row, _ int) {
		if unit, err := emulation.ParseID(l.Key(row)); err == nil {
			s.hooks.ShowSheet(unit)
		}
	}
	return l
}

// showMembers lists the members in the order of their names, as the cluster does.
func (s *Screen) showMembers(r *reading) {
	standing := map[emulation.ID]*result.Standing{}
	if r.ranking != nil {
		for i := range r.ranking.Standings {
			standing[r.ranking.Standings[i].Unit.ID] = &r.ranking.Standings[i]
		}
	}
	var rows []grid.TableRow
	for _, u := range r.season.Cluster.Members {
		name, points, rank := grid.Cell{Text: u.Label()}, grid.Cell{}, grid.Cell{}
		if r.own != nil && r.own.Unit.ID == u.ID {
			name.Style = grid.Bold
		}
		handed := grid.Cell{Text: text.T("ui.overview.not-here"), Style: grid.Muted, State: grid.Pending}
		if st := standing[u.ID]; st != nil {
			handed = sheetCell(st.Step)
			points.Text = st.Final.Total.LocaliseFixed(r.season.Set.Rounding.Places, text.Comma())
			rank.Text = strconv.Itoa(st.Final.Rank)
			if r.ranking.Open() {
				rank.State = grid.Provisional
			}
		}
		rows = append(rows, grid.TableRow{Key: u.ID.String(), Cells: []grid.Cell{name, {Text: posts(r.season, u.ID), Style: grid.Muted}, handed, points, rank}})
	}
	s.members.Show(rows...)
}

func sheetCell(step emulation.SheetStep) grid.Cell {
	c := grid.Cell{Text: text.Capital(text.T("step." + string(step))), State: grid.OK}
	if step == emulation.SheetReturned {
		c.State = grid.Warn
	}
	return c
}

func posts(s *book.Season, unit emulation.ID) string {
	var names []string
	add := func(post emulation.Post, holders []book.Unit) {
		if slices.ContainsFunc(holders, func(u book.Unit) bool { return u.ID == unit }) {
			names = append(names, text.T("post."+string(post)))
		}
	}
	add(emulation.PostHead, s.Head)
	add(emulation.PostDeputy, s.Deputies)
	return text.Capital(strings.Join(names, ", "))
}
