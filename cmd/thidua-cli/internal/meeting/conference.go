package meeting

import (
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// ConferenceCmd is about the cluster's conferences.
type ConferenceCmd struct {
	Set    ConferenceSetCmd    `cmd:"" help:"cli.conference.set"`
	Attend ConferenceAttendCmd `cmd:"" help:"cli.conference.attend"`
	Speak  ConferenceSpeakCmd  `cmd:"" help:"cli.conference.speak"`
	Person ConferencePersonCmd `cmd:"" help:"cli.conference.person"`
	People ConferencePeopleCmd `cmd:"" help:"cli.conference.people"`
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
		verb.Over(map[*string]*string{&info.LastDay: c.LastDay, &info.Half: c.Half, &info.From: c.From, &info.Until: c.Until})
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
			if l.given != nil { // one blank takes the list off
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
	Clear     bool     `help:"cli.conference.clear" xor:"how"`
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
			list = append(list, conference.UnitAttendance{Unit: id, Attendance: emulation.Attendance{Present: !c.Absent && !c.Written && !c.Clear, Written: c.Written, Cleared: c.Clear, Delegates: c.Delegates, Note: c.Note}})
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

// ConferenceSpeakCmd records a paper, an opinion or a report of a unit, or what a guest said.
type ConferenceSpeakCmd struct {
	meetingKind
	Unit     string `help:"cli.flag.unit" required:"" placeholder:"U" xor:"who"`
	Guest    string `help:"cli.conference.speaker" required:"" placeholder:"TEXT" xor:"who"`
	Unsaid   bool   `help:"cli.conference.unsaid" required:"" xor:"who"`
	Opinion  bool   `help:"cli.conference.opinion" xor:"what"`
	Report   bool   `help:"cli.conference.report" xor:"what"`
	Text     string `help:"cli.conference.text" placeholder:"TEXT"`
	ID       string `help:"cli.conference.id" placeholder:"ID"`
	Withdraw bool   `help:"cli.conference.withdraw"`
	Title    string `arg:"" help:"cli.conference.title"`
}

func (c *ConferenceSpeakCmd) Run(a *verb.App) error {
	speech := emulation.Speech{Kind: emulation.SpeechPaper, Title: c.Title, Text: c.Text, Withdrawn: c.Withdraw, By: c.Guest}
	switch {
	case c.Guest != "":
		speech.Kind = emulation.SpeechDirection
	case c.Report:
		speech.Kind = emulation.SpeechReport
	case c.Opinion:
		speech.Kind = emulation.SpeechOpinion
	}
	return a.With(func(d *desk.Desk) error {
		var u book.Unit
		var err error
		who := c.Guest
		if c.Unsaid {
			who = a.Say("cli.conference.somebody")
		} else if who == "" {
			if u, err = d.Workspace.FindUnit(c.Unit); err != nil {
				return err
			}
			who = u.Label()
		}
		err = conference.At(d.Workspace).Speak(c.Kind, u.ID, c.ID, speech)
		return a.DoneUnless(err, map[string]any{"unit": u.Code, "guest": c.Guest, "title": c.Title}, "cli.conference.spoken",
			"what", emulation.Say("conference."+speech.Kind), "unit", who, "title", c.Title)
	})
}
