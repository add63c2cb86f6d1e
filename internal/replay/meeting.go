package replay

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/sample"
	"thidua/workspace/conference"
)

// told is what was published of a meeting beside when and where it was.
func (x *outcomeConference) told(s *sample.Sample, c sample.Conference) {
	x.Half, x.Purposes, x.Guests = c.Half, c.Purposes, c.Guests
	for _, o := range c.Chairs {
		x.Offices = append(x.Offices, o.Office+" "+o.Unit)
	}
	said := func(kind string, list []sample.Said) {
		for _, sp := range list {
			if sp.Head {
				sp.Unit = strings.Join(holders(s, emulation.PostHead), ",")
			}
			x.Speeches = append(x.Speeches, speechLine(kind, sp.Unit, sp.What))
		}
	}
	said(emulation.SpeechReport, c.Reports)
	said(emulation.SpeechPaper, c.Papers)
	said(emulation.SpeechOpinion, c.Opinions)
	for _, g := range c.Guided {
		x.Speeches = append(x.Speeches, speechLine(emulation.SpeechDirection, g.By, g.What))
	}
	slices.Sort(x.Speeches)
	for _, what := range c.Agreed {
		x.Did = append(x.Did, phrase.Text(phrase.Vietnamese, "sample.agreed", "what", what))
	}
	if c.Adopts {
		x.Adopted = slices.Sorted(slices.Values(s.Facts.Adopted))
	}
}

// heard is what the records say of it.
func (x *outcomeConference) heard(m *conference.Minutes) {
	c := m.Conference
	x.Half, x.Purposes, x.Guests = c.Half, c.Purposes, c.Guests
	for _, p := range c.Of(conference.RoleChair) {
		x.Offices = append(x.Offices, p.Office+" "+p.Unit.Code)
	}
	for _, sp := range c.Speeches {
		x.Speeches = append(x.Speeches, speechLine(sp.Kind, sp.Unit.Code+sp.By, sp.Title))
	}
	slices.Sort(x.Speeches)
	for _, d := range m.Adopted {
		x.Adopted = append(x.Adopted, d.Title)
	}
	slices.Sort(x.Adopted)
}

func speechLine(kind, who, what string) string { return kind + " " + who + ": " + what }
