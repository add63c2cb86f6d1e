package sheet

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
)

// ExplanationView is what a unit says to the points a review gave one of its criteria.
type ExplanationView struct {
	Code string
	emulation.Explanation
	Author   string
	At       int64 // milliseconds
	Mine     bool
	Conflict bool // two people of the unit answered without seeing each other; the later one is shown
}

// Explain answers the verified points of a criterion of the own unit's sheet: the unit accepts them, or says why its own figure stands. Only
// what a review scored otherwise than the unit needs an answer.
func (room Room) Explain(code, text string, accepts bool) error {
	p, done := room.desk.Edit()
	defer done()
	s, unit, err := p.ownSheet()
	if err != nil {
		return err
	}
	sh, err := p.Sheet(s, unit.ID)
	if err != nil {
		return err
	}
	row := sh.Row(code)
	text = vietnamese.NFC(strings.TrimSpace(text))
	switch {
	case row == nil:
		return emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", sh.Set.Name)
	case !Explaining(sh.Step):
		return emulation.Errorf(emulation.Forbidden, "sheet.explain-closed", "step", emulation.Say("step."+string(sh.Step)))
	case !row.Differs():
		return emulation.Errorf(emulation.Invalid, "sheet.explain-nothing", "code", code)
	case text == "" && !accepts:
		return emulation.Errorf(emulation.Invalid, "sheet.explain-empty", "code", code)
	}
	return p.Set(s.Cluster.Scope(), record.Explanation.Op(record.SheetCriterion{Sheet: sh.ID, Criterion: code}, emulation.Explanation{Text: text, Accepts: accepts}))
}

// Explaining reports whether a unit answers a sheet at this step: after the first review, and after the second as long as it has not agreed.
func Explaining(step emulation.SheetStep) bool {
	return step == emulation.SheetCrossChecked || step == emulation.SheetExplained || step == emulation.SheetVerified
}

// Explanations lists what a unit said to the reviews of its sheet, in the order of the sheet.
func (room Room) Explanations(unit emulation.ID) ([]ExplanationView, error) {
	p, done := room.desk.View()
	defer done()
	sh, err := p.begun(unit)
	if err != nil {
		return nil, err
	}
	found, err := p.Explanations(sh)
	return slices.SortedFunc(maps.Values(found), func(a, b ExplanationView) int { return byPlace(sh.Set, a.Code, b.Code) }), err
}

// Explanations are what a unit answered on a sheet, by criterion.
func (p View) Explanations(sh *Sheet) (map[string]ExplanationView, error) {
	found := map[string]ExplanationView{}
	name := p.Namer()
	err := p.Store.EachRecord(sh.Season.Cluster.Scope(), record.Explanation.Kind, sh.ID, func(_ changeset.Ref, r *changeset.Record) error {
		last := record.Explanation.Last(r, changeset.Now)
		if last == nil {
			return nil
		}
		e := ExplanationView{Code: record.Explanation.Read(r.Key).Criterion, At: last.HLC.Milliseconds(), Mine: last.Author == p.Self(),
			Conflict: changeset.Conflict(record.Explanation.Heads(r, changeset.Now))}
		var err error
		if e.Author, err = name(last.Author); err != nil {
			return err
		}
		err = changeset.Load(last.Value, &e.Explanation)
		found[e.Code] = e
		return err
	})
	return found, err
}
