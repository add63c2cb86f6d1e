package year_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// The report sums up what the lists hold, on every desk of the cluster.
func TestReport(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, a, b := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	w.OK(pledge.At(head.Workspace).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}}))
	w.Sync(head, a, b)
	w.OK(pledge.At(a.Workspace).SignCompact())
	w.OK(pledge.At(a.Workspace).Register(w.Unit("cao-bang").ID, emulation.Registration{Titles: []string{"Cờ thi đua"}}))
	for _, d := range []struct {
		desk    *workspace.Workspace
		percent string
		people  uint64
	}{{a.Workspace, "33,33", 40}, {b.Workspace, "66,68", 60}} {
		w.OK(year.At(d.desk).SetProgramme(emulation.Programme{Title: "Chuyển đổi số", Goals: []string{"A"}}))
		w.OK(year.At(d.desk).SetProgress("1/1/2024", emulation.Progress{Percent: "1"}))
		w.OK(year.At(d.desk).SetProgress("1/2/2024", emulation.Progress{Percent: d.percent}))
		w.OK(year.At(d.desk).SetHeadcount(emulation.Headcount{People: d.people, Advanced: 30}))
		testyear.Must(year.At(d.desk).SetActivity(false, "", emulation.Activity{Name: "Hội thảo"}))(w)
	}
	testyear.Must(year.At(head.Workspace).SetActivity(true, "", emulation.Activity{Name: "Giao lưu"}))(w)
	testyear.Must(year.At(b.Workspace).SetAchievement(year.Initiative, "", emulation.Achievement{Name: "X", Replicated: []emulation.ID{w.Unit("son-la").ID, w.Unit("cao-bang").ID}}))(w)
	w.HandIn(a)
	w.Sync(b, head)
	r := testyear.Must(year.At(head.Workspace).Report())(w)
	if r.Registered != 1 || r.Signed != 1 || r.Programmes != 2 || r.MeanProgress.String() != "50.01" || r.Activities != 3 || r.ClusterActivities != 1 ||
		r.Initiatives != 1 || r.Exemplars != 0 || r.Replicated != 2 || r.People != 100 || r.Advanced != 60 || r.Submitted != 1 {
		t.Errorf("%+v, %s", r, r.MeanProgress)
	}
	for _, u := range r.Units {
		switch u.Unit.Code {
		case "cao-bang":
			if !u.Registered || !u.Signed || u.Progress != "33.33" || u.Activities != 1 || u.People != 40 || u.Sheet != emulation.SheetSubmitted {
				t.Errorf("%+v", u)
			}
		case "lang-son":
			if u.Registered || u.Signed || u.Initiatives != 1 || u.Replicated != 2 || u.Sheet != emulation.SheetDraft {
				t.Errorf("%+v", u)
			}
		}
	}
}
