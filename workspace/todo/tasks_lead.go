package todo

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/judge"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

const (
	leading   = emulation.ActorOffice | emulation.ActorHead
	preparing = leading | emulation.ActorSecretary
)

// ofSeason is what brings the season itself on.
func (t *tasks) ofSeason() error {
	s := t.season
	if !t.is(leading) {
		return nil
	}
	target := Target{Screen: ScreenSeason}
	if s.Version == 0 && !emulation.SeasonReached(s.Step, emulation.SeasonAdopted) {
		t.add("criteria", Normal, emulation.SeasonAdopted, target, noWhy)
	}
	if due := t.due[s.Step]; due != "" && due < t.today && s.Step != emulation.SeasonArchived {
		target.Code = string(s.Step)
		t.add("season-step", Overdue, s.Step, target, noWhy, "step", emulation.Say("season."+string(s.Step)))
	}
	return t.posts()
}

// ofLeaders is what those who lead ask of the units, and what they prepare for them.
func (t *tasks) ofLeaders() error {
	if !t.is(preparing) {
		return nil
	}
	members := t.season.Cluster.Members
	if t.during(emulation.SeasonAdopted, emulation.SeasonRunning) {
		if err := t.compact(); err != nil {
			return err
		}
	}
	if t.during(emulation.SeasonSelfScoring, emulation.SeasonExplaining) {
		var late, free []book.Unit
		assigned := map[emulation.ID]bool{}
		list, err := t.assignments()
		if err != nil {
			return err
		}
		for _, a := range list {
			assigned[a.Sheet.ID] = true
		}
		for _, u := range members {
			switch step := t.steps[u.ID]; {
			case sheet.Open(step) && u.ID != t.unit.ID:
				late = append(late, u)
			case step == emulation.SheetSubmitted && !assigned[u.ID] && u.ID != t.unit.ID:
				free = append(free, u)
			}
		}
		if len(late) > 0 {
			t.add("remind-sheets", Someday, emulation.SeasonSelfScoring, Target{Screen: ScreenVerifying}, emulation.Say("task.why-units", "units", book.Names(late)), "count", len(late))
		}
		if len(free) > 0 && t.is(leading) {
			t.add("assign", Urgent, emulation.SeasonVerifying, Target{Screen: ScreenVerifying}, emulation.Say("task.why-units", "units", book.Names(free)), "count", len(free))
		}
	}
	if t.during(emulation.SeasonVerifying, emulation.SeasonConference) && t.is(leading) {
		for _, u := range members {
			if u.ID == t.unit.ID {
				continue
			}
			target := Target{Screen: ScreenVerifying, Unit: u}
			if t.steps[u.ID] == emulation.SheetAgreed {
				t.add("sheet-lock", Normal, emulation.SeasonConference, target, noWhy, "unit", u.Name)
			}
			if open, err := t.unconcluded(u.ID); err != nil {
				return err
			} else if open {
				t.add("conclude", Normal, emulation.SeasonExplaining, target, noWhy, "unit", u.Name)
			}
		}
	}
	return nil
}

// unconcluded reports whether a sheet was checked and nothing about it waits for its unit or for a second verifier: whoever leads can conclude it.
func (t *tasks) unconcluded(unit emulation.ID) (bool, error) {
	switch t.steps[unit] {
	case emulation.SheetCrossChecked:
		codes, err := t.unexplained(unit)
		return len(codes) == 0, err
	case emulation.SheetExplained:
		list, err := t.assignments()
		return !slices.ContainsFunc(list, func(a review.AssignmentView) bool { return a.Sheet.ID == unit && a.Round == sheet.SecondReview }), err
	}
	return false, nil
}

// ofOffice is what only the standing office scores, on the sheets that were handed in and are not agreed yet.
func (t *tasks) ofOffice() error {
	if !t.is(emulation.ActorOffice) || !t.during(emulation.SeasonSelfScoring, emulation.SeasonConference) || t.season.Set == nil {
		return nil
	}
	all, err := sheet.Of(t.w.Book).Tally(t.season, book.PeriodSeason, t.season.Cluster.Members...)
	if err != nil {
		return err
	}
	for i, u := range t.season.Cluster.Members {
		if step := t.steps[u.ID]; all[i].Set == nil || sheet.Open(step) || step == emulation.SheetAgreed || step == emulation.SheetLocked {
			continue
		}
		if codes := all[i].Reserved(); len(codes) > 0 {
			t.add("office-score", Urgent, emulation.SeasonVerifying, Target{Screen: ScreenVerifying, Unit: u, Code: codes[0]},
				emulation.Say("task.why-explain", "codes", strings.Join(codes, ", ")), "unit", u.Name, "count", len(codes))
		}
	}
	return nil
}

// compact asks for its text, and who has not signed it.
func (t *tasks) compact() error {
	_, given, err := book.One(t.w.Store, t.season.Cluster.Scope(), record.Compact, record.BySeason{Season: t.season.ID})
	if err != nil {
		return err
	}
	if !given {
		t.add("compact", Normal, emulation.SeasonRegistering, Target{Screen: ScreenCompact}, noWhy)
		return nil
	}
	unsigned, err := t.unsigned(t.season.Cluster.Members)
	if err == nil && len(unsigned) > 0 {
		t.add("remind-signing", Someday, emulation.SeasonRegistering, Target{Screen: ScreenCompact}, emulation.Say("task.why-units", "units", book.Names(unsigned)), "count", len(unsigned))
	}
	return err
}

