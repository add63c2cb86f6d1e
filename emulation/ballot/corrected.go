package ballot

import (
	"slices"

	"thidua/emulation"
)

// Difference is a figure that two counts of one round have otherwise.
type Difference struct {
	Figure        string // "members" … "invalid", or of a line "yes", "no", "blank", "line-invalid"
	Line          string // the line's id; "" for the figures of the whole count
	Before, After int64
}

// Differences are the figures of a count that another, which takes its place, has otherwise, in the order of the counting minutes.
func Differences(before, after Tally) []Difference {
	var list []Difference
	add := func(figure, line string, b, a int64) {
		if b != a {
			list = append(list, Difference{figure, line, b, a})
		}
	}
	add("members", "", before.Members, after.Members)
	add("recused", "", before.Recused, after.Recused)
	add("present", "", before.Present, after.Present)
	add("written", "", before.Written, after.Written)
	add("issued", "", before.Issued, after.Issued)
	add("returned", "", before.Returned, after.Returned)
	add("valid", "", before.Valid, after.Valid)
	add("invalid", "", before.Invalid, after.Invalid)
	line := func(t Tally, id string) Line {
		return emulation.First(t.Lines, func(l Line) bool { return l.ID == id })
	}
	both := slices.Concat(before.Lines, after.Lines)
	for i, l := range both {
		if slices.ContainsFunc(both[:i], func(o Line) bool { return o.ID == l.ID }) {
			continue
		}
		b, a := line(before, l.ID), line(after, l.ID)
		add("yes", l.ID, b.Yes, a.Yes)
		add("no", l.ID, b.No, a.No)
		add("blank", l.ID, b.Blank, a.Blank)
		if b.Invalid != nil || a.Invalid != nil {
			add("line-invalid", l.ID, b.InvalidIn(before), a.InvalidIn(after))
		}
	}
	return list
}

// Message is the difference in words: the figure, before → after. name is what its line is called.
func (d Difference) Message(name string) emulation.Message {
	figure := emulation.Say("ballot.figure." + d.Figure)
	if d.Line != "" {
		figure = emulation.Say("ballot.figure."+d.Figure, "line", name)
	}
	return emulation.Say("ballot.difference", "figure", figure, "before", d.Before, "after", d.After)
}
