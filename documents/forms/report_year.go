package forms

import (
	"slices"
	"strconv"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/year"
)

// members are who the cluster is, under whom.
func (x *report) members() {
	s := x.year.Season
	names := func(units []book.Unit) string { return joined(emulation.Map(units, x.called.name)) }
	x.add(body(say("report.members", "cluster", s.Cluster.Info.Name, "count", number(len(s.Cluster.Members)), "units", names(s.Cluster.Members))))
	if len(s.Head) > 0 {
		x.add(tight(body(say("report.post", "post", postName(s, emulation.PostHead), "units", names(s.Head)))))
	}
	if len(s.Deputies) > 0 {
		x.add(tight(body(say("report.post", "post", postName(s, emulation.PostDeputy), "units", names(s.Deputies)))))
	}
	if s.Info.Theme != "" {
		x.add(tight(body(say("report.theme", "theme", s.Info.Theme))))
	}
}

// pledged is how many registered and signed.
func (x *report) pledged() {
	r := x.year
	if r.Registered > 0 {
		x.add(tight(body(say("report.registered", "count", number(r.Registered), "units", number(len(r.Units))))))
	}
	if c := r.Of.Compact; c.Given {
		x.add(tight(body(say("report.signed", "count", number(r.Signed), "units", number(len(r.Units)), "day", dayOrDots(c.Date)))))
	}
}

// movements are those that units registered for, each with how many did.
func (x *report) movements() {
	var order []string
	count := map[string]int{}
	for _, reg := range x.year.Of.Registrations {
		for _, m := range appendNew(nil, reg.Movements...) {
			if count[m]++; count[m] == 1 {
				order = append(order, m)
			}
		}
	}
	x.listed("movements", emulation.Map(order, func(m string) string { return say("report.movement", "name", m, "count", number(count[m])) }))
}

// figures are those of the whole cluster: what the conference reported, and what the units' figures come to.
func (x *report) figures() {
	x.listed("figures", slices.Concat(x.meeting.Conference.Figures, together(x.year.Of.Figures)))
}

func (x *report) programmes() {
	var rows []documents.Row
	for _, p := range x.year.Of.Programmes {
		if !p.Given {
			continue
		}
		progress := ""
		if n := len(p.Progress); n > 0 {
			progress = figure(p.Progress[n-1].Percent) + "%"
		}
		rows = append(rows, row(x.called.name(p.Unit), p.Title, progress))
	}
	x.tabled("programmes", []reportColumn{prose("unit", 55), prose("programme", 70), short("progress", 20)}, rows...)
}

func (x *report) activities() {
	var rows []documents.Row
	for _, a := range x.year.Of.Activities {
		name := a.Name
		if a.Place != "" {
			name = say("report.held-at", "name", a.Name, "place", a.Place)
		}
		rows = append(rows, row(shortDay(a.Date), name, x.owner(a.Owner), a.Result))
	}
	x.tabled("activities", []reportColumn{short("day", 0), prose("activity", 60), prose("unit", 45), prose("result", 40)}, rows...)
}

func (x *report) initiatives() { x.shared("initiatives", "initiative", x.year.Of.Initiatives) }

func (x *report) exemplars() { x.shared("exemplars", "exemplar", x.year.Of.Exemplars) }

// shared are initiatives or exemplars, with the units that took each over.
func (x *report) shared(key, column string, list []year.UnitAchievement) {
	var rows []documents.Row
	for _, a := range list {
		rows = append(rows, row(x.owner(a.Owner), capital(a.Name), workWords(a.Achievement), a.Field, joined(emulation.Map(a.In, book.Unit.Label))))
	}
	x.tabled(key, []reportColumn{prose("unit", 45), prose(column, 60), prose("level", 35), prose("field", 25), prose("replicated", 35)}, rows...)
}

// people are the counts of people, and their sums.
func (x *report) people() {
	n := func(v uint64) string { return strconv.FormatUint(v, 10) }
	var rows []documents.Row
	for _, h := range x.year.Of.Headcounts {
		if h.Given {
			rows = append(rows, row(x.called.name(h.Unit), n(h.People), n(h.Advanced), n(h.Fighters)))
		}
	}
	if len(rows) > 0 {
		sum := row(say("report.sum"), n(x.year.People), n(x.year.Advanced), n(x.year.Fighters))
		sum.Kind = documents.TotalRow
		rows = append(rows, sum)
	}
	x.tabled("people", []reportColumn{prose("unit", 60), short("people", 20), short("advanced", 28), short("fighters", 30)}, rows...)
}
