package forms

import (
	"slices"
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/conference"
)

// meets says of a meeting when and where it is, and under whom.
func (p *paper) meets(m *conference.Minutes, who attending) {
	p.add(fact(say("minutes.time"), meetingTime(m.Conference)), fact(say("minutes.place"), meetingPlace(m.Season, m.Conference)))
	if chairs := joined(who.chairs()); chairs != "" {
		p.add(fact(say("minutes.chair"), chairs))
	}
}

// meetingPaper begins a paper about a meeting that is to come, on a day that is left to the pen: it is written before the meeting.
func meetingPaper(m *conference.Minutes, title, kind string, names Names, now time.Time) (*paper, attending, error) {
	c, s := m.Conference, m.Season
	if !c.Held {
		return nil, attending{}, emulation.Errorf(emulation.NotFound, "paper.not-planned", "conference", conferenceName(c.Kind))
	}
	p := ofCluster(s, title, town(s, s.Info.Place), "", now, meetingTitle(s, c))
	if kind != "" {
		p.numbered(kind)
	}
	p.invented(s.Info.Illustrative || c.Illustrative)
	return p, attending{c, names.called(c.Date)}, nil
}

// MeetingLetter is Giấy mời (form F15): the head of the cluster invites members and guests to a meeting.
func MeetingLetter(m *conference.Minutes, names Names, now time.Time) (Paper, error) {
	p, who, err := meetingPaper(m, say("letter.title"), paperLetter, names, now)
	if err != nil {
		return Paper{}, err
	}
	c, s := m.Conference, m.Season
	p.add(documents.Paragraph{Spans: []documents.Span{{Text: say("letter.to")}}, Align: documents.AlignLeft, Indent: true, KeepNext: true})
	p.list(slices.Concat(c.Guests, []string{say("letter.members", "cluster", s.Cluster.Info.Name)}))
	p.add(keep(stands("letter.invites", "issuer", p.issuer, "meeting", lowerFirst(meetingTitle(s, c)))))
	p.meets(m, who)
	p.few(say("letter.content"), c.Agenda)
	ending := signatures(headOf(s))
	ending.Heading, ending.Recipients = say("recipients"), []string{say("letter.as-to"), say("proposal.filed")}
	p.add(keep(stands("letter.close")), ending)
	return p.named("letter", conferenceName(c.Kind), s), who.called.err
}

// MeetingProgramme is Chương trình hội nghị (form F15): the order of a meeting's work, with room for the hours and for who does each part.
func MeetingProgramme(m *conference.Minutes, names Names, now time.Time) (Paper, error) {
	p, who, err := meetingPaper(m, say("programme.title"), "", names, now)
	if err != nil {
		return Paper{}, err
	}
	p.meets(m, who)
	t := documents.Table{
		Columns: []documents.Column{{Width: 12, Align: documents.AlignCenter}, {Width: 28, Align: documents.AlignCenter}, {Width: 80, Flex: 1}, {Width: 45}},
		Header:  []documents.Row{header("programme.column.", "order", "time", "content", "who")},
		KeepEnd: 1,
	}
	lines := m.Conference.Agenda
	if len(lines) == 0 {
		lines = make([]string, emptyLines)
	}
	for i, line := range lines {
		hour := ""
		if i == 0 {
			hour = vietnamese.FormatHour(m.Conference.From)
		}
		t.Rows = append(t.Rows, row(strconv.Itoa(i+1), hour, capital(line), ""))
	}
	p.add(t, signatures(headOf(m.Season)))
	return p.named("programme", conferenceName(m.Conference.Kind), m.Season), who.called.err
}

// emptyLines is how many lines a table has that is filled in by hand alone.
const emptyLines = 8
