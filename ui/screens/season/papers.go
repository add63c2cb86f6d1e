package season

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/vietnamese"
	"thidua/workspace/season"
)

// papers is the register of the season's numbered documents (văn bản).
type papers struct {
	screen *Screen
	table  *grid.Register
	known  map[string]season.SeasonDocument
}

// The columns of the register.
const (
	paperNumber = iota
	paperDate
	paperKind
	paperTitle
	paperIssuer
	paperAdopted
)

// paperKinds are the kinds a document may be, as they are stored.
var paperKinds = []string{"regulation", "plan", "guidance", "decision", "report", "minutes", "other"}

func newPapers(s *Screen) *papers {
	p := &papers{screen: s}
	p.table = grid.NewRegister(s.In("papers"), nil, p.save,
		grid.Column{Title: text.T("ui.season.column.number-of"), Width: 150, Frozen: true},
		grid.Column{Title: text.T("ui.season.column.date"), Width: 100, Day: true},
		grid.Column{Title: text.T("ui.season.column.kind"), Width: 120},
		grid.Column{Title: text.T("ui.season.column.title"), Width: 300, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.season.column.issuer"), Width: 190},
		grid.Column{Title: text.T("ui.season.column.adopted"), Width: 170, Wrap: true},
	)
	return p
}

// mayWrite says whether this desk may keep the register: the office, and whoever is of the units that lead.
func mayWrite(r *reading) bool {
	return r.state.Mine || r.office() || slices.ContainsFunc(r.state.Posts, func(h season.PostHeld) bool {
		return h.Unit.ID == r.me.Unit.ID && h.Post != emulation.PostVerifier
	})
}

func (p *papers) show(r *reading) {
	open := mayWrite(r)
	p.table.Hint = text.T("ui.season.papers.hint")
	if !open {
		p.table.Hint = text.T("ui.season.papers.hint-other")
	}
	p.known = map[string]season.SeasonDocument{}
	var rows []grid.TableRow
	for _, d := range r.papers {
		p.known[d.ID] = d
		cell := func(s string) grid.Cell { return grid.Cell{Text: s, Editable: open && !d.Conflict} }
		row := grid.TableRow{Key: d.ID, Cells: []grid.Cell{cell(d.Number), cell(text.Day(d.Date)), cell(kindName(d.Kind)), cell(d.Title), cell(d.Issuer), cell(adoptedName(d.NumberedDocument))}}
		if d.Conflict {
			row.Cells[0].State, row.Cells[0].Note = grid.Warn, text.T("ui.season.conflict")
		}
		rows = append(rows, row)
	}
	if open {
		rows = append(rows, adding(6, paperNumber, text.T("ui.season.papers.add")))
	}
	p.table.Show(rows...)
}

// adding is the row at the end of a list in which something new is typed.
func adding(columns, at int, hint string) grid.TableRow {
	row := grid.NewRow(make([]grid.Cell, columns)...)
	for i := range row.Cells {
		row.Cells[i].Editable = true
	}
	row.Cells[at] = grid.Hint(hint)
	return row
}

// adoptedName says whether the cluster adopted a document, and at which conference.
func adoptedName(d emulation.NumberedDocument) string {
	switch {
	case d.AdoptedAt != "":
		return text.T("conference.kind." + d.AdoptedAt)
	case d.Adopted:
		return text.T("ui.season.papers.adopted")
	}
	return ""
}

// adoptedAt reads what stands there: nothing, that it was adopted, or the conference that did; false for what is none of them.
func adoptedAt(typed string) (adopted bool, at string, ok bool) {
	const anywhere = "adopted"
	switch at = text.Meant(typed, append([]string{anywhere}, emulation.ConferenceKinds...), func(kind string) string {
		return adoptedName(emulation.NumberedDocument{Adopted: true, AdoptedAt: strings.TrimPrefix(kind, anywhere)})
	}); at {
	case "":
		return false, "", strings.TrimSpace(typed) == ""
	case anywhere:
		return true, "", true
	}
	return true, at, true
}

func kindName(kind string) string { return text.T("ui.season.kind." + kind) }

// kindOf is the kind a person named, "" for none.
func kindOf(typed string) string {
	if strings.TrimSpace(typed) == "" {
		return "other"
	}
	return text.Meant(typed, paperKinds, kindName)
}

// save writes a document. A new one waits for its title; a title that was emptied asks whether the document goes off the list.
func (p *papers) save(key string, in []string) {
	s, old := p.screen, p.known[key].NumberedDocument
	doc := old
	doc.Number, doc.Date, doc.Kind, doc.Title, doc.Issuer = in[paperNumber], in[paperDate], kindOf(in[paperKind]), in[paperTitle], in[paperIssuer]
	id := key
	var clear bool
	doc.Adopted, doc.AdoptedAt, clear = adoptedAt(in[paperAdopted])
	switch {
	case !clear:
		names := emulation.Map(emulation.ConferenceKinds, func(kind string) string { return text.T("conference.kind." + kind) })
		p.table.Refuse(key, text.T("ui.season.papers.bad-adopted", "text", in[paperAdopted], "conferences", strings.Join(names, ", ")))
		return
	case doc.Kind == "":
		p.table.Refuse(key, text.T("ui.season.papers.bad-kind", "kind", in[paperKind], "kinds", strings.Join(emulation.Map(paperKinds, kindName), ", ")))
		return
	case doc.Title == "" && key == grid.KeyNew:
		p.table.Hold(key)
		return
	case doc.Title == "":
		p.table.Drop(key)
		s.Confirm(text.T("ui.season.papers.withdraw.sure", "title", old.Title), text.T("ui.season.papers.withdraw"), func() {
			old.Withdrawn = true
			s.Act(text.T("ui.season.papers.withdrawn"), func() error { return s.room.SetDocument(key, old) })
		})
		return
	case key == grid.KeyNew:
		id = p.newID(doc)
	}
	p.table.Write(key, func() error { return s.room.SetDocument(id, doc) }, s.Wrote)
}

// newID names a new document by its number, or its title where it has none, so that two desks that enter the same paper meet.
func (p *papers) newID(doc emulation.NumberedDocument) string {
	words := strings.FieldsFunc(vietnamese.Fold(doc.Number+" "+doc.Title), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	id := strings.Join(words, "-")
	if len(id) > 48 {
		id = strings.TrimRight(id[:48], "-")
	}
	if id == "" {
		id = "van-ban"
	}
	for {
		if _, taken := p.known[id]; !taken {
			return id
		}
		id += "-2"
	}
}
