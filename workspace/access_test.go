package workspace_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace/pledge"
)

// What Access says of a desk is what the desk is then allowed.
func TestAccessIsWhatTheDeskMay(t *testing.T) {
	w, desks := led(t, table, units[0], units[3])
	for _, c := range []struct {
		field *record.AnyField
		unit  string // whose it is; "" = the cluster's
		desk  string
		why   string // "" = it may
	}{
		{record.Registration.AnyField, units[3], units[3], ""},
		{record.Registration.AnyField, units[0], units[3], "access.who"},
		{record.Compact.AnyField, "", units[3], "access.who"},
		{record.Compact.AnyField, "", units[0], ""},
		{record.Quota.AnyField, "", units[0], "access.who"},
		{record.Proposal.Info.AnyField, "", units[0], "access.not-yet"},
	} {
		var unit emulation.ID
		if c.unit != "" {
			unit = w.unit(c.unit).ID
		}
		got, err := desks[c.desk].Workspace.Access(c.field, unit)
		if err != nil || got.OK != (c.why == "") || got.Why.Key != c.why {
			t.Errorf("%s of %q at %s: %+v %v", c.field, c.unit, c.desk, got, err)
		}
	}
	ws := desks[units[3]].Workspace
	w.ok(pledge.At(ws).Register(w.unit(units[3]).ID, emulation.Registration{Titles: []string{"Cờ thi đua"}}))
	if err := pledge.At(ws).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Cùng thi đua."}}); emulation.CodeOf(err) != emulation.Forbidden {
		t.Errorf("a unit that does not lead writes the compact: %v", err)
	}
	w.ok(pledge.At(desks[units[0]].Workspace).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Cùng thi đua."}}))
}
