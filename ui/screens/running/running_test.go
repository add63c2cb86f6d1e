package running_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testwindow"
	"thidua/sync/changeset"
	"thidua/ui/grid"
	ui "thidua/ui/screens/running"
	"thidua/ui/text"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

func TestFiguresAreTypedOnceAndSavedAtOnce(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	figures := func(period string) []sheet.Indicator {
		t.Helper()
		list, err := sheet.At(p.Desk.Workspace).Indicators(period)
		p.Must(err)
		return list
	}
	before := len(figures("season"))
	p.TypeInto(grid.KeyNew, 0, "Học sinh giỏi")
	if n := len(figures("season")); n != before {
		t.Fatalf("a figure without a value was written: %d", n)
	}
	p.TypeInto(grid.KeyNew, 1, "1.234,5")
	row := p.RowOf("hoc_sinh_gioi")
	if c := p.Table().Model().Cell(row, 1); c.Text != "1.234,5" && c.Text != "1234,5" {
		t.Errorf("it is shown as %q", c.Text)
	}
	found := false
	for _, x := range figures("season") {
		found = found || x.Code == "hoc_sinh_gioi" && x.Value == "1234.5" && x.Name == "Học sinh giỏi"
	}
	if !found {
		t.Fatalf("on disk: %+v; %q", figures("season"), p.Told())
	}
	p.TypeInto("hoc_sinh_gioi", 1, "mười")
	if c := p.Table().Model().Cell(p.RowOf("hoc_sinh_gioi"), 1); c.State != grid.Error || c.Text != "mười" || c.Note == "" {
		t.Errorf("what is no figure: %+v", c)
	}
	p.Away()
	p.Return()
	if c := p.Table().Model().Cell(p.RowOf("hoc_sinh_gioi"), 1); c.Text != "mười" {
		t.Errorf("what was typed is gone: %+v", c)
	}
	p.TypeInto("hoc_sinh_gioi", 1, "20,5")
	p.TypeInto("hoc_sinh_gioi", 2, "học sinh")
	want := text.Capital(text.T("figure.doubt.part", "figure", "20,5 học sinh"))
	if c := p.Table().Model().Cell(p.RowOf("hoc_sinh_gioi"), 1); c.State != grid.Warn || c.Note != want {
		t.Errorf("a half pupil is not doubted: %+v", c)
	}
}

func TestPeopleAreCounted(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.running.tab.people"))
	own := func() emulation.Headcount {
		t.Helper()
		me, err := p.Desk.Workspace.Me()
		p.Must(err)
		list, err := year.At(p.Desk.Workspace).Headcounts()
		p.Must(err)
		for _, h := range list {
			if h.Unit.ID == me.Unit.ID {
				return h.Headcount
			}
		}
		return emulation.Headcount{}
	}
	p.TypeInto("advanced", 1, "61") // before the number of all: refused, and kept on screen
	if h := own(); h != (emulation.Headcount{}) {
		t.Fatalf("on disk: %+v", h)
	}
	p.TypeInto("people", 1, "86")
	p.TypeInto("tasks", 1, "99,5")
	p.TypeInto("feat", 1, "có")
	if h := own(); h != (emulation.Headcount{People: 86, Advanced: 61, TasksDone: "99.5", Feat: true}) {
		t.Errorf("on disk: %+v; %q", h, p.Told())
	}
	p.TypeInto("fighters", 1, "nhiều")
	if c := p.Table().Model().Cell(p.RowOf("fighters"), 1); c.State != grid.Error || own().Fighters != 0 {
		t.Errorf("what is no count: %+v", c)
	}
}

