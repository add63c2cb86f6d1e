package year_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

func TestProgrammeAndActivities(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, d, other := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	w.Fails(year.At(d.Workspace).SetProgress("", emulation.Progress{Percent: "10"}), "programme.none")
	w.Fails(year.At(d.Workspace).SetProgramme(emulation.Programme{Title: "Chuyển đổi số"}), "programme.empty")
	w.Fails(year.At(w.Office.Workspace).SetProgramme(emulation.Programme{Title: "Chuyển đổi số"}), "running.no-own-unit")
	w.OK(year.At(d.Workspace).SetProgramme(emulation.Programme{Title: "Chuyển đổi số", Goals: []string{"100% sổ điểm điện tử", "Kho học liệu"}}))
	w.Fails(year.At(d.Workspace).SetProgress("", emulation.Progress{Percent: "101"}), "running.not-a-percentage")
	w.Fails(year.At(d.Workspace).SetProgress("1/13/2024", emulation.Progress{Percent: "50"}), "running.bad-date")
	w.OK(year.At(d.Workspace).SetProgress("15/3/2024", emulation.Progress{Percent: "62,5%", Note: "Đã xong 5 trường"}))
	w.OK(year.At(d.Workspace).SetProgress("15/1/2024", emulation.Progress{Percent: "20"}))

	code := testyear.Must(year.At(d.Workspace).SetActivity(false, "", emulation.Activity{Kind: "seminar", Name: "Hội thảo STEM", Date: "20/11/2023"}))(w)
	_, err := year.At(d.Workspace).SetActivity(false, "", emulation.Activity{Kind: "party", Name: "x"})
	w.Fails(err, "activity.kind-unknown")
	_, err = year.At(other.Workspace).SetActivity(true, "", emulation.Activity{Name: "Giao lưu toàn cụm"})
	w.Fails(err, "workspace.refused-to")
	testyear.Must(year.At(head.Workspace).SetActivity(true, "giao-luu", emulation.Activity{Kind: "exchange", Name: "Giao lưu toàn cụm", Date: "2023-10-01"}))(w)
	_, err = year.At(d.Workspace).SetAchievement(year.Exemplar, false, "", emulation.Achievement{Name: "Cô giáo bản", Replicated: []emulation.ID{w.Unit("cao-bang").ID}})
	w.Fails(err, "achievement.replicated")
	testyear.Must(year.At(d.Workspace).SetAchievement(year.Exemplar, false, "", emulation.Achievement{Name: "Trường học hạnh phúc", Replicated: []emulation.ID{w.Unit("lang-son").ID, w.Unit("lai-chau").ID}}))(w)
	testyear.Must(year.At(d.Workspace).SetAchievement(year.Initiative, false, "si-1", emulation.Achievement{Name: "Thư viện lưu động"}))(w)
	w.Sync(d, head, other)
	for _, x := range []*desk.Desk{head, other} {
		acts := testyear.Must(year.At(x.Workspace).Activities())(w)
		if len(acts) != 2 || !acts[0].OfCluster || acts[1].Code != code || acts[1].Unit.Code != "cao-bang" || acts[1].Date != "2023-11-20" {
			t.Fatalf("%+v", acts)
		}
		ex := testyear.Must(year.At(x.Workspace).Achievements(year.Exemplar))(w)
		if len(ex) != 1 || len(ex[0].In) != 2 || ex[0].In[0].Code != "lai-chau" {
			t.Fatalf("%+v", ex)
		}
		for _, p := range testyear.Must(year.At(x.Workspace).Programmes())(w) {
			if (p.Unit.Code == "cao-bang") != p.Given {
				t.Errorf("%+v", p)
			}
			if p.Given && (len(p.Progress) != 2 || p.Progress[0].Date != "2024-01-15" || p.Progress[1].Percent != "62.5") {
				t.Errorf("%+v", p.Progress)
			}
		}
	}
	// Taken back: gone from the list, kept in the history.
	testyear.Must(year.At(d.Workspace).SetActivity(false, code, emulation.Activity{Name: "Hội thảo STEM", Withdrawn: true}))(w)
	if acts := testyear.Must(year.At(d.Workspace).Activities())(w); len(acts) != 1 {
		t.Errorf("%+v", acts)
	}
}

func TestHeadcount(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, d := desks["son-la"], desks["cao-bang"]
	w.Fails(year.At(d.Workspace).SetHeadcount(emulation.Headcount{}), "headcount.nobody")
	w.Fails(year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: 10, Advanced: 11}), "headcount.more")
	w.Fails(year.At(d.Workspace).SetNames([]string{strings.Repeat("a", 50<<10)}), "personal.too-long")
	w.OK(year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: 40, Advanced: 32, Fighters: 5, TasksDone: "100%"}))
	w.OK(year.At(d.Workspace).SetNames([]string{"Nguyễn Văn A – Chiến sĩ thi đua cơ sở", "", " Lò Thị B – Lao động tiên tiến "}))
	w.Sync(d, head)
	list := testyear.Must(year.At(head.Workspace).Headcounts())(w)
	i := slices.IndexFunc(list, func(h year.UnitHeadcount) bool { return h.Unit.Code == "cao-bang" })
	if h := list[i]; h.Advanced != 32 || h.TasksDone != "100" || !h.Listed || len(h.Names) != 2 || h.Names[1] != "Lò Thị B – Lao động tiên tiến" {
		t.Errorf("%+v", h)
	}
	// No signed change holds a name.
	for _, e := range w.Received(w.Cluster(), 0) {
		if strings.Contains(string(e.Change), "Nguyễn Văn A") {
			t.Error("a name stands in the log itself")
		}
	}
}

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
	testyear.Must(year.At(b.Workspace).SetAchievement(year.Initiative, false, "", emulation.Achievement{Name: "X", Replicated: []emulation.ID{w.Unit("son-la").ID, w.Unit("cao-bang").ID}}))(w)
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
