package season

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/awards"
)

// quotas is how many awards of each form the cluster may propose; the number is the office's.
type quotas struct {
	screen *Screen
	table  *grid.Register
}

func newQuotas(s *Screen) *quotas {
	p := &quotas{screen: s}
	p.table = grid.NewRegister(s.In("quotas"), nil, p.save,
		grid.Column{Title: text.T("ui.season.column.form"), Width: 300, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.count"), Width: 110, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.season.column.basis"), Width: 300, Stretch: true, Wrap: true},
	)
	return p
}

func (p *quotas) show(r *reading) {
	open := r.office()
	p.table.Hint = text.T("ui.season.quotas.hint")
	if !open {
		p.table.Hint = text.T("ui.season.quotas.hint-other", "office", r.officeName())
	}
	var rows []grid.TableRow
	for _, q := range r.quotas {
		row := grid.TableRow{Key: q.Form, Cells: []grid.Cell{{Text: r.formName(q.Form)}, {Text: strconv.FormatUint(q.Count, 10), Editable: open && !q.Conflict},
			{Text: q.Basis, Editable: open && !q.Conflict}}}
		if odd, is := q.Odd(); is {
			row.Cells[1].State, row.Cells[1].Note = grid.Warn, text.Capital(text.Say(odd))
		}
		if q.Conflict {
			row.Cells[0].State, row.Cells[0].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	if open {
		rows = append(rows, adding(3, 0, text.T("ui.season.quotas.add")))
	}
	p.table.Show(rows...)
}

// save writes a quota. A new one waits for its award and its count.
func (p *quotas) save(key string, in []string) {
	s, form := p.screen, key
	count, err := strconv.ParseUint(strings.TrimSpace(in[1]), 10, 32)
	switch {
	case key == grid.KeyNew && (in[0] == "" || in[1] == ""):
		p.table.Hold(key)
		return
	case err != nil:
		p.table.Refuse(key, text.T("ui.season.quotas.bad-count", "text", in[1]))
		return
	}
	p.table.Write(key, func() error {
		if key == grid.KeyNew {
			known, err := awards.At(s.ws).FindForm(in[0])
			if err != nil {
				return err
			}
			form = known.ID
		}
		return s.room.SetQuota(form, emulation.SeasonQuota{Count: count, Basis: in[2]})
	}, s.Wrote)
}
