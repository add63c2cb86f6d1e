package awards

import (
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
)

// dossier is the papers of the proposal, held against what the law asks for.
func (d *detail) dossier(a *about) []fyne.CanvasObject {
	p := a.proposal
	if p == nil {
		return []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.awards.dossier.none"))}
	}
	x := p.Dossier
	var parts []fyne.CanvasObject
	switch {
	case x.Rule == nil:
		parts = append(parts, widgets.NewRemark(widgets.Info, text.T("ui.awards.dossier.no-rule")))
	default:
		cite := text.T("legal.cite", "cite", x.Rule.Article.Cite)
		if !x.Verified {
			cite = text.T("ui.awards.cite-unverified", "cite", cite)
		}
		state, sentence := widgets.OK, text.T("ui.awards.dossier.complete")
		if n := len(x.Missing); n > 0 {
			state, sentence = widgets.Warn, text.T("ui.awards.dossier.missing", "count", n)
		}
		parts = append(parts, widgets.NewRemark(state, sentence), widgets.NewParagraph(cite).Quiet())
	}
	for i := range x.Papers {
		parts = append(parts, d.paper(a, &x.Papers[i]))
	}
	if a.r.paper.OK {
		return append(parts, widgets.Row(0, nil, widgets.NewButton(text.T("ui.awards.paper.other"), fynetheme.ContentAddIcon(), func() { d.file(a, nil) })))
	}
	return append(parts, widgets.NewRemark(widgets.Info, text.T("ui.awards.closed", "why", a.r.paper.Why)))
}

func (d *detail) paper(a *about, l *awards.DossierLine) fyne.CanvasObject {
	s := d.screen
	state := widgets.Warn
	switch {
	case l.Have && !l.Conflict:
		state = widgets.OK
	case l.When != "":
		state = widgets.Waiting
	}
	lines := widgets.Column(2, widgets.NewRemark(state, text.Say(l.Message())))
	if l.Have {
		var said []string
		if l.Record.Number != "" {
			said = append(said, text.T("ui.awards.paper.number-of", "number", l.Record.Number))
		}
		if l.Record.Date != "" {
			said = append(said, text.T("ui.awards.paper.date-of", "date", text.Day(l.Record.Date)))
		}
		if l.Record.File != nil {
			said = append(said, l.Record.File.Name)
		}
		if len(said) == 0 {
			said = append(said, text.T("ui.awards.paper.here"))
		}
		lines.Add(widgets.NewPanel(widgets.NewParagraph(strings.Join(said, " · ")).Quiet(), "", 0, 21, 0))
	}
	if l.Conflict {
		lines.Add(widgets.NewParagraph(text.T("ui.season.conflict")))
	}
	if a.r.paper.OK {
		label := text.T("ui.awards.paper.add")
		buttons := widgets.Flow(4)
		if l.Have {
			label = text.T("ui.awards.paper.change")
		}
		buttons.Add(widgets.NewQuietButton(label, nil, func() { d.file(a, l) }))
		if l.Have {
			buttons.Add(widgets.NewQuietButton(text.T("ui.awards.paper.withdraw"), nil, func() {
				s.Confirm(text.T("ui.awards.paper.withdraw.sure", "paper", l.Text), text.T("ui.awards.paper.withdraw"), func() {
					s.act(text.T("ui.awards.paper.withdrawn"), func() error { return s.room.WithdrawPaper(a.key(), l.ID) })
				})
			}))
		}
		lines.Add(widgets.NewPanel(buttons, "", 0, 12, 0))
	}
	return widgets.NewPanel(lines, "", widgets.Bottom, 0, 4)
}

// file asks for number, date and file of a paper; without a line it asks for its name too.
func (d *detail) file(a *about, l *awards.DossierLine) {
	s := d.screen
	paper := new(scan)
	fields := []widgets.Field{
		{Name: text.T("ui.awards.paper.number"), Hint: text.T("ui.awards.paper.number.hint"), Wide: 190},
		{Name: text.T("ui.awards.paper.date"), Hint: text.T("ui.awards.date.hint"), Day: s.Now, Wide: 160},
		{Name: text.T("ui.awards.paper.file"), Hint: text.T("ui.awards.file"), Pick: d.pick(paper)},
	}
	record, heading := emulation.DossierPaper{}, text.T("ui.awards.paper.other")
	if l != nil {
		record, heading = l.Record, l.Text
		record.Paper = l.ID
		fields[0].Value, fields[1].Value = record.Number, text.Day(record.Date)
		if record.File != nil {
			fields[2].Value = record.File.Name
		}
	} else {
		fields = append(fields, widgets.Field{Name: text.T("ui.awards.paper.name"), Hint: text.T("ui.awards.paper.name.hint")})
	}
	d.fill(heading, "", fields, text.T("ui.awards.save"), func(in []string) {
		record := record
		record.Number, record.Date = in[0], in[1]
		if l == nil {
			record.Paper = in[3]
		}
		s.act(text.T("ui.awards.paper.saved"), func() error {
			e, err := s.attached(paper)
			if err != nil {
				return err
			}
			if e != nil {
				record.File = e
			}
			return s.room.FileDossier(a.key(), record)
		})
	})
}
