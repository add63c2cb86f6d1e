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

// ConferenceCmd is about the cluster's conferences.
type ConferenceCmd struct {
	Set    ConferenceSetCmd    `cmd:"" help:"cli.conference.set"`
	Attend ConferenceAttendCmd `cmd:"" help:"cli.conference.attend"`
	Speak  ConferenceSpeakCmd  `cmd:"" help:"cli.conference.speak"`
	Show   ConferenceShowCmd   `cmd:"" help:"cli.conference.show"`
}

// meetingKind names one of the conferences.
type meetingKind struct {
	Kind string `help:"cli.conference.kind" default:"closing" placeholder:"KIND"`
}

// ConferenceSetCmd records what a conference is and did; what is not named stays.
type ConferenceSetCmd struct {
	meetingKind
	Date        string   `help:"cli.conference.date" placeholder:"D"`
	LastDay     *string  `help:"cli.conference.last-day" placeholder:"D"`
	Half        *string  `help:"cli.conference.half" placeholder:"HALF"`
	From        *string  `help:"cli.conference.from" placeholder:"08:00"`
	Until       *string  `help:"cli.conference.until" placeholder:"11:30"`
	Purpose     []string `help:"cli.conference.purpose" placeholder:"PURPOSE"`
	Place       string   `help:"cli.conference.place" placeholder:"TEXT"`
	Host        string   `help:"cli.conference.host" placeholder:"U"`
	Chair       []string `help:"cli.conference.chair" placeholder:"U"`
	Agenda      []string `help:"cli.conference.agenda" sep:"none" placeholder:"TEXT"`
	Guest       []string `help:"cli.conference.guest" sep:"none" placeholder:"TEXT"`
	Done        []string `help:"cli.conference.done" sep:"none" placeholder:"TEXT"`
	Direction   []string `help:"cli.conference.direction" sep:"none" placeholder:"TEXT"`
	Conclusion  []string `help:"cli.conference.conclusion" sep:"none" placeholder:"TEXT"`
	Figure      []string `help:"cli.conference.figure" sep:"none" placeholder:"TEXT"`
	Quorum      string   `help:"cli.conference.quorum" placeholder:"2/3"`
	QuorumAbove bool     `help:"cli.conference.quorum-above"`
}

func (c *ConferenceSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		now, err := conference.At(d.Workspace).Conference(c.Kind)
		if err != nil {
			return err
		}
		info := now.ConferenceInfo
		if c.Date != "" {
			info.Date = c.Date
		}
		for to, given := range map[*string]*string{&info.LastDay: c.LastDay, &info.Half: c.Half, &info.From: c.From, &info.Until: c.Until} {
			if given != nil {
				*to = *given
			}
		}
		if c.Place != "" {
			info.Place = c.Place
		}
		if c.Host != "" {
			host, err := d.Workspace.FindUnit(c.Host)
			if err != nil {
				return err
			}
			info.Host = host.ID
		}
		if len(c.Chair) > 0 {
			if info.Chairs, err = verb.UnitIDs(d, c.Chair); err != nil {
				return err
			}
		}
		for _, l := range []struct {
			given []string
			list  *[]string
		}{{c.Purpose, &info.Purposes}, {c.Agenda, &info.Agenda}, {c.Guest, &info.Guests}, {c.Done, &info.Done}, {c.Direction, &info.Directions}, {c.Conclusion, &info.Conclusions}, {c.Figure, &info.Figures}} {
			if len(l.given) > 0 {
				*l.list = l.given
			}
		}
		if c.Quorum != "" {
			if info.QuorumNum, info.QuorumDen, err = verb.Fraction(c.Quorum); err != nil {
				return err
			}
			info.QuorumAbove = c.QuorumAbove
		}
		err = conference.At(d.Workspace).SetConference(c.Kind, info)
		return a.DoneUnless(err, map[string]any{"kind": c.Kind}, "cli.conference.recorded", "kind", emulation.Say("conference.kind."+c.Kind))
	})
}

// ConferenceAttendCmd records who is present: the units named, or all that are not named elsewhere.
type ConferenceAttendCmd struct {
	meetingKind
	Unit      []string `help:"cli.flag.unit" placeholder:"U" xor:"who" required:""`
	All       bool     `help:"cli.conference.all" xor:"who" required:""`
	Absent    bool     `help:"cli.conference.absent" xor:"how"`
	Written   bool     `help:"cli.conference.written" xor:"how"`
	Delegates uint64   `help:"cli.conference.delegates" placeholder:"N"`
	Note      string   `help:"cli.conference.note" placeholder:"TEXT"`
}

func (c *ConferenceAttendCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		ids, err := verb.UnitIDs(d, c.Unit)
		if err != nil {
			return err
		}
		if c.All {
			now, err := conference.At(d.Workspace).Conference(c.Kind)
			if err != nil {
				return err
			}
			for _, p := range now.Presence {
				ids = append(ids, p.Unit.ID)
			}
		}
		var list []conference.UnitAttendance
		for _, id := range ids {
			list = append(list, conference.UnitAttendance{Unit: id, Attendance: emulation.Attendance{Present: !c.Absent && !c.Written, Written: c.Written, Delegates: c.Delegates, Note: c.Note}})
		}
		if err := conference.At(d.Workspace).Attend(c.Kind, list...); err != nil {
			return err
		}
		now, err := conference.At(d.Workspace).Conference(c.Kind)
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"present": now.Present, "written": now.Written, "members": now.Members, "quorate": now.Quorate}, "cli.say", "text", now.Sentence)
	})
}

// ConferenceSpeakCmd records a paper or an opinion.
type ConferenceSpeakCmd struct {
	meetingKind
	Unit     string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Opinion  bool   `help:"cli.conference.opinion"`
	Text     string `help:"cli.conference.text" placeholder:"TEXT"`
	ID       string `help:"cli.conference.id" placeholder:"ID"`
	Withdraw bool   `help:"cli.conference.withdraw"`
	Title    string `arg:"" help:"cli.conference.title"`
}

func (c *ConferenceSpeakCmd) Run(a *verb.App) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, u book.Unit) error {
		kind := "paper"
		if c.Opinion {
			kind = "opinion"
		}
		err := conference.At(d.Workspace).Speak(c.Kind, u.ID, c.ID, emulation.Speech{Kind: kind, Title: c.Title, Text: c.Text, Withdrawn: c.Withdraw})
		return a.DoneUnless(err, map[string]any{"unit": u.Code, "title": c.Title}, "cli.conference.spoken", "what", emulation.Say("conference."+kind), "unit", u.Label(), "title", c.Title)
	})
}

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
			"speeches", emulation.Map(k.Speeches, func(s conference.Speech) verb.Object {
				return verb.Object{"id", s.ID, "kind", s.Kind, "unit", s.Unit.Code, "title", s.Title, "text,omitempty", s.Text}
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
	for _, s := range k.Speeches {
		fmt.Fprintln(w, verb.Capital(a.Say("cli.conference.spoken", "what", emulation.Say("conference."+s.Kind), "unit", s.Unit.Label(), "title", s.Title)))
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
