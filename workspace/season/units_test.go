package season_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

func card(w *testyear.World, code string) season.UnitCard {
	w.Helper()
	for _, c := range testyear.Must(season.At(w.Office.Workspace).Units())(w) {
		if c.Code == code {
			return c
		}
	}
	w.Fatalf("no unit %s", code)
	return season.UnitCard{}
}

// A unit's name is the one of the day of the paper, also when renames are entered in the wrong order or put right.
func TestNameOn(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o, id := w.Office.Workspace, w.Unit("son-la").ID
	w.OK(season.At(o).RenameUnit(id, "1/7/2025", "Sở Sơn La mới", "SL mới", "Nghị quyết 202/2025/QH15"))
	w.OK(season.At(o).RenameUnit(id, "2024-01-01", "Sở Sơn La giữa", "SL giữa", ""))
	names := func() string {
		var all []string
		for _, day := range []string{"31/12/2023", "2024-01-01", "2025-06-30", "2025-07-01", "2030-01-01"} {
			u := testyear.Must(o.NameOn(id, day))(w)
			all = append(all, u.Name+"/"+u.Short)
		}
		return strings.Join(all, ", ")
	}
	if got, want := names(), "Sở son-la/, Sở Sơn La giữa/SL giữa, Sở Sơn La giữa/SL giữa, Sở Sơn La mới/SL mới, Sở Sơn La mới/SL mới"; got != want {
		t.Errorf("%s", got)
	}
	w.OK(season.At(o).RenameUnit(id, "2025-07-01", "Sở Sơn La", "", "Nghị quyết 202/2025/QH15"))
	w.OK(season.At(o).RenameUnit(id, "2024-01-01", "Sở Sơn La 2024", "SL 24", ""))
	if got, want := names(), "Sở son-la/, Sở Sơn La 2024/SL 24, Sở Sơn La 2024/SL 24, Sở Sơn La/, Sở Sơn La/"; got != want {
		t.Errorf("%s", got)
	}
	w.Fails(season.At(o).RenameUnit(id, "", "X", "", ""), "setup.no-date")
	w.Fails(season.At(o).RenameUnit(id, "2026-01-01", " ", "", ""), "setup.no-name")

	// In a season its units go by the names they had on the day of its conference; they are found by any.
	if u, _ := w.Season(w.Office).Cluster.Member(id); u.Name != "Sở Sơn La" {
		t.Errorf("%+v", u)
	}
	info := w.Season(w.Office).Info
	info.Date = "2024-08-02"
	w.OK(season.At(o).SetSeasonInfo(info))
	s := w.Season(w.Office)
	if u, _ := s.Cluster.Member(id); u.Name != "Sở Sơn La 2024" || u.Short != "SL 24" || s.Head[0].Name != u.Name {
		t.Errorf("%+v", u)
	}
	for _, name := range []string{"son-la", "Sở Sơn La", "so son la 2024", "SL 24", "sở son-la"} {
		if u := testyear.Must(o.FindUnit(name))(w); u.ID != id || u.Name != "Sở Sơn La" {
			t.Errorf("%s: %+v", name, u)
		}
	}
	if c := card(w, "son-la"); len(c.Successions) != 2 || c.Successions[1].Basis == "" || c.Ended {
		t.Errorf("%+v", c)
	}
}

// Only the office records units, clusters, members and what becomes of them.
func TestUnitsAreTheOffices(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	id, other := w.Unit("son-la").ID, w.Unit("lai-chau").ID
	for _, role := range []emulation.Role{emulation.RoleLeader, emulation.RoleStaff, emulation.RoleObserver} {
		d := w.Join("son-la", role).Workspace
		for what, err := range map[string]error{
			"add":      season.At(d).AddUnit("x", emulation.UnitInfo{Name: "X"}),
			"rename":   season.At(d).RenameUnit(id, "2025-07-01", "X", "", ""),
			"merge":    season.At(d).MergeUnits([]emulation.ID{id}, other, "2025-07-01", ""),
			"dissolve": season.At(d).DissolveUnit(id, nil, "2025-07-01", ""),
			"leave":    season.At(d).LeaveCluster("", id, "2025-07-01", "x"),
			"found":    season.At(d).FoundCluster("x", emulation.ClusterInfo{Name: "X"}),
		} {
			if emulation.KeyOf(err) != "workspace.refused-to" {
				t.Errorf("%s, %s: %v", role, what, err)
			}
		}
	}
}

