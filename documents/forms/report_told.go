package forms

import (
	"strconv"
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/year"
)

// owner is whose an entry is: a unit, or the cluster.
func (x *report) owner(o year.Owner) string {
	if o.OfCluster {
		return x.issuer
	}
	return x.called.name(o.Unit)
}

// told joins what is said of one thing; what is not said is left out.
func told(between string, texts ...string) string {
	return strings.Join(emulation.NonEmpty(texts...), between)
}

// launched are the movements that were launched: what for, whose call they answer, when, and what came of them.
func (x *report) launched() {
	var rows []documents.Row
	for _, m := range x.year.Of.Movements {
		occasion := m.Occasion
		if m.Call != "" {
			occasion = told("; ", occasion, say("report.call", "call", m.Call))
		}
		who := x.owner(m.Owner)
		if m.By != "" {
			who = m.By
		}
		rows = append(rows, row(capital(m.Name), who, capital(occasion), told(" – ", shortDay(m.From), shortDay(m.Until)), told(". ", m.Basis, m.Result)))
	}
	x.tabled("launched", []reportColumn{prose("movement", 45), prose("launched-by", 38), prose("occasion", 40), short("period", 24), prose("result", 35)}, rows...)
}

// workWords are sort, level, grade and decision of an initiative, a topic or a model in one cell.
func workWords(a emulation.Achievement) string {
	return capital(told("; ", told(" ", wordOf("work.sort.", a.Sort), wordOf("work.level.", a.Level)), a.Grade, decisionWords(a.Number, a.Date)))
}

// wordOf says what stands in a record in place of a choice; "" where nothing was chosen.
func wordOf(prefix, chosen string) string {
	if chosen == "" {
		return ""
	}
	return words(emulation.Say(prefix + chosen))
}

// decisionWords are number and day of a decision, as far as they are known.
func decisionWords(number, date string) string {
	switch {
	case number != "" && date != "":
		return say("report.decided", "number", number, "date", shortDay(date))
	case number != "":
		return say("report.decided-number", "number", number)
	}
	return shortDay(date)
}

// awardState says how far an award to persons is.
func awardState(a *year.AwardToPersons) string {
	return capital(told(", ", wordOf("person-award.stage.", a.Stage), decisionWords(a.Number, a.Date)))
}

// awardDoubt is what is doubtful about an award to persons; none where nothing is.
func awardDoubt(a *year.AwardToPersons) []string {
	if d := a.Doubt(); d.Key != "" {
		return []string{a.Name + ": " + lowerFirst(words(d))}
	}
	return nil
}

// persons are awards to persons in figures; their names stand in form F2 alone.
func (x *report) persons() {
	var rows []documents.Row
	var doubts []string
	for i := range x.year.Of.PersonAwards {
		a := &x.year.Of.PersonAwards[i]
		count := ""
		if a.Persons > 0 {
			count = strconv.FormatUint(a.Persons, 10)
		}
		rows = append(rows, row(x.owner(a.Owner), a.Name, capital(a.Reason), count, awardState(a)))
		doubts = append(doubts, awardDoubt(a)...)
	}
	x.tabled("persons", []reportColumn{prose("unit", 42), prose("award", 45), prose("for", 35), short("persons", 18), prose("state", 35)}, rows...)
	x.notes(doubts)
}

// shortcomings are those of the cluster, then those of the units, with cause and remedy.
func (x *report) shortcomings() {
	var own []string
	var rows []documents.Row
	for _, s := range x.year.Of.Shortcomings {
		why := told(" ", labelled("report.cause", "cause", s.Cause), labelled("report.remedy", "remedy", s.Remedy))
		if s.OfCluster {
			own = append(own, told(" ", sentence(capital(s.Text)), why))
			continue
		}
		rows = append(rows, row(x.owner(s.Owner), capital(s.Text), capital(s.Cause), capital(s.Remedy)))
	}
	x.listed("shortcomings-cluster", own)
	x.tabled("shortcomings-units", []reportColumn{prose("unit", 42), prose("shortcoming", 55), prose("cause", 40), prose("remedy", 40)}, rows...)
}

// labelled is a sentence around a text; "" where there is none.
func labelled(key, name, text string) string {
	if text == "" {
		return ""
	}
	return sentence(say(key, name, text))
}
