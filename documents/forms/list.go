package forms

import (
	"time"

	"thidua/emulation"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
)

// Item is a paper of the season that can be printed at a desk, or will be: what it is and how it stands, in the reader's language.
type Item struct {
	Name  emulation.Message
	State emulation.Message
	Make  func(now time.Time) (Paper, error) // nil while there is nothing to print
}

// List is what can be printed of the season beside sheets and summary, in the order of the season. Papers of other units than the own are left
// out: where they are needed, their screens print them.
func (d Desk) List() ([]Item, error) {
	me, err := d.ws.Me()
	if err != nil {
		return nil, err
	}
	var list []Item
	add := func(form, state string, make func(now time.Time) (Paper, error), pairs ...any) {
		list = append(list, Item{emulation.Say("paper.item."+form, pairs...), emulation.Say("paper.state."+state, pairs...), make})
	}
	own := me.Unit.ID
	if me.Subject == emulation.SubjectUnit {
		all, err := pledge.At(d.ws).Registrations()
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			switch {
			case r.Unit.ID != own:
			case r.Given:
				add("registration", "ready", func(now time.Time) (Paper, error) { return d.Registration(own, now) }, "unit", me.Unit.Label())
			default:
				add("registration", "no-registration", nil, "unit", me.Unit.Label())
			}
		}
		if _, err := d.AwardList(own, time.Time{}); err == nil {
			add("award-list", "ready", func(now time.Time) (Paper, error) { return d.AwardList(own, now) }, "unit", me.Unit.Label())
		} else if emulation.CodeOf(err) != emulation.NotFound {
			return nil, err
		}
	}
	if err := d.listYear(add); err != nil {
		return nil, err
	}
	opinions, err := pledge.At(d.ws).Opinions(0)
	if err != nil {
		return nil, err
	}
	if len(opinions) > 0 {
		add("opinions", "opinions", func(now time.Time) (Paper, error) { return d.Opinions(0, now) }, "count", len(opinions))
	}
	c, err := pledge.At(d.ws).Compact()
	if err != nil {
		return nil, err
	}
	if c.Given {
		add("compact", "compact", d.Compact, "signed", len(c.Signatures)-len(c.Unsigned()), "units", len(c.Signatures))
	} else {
		add("compact", "no-compact", nil)
	}
	if me.Subject == emulation.SubjectUnit {
		sh, err := sheet.At(d.ws).Sheet(own)
		if err != nil && emulation.CodeOf(err) != emulation.NotFound { // its criteria are not here: the other papers are
			return nil, err
		}
		if err == nil && sh.Step.Reviewed() {
			add("review", "ready", func(now time.Time) (Paper, error) { return d.Review(own, now) }, "unit", me.Unit.Label())
		}
	}
	votes, err := conference.At(d.ws).Votes()
	if err != nil {
		return nil, err
	}
	for _, v := range votes {
		if v.Rules.Secret && !v.Decided() && !v.Withdrawn {
			add("ballots", "ballots", func(now time.Time) (Paper, error) { return d.Ballots(v.Code, 0, now) }, "vote", v.Title, "count", int(v.Voters)-len(v.StandOff))
		}
		if len(v.Rounds) > 0 {
			add("count", "count", func(now time.Time) (Paper, error) { return d.Count(v.Code, 0, now) }, "vote", v.Title, "outcome", v.Message)
		}
	}
	for _, kind := range conference.Conferences {
		m, err := conference.At(d.ws).Minutes(kind)
		if err != nil {
			return nil, err
		}
		if m.Conference.Held {
			of := []any{"conference", emulation.Say("conference.kind." + kind), "present", m.Conference.Present, "members", m.Conference.Members}
			add("letter", "ready", func(now time.Time) (Paper, error) { return d.MeetingLetter(kind, now) }, of...)
			add("programme", "ready", func(now time.Time) (Paper, error) { return d.MeetingProgramme(kind, now) }, of...)
			add("minutes", "minutes", func(now time.Time) (Paper, error) { return d.Minutes(kind, now) }, of...)
			if kind != emulation.ConferenceSigning {
				add("report", "report", func(now time.Time) (Paper, error) { return d.Report(kind, now) }, of...)
			}
		}
	}
	letters, err := d.letters()
	if err != nil {
		return nil, err
	}
	for _, form := range letters {
		add("proposal", "proposal", func(now time.Time) (Paper, error) { return d.Proposal(form.ID, now) }, "award", form.Printed())
	}
	if me.Subject == emulation.SubjectUnit {
		add("achievements", "achievements", func(now time.Time) (Paper, error) { return d.Achievements(own, now) }, "unit", me.Unit.Label())
	}
	add("statistics", "statistics", d.Statistics)
	return list, nil
}

// listYear adds what tells the season as a whole: its plan, its regulation and its criteria.
func (d Desk) listYear(add func(form, state string, make func(now time.Time) (Paper, error), pairs ...any)) error {
	s, err := d.ws.Season()
	if err != nil {
		return err
	}
	add("plan", "plan", d.Plan)
	add("regulation", "regulation", d.Regulation)
	if s.Set != nil {
		add("criteria", "criteria", func(now time.Time) (Paper, error) { return d.Criteria(0, now) }, "count", len(s.Set.Criteria()))
	}
	return nil
}