func TestRecordingUnits(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o := w.Office.Workspace
	w.Fails(season.At(o).AddUnit("son-la", emulation.UnitInfo{Name: "X"}), "setup.code-taken")
	w.Fails(season.At(o).AddUnit("Sơn La", emulation.UnitInfo{Name: "X"}), "setup.bad-code")
	w.Fails(season.At(o).AddUnit("x", emulation.UnitInfo{}), "setup.no-name")
	w.Fails(season.At(o).FoundCluster("cum-thu", emulation.ClusterInfo{Name: "X"}), "setup.code-taken")
	w.OK(season.At(o).AddUnit("dien-bien", emulation.UnitInfo{Name: "Sở Điện Biên", Type: "so-gddt"}))
	id := w.Unit("dien-bien").ID
	w.Fails(season.At(o).LeaveCluster("", id, "2025-07-01", "x"), "workspace.not-a-member")
	w.OK(season.At(o).JoinCluster("cum-thu", id, "1/10/2023"))
	w.Fails(season.At(o).JoinCluster("cum-thu", id, ""), "setup.member-already")
	w.Fails(season.At(o).LeaveCluster("", id, "2025-07-01", " "), "workspace.refused")
	w.Fails(season.At(o).LeaveCluster("", id, "1/9/2023", "x"), "setup.left-before")
	w.OK(season.At(o).LeaveCluster("", id, "1/7/2024", "chuyển cụm"))
	w.OK(season.At(o).JoinCluster("", id, "2024-10-01"))
	if c := card(w, "dien-bien"); len(c.Memberships) != 1 || c.Memberships[0].Since != "2024-10-01" || c.Memberships[0].Until != "" || c.Memberships[0].Cluster.Code != "cum-thu" {
		t.Errorf("%+v", c)
	}
}

// Units end on a day: merged, dissolved, split. They leave their clusters, and what they became is told.
func TestSuccession(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o := w.Office.Workspace
	id := func(code string) emulation.ID { return w.Unit(code).ID }
	w.OK(season.At(o).AddUnit("moi", emulation.UnitInfo{Name: "Sở mới"}))
	w.Fails(season.At(o).MergeUnits(nil, id("moi"), "2025-07-01", ""), "setup.no-units")
	w.Fails(season.At(o).MergeUnits([]emulation.ID{id("moi")}, id("moi"), "2025-07-01", ""), "setup.into-itself")
	w.Fails(season.At(o).SplitUnit(id("lai-chau"), []emulation.ID{id("moi")}, "2025-07-01", ""), "setup.split-into")
	w.OK(season.At(o).MergeUnits([]emulation.ID{id("lang-son"), id("cao-bang")}, id("moi"), "1/7/2025", "Nghị quyết 202/2025/QH15"))
	w.OK(season.At(o).SplitUnit(id("lai-chau"), []emulation.ID{id("lai-chau"), id("moi")}, "1/7/2025", ""))
	w.OK(season.At(o).DissolveUnit(id("son-la"), nil, "1/8/2025", ""))
	w.Sync(w.Office)
	s := w.Season(w.Office)
	if codes := book.Codes(s.Cluster.Members); strings.Join(codes, " ") != "lai-chau moi" || len(s.Cluster.Former) != 3 || len(s.Head) != 0 {
		t.Fatalf("%+v", s.Cluster)
	}
	for _, f := range s.Cluster.Former {
		want := emulation.SuccessionMerged
		if f.Code == "son-la" {
			want = emulation.SuccessionDissolved
		}
		if f.Became != want || f.Until == "" || (len(f.Into) == 1) != (f.Code != "son-la") {
			t.Errorf("%+v", f)
		}
	}
	if c := card(w, "moi"); len(c.From) != 3 || c.Ended {
		t.Errorf("%+v", c)
	}
	if c := card(w, "lai-chau"); c.Ended || c.Successions[0].Kind != emulation.SuccessionSplit {
		t.Errorf("%+v", c)
	}
	if c := card(w, "cao-bang"); !c.Ended || c.Memberships[0].Until != "2025-07-01" || c.Memberships[0].Reason == "" {
		t.Errorf("%+v", c)
	}
	// What is no more does not go on, and nothing is succeeded by it.
	w.Fails(season.At(o).JoinCluster("", id("cao-bang"), ""), "setup.unit-ended")
	w.Fails(season.At(o).RenameUnit(id("cao-bang"), "2026-01-01", "X", "", ""), "setup.succeeded")
	w.Fails(season.At(o).DissolveUnit(id("cao-bang"), nil, "2026-01-01", ""), "setup.succeeded")
	w.Fails(season.At(o).DissolveUnit(id("lai-chau"), []emulation.ID{id("son-la")}, "2026-01-01", ""), "setup.unit-ended")
	w.OK(season.At(o).RenameUnit(id("cao-bang"), "2024-01-01", "Sở cao-bang 2024", "", "")) // entered late
	st := testyear.Must(season.At(o).SeasonState())(w)
	tells(w, testyear.Messages(st.Waits), "Sở son-la", "Sở cao-bang 2024 đã ra khỏi cụm nên không còn làm nhiệm vụ cụm phó")
}

