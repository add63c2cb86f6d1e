package forms

import (
	"cmp"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// AwardList is form F2, Danh sách đăng ký danh hiệu, khen thưởng, of a unit: what it registered for as a whole, and its persons by name, those that are
// registered, proposed and were commended each by themselves; only the last have a decision. Names that were withdrawn, or are not here, leave their number; what two
// people wrote differently is told, and not listed. Collectives and persons both have their part, with room for the pen where nobody is registered.
func AwardList(s *book.Season, r *pledge.Registered, h *year.UnitHeadcount, persons []year.AwardToPersons, now time.Time) (Paper, error) {
	at := map[string][]documents.Row{}
	var notes []string
	var registered []*year.AwardToPersons
	invented := s.Info.Illustrative
	for i := range persons {
		a := &persons[i]
		if a.OfCluster || a.Unit.ID != r.Unit.ID {
			continue
		}
		invented = invented || a.Illustrative
		if a.Stage == emulation.AwardStages[0] {
			registered = append(registered, a)
		}
		if a.Conflict {
			notes = appendNew(notes, say("proposal.conflict-persons"))
			continue
		}
		for _, name := range whoIsMeant(a) {
			at[a.Stage] = append(at[a.Stage], row(name, a.Name, capital(a.Reason), decisionWords(a.Number, a.Date)))
		}
		notes = append(notes, awardDoubt(a)...)
	}
	for _, line := range h.Names {
		at[emulation.AwardStages[0]] = append(at[emulation.AwardStages[0]], row(line, "", "", ""))
	}
	if len(at)+len(r.Titles)+len(notes) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-award-list", "unit", r.Unit.Name)
	}
	p := official(s, r.Unit.Name, say("award-list.title"), now, seasonLine(s))
	p.invented(invented || len(r.Titles) > 0 && r.Registration.Illustrative || len(h.Names) > 0 && h.Headcount.Illustrative)
	p.add(addressee(s.Cluster.Info.Name))
	head := p.sections()
	head(say("award-list.units"))
	p.add(orForPen([]reportColumn{prose("unit", 70), prose("award", 70)}, emulation.Map(r.Titles, func(title string) documents.Row { return row(r.Unit.Name, title) })))
	for i, stage := range emulation.AwardStages {
		if rows := at[stage]; len(rows) > 0 || i == 0 {
			head(say("award-list." + stage))
			p.add(orForPen([]reportColumn{prose("person", 55), prose("award", 45), prose("for", 35), prose("decision", 35)}, rows))
		}
	}
	units := ""
	switch {
	case r.Conflict:
		units = say("number-open")
		notes = append(notes, say("registration.conflict"))
	case len(r.Titles) > 0:
		units = number(1)
	}
	if units != "" || len(registered)+len(h.Names) > 0 {
		p.add(documents.Paragraph{Spans: []documents.Span{{Text: say("award-list.registered-count", "count", howMany(units, registered, len(h.Names)))}}, KeepNext: true})
	}
	p.notes(notes)
	p.add(signatures(preparedBy("award-list.preparer"), leader("sheet.leader")))
	return p.named("award-list", r.Unit.Label(), s), nil
}

// rowsForPen is how many empty rows a list has that nobody is in.
const rowsForPen = 3

// orForPen is a numbered table; a list that nobody is in has some rows to be filled in by hand: who, and which award.
func orForPen(columns []reportColumn, rows []documents.Row) documents.Table {
	if len(rows) > 0 {
		return numbered(columns, rows...)
	}
	for range rowsForPen {
		rows = append(rows, row("", ""))
	}
	return numbered(columns[:2], rows...)
}

// howMany counts collectives ("" = none) and persons, those of awards and others by name: "03 tập thể và 02 cá nhân". What nobody counted, or two people wrote
// differently, is left to the pen.
func howMany(units string, awards []*year.AwardToPersons, named int) string {
	people, open := uint64(named), false
	for _, a := range awards {
		n := cmp.Or(uint64(len(a.Names)), a.Persons)
		open = open || n == 0 || a.Conflict
		people += n
	}
	persons := number(people)
	if open {
		persons = say("number-open")
	}
	switch {
	case named+len(awards) == 0:
		return say("proposal.count-units", "units", units)
	case units == "":
		return say("proposal.count-persons", "persons", persons)
	}
	return say("proposal.count-both", "units", units, "persons", persons)
}

// whoIsMeant are the persons of an award by name, or how many they are; one empty line where nobody wrote either.
func whoIsMeant(a *year.AwardToPersons) []string {
	switch {
	case len(a.Names) > 0:
		return a.Names
	case a.Persons > 0:
		return []string{say("award-list.count", "count", number(a.Persons))}
	}
	return []string{""}
}
