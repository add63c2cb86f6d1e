package bridge_test

import (
	"slices"
	"testing"

	"thidua/ui/bridge"
)

// One window has one list of steps, whatever screen they are of; what cannot be taken back says so once and is passed over.
func TestStepsOfAllScreensAreTakenBackInTheirOrder(t *testing.T) {
	var log []string
	words := func(r bridge.Report) string {
		switch {
		case r.Step == nil:
			return "none"
		case r.Why != "":
			return r.Step.Name + " not: " + r.Why
		}
		return r.Step.Name + r.Left
	}
	u := bridge.NewUndo(words, func(place string) { log = append(log, "at "+place) }, func(said string) { log = append(log, said) })
	tell := func(_ bridge.Report, said string) { log = append(log, said) }
	step := func(name, why string) bridge.Step {
		return bridge.Step{Name: name, Tell: tell, Back: func(done func(left, why string)) { done(" back", why) }, Again: func(done func(left, why string)) { done(" again", "") }}
	}
	sheet, conference := u.In("sheet"), u.In("conference").In("attendance")
	sheet.Did(step("a", ""))
	conference.Did(step("b", ""))
	sheet.Did(bridge.Step{Name: "c", Why: "signed", Tell: tell})
	conference.Did(step("d", "closed"))
	for range 5 {
		u.Back()
	}
	u.Again()
	sheet.Did(step("e", ""))
	u.Again() // what was taken back before something new was done is gone
	want := []string{"at conference", "d not: closed", "at sheet", "c not: signed", "at conference", "b back", "at sheet", "a back", "none",
		"at sheet", "a again", "none"}
	if !slices.Equal(log, want) {
		t.Errorf("%q\nwant %q", log, want)
	}
	var nothing *bridge.Undo
	nothing.In("x").Did(step("f", ""))
	nothing.Back()
}

// A step that is under way is not overtaken.
func TestOneStepAfterAnother(t *testing.T) {
	var finish func(left, why string)
	said := 0
	u := bridge.NewUndo(func(bridge.Report) string { return "" }, nil, func(string) {})
	tell := func(bridge.Report, string) { said++ }
	u.Did(bridge.Step{Name: "a", Tell: tell, Back: func(done func(left, why string)) { done("", "") }})
	u.Did(bridge.Step{Name: "b", Tell: tell, Back: func(done func(left, why string)) { finish = done }})
	u.Back()
	if u.Back(); said != 0 {
		t.Fatal("the step before was taken back meanwhile")
	}
	finish("", "")
	if u.Back(); said != 2 {
		t.Errorf("told %d", said)
	}
}