func TestTheProgrammeAndItsProgress(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.running.tab.programme"))
	own := func() year.UnitProgramme {
		t.Helper()
		me, err := p.Desk.Workspace.Me()
		p.Must(err)
		list, err := year.At(p.Desk.Workspace).Programmes()
		p.Must(err)
		for _, x := range list {
			if x.Unit.ID == me.Unit.ID {
				return x
			}
		}
		return year.UnitProgramme{}
	}
	p.TypeInto("title", 0, "Nâng cao chất lượng")
	if own().Given {
		t.Fatal("a programme without a goal was written")
	}
	p.TypeInto("goal +", 0, "Mỗi trường một thư viện")
	if x := own(); x.Title != "Nâng cao chất lượng" || len(x.Goals) != 1 {
		t.Fatalf("on disk: %+v; %q", x, p.Told())
	}
	if p.Table().Model().(*grid.Table).Typed("title") {
		t.Error("the title is still held above what was read")
	}
	p.TypeInto("on +", 2, "72,5")
	if x := own(); len(x.Progress) != 1 || x.Progress[0].Percent != "72.5" || x.Progress[0].Date != "2024-07-20" {
		t.Errorf("on disk: %+v; %q", x.Progress, p.Told())
	}
	p.TypeInto("on 2024-07-20", 2, "172")
	if c := p.Table().Model().Cell(p.RowOf("on 2024-07-20"), 2); c.State != grid.Error || own().Progress[0].Percent != "72.5" {
		t.Errorf("more than all: %+v", c)
	}
}

func TestListsGrowAndLoseLines(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	p.Press(text.T("ui.running.tab.activities"))
	p.TypeInto(grid.KeyNew, 1, "thể thao")
	p.TypeInto(grid.KeyNew, 0, "Giải bóng chuyền")
	list, err := year.At(p.Desk.Workspace).Activities()
	p.Must(err)
	if len(list) != 1 || list[0].Kind != "sports" || list[0].OfCluster {
		t.Fatalf("on disk: %+v; %q", list, p.Told())
	}
	p.Table().Model().Set(p.RowOf(me.Unit.ID.String()+list[0].Code), 0, "")
	p.Settle()
	p.Press(text.T("ui.running.withdraw"))
	if list, err := year.At(p.Desk.Workspace).Activities(); err != nil || len(list) != 0 {
		t.Errorf("it is still on the list: %+v %v", list, err)
	}

	p.Press(text.T("ui.running.tab.initiatives"))
	p.TypeInto(grid.KeyNew, 0, "Thư viện lưu động")
	initiatives, err := year.At(p.Desk.Workspace).Achievements(year.Initiative)
	p.Must(err)
	if len(initiatives) != 1 {
		t.Fatalf("on disk: %+v; %q", initiatives, p.Told())
	}
	key := me.Unit.ID.String() + initiatives[0].Code
	p.TypeInto(key, 3, "sở")
	if c := p.Table().Model().Cell(p.RowOf(key), 3); c.State != grid.Error {
		t.Errorf("a name that fits every unit: %+v", c)
	}
	p.TypeInto(key, 3, "lào cai, hà giang")
	if initiatives, err = year.At(p.Desk.Workspace).Achievements(year.Initiative); err != nil || len(initiatives[0].In) != 2 {
		t.Errorf("on disk: %+v %v", initiatives, err)
	}
	p.Table().Select(p.RowOf(key), 7)
	p.Host.Window.Canvas().Focus(p.Table())
	p.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	p.Keys(fyne.KeyLeft, fyne.KeyReturn)
	if initiatives, err = year.At(p.Desk.Workspace).Achievements(year.Initiative); err != nil || initiatives[0].Date != "2024-07-19" {
		t.Errorf("the day that was picked: %+v %v", initiatives, err)
	}
}

