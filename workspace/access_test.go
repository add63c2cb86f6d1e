package workspace_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testyear"
	"thidua/workspace/pledge"
)

// What Access says of a desk is what the desk is then allowed.
func TestAccessIsWhatTheDeskMay(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units[0], testyear.Units[3])
	for _, c := range []struct {
		field *record.AnyField
		unit  string // whose it is; "" = the cluster's
		desk  string
		why   string // "" = it may
	}{
		{record.Registration.AnyField, testyear.Units[3], testyear.Units[3], ""},
		{record.Registration.AnyField, testyear.Units[0], testyear.Units[3], "access.who"},
		{record.Compact.AnyField, "", testyear.Units[3], "access.who"},
		{record.Compact.AnyField, "", testyear.Units[0], ""},
		{record.Quota.AnyField, "", testyear.Units[0], "access.who"},
		{record.Proposal.Info.AnyField, "", testyear.Units[0], "access.not-yet"},
	} {
		var unit emulation.ID
		if c.unit != "" {
			unit = w.Unit(c.unit).ID
		}
		got, err := desks[c.desk].Workspace.Access(c.field, unit)
		if err != nil || got.OK != (c.why == "") || got.Why.Key != c.why {
			t.Errorf("%s of %q at %s: %+v %v", c.field, c.unit, c.desk, got, err)
		}
	}
	ws := desks[testyear.Units[3]].Workspace
	w.OK(pledge.At(ws).Register(w.Unit(testyear.Units[3]).ID, emulation.Registration{Titles: []string{"Cờ thi đua"}}))
	if err := pledge.At(ws).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Cùng thi đua."}}); emulation.CodeOf(err) != emulation.Forbidden {
		t.Errorf("a unit that does not lead writes the compact: %v", err)
	}
	w.OK(pledge.At(desks[testyear.Units[0]].Workspace).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Cùng thi đua."}}))
}