// What is split off a unit that goes on is in its cluster beside it.
func TestSplitOffAUnitThatGoesOn(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonRunning)
	o := w.Office.Workspace
	w.OK(season.At(o).AddUnit("moi", emulation.UnitInfo{Name: "Sở mới"}))
	w.OK(season.At(o).SplitUnit(w.Unit("lai-chau").ID, []emulation.ID{w.Unit("lai-chau").ID, w.Unit("moi").ID}, "1/7/2024", ""))
	s := w.Season(w.Office)
	if codes := book.Codes(s.Cluster.Members); strings.Join(codes, " ") != "cao-bang lai-chau lang-son moi son-la" || len(s.Cluster.Former) != 0 {
		t.Errorf("%v", codes)
	}
}

// A unit that leaves in mid-season is out of ranking and counts; its sheet stays readable, its own desk writes no more into the cluster.
func TestLeavingMidSeason(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	for code, d := range desks {
		w.Type(d, "I.2", "8")
		w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
		w.Sync(d)
		_ = code
	}
	w.Sync(w.Office)
	o, id := w.Office.Workspace, w.Unit("lai-chau").ID
	if r := testyear.Must(result.At(o).Ranking())(w); len(r.Standings) != 4 {
		t.Fatalf("%d", len(r.Standings))
	}
	w.OK(season.At(o).LeaveCluster("", id, "1/7/2024", "chuyển về cụm khác"))
	w.Sync(w.Office)
	for code, d := range desks {
		w.Sync(d)
		r := testyear.Must(result.At(d.Workspace).Ranking())(w)
		if len(r.Standings) != 3 || len(r.Missing) != 0 {
			t.Errorf("%s: %d ranked, %d missing", code, len(r.Standings), len(r.Missing))
		}
		s := w.Season(d)
		if len(s.Cluster.Former) != 1 || s.Cluster.Former[0].Reason != "chuyển về cụm khác" || s.Cluster.Former[0].Became != "" {
			t.Errorf("%s: %+v", code, s.Cluster.Former)
		}
		sh := testyear.Must(sheet.At(d.Workspace).Sheet(id))(w)
		if sh.Step != emulation.SheetSubmitted || sh.Row("I.2").Typed != "8" || sh.Editable {
			t.Errorf("%s: %+v", code, sh.Counts)
		}
	}
	left := desks["lai-chau"].Workspace
	w.Fails(sheet.At(left).Because("chưa có minh chứng").Submit(), "workspace.not-a-member")
	_, err := sheet.At(left).TypeCell("I.2", "9")
	w.Fails(err, "workspace.not-a-member")
	list := testyear.Must(season.At(o).SeasonChecklist(emulation.SeasonVerifying))(w)
	if len(list.Missing) != 0 {
		t.Errorf("%s", testyear.Messages(list.Missing))
	}
}

// Whoever leaves after the result was locked stays in that season, and is not in the next.
func TestLeavingAfterTheLock(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	w.StepSeason(emulation.SeasonLocked)
	o := w.Office.Workspace
	w.OK(season.At(o).LeaveCluster("", w.Unit("son-la").ID, "1/9/2024", "chuyển cụm"))
	w.OK(season.At(o).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	w.Sync(w.Office)
	if s := w.Season(w.Office); s.Label != "2024–2025" || len(s.Cluster.Members) != 3 || len(s.Cluster.Former) != 1 {
		t.Errorf("%+v", s.Cluster)
	}
	w.OK(o.UseSeason("", "2023-2024"))
	if s := w.Season(w.Office); s.Step != emulation.SeasonLocked || len(s.Cluster.Members) != 4 || len(s.Cluster.Former) != 0 || len(s.Head) != 1 {
		t.Errorf("%s %+v", s.Step, s.Cluster)
	}
}

// Whoever leaves with a sheet half filled in still reads it, and writes no more into it.
func TestLeavingWithAnOpenSheet(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("lai-chau", emulation.RoleLeader)
	w.Type(d, "I.2", "8")
	if !w.Own(d).Editable {
		t.Fatal("not editable to begin with")
	}
	w.Sync(d)
	w.OK(season.At(w.Office.Workspace).LeaveCluster("", w.Unit("lai-chau").ID, "1/7/2024", "chuyển cụm"))
	w.Sync(w.Office, d)
	if sh := w.Own(d); sh.Editable || sh.Row("I.2").Typed != "8" {
		t.Errorf("%v %+v", sh.Editable, sh.Row("I.2"))
	}
	_, err := sheet.At(d.Workspace).TypeCell("I.2", "9")
	w.Fails(err, "workspace.not-a-member")
}
