package clusters_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/clusters"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// office opens the screen at the desk of an office that has founded nothing yet; used are the seasons it went on in.
func office(t *testing.T) (p *testwindow.Person, used *[]string) {
	t.Helper()
	dir := t.TempDir()
	d, err := desk.InitTrial(dir, "Sở minh hoạ", testwindow.Environment())
	if err == nil {
		err = d.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	used = new([]string)
	return testwindow.Before(t, dir, func(p *testwindow.Person) testwindow.Screen {
		return ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Use: func(cluster, label string) { *used = append(*used, cluster+" "+label) }})
	}), used
}

// fill types into the fields of the form on screen, in their order, and confirms.
func fill(p *testwindow.Person, words ...string) {
	p.T.Helper()
	fields := testwindow.Entries(p.Window)
	if len(fields) != len(words) {
		p.T.Fatalf("%d fields for %q", len(fields), words)
	}
	for i, w := range words {
		fields[i].SetText(w)
	}
	p.Settle()
	p.Press(text.T("ui.clusters.do"))
}

// cells are what a row shows.
func cells(p *testwindow.Person, key string) []string {
	p.T.Helper()
	var all []string
	m := p.Table().Model()
	for col := range 4 {
		all = append(all, m.Cell(p.RowOf(key), col).Text)
	}
	return all
}

func cards(p *testwindow.Person) map[string]season.UnitCard {
	p.T.Helper()
	list, err := season.At(p.Desk.Workspace).Units()
	p.Must(err)
	all := map[string]season.UnitCard{}
	for _, c := range list {
		all[c.Code] = c
	}
	return all
}

// An office begins with nothing: it founds a cluster, pastes its units out of a table, and begins the first season, in which the window goes on.
func TestAnOfficeBegins(t *testing.T) {
	p, used := office(t)
	p.Press(text.T("ui.clusters.found"))
	fill(p, "", "Bộ minh hoạ", "")
	if p.Told() != text.T("setup.bad-code", "code", "") {
		t.Errorf("a cluster without a name: %q", p.Told())
	}
	fill(p, "Khối thi đua số 4", "Bộ minh hoạ", "")
	if got := cells(p, "khoi-thi-dua-so-4"); got[2] != "0" || got[3] != text.T("ui.clusters.no-season") {
		t.Fatalf("founded: %q; told %q", got, p.Told())
	}

	p.Press(text.T("ui.clusters.add"))
	fill(p, "Sở A; SA\nSở B; x; y; z", "")
	if p.Told() != text.T("ui.clusters.add.bad", "line", 2, "text", "Sở B; x; y; z") {
		t.Errorf("a line that is no unit: %q", p.Told())
	}
	fill(p, "1\tSở A\tSA", "") // with the column of numbers
	if p.Told() != text.T("ui.clusters.add.bad", "line", 1, "text", "1\tSở A\tSA") {
		t.Errorf("a unit called 1: %q", p.Told())
	}
	fill(p, "Sở A; SA\nSở B; SB\nSở Á; SA", "")
	if told := p.Told(); !strings.Contains(told, "3") || len(cards(p)) != 0 {
		t.Errorf("two units of one code: %q, recorded %d", told, len(cards(p)))
	}
	fill(p, "Sở Giáo dục và Đào tạo Á\tSở Á\n\n Sở B;;\nSở Xê\t\tso-c\r\n", "")
	all := cards(p)
	if len(all) != 3 || all["so-a"].Name != "Sở Giáo dục và Đào tạo Á" || all["so-b"].Name != "Sở B" || all["so-c"].Name != "Sở Xê" || all["so-c"].Short != "" {
		t.Fatalf("recorded %+v; told %q", all, p.Told())
	}
	for code, c := range all {
		if len(c.Memberships) != 1 {
			t.Errorf("%s is in %d clusters", code, len(c.Memberships))
		}
	}

	p.Press(text.T("ui.clusters.tab.clusters") + " (1)")
	p.Table().Select(p.RowOf("khoi-thi-dua-so-4"), 0)
	p.Settle()
	p.Press(text.T("ui.clusters.begin"))
	fill(p, "năm nay là một năm rất dài, không phải là nhãn của một năm thi đua nào cả", "")
	if !strings.Contains(p.Told(), "năm nay") || len(*used) != 0 {
		t.Errorf("a label nobody can mean: %q, used %q", p.Told(), *used)
	}
	fill(p, "2024-2025", "")
	if !slices.Equal(*used, []string{"khoi-thi-dua-so-4 2024–2025"}) {
		t.Fatalf("used %q; told %q", *used, p.Told())
	}
	s, err := p.Desk.Workspace.Season()
	if err != nil || s.Info.Name != "Năm học 2024–2025" || s.Info.Kind != "school-year" || s.Step != emulation.SeasonDraft || !s.Cluster.Info.IsBlock() {
		t.Errorf("%+v %v", s, err)
	}
}

