package season

import (
	"slices"
	"strconv"
	"time"

	"thidua/ui/grid"
	"thidua/ui/text"
)

// history is every step the season took, the latest first.
type history struct {
	screen *Screen
	table  *grid.Register
}

func newHistory(s *Screen) *history {
	h := &history{screen: s}
	h.table = grid.NewRegister(s.Host, nil, nil,
		grid.Column{Title: text.T("ui.season.column.at"), Width: 132, Frozen: true},
		grid.Column{Title: text.T("ui.season.column.from"), Width: 206},
		grid.Column{Title: text.T("ui.season.column.to"), Width: 222},
		grid.Column{Title: text.T("ui.season.column.author"), Width: 252},
		grid.Column{Title: text.T("ui.season.column.reason"), Width: 200, Stretch: true, Wrap: true},
	)
	h.table.Hint = text.T("ui.season.history.hint")
	return h
}

func (h *history) show(r *reading) {
	var rows []grid.TableRow
	for i, t := range slices.Backward(r.history) {
		to := grid.Cell{Text: text.Capital(stepName(t.To)), Style: grid.Bold}
		if t.Back {
			to.State, to.Note = grid.Warn, text.T("ui.season.history.back")
		}
		at := grid.Cell{Text: text.Moment(time.UnixMilli(t.At).In(h.screen.Now().Location()))}
		if t.Pending {
			at.State, at.Note = grid.Pending, text.T("ui.season.pending")
		}
		from := grid.Cell{Style: grid.Muted}
		if t.From != "" {
			from.Text = text.Capital(stepName(t.From))
		}
		rows = append(rows, grid.TableRow{Key: strconv.Itoa(i), Cells: []grid.Cell{at, from, to, {Text: t.Author}, {Text: t.Reason}}})
	}
	h.table.Show(rows...)
}
