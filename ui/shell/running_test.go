package shell_test

import (
	"testing"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

const keyNew = "\x00new" // the row of a list in which something new is typed

func TestFiguresAreTypedOnceAndSavedAtOnce(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Running)
	figures := func(period string) []sheet.Indicator {
		t.Helper()
		list, err := sheet.At(p.desk.Workspace).Indicators(period)
		p.must(err)
		return list
	}
	before := len(figures("season"))
	p.typeInto(keyNew, 0, "Học sinh giỏi")
	if n := len(figures("season")); n != before {
		t.Fatalf("a figure without a value was written: %d", n)
	}
	p.typeInto(keyNew, 1, "1.234,5")
	row := p.rowOf("hoc_sinh_gioi")
	if c := p.table().Model().Cell(row, 1); c.Text != "1.234,5" && c.Text != "1234,5" {
		t.Errorf("it is shown as %q", c.Text)
	}
	found := false
	for _, x := range figures("season") {
		found = found || x.Code == "hoc_sinh_gioi" && x.Value == "1234.5" && x.Name == "Học sinh giỏi"
	}
	if !found {
		t.Fatalf("on disk: %+v; %q", figures("season"), p.told())
	}
	p.typeInto("hoc_sinh_gioi", 1, "mười")
	if c := p.table().Model().Cell(p.rowOf("hoc_sinh_gioi"), 1); c.State != grid.Error || c.Text != "mười" || c.Note == "" {
		t.Errorf("what is no figure: %+v", c)
	}
	p.goTo(shell.Overview).goTo(shell.Running)
	if c := p.table().Model().Cell(p.rowOf("hoc_sinh_gioi"), 1); c.Text != "mười" {
		t.Errorf("what was typed is gone: %+v", c)
	}
}

func TestPeopleAreCounted(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Running)
	p.press(text.T("ui.running.tab.people"))
	own := func() emulation.Headcount {
		t.Helper()
		me, err := p.desk.Workspace.Me()
		p.must(err)
		list, err := year.At(p.desk.Workspace).Headcounts()
		p.must(err)
		for _, h := range list {
			if h.Unit.ID == me.Unit.ID {
				return h.Headcount
			}
		}
		return emulation.Headcount{}
	}
	p.typeInto("advanced", 1, "61") // before the number of all: refused, and kept on screen
	if h := own(); h != (emulation.Headcount{}) {
		t.Fatalf("on disk: %+v", h)
	}
	p.typeInto("people", 1, "86")
	p.typeInto("tasks", 1, "99,5")
	p.typeInto("feat", 1, "có")
	if h := own(); h != (emulation.Headcount{People: 86, Advanced: 61, TasksDone: "99.5", Feat: true}) {
		t.Errorf("on disk: %+v; %q", h, p.told())
	}
	p.typeInto("fighters", 1, "nhiều")
	if c := p.table().Model().Cell(p.rowOf("fighters"), 1); c.State != grid.Error || own().Fighters != 0 {
		t.Errorf("what is no count: %+v", c)
	}
}

func TestTheProgrammeAndItsProgress(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Running)
	p.press(text.T("ui.running.tab.programme"))
	own := func() year.UnitProgramme {
		t.Helper()
		me, err := p.desk.Workspace.Me()
		p.must(err)
		list, err := year.At(p.desk.Workspace).Programmes()
		p.must(err)
		for _, x := range list {
			if x.Unit.ID == me.Unit.ID {
				return x
			}
		}
		return year.UnitProgramme{}
	}
	p.typeInto("title", 0, "Nâng cao chất lượng")
	if own().Given {
		t.Fatal("a programme without a goal was written")
	}
	p.typeInto("goal +", 0, "Mỗi trường một thư viện")
	if x := own(); x.Title != "Nâng cao chất lượng" || len(x.Goals) != 1 {
		t.Fatalf("on disk: %+v; %q", x, p.told())
	}
	if p.table().Model().(*grid.Table).Typed("title") {
		t.Error("the title is still held above what was read")
	}
	p.typeInto("on +", 2, "72,5")
	if x := own(); len(x.Progress) != 1 || x.Progress[0].Percent != "72.5" || x.Progress[0].Date != "2024-07-20" {
		t.Errorf("on disk: %+v; %q", x.Progress, p.told())
	}
	p.typeInto("on 2024-07-20", 2, "172")
	if c := p.table().Model().Cell(p.rowOf("on 2024-07-20"), 2); c.State != grid.Error || own().Progress[0].Percent != "72.5" {
		t.Errorf("more than all: %+v", c)
	}
}

func TestListsGrowAndLoseLines(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Running)
	me, err := p.desk.Workspace.Me()
	p.must(err)
	p.press(text.T("ui.running.tab.activities"))
	p.typeInto(keyNew, 1, "thể thao")
	p.typeInto(keyNew, 0, "Giải bóng chuyền")
	list, err := year.At(p.desk.Workspace).Activities()
	p.must(err)
	if len(list) != 1 || list[0].Kind != "sports" || list[0].OfCluster {
		t.Fatalf("on disk: %+v; %q", list, p.told())
	}
	p.table().Model().Set(p.rowOf(me.Unit.ID.String()+list[0].Code), 0, "")
	p.settle()
	p.press(text.T("ui.running.withdraw"))
	if list, err := year.At(p.desk.Workspace).Activities(); err != nil || len(list) != 0 {
		t.Errorf("it is still on the list: %+v %v", list, err)
	}

	p.press(text.T("ui.running.tab.initiatives"))
	p.typeInto(keyNew, 0, "Thư viện lưu động")
	initiatives, err := year.At(p.desk.Workspace).Achievements(year.Initiative)
	p.must(err)
	if len(initiatives) != 1 {
		t.Fatalf("on disk: %+v; %q", initiatives, p.told())
	}
	key := me.Unit.ID.String() + initiatives[0].Code
	p.typeInto(key, 3, "sở")
	if c := p.table().Model().Cell(p.rowOf(key), 3); c.State != grid.Error {
		t.Errorf("a name that fits every unit: %+v", c)
	}
	p.typeInto(key, 3, "lào cai, hà giang")
	if initiatives, err = year.At(p.desk.Workspace).Achievements(year.Initiative); err != nil || len(initiatives[0].In) != 2 {
		t.Errorf("on disk: %+v %v", initiatives, err)
	}
}