// ofWaiting is what came too late, or two people did at once, and somebody has to take in or leave out.
func (t *tasks) ofWaiting() error {
	if !t.is(leading) {
		return nil
	}
	waiting, err := questions.Of(t.w.Book).Waiting()
	late, others := 0, 0
	for _, h := range waiting {
		switch {
		case h.Scope != t.season.Cluster.Scope():
		case h.Reason == judge.ReasonLocked:
			late++
		default:
			others++
		}
	}
	if late > 0 {
		t.add("late", Urgent, "", Target{Screen: ScreenConflicts}, emulation.Say("task.why-late"), "count", late)
	}
	if others > 0 {
		t.add("waiting", Urgent, "", Target{Screen: ScreenConflicts}, noWhy, "count", others)
	}
	return err
}

// ofConference is the votes without a count, and the numbers of awards the office has to give.
func (t *tasks) ofConference() error {
	if t.season.Step != emulation.SeasonConference || !t.is(preparing) {
		return nil
	}
	scope := t.season.Cluster.Scope()
	err := book.Each(t.w.Store, scope, record.Vote, t.season.ID, func(it book.Item[record.SeasonCode, ballot.Question]) error {
		code := it.Key.Code
		_, counted, err := book.One(t.w.Store, scope, record.Tally, record.VoteRound{Season: t.season.ID, Vote: code, Round: 1})
		if err == nil && !counted {
			t.add("tally", Urgent, emulation.SeasonConference, Target{Screen: ScreenConference, Code: code}, noWhy, "vote", it.Value.Title)
		}
		return err
	})
	if err != nil || !t.is(emulation.ActorOffice) {
		return err
	}
	given := false
	err = book.Each(t.w.Store, scope, record.Quota, t.season.ID, func(book.Item[record.SeasonForm, emulation.SeasonQuota]) error { given = true; return nil })
	if !given {
		t.add("quota", Normal, emulation.SeasonConference, Target{Screen: ScreenAwards}, emulation.Say("task.why-quota"))
	}
	return err
}

// forward is the step that brings a proposal on from each step.
var forward = map[emulation.ProposalStep]emulation.ProposalStep{
	emulation.ProposalDraft: emulation.ProposalChecked, emulation.ProposalChecked: emulation.ProposalVoted, emulation.ProposalVoted: emulation.ProposalProposed,
	emulation.ProposalReturned: emulation.ProposalProposed, emulation.ProposalProposed: emulation.ProposalAccepted, emulation.ProposalAccepted: emulation.ProposalDecided,
}

// ofProposals is every proposal this desk can bring on, and every dossier that lacks papers.
func (t *tasks) ofProposals() error {
	if !t.is(preparing | emulation.ActorAuthority) {
		return nil
	}
	list, err := awards.Of(t.w.Book).Proposals(t.season)
	for i := range list {
		p := &list[i]
		to, open := forward[p.Step]
		if !open {
			continue
		}
		target := Target{Screen: ScreenAwards, Unit: p.Unit, Code: p.Form.ID}
		if t.is(emulation.StepProposal(p.Step, to).By) {
			kind, urgency, why := "proposal-"+string(to), Normal, noWhy
			switch {
			case p.Step == emulation.ProposalReturned:
				kind, why = "proposal-supplement", emulation.Say("task.why-returned", "reason", p.WhyReturned())
			case to == emulation.ProposalDecided && !t.is(emulation.ActorAuthority): // the authority's word may come on paper
				kind, urgency = "proposal-record", Someday
			}
			t.add(kind, urgency, emulation.SeasonProposed, target, why, "unit", p.Unit.Name, "award", p.FormName)
		}
		if len(p.Dossier.Missing) > 0 && t.is(preparing) {
			t.add("dossier", Normal, emulation.SeasonProposed, target, emulation.Say("task.why-dossier", "papers", p.Dossier.Lacking()), "unit", p.Unit.Name, "award", p.FormName)
		}
	}
	return err
}

// ofConflicts is what two people wrote without seeing each other.
func (t *tasks) ofConflicts() error {
	if !t.is(preparing | ownPeople | emulation.ActorMember) {
		return nil
	}
	list, err := questions.Of(t.w.Book).Questions()
	mine := 0
	var first book.Unit
	for i := range list {
		q := &list[i]
		if own := q.Unit.ID == t.unit.ID && q.Column != sheet.FirstReview.Column() && q.Column != sheet.SecondReview.Column(); own || t.is(preparing) && q.Column != "self" {
			if mine++; mine == 1 {
				first = q.Unit
			}
		}
	}
	if mine > 0 {
		t.add("conflicts", Urgent, "", Target{Screen: ScreenConflicts, Unit: first}, noWhy, "count", mine)
	}
	return err
}
