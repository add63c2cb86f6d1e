package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// A season later the points that counted stand beside the criteria that are the same; not beside one that only has the code of another.
func TestTheSeasonBefore(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	desks := w.Leaders("son-la", "cao-bang")
	own, head := desks["cao-bang"], desks["son-la"]
	unit := w.Unit("cao-bang").ID
	w.Type(own, "I.1", "90")
	w.Type(own, "II.1", "3")
	w.OK(sheet.At(own.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(own, head)
	w.OK(review.At(head.Workspace).Verify(unit, "I.1", "8", "Thiếu minh chứng"))
	w.Sync(head, own, w.Office)
	if got := testyear.Must(sheet.At(head.Workspace).Before(unit))(w); len(got) != 0 {
		t.Errorf("in the first season: %+v", got)
	}
	o := season.At(w.Office.Workspace)
	w.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	next := strings.Replace(testyear.Table, "name: Sáng kiến,", "name: Sáng kiến cấp tỉnh,", 1)
	version := testyear.Must(o.AddCriteria(emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(next)}))(w)
	w.OK(o.AdoptCriteria(version, ""))
	w.OK(o.SetPost(emulation.PostHead, w.Unit("son-la").ID, "elected", ""))
	w.Sync(w.Office, head)
	w.OK(head.Workspace.UseSeason("", "2024-2025"))
	got := testyear.Must(sheet.At(head.Workspace).Before(unit))(w)
	if b := got["I.1"]; len(got) != 1 || b.Row == nil || b.Label != "2023–2024" || b.Row.Typed != "90" || b.Row.Counts().String() != "8" {
		t.Errorf("a season later: %+v", got)
	}
}
