package forms

import (
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// AwardList is form F2, Danh sách đăng ký danh hiệu, khen thưởng, of a unit: what it registered for as a whole, and its persons by name, those that are
// registered, proposed and were commended each by themselves; only the last have a decision. Names that were withdrawn, or are not here, leave their number.
func AwardList(s *book.Season, r *pledge.Registered, h *year.UnitHeadcount, persons []year.AwardToPersons, now time.Time) (Paper, error) {
	at := map[string][]documents.Row{}
	var notes []string
	invented := s.Info.Illustrative
	for i := range persons {
		a := &persons[i]
		if a.OfCluster || a.Unit.ID != r.Unit.ID {
			continue
		}
		invented = invented || a.Illustrative
		for _, name := range whoIsMeant(a) {
			at[a.Stage] = append(at[a.Stage], row(name, a.Name, capital(a.Reason), decisionWords(a.Number, a.Date)))
		}
		notes = append(notes, awardDoubt(a)...)
	}
	for _, line := range h.Names {
		at[emulation.AwardStages[0]] = append(at[emulation.AwardStages[0]], row(line, "", "", ""))
	}
	if len(at)+len(r.Titles) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-award-list", "unit", r.Unit.Name)
	}
	p := official(s, r.Unit.Name, say("award-list.title"), now, seasonLine(s))
	p.invented(invented || len(r.Titles) > 0 && r.Registration.Illustrative || len(h.Names) > 0 && h.Headcount.Illustrative)
	p.add(addressee(s.Cluster.Info.Name))
	head := p.sections()
	if len(r.Titles) > 0 {
		head(say("award-list.units"))
		units := emulation.Map(r.Titles, func(title string) documents.Row { return row(r.Unit.Name, title) })
		p.add(numbered([]reportColumn{prose("unit", 70), prose("award", 70)}, units...))
	}
	for _, stage := range emulation.AwardStages {
		if rows := at[stage]; len(rows) > 0 {
			head(say("award-list." + stage))
			p.add(numbered([]reportColumn{prose("person", 55), prose("award", 45), prose("for", 35), prose("decision", 35)}, rows...))
		}
	}
	p.notes(notes)
	p.add(signatures(preparedBy("award-list.preparer"), leader("sheet.leader")))
	return p.named("award-list", r.Unit.Label(), s), nil
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
