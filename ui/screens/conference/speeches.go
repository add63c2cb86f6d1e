package conference

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// speeches are what units reported, read and said, and the directions of guests.
type speeches struct {
	screen  *Screen
	table   *grid.Register
	known   map[string]conference.Speech
	reading *reading
}

// The columns of the list.
const (
	speechUnit = iota
	speechKind
	speechTitle
	speechText
)

// speechKinds are what can be typed, as a meeting hears them.
var speechKinds = conference.SpeechOrder

func newSpeeches(s *Screen) *speeches {
	p := &speeches{screen: s}
	p.table = grid.NewRegister(s.In("speeches"), nil, p.save,
		grid.Column{Title: text.T("ui.conference.column.speaker"), Width: 250, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.conference.column.kind"), Width: 150},
		grid.Column{Title: text.T("ui.conference.column.title"), Width: 260, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.conference.column.content"), Width: 320, Stretch: true, Wrap: true},
	)
	return p
}

func (p *speeches) show(r *reading) {
	p.reading = r
	may := r.may[record.Speech.AnyField]
	p.table.About(r.conference.Kind)
	p.table.Hint = text.T("ui.conference.speeches.hint")
	if !may.OK {
		p.table.Hint = text.T("ui.conference.closed", "why", may.Why)
	}
	p.known = map[string]conference.Speech{}
	var rows []grid.TableRow
	for _, x := range r.conference.Speeches {
		key, who := x.Unit.ID.String()+"/"+x.ID, x.Unit.Label()
		switch {
		case x.Guest:
			who = x.By
		case x.Unit.ID.IsZero():
			who = text.T("ui.conference.speeches.unsaid")
		}
		p.known[key] = x
		right := may
		if x.Unit.ID.IsZero() { // of a guest, or of nobody in particular: it stands under the cluster
			right = r.ofCluster
		}
		open := right.OK && !x.Conflict
		row := grid.TableRow{Key: key, Cells: []grid.Cell{{Text: who}, {Text: speechName(x.Kind), Editable: open && !x.Guest}, {Text: x.Title, Editable: open}, {Text: x.Text, Editable: open}}}
		if x.Conflict {
			row.Cells[0].State, row.Cells[0].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	if may.OK {
		empty := grid.Cell{Editable: true}
		rows = append(rows, grid.NewRow(grid.Hint(text.T("ui.conference.speeches.add")), empty, empty, empty))
	}
	p.table.Show(rows...)
}

func speechName(kind string) string { return text.Capital(text.T("conference." + kind)) }

// save writes a paper or an opinion. A new one waits for its title; a title that was emptied asks whether it goes off the list.
func (p *speeches) save(key string, in []string) {
	s, kind, old := p.screen, p.screen.kind, p.known[key]
	speech, unit, id := old.Speech, old.Unit, old.ID
	speech.Kind, speech.Title, speech.Text = speechOf(in[speechKind]), in[speechTitle], in[speechText]
	who := strings.TrimSpace(in[speechUnit])
	if key == grid.KeyNew && who == "" {
		p.table.Hold(key)
		return
	}
	if key == grid.KeyNew && speech.Kind == emulation.SpeechDirection {
		speech.By = who // of a guest the office is typed
	} else if key == grid.KeyNew && text.Meant(who, []string{"unsaid"}, func(string) string { return text.T("ui.conference.speeches.unsaid") }) == "" {
		var ok bool
		if unit, ok = book.Named(p.reading.season.Cluster.Members, who); !ok {
			p.table.Refuse(key, text.T("ui.conference.speeches.no-unit", "name", who))
			return
		}
	}
	switch {
	case speech.Kind == "":
		p.table.Refuse(key, text.T("ui.conference.speeches.bad-kind", "kind", in[speechKind]))
		return
	case strings.TrimSpace(speech.Title) == "" && key == grid.KeyNew:
		p.table.Hold(key)
		return
	case strings.TrimSpace(speech.Title) == "":
		p.table.Drop(key)
		s.Confirm(text.T("ui.conference.speeches.withdraw.sure", "title", old.Title), text.T("ui.conference.speeches.withdraw"), func() {
			gone := old.Speech
			gone.Withdrawn = true
			s.Act(text.T("ui.conference.speeches.withdrawn"), func() error { return s.room.Speak(kind, unit.ID, id, gone) })
		})
		return
	}
	p.table.Write(key, func() error { return s.room.Speak(kind, unit.ID, id, speech) }, s.wrote)
}

// speechOf is the kind a person named; an opinion where nothing is said.
func speechOf(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return emulation.SpeechOpinion
	}
	return text.Meant(typed, speechKinds, speechName)
}
