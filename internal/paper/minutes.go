package paper

import (
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// Minutes is form F8 of a conference of the season.
func Minutes(d Desk, kind string, now time.Time) (Paper, error) {
	m, err := d.Minutes(kind)
	if err != nil {
		return Paper{}, err
	}
	c, s := m.Conference, m.Season
	if !c.Held {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.not-held", "conference", conferenceName(kind))
	}
	place := c.Place
	if place == "" {
		place = s.Info.Place
	}
	f := documents.MinutesForm{Letterhead: letterhead(s, c.Date, place, now), Venue: place, Conference: conferenceName(kind), Guests: c.Guests, Agenda: c.Agenda,
		Done: c.Done, Figures: c.Figures, Directions: c.Directions, Conclusion: c.Conclusions}
	f.Illustrative = f.Illustrative || c.Illustrative
	name := func(u workspace.Unit) string {
		if err != nil {
			return ""
		}
		var n string
		n, err = nameOn(d, u, c.Date)
		return n
	}
	if !c.HostUnit.ID.IsZero() {
		f.Host = name(c.HostUnit)
	}
	for _, u := range c.ChairedBy {
		f.Chairs = append(f.Chairs, say("minutes.chair", "unit", name(u)))
	}
	attendance(&f, m, name)
	for _, sp := range m.Papers {
		f.Papers = append(f.Papers, spoken("minutes.paper", name(sp.Unit), &sp))
	}
	for _, sp := range m.Opinions {
		f.Opinions = append(f.Opinions, spoken("minutes.opinion", name(sp.Unit), &sp))
	}
	for _, v := range m.Votes {
		f.Votes = append(f.Votes, minuted(v)...)
		f.Notes = append(f.Notes, voteNotes(v)...)
	}
	if l := m.Leaders; l != nil {
		how := phrase.Text(phrase.Vietnamese, "leaders.how."+l.How)
		f.Leaders = append(f.Leaders, say("minutes.leader", "post", postName(s, emulation.PostHead), "unit", name(l.HeadUnit), "season", l.Label, "how", how))
		for _, u := range l.DeputyUnits {
			f.Leaders = append(f.Leaders, say("minutes.leader", "post", postName(s, emulation.PostDeputy), "unit", name(u), "season", l.Label, "how", how))
		}
	}
	if c.Conflict {
		f.Notes = append(f.Notes, say("minutes.conflict"))
	}
	if err != nil {
		return Paper{}, err
	}
	return paperOf("minutes", f.Conference, s, f.Document()), nil
}

// attendance is who was there, who was not and why, and whether they were enough.
func attendance(f *documents.MinutesForm, m *workspace.Minutes, name func(workspace.Unit) string) {
	c := m.Conference
	if !c.Taken {
		f.Attendance = []string{say("minutes.not-taken", "members", c.Members)}
		return
	}
	enough := say("minutes.enough")
	if !c.Quorate {
		enough = say("minutes.not-enough")
	}
	bound := legal.Threshold{Share: legal.Fraction{Num: c.Rule.Num, Den: c.Rule.Den}, Above: c.Rule.Strict}
	key := "minutes.attendance"
	if c.Present == c.Members {
		key = "minutes.attendance-all"
	}
	f.Attendance = []string{say(key, "present", c.Present, "members", c.Members, "absent", c.Members-c.Present, "written", c.Written,
		"enough", enough, "bound", words(bound.Message()))}
	for _, p := range c.Presence {
		switch {
		case p.Present && p.Delegates > 0:
			f.Present = append(f.Present, say("minutes.delegates", "unit", name(p.Unit), "count", p.Delegates))
		case p.Present:
			f.Present = append(f.Present, name(p.Unit))
		}
	}
	for _, p := range m.Absent {
		reason := p.Note
		switch {
		case p.Written && reason != "":
			reason = say("minutes.wrote-because", "reason", reason)
		case p.Written:
			reason = say("minutes.wrote")
		case reason == "":
			reason = say("minutes.no-reason")
		}
		f.Absent = append(f.Absent, say("minutes.absent", "unit", name(p.Unit), "reason", reason))
	}
}

func spoken(key, unit string, sp *workspace.Speech) string {
	text := say(key, "unit", unit, "title", sp.Title)
	if sp.Text != "" {
		text = strings.TrimRight(text, ".") + ". " + sp.Text
	}
	return text
}

// minuted is a vote in the minutes, each of its rounds by itself.
func minuted(v *workspace.Vote) []documents.MinutesVote {
	if len(v.Rounds) == 0 {
		return []documents.MinutesVote{{Title: v.Title, Rules: words(v.Rules.Message()), Law: lawOf(v), Outcome: words(v.Message)}}
	}
	var list []documents.MinutesVote
	for i := range v.Rounds {
		r := &v.Rounds[i]
		mv := documents.MinutesVote{Title: v.Title, Rules: words(r.Rules.Message()), Law: lawOf(v), Outcome: words(r.Outcome.Message), Secret: r.Rules.Secret}
		if i > 0 {
			mv.Title += " (" + again(i+1) + ")"
		}
		mv.Lines, mv.Bases = countRows(v, r)
		list = append(list, mv)
	}
	return list
}
