package todo

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
)

const ownPeople = emulation.ActorLeader | emulation.ActorStaff

// ofUnit is what the own unit has to hand in beside its sheet.
func (t *tasks) ofUnit() error {
	if !t.is(ownPeople) || !t.during(emulation.SeasonAdopted, emulation.SeasonConference) {
		return nil
	}
	entered, err := pledge.Of(t.w.Book).Entered(t.season, t.unit.ID)
	if err != nil {
		return err
	}
	for _, e := range entered {
		if e.Objection != "" {
			continue
		}
		screen := ScreenEntered
		if e.What == record.Sheet.Kind {
			screen = ScreenSheet
		}
		t.add("behalf", Someday, "", Target{Screen: screen, Unit: t.unit}, emulation.Say("task.why-behalf"), "what", emulation.Say("record."+e.What))
	}
	s, scope, mine := t.season, t.season.Cluster.Scope(), record.SeasonUnit{Season: t.season.ID, Unit: t.unit.ID}
	_, registered, err := book.One(t.w.Store, scope, record.Registration, mine)
	if err != nil {
		return err
	}
	if !registered {
		t.add("register", Normal, emulation.SeasonRegistering, Target{Screen: ScreenRegistration, Unit: t.unit}, noWhy)
	}
	unsigned, err := t.unsigned([]book.Unit{t.unit})
	if err != nil {
		return err
	}
	if len(unsigned) > 0 {
		kind := "sign"
		if !t.is(emulation.ActorLeader) {
			kind = "sign-paper"
		}
		t.add(kind, Normal, emulation.SeasonRegistering, Target{Screen: ScreenCompact, Unit: t.unit}, noWhy)
	}
	if !emulation.SeasonReached(s.Step, emulation.SeasonSelfScoring) {
		return nil
	}
	if _, counted, err := awards.Of(t.w.Book).Headcount(s, t.unit.ID); err != nil {
		return err
	} else if !counted {
		t.add("headcount", Normal, emulation.SeasonSelfScoring, Target{Screen: ScreenFigures, Unit: t.unit}, emulation.Say("task.why-headcount"))
	}
	return nil
}

// unsigned are those of some units that did not sign the compact's text as it stands; none while there is no text.
func (t *tasks) unsigned(units []book.Unit) ([]book.Unit, error) {
	scope := t.season.Cluster.Scope()
	r, err := t.w.Store.Record(record.Compact.Ref(scope, record.BySeason{Season: t.season.ID}))
	if err != nil {
		return nil, err
	}
	text := record.Compact.Last(r, changeset.Now)
	if text == nil {
		return nil, nil
	}
	digest := emulation.Digest(text.Value)
	var list []book.Unit
	for _, u := range units {
		it, _, err := book.One(t.w.Store, scope, record.Signature, record.SeasonUnit{Season: t.season.ID, Unit: u.ID})
		if err != nil {
			return nil, err
		}
		if it.Value.Text != digest {
			list = append(list, u)
		}
	}
	return list, nil
}

// ofSheet is what the own sheet waits for.
func (t *tasks) ofSheet() error {
	if !t.is(ownPeople) || !t.during(emulation.SeasonSelfScoring, emulation.SeasonConference) || t.season.Set == nil {
		return nil
	}
	target := Target{Screen: ScreenSheet, Unit: t.unit}
	leader := t.is(emulation.ActorLeader)
	switch t.steps[t.unit.ID] {
	case emulation.SheetDraft, emulation.SheetReturned:
		if err := t.figures(); err != nil {
			return err
		}
		why := noWhy
		kind := "sheet-fill"
		if leader {
			kind = "sheet-submit"
		}
		if t.steps[t.unit.ID] == emulation.SheetReturned {
			reason, err := t.reason()
			if err != nil {
				return err
			}
			kind, why = "sheet-again", emulation.Say("task.why-returned", "reason", reason)
		}
		t.add(kind, Normal, emulation.SeasonSelfScoring, target, why)
	case emulation.SheetCrossChecked:
		return t.explanations(target)
	case emulation.SheetVerified:
		if leader {
			t.add("sheet-agree", Urgent, emulation.SeasonExplaining, target, noWhy)
		}
	}
	return nil
}

// reason is why the own sheet was given back.
func (t *tasks) reason() (string, error) {
	it, _, err := book.One(t.w.Store, t.season.Cluster.Scope(), record.Sheet.Reason, t.season.SheetKeyOf(t.unit.ID, book.PeriodSeason))
	if it.Value.To != string(emulation.SheetReturned) {
		return "", err
	}
	return it.Value.Reason, err
}

// explanations asks for an answer to every line that a review scored otherwise.
func (t *tasks) explanations(target Target) error {
	codes, err := t.unexplained(t.unit.ID)
	if len(codes) > 0 {
		target.Code = codes[0]
		t.add("explain", Urgent, emulation.SeasonExplaining, target, emulation.Say("task.why-explain", "codes", strings.Join(codes, ", ")), "count", len(codes))
	}
	return err
}

// unexplained are the criteria of a unit's sheet that a review scored otherwise and the unit has not answered.
func (t *tasks) unexplained(unit emulation.ID) (codes []string, err error) {
	sheets := sheet.Of(t.w.Book)
	sh, err := sheets.Sheet(t.season, unit)
	if err != nil {
		return nil, err
	}
	given, err := sheets.Explanations(sh)
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		if _, answered := given[r.Code()]; r.Unanswered(answered) {
			codes = append(codes, r.Code())
		}
	}
	return codes, err
}

// figures asks for the indicators that formulas of the criteria need.
func (t *tasks) figures() error {
	list, err := sheet.Of(t.w.Book).Indicators(t.season, t.unit, emulation.PeriodSeason)
	var missing []string
	for i := range list {
		if list[i].Missing() {
			missing = append(missing, list[i].Code)
		}
	}
	if len(missing) > 0 {
		t.add("figures", Normal, emulation.SeasonSelfScoring, Target{Screen: ScreenFigures, Unit: t.unit, Code: missing[0]},
			emulation.Say("task.why-figures", "codes", strings.Join(missing, ", ")), "count", len(missing))
	}
	return err
}

// ofVerifier is which sheets wait for this unit: those it was assigned, in the round they stand at.
func (t *tasks) ofVerifier() error {
	if !t.is(emulation.ActorMember) || !t.during(emulation.SeasonSelfScoring, emulation.SeasonConference) {
		return nil
	}
	list, err := t.assignments()
	for _, a := range list {
		if a.Verifier.ID != t.unit.ID {
			continue
		}
		target := Target{Screen: ScreenVerifying, Unit: a.Sheet}
		switch step := t.steps[a.Sheet.ID]; {
		case a.Round != sheet.SecondReview && step == emulation.SheetSubmitted:
			t.add("verify", Urgent, emulation.SeasonVerifying, target, noWhy, "unit", a.Sheet.Name)
		case a.Round == sheet.SecondReview && step == emulation.SheetExplained:
			t.add("verify-again", Urgent, emulation.SeasonExplaining, target, noWhy, "unit", a.Sheet.Name)
		}
	}
	return err
}
