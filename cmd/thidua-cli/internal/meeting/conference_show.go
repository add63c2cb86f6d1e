package meeting

import (
	"fmt"
	"io"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// ConferenceShowCmd shows the minutes of a conference.
type ConferenceShowCmd struct {
	meetingKind
}

func (c *ConferenceShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		m, err := conference.At(d.Workspace).Minutes(c.Kind)
		if err != nil {
			return err
		}
		k := m.Conference
		attended := func(fits func(conference.Presence) bool) []string {
			return emulation.Map(emulation.Where(k.Presence, fits), func(p conference.Presence) string { return p.Unit.Code })
		}
		out := verb.Object{"kind", k.Kind, "purposes", verb.Strings(k.Purposes), "date", k.Date, "last_day,omitempty", k.LastDay, "half,omitempty", k.Half,
			"from,omitempty", k.From, "until,omitempty", k.Until, "place", k.Place, "host", k.HostUnit.Code, "chairs", book.Codes(k.ChairedBy),
			"agenda", verb.Strings(k.Agenda), "guests", verb.Strings(k.Guests), "done", verb.Strings(k.Done), "directions", verb.Strings(k.Directions),
			"conclusions", verb.Strings(k.Conclusions), "figures", verb.Strings(k.Figures), "members", k.Members,
			"present", attended(func(p conference.Presence) bool { return p.Present }),
			"written", attended(func(p conference.Presence) bool { return p.Written && !p.Present }),
			"quorate", k.Quorate, "quorum", phrase.Render(a.Lang, k.Sentence),
			"adopted", emulation.Map(m.Adopted, func(d emulation.NumberedDocument) string { return d.Title }),
			"people", emulation.Map(k.People, personOf),
			"speeches", emulation.Map(k.Speeches, func(s conference.Speech) verb.Object {
				return verb.Object{"id", s.ID, "kind", s.Kind, "unit", s.Unit.Code, "guest,omitempty", s.By, "title", s.Title, "text,omitempty", s.Text}
			}),
			"votes", emulation.Map(m.Votes, func(v *conference.Vote) verb.Object { return voteOf(a, v) }),
			"next_leaders", leadersOf(m.Leaders), "conflict", k.Conflict, "illustrative", k.Illustrative}
		return a.Show(out, func(w io.Writer) { tellMinutes(a, w, m) })
	})
}

func tellMinutes(a *verb.App, w io.Writer, m *conference.Minutes) {
	k := m.Conference
	head := []string{a.Say("cli.conference.head", "kind", emulation.Say("conference.kind."+k.Kind), "cluster", m.Season.Cluster.Info.Name)}
	if k.Place != "" {
		head = append(head, k.Place)
	}
	if k.Date != "" {
		head = append(head, a.Say("cli.conference.day", "date", a.Date(k.Date)))
	}
	fmt.Fprintln(w, verb.Capital(strings.Join(head, ", ")))
	tellWhen(a, w, k)
	if k.Illustrative {
		fmt.Fprintln(w, a.Say("cli.illustrative"))
	}
	if k.Conflict {
		fmt.Fprintln(w, a.Say("cli.state.conflict"))
	}
	fmt.Fprintln(w, phrase.Render(a.Lang, k.Sentence))
	for _, p := range m.Absent {
		key := "cli.conference.was-absent"
		switch {
		case p.Written:
			key = "cli.conference.wrote"
		case !p.Marked:
			key = "cli.conference.unmarked"
		}
		fmt.Fprintln(w, "- "+a.Say(key, "unit", p.Unit.Label()))
	}
	for _, l := range []struct {
		key  string
		list []string
	}{{"agenda", k.Agenda}, {"guest", k.Guests}, {"done", k.Done}, {"figure", k.Figures}, {"conclusion", k.Conclusions}, {"direction", k.Directions}} {
		for i, text := range l.list {
			if i == 0 {
				fmt.Fprintln(w, verb.Capital(a.Say("cli.conference."+l.key))+":")
			}
			fmt.Fprintln(w, "- "+text)
		}
	}
	for _, c := range m.Compacts {
		fmt.Fprintln(w, phrase.Render(a.Lang, c.Message()))
	}
	for _, s := range k.Speeches {
		who := s.By
		switch {
		case !s.Unit.ID.IsZero():
			who = s.Unit.Label()
		case !s.Guest:
			who = a.Say("cli.conference.somebody")
		}
		fmt.Fprintln(w, verb.Capital(a.Say("cli.conference.spoken", "what", emulation.Say("conference."+s.Kind), "unit", who, "title", s.Title)))
	}
	for i, d := range m.Adopted {
		if i == 0 {
			fmt.Fprintln(w, a.Say("cli.conference.adopted"))
		}
		fmt.Fprintln(w, "- "+d.Title)
	}
	for _, v := range m.Votes {
		tellVote(a, w, v)
	}
	tellLeaders(a, w, m.Leaders)
}

// tellWhen says in which part of the day and for how long a meeting was held, and what it was for beside its kind.
func tellWhen(a *verb.App, w io.Writer, k *conference.Conference) {
	var when []string
	if k.Half != "" {
		when = append(when, a.Say("conference.half."+k.Half))
	}
	if k.From != "" {
		when = append(when, a.Say("cli.conference.since", "hour", k.From))
	}
	if k.Until != "" {
		when = append(when, a.Say("cli.conference.to", "hour", k.Until))
	}
	if k.LastDay != "" {
		when = append(when, a.Say("cli.conference.lasts", "date", a.Date(k.LastDay)))
	}
	if len(when) > 0 {
		fmt.Fprintln(w, a.Say("cli.conference.when", "when", strings.Join(when, ", ")))
	}
	if len(k.Purposes) > 0 {
		names := emulation.Map(k.Purposes, func(p string) string { return a.Say("conference.purpose." + p) })
		fmt.Fprintln(w, a.Say("cli.conference.purposes", "purposes", strings.Join(names, ", ")))
	}
}