// What becomes of a unit is recorded where it is seen: renamed, merged into one that was added before, out of its cluster.
func TestUnitsChange(t *testing.T) {
	p, _ := office(t)
	room := season.At(p.Desk.Workspace)
	p.Must(room.FoundCluster("cum", emulation.ClusterInfo{Name: "Cụm"}))
	p.Must(room.AddUnits("cum", "", season.FoundingUnit{Code: "a", UnitInfo: emulation.UnitInfo{Name: "A"}}, season.FoundingUnit{Code: "b", UnitInfo: emulation.UnitInfo{Name: "B"}},
		season.FoundingUnit{Code: "c", UnitInfo: emulation.UnitInfo{Name: "C"}}))
	p.Settle()
	p.Press(text.T("ui.clusters.tab.units") + " (3)")
	key := func(code string) string { return cards(p)[code].ID.String() }
	choose := func(code, button string) {
		p.Table().Select(p.RowOf(key(code)), 0)
		p.Settle()
		p.Press(text.T(button))
	}
	choose("a", "ui.clusters.rename")
	fill(p, "A mới", "", "1/7/2025", "NQ 202")
	if got := cells(p, key("a")); got[0] != "A mới" || !strings.Contains(got[3], "A") {
		t.Errorf("renamed: %q; told %q", got, p.Told())
	}
	choose("b", "ui.clusters.arrange")
	fill(p, "1/7/2025", "không có", "")
	if told := p.Told(); !strings.Contains(told, "không có") {
		t.Errorf("a unit nobody knows: %q", told)
	}
	fill(p, "1/7/2025", "A mới\nC", "")
	if p.Told() != text.T("ui.clusters.arrange.one") {
		t.Errorf("merged into two: %q", p.Told())
	}
	fill(p, "1/7/2025", "A mới", "NQ 202")
	if !cards(p)["b"].Ended || !strings.Contains(cells(p, key("b"))[3], text.Capital(text.T("succession.merged"))) || !strings.Contains(cells(p, key("a"))[3], "B") {
		t.Errorf("merged: %q and %q; told %q", cells(p, key("b")), cells(p, key("a")), p.Told())
	}
	p.Table().Select(p.RowOf(key("b")), 0)
	p.Settle()
	if p.Offered(text.T("ui.clusters.rename")) {
		t.Error("a unit that is no more can be renamed")
	}
	choose("c", "ui.clusters.leave")
	fill(p, "2/7/2025", "")
	if p.Told() == text.T("ui.clusters.gone", "unit", "C") {
		t.Error("it left without a reason")
	}
	fill(p, "2/7/2025", "chuyển cụm")
	if got := cells(p, key("c")); got[2] != "" || !strings.Contains(got[3], "02/7/2025") {
		t.Errorf("left: %q; told %q", got, p.Told())
	}
	p.Must(room.FoundCluster("cum-2", emulation.ClusterInfo{Name: "Cụm"})) // of the same name
	p.Settle()
	choose("c", "ui.clusters.join")
	pick := testwindow.Seen[*widgets.Select](p.Window)[0]
	if !slices.Equal(pick.Options, []string{"Cụm (cum)", "Cụm (cum-2)"}) {
		t.Fatalf("offered %q", pick.Options)
	}
	pick.SetSelected("Cụm (cum-2)")
	fill(p, "3/7/2025")
	if m := cards(p)["c"].Memberships; len(m) != 2 || m[1].Cluster.Code != "cum-2" || m[1].Until != "" {
		t.Errorf("taken into another: %+v; told %q", m, p.Told())
	}
}