// What reports tell is typed like activities: of the own unit, and at the head's desk of the whole cluster; what disagrees is marked.
func TestWhatReportsTell(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	room := year.At(p.Desk.Workspace)
	p.Press(text.T("ui.running.tab.movements"))
	p.TypeInto(grid.KeyNew, 1, "100% giáo viên đạt chuẩn")
	p.TypeInto(grid.KeyNew, 2, "chào mừng Đại hội")
	p.TypeInto(grid.KeyNew, 7, "5/6/2024")
	p.TypeInto(grid.KeyNew, 0, "Dạy tốt - Học tốt")
	p.TypeInto("\x00new of the cluster", 0, "Chuyển đổi số")
	movements, err := room.Movements()
	if err != nil || len(movements) != 2 || !movements[0].OfCluster || movements[1].Occasion != "chào mừng Đại hội" ||
		movements[1].Goal != "100% giáo viên đạt chuẩn" || movements[1].SummedUp != "2024-06-05" {
		t.Fatalf("on disk: %+v %v; %q", movements, err, p.Told())
	}
	p.Press(text.T("ui.running.tab.shortcomings"))
	p.TypeInto(grid.KeyNew, 0, "Thiếu giáo viên")
	if list, err := room.Shortcomings(); err != nil || len(list) != 1 || list[0].Unit.ID != me.Unit.ID {
		t.Fatalf("on disk: %+v %v; %q", list, err, p.Told())
	}
	p.Press(text.T("ui.running.tab.persons"))
	p.TypeInto(grid.KeyNew, 7, "Nguyễn Văn A; Lò Thị B")
	p.TypeInto(grid.KeyNew, 0, "Giấy khen của Giám đốc Sở")
	awards, err := room.PersonAwards()
	if err != nil || len(awards) != 1 || awards[0].Persons != 2 || len(awards[0].Names) != 2 || awards[0].Form != "giay-khen" {
		t.Fatalf("on disk: %+v %v; %q", awards, err, p.Told())
	}
	key := awards[0].Key()
	p.TypeInto(key, 4, "3")
	if c := p.Table().Model().Cell(p.RowOf(key), 4); c.State != grid.Warn {
		t.Errorf("three persons and two names: %+v", c)
	}
	p.TypeInto(key, 1, "đề nghị")
	p.TypeInto(key, 2, "mặt trăng")
	if c := p.Table().Model().Cell(p.RowOf(key), 2); c.State != grid.Error {
		t.Errorf("no such level: %+v", c)
	}
	if awards, err = room.PersonAwards(); err != nil || awards[0].Stage != "proposed" || len(awards[0].Names) != 2 {
		t.Errorf("on disk: %+v %v", awards, err)
	}
	p.Press(text.T("ui.running.tab.initiatives"))
	p.TypeInto("\x00new of the cluster", 4, "mô hình")
	p.TypeInto("\x00new of the cluster", 0, "Trường học hạnh phúc")
	if list, err := room.Achievements(year.Initiative); err != nil || len(list) != 1 || !list[0].OfCluster || list[0].Sort != "model" {
		t.Errorf("on disk: %+v %v", list, err)
	}
}

// When the season is archived, the cluster's rows are as closed as the units', and the line below says why.
func TestTheClustersRowsCloseWithTheSeason(t *testing.T) {
	p := testwindow.Before(t, testwindow.OfficeOfSample(t), show)
	w := p.Desk.Workspace
	_, err := year.At(w).SetMovement(true, "", emulation.Movement{Name: "Chuyển đổi số"})
	p.Must(err)
	s, err := w.Season()
	p.Must(err)
	open := func() (cell, row bool) {
		p.Press(text.T("ui.running.tab.movements"))
		m := p.Table().Model()
		for r := range m.Rows() {
			row = row || m.Row(r).Key == "\x00new of the cluster"
		}
		return m.Cell(p.Row(0, "Chuyển đổi số"), 0).Editable, row
	}
	p.Settle()
	if cell, row := open(); !cell || !row {
		t.Fatalf("before: cell %v, row %v", cell, row)
	}
	for i, step := range emulation.SeasonSteps {
		if i == 0 || emulation.SeasonReached(s.Step, step) {
			continue
		}
		key, with := record.ClusterCode{Cluster: s.Cluster.ID, Code: s.Label}, []changeset.Operation(nil)
		if step == emulation.SeasonLocked {
			with = append(with, record.Season.Result.Op(key, []byte("kết quả")))
		}
		tx, done := w.Begin()
		err := tx.Set(s.Cluster.Scope(), record.Season.Step.Op(key, step), with...)
		done()
		p.Must(err)
	}
	p.Settle()
	cell, row := open()
	if why := text.T("season." + string(emulation.SeasonDecided)); cell || row || !strings.Contains(p.Said(), why) {
		t.Errorf("after: cell %v, row %v, said %q, not %q", cell, row, p.Said(), why)
	}
}
