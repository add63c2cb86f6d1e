package forms

import (
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// AwardList is form F2, Danh sách đăng ký danh hiệu, khen thưởng, of a unit: what it registered for as a whole, and its persons by name. Names that
// were withdrawn, or are not here, leave their number.
func AwardList(s *book.Season, r *pledge.Registered, h *year.UnitHeadcount, persons []year.AwardToPersons, now time.Time) (Paper, error) {
	var rows []documents.Row
	var notes []string
	invented := s.Info.Illustrative
	for i := range persons {
		a := &persons[i]
		if a.OfCluster || a.Unit.ID != r.Unit.ID {
			continue
		}
		invented = invented || a.Illustrative
		state, doubt := awardState(a)
		who := a.Names
		switch {
		case len(who) == 0 && a.Persons > 0:
			who = []string{say("award-list.count", "count", strconv.FormatUint(a.Persons, 10))}
		case len(who) == 0:
			who = []string{""}
		}
		for _, name := range who {
			rows = append(rows, row(name, a.Name, capital(a.Reason), state))
		}
		notes = append(notes, doubt...)
	}
	for _, line := range h.Names {
		rows = append(rows, row(line, "", "", ""))
	}
	if len(rows)+len(r.Titles) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-award-list", "unit", r.Unit.Name)
	}
	p := official(s, r.Unit.Name, say("award-list.title"), now, seasonLine(s))
	p.invented(invented || len(r.Titles) > 0 && r.Registration.Illustrative || len(h.Names) > 0 && h.Headcount.Illustrative)
	p.add(addressee(s.Cluster.Info.Name))
	head := p.sections()
	if len(r.Titles) > 0 {
		head(say("award-list.units"))
		var units []documents.Row
		for _, t := range r.Titles {
			units = append(units, row(r.Unit.Name, t))
		}
		p.add(numbered([]reportColumn{prose("unit", 70), prose("award", 70)}, units...))
	}
	if len(rows) > 0 {
		head(say("award-list.persons"))
		p.add(numbered([]reportColumn{prose("person", 55), prose("award", 45), prose("for", 35), prose("state", 35)}, rows...))
	}
	p.notes(notes)
	p.add(signatures(signer(say("award-list.preparer")), stamper(say("sheet.leader"))))
	return p.named("award-list", r.Unit.Label(), s), nil
}
