package result_test

import (
	"fmt"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// act is one thing that somebody does, or tries to.
func (k *keeping) act() {
	n := k.chance.IntN(len(k.units))
	office, head, deputy, verifier := k.desks[0], k.desks[1], k.desks[2], k.desks[3]
	given := review.Points{Code: fmt.Sprintf("I.%d", 1+k.chance.IntN(keptCriteria)), Points: fmt.Sprintf("0.%d", k.chance.IntN(10)), Reason: fmt.Sprint("lần ", len(k.told))}
	switch k.chance.IntN(16) {
	case 0:
		if k.tried("give back "+k.units[n].Code, sheet.At(office.Workspace).StepSheet(k.units[n].ID, emulation.SheetReturned, "xem lại")) {
			k.Sync(office, k.desks[n+1])
			if k.chance.IntN(2) == 0 {
				k.handIn(n)
			}
		}
	case 1: // of a sheet that was given back: typed, and taken back
		w := k.desks[n+1].Workspace
		if sh, err := sheet.At(w).Sheet(k.units[n].ID); err == nil && sh.Editable {
			before := sh.Row(given.Code).Typed
			k.tried("type "+given.Code, k.typed(k.desks[n+1], given.Code, "50"))
			k.compare(k.desks[n+1], some(k.chance, k.views)[:1])
			k.tried("undo "+given.Code, k.typed(k.desks[n+1], given.Code, before))
		}
	case 2:
		k.handIn(n)
	case 3, 4, 5: // two who do not see each other
		for _, d := range []*desk.Desk{verifier, deputy} {
			k.tried("verify "+k.units[n].Code+" "+given.Code, review.At(d.Workspace).Verify(k.units[n].ID, given.Code, given.Points, given.Reason)) // not of its own sheet, nor before a conflict is settled
			given.Points += "5"
		}
	case 6, 7:
		for _, d := range some(k.chance, k.desks)[:1] {
			if open := testyear.Must(questions.At(d.Workspace).Conflicts())(k.World); len(open) > 0 {
				k.tried("settle "+open[0].Code, questions.At(d.Workspace).Settle(open[0], 1)) // one of its own sheet is another's to settle
			}
		}
	case 8:
		k.tried("first review", review.At(office.Workspace).Review(k.units[n].ID, sheet.FirstReview, given))
	case 9: // two add a version under one number, and one of them is refused
		for _, d := range []*desk.Desk{office, head} {
			file := testyear.Must(season.At(d.Workspace).CriteriaFile(1))(k.World)
			name := fmt.Sprintf("Bảng %s %d", k.nameOf(d), len(k.told))
			file.YAML = []byte(strings.Replace(strings.Replace(string(file.YAML), "Bảng lớn", name, 1), "2, max: 1, rule: {kind: percent}", fmt.Sprintf("2, max: 1, rule: {kind: count, each: 0.0%d}", 1+k.chance.IntN(9)), 1))
			_, err := season.At(d.Workspace).AddCriteria(file)
			k.tried("add "+name, err)
			k.compare(d, some(k.chance, k.views)[:1])
		}
	case 10:
		k.tried("adopt", season.At(head.Workspace).AdoptCriteria(uint64(1+k.chance.IntN(3)), "sửa"))
	case 11:
		k.tried("rename "+k.units[n].Code, season.At(office.Workspace).RenameUnit(k.units[n].ID, "2024-03-01", fmt.Sprint("Sở mới ", len(k.told)), "", "quyết định"))
	case 12: // the units have the names of the conference's day
		info := testyear.Must(head.Workspace.Season())(k.World).Info
		info.Date = []string{"2024-01-15", "2024-06-15"}[k.chance.IntN(2)]
		k.tried("conference on "+info.Date, season.At(head.Workspace).SetSeasonInfo(info))
	default:
		k.tried("second review "+k.units[n].Code+" "+given.Code, review.At(office.Workspace).Review(k.units[n].ID, sheet.SecondReview, given))
	}
}

// tried notes what somebody tried, and reports whether it was done.
func (k *keeping) tried(what string, err error) bool {
	k.note("%s: %v", what, err)
	return err == nil
}

func (k *keeping) typed(d *desk.Desk, code, text string) error {
	_, err := sheet.At(d.Workspace).TypeCell(code, text)
	return err
}

// handIn fills in the whole sheet of a unit and hands it in, if it is with the unit.
func (k *keeping) handIn(n int) {
	d := k.desks[n+1]
	for c := range keptCriteria {
		fields := emulation.Fields{"value": fmt.Sprint(k.chance.IntN(101))}
		if k.chance.IntN(3) == 0 {
			fields = emulation.Fields{"na": "true", "reason": "không có"}
		}
		if _, err := sheet.At(d.Workspace).SetCell(fmt.Sprintf("I.%d", c+1), fields); err != nil {
			k.note("%s may not fill in: %v", k.nameOf(d), err)
			return
		}
	}
	k.tried("hand in "+k.units[n].Code, sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	k.Sync(d)
}
