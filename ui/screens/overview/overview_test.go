package overview_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/overview"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// visit is where the screen led.
type visit struct {
	places []todo.Screen
	tasks  int
	sheets []emulation.ID
}

func (v *visit) hooks() ui.Hooks {
	return ui.Hooks{Open: func(to todo.Target) { v.places = append(v.places, to.Screen) }, Tasks: func() { v.tasks++ },
		ShowSheet: func(unit emulation.ID) { v.sheets = append(v.sheets, unit) }}
}

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, new(visit).hooks())
}

func sit(t *testing.T) (*testwindow.Person, *visit) {
	t.Helper()
	p, v := testwindow.Sit(t, testwindow.Sample(t)), &visit{}
	p.Show(ui.New(p.Host, p.Desk.Workspace, v.hooks()))
	return p, v
}

func TestShowsTheUnitsAndLeadsOn(t *testing.T) {
	p, v := sit(t)
	list, err := todo.At(p.Desk.Workspace).Tasks()
	p.Must(err)
	p.Press(text.T("ui.overview.tasks.all", "count", len(list)))
	p.Press(text.T("ui.overview.to-syncing"))
	p.Press(text.T("ui.tasks.open.verifying"))
	if v.tasks != 1 || !slices.Equal(v.places, []todo.Screen{todo.ScreenSync, todo.ScreenVerifying}) {
		t.Errorf("it leads to %v, %d times to the tasks", v.places, v.tasks)
	}
	units := p.Units()
	if n := p.Table().Model().Rows(); n != len(units) {
		t.Errorf("%d units, want %d", n, len(units))
	}
	p.Host.Window.Canvas().Focus(p.Table())
	p.Keys(fyne.KeyReturn)
	if len(v.sheets) != 1 || p.Table().Model().Cell(0, 0).Text != named(p, v.sheets[0]) {
		t.Errorf("Enter on %q leads to the sheets of %v", p.Table().Model().Cell(0, 0).Text, v.sheets)
	}
}

// While the season is only being drawn up nobody is told to enter results; it stands beside the one before it.
func TestANewSeasonIsNotScoredYet(t *testing.T) {
	p, _ := sit(t)
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	p.Must(season.At(p.Desk.Workspace).NewSeason(s.Cluster.Code, "2024–2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, s.Label))
	p.Return()
	if p.Offered(text.T("ui.tasks.open.sheet")) || p.Reads(text.T("task.sheet-submit")) {
		t.Errorf("results are asked for: %s", p.Words())
	}
	p.InOrder("2024–2025", text.T("ui.overview.years.nobody"), "2023–2024 (tạm tính)", "101,02% · hạng 1/7 · TB 90,62%")
}

// What has a day is listed by its day, with how far off it is; what is over and not done stands first.
func TestDaysOfTheSeason(t *testing.T) {
	p, _ := sit(t)
	if !p.Reads(text.T("ui.overview.dues.none")) {
		t.Errorf("without days: %q", p.Words())
	}
	room := season.At(p.Desk.Workspace)
	for step, day := range map[emulation.SeasonStep]string{emulation.SeasonRunning: "2024-05-31", emulation.SeasonSelfScoring: "2024-07-10",
		emulation.SeasonVerifying: "2024-07-25", emulation.SeasonConference: "2024-09-01"} {
		p.Must(room.SetDeadline(step, day, "lịch của cụm"))
	}
	p.Return()
	p.InOrder("Hết bước “tự chấm điểm”", "10/7/2024 · quá hạn 10 ngày", "Hết bước “thẩm định”", "25/7/2024 · còn 5 ngày", "Hết bước “hội nghị tổng kết”", "01/9/2024 · còn 43 ngày")
	if p.Reads("31/5/2024") {
		t.Error("a step that is over is still due")
	}
}

// The sample's own unit is held against what all have handed in, group by group; whoever has handed in is named where others wait for them.
func TestPointsByGroup(t *testing.T) {
	p, _ := sit(t)
	p.InOrder(text.T("ui.overview.waits"), "Chờ 1 đơn vị nộp phiếu", "Sở GDĐT Sơn La", "có bạn", "Chờ phân công thẩm định 6 phiếu")
	p.InOrder("39,95 / 40", "trung bình cụm 35,43 · cao nhất 39,95", "V. Điểm thưởng", "2,00 / 3", "trung bình cụm 1,00 · cao nhất 2,00")
	p.InOrder(text.T("ui.overview.verified"), text.T("ui.overview.verified.none"))
	p.InOrder("2023–2024 (tạm tính)", text.T("ui.overview.years.alone"))
}

// What a unit has not handed in is nobody else's to see: neither its points nor what they would make of the mean.
func TestOnlyWhatWasHandedInIsCompared(t *testing.T) {
	c := testwindow.NewCluster(t)
	empty := text.T("ui.overview.groups.none")
	c.OfficeSits(show, func(p *testwindow.Person) {
		if !p.Reads(empty) || !p.Reads(text.T("ui.overview.years.nobody")) {
			t.Errorf("nobody handed in: %q", p.Words())
		}
	})
	c.At("lai-chau", func(w *workspace.Workspace) { c.OK(typed(w, "II.1", "5")) })
	c.Sits("lai-chau", show, func(p *testwindow.Person) {
		p.InOrder("II. ", "10,00 / ")
		if p.Reads("trung bình cụm 1") {
			t.Errorf("there is a mean before anybody handed in: %q", p.Words())
		}
	})
	c.OfficeSits(show, func(p *testwindow.Person) {
		if !p.Reads(empty) {
			t.Errorf("the office sees what was not handed in: %q", p.Words())
		}
	})
}

// named is what a unit is called.
func named(p *testwindow.Person, id emulation.ID) string {
	for _, u := range p.Units() {
		if u.ID == id {
			return u.Label()
		}
	}
	return ""
}

// typed types a result into a unit's sheet.
func typed(w *workspace.Workspace, code, value string) error {
	_, err := sheet.At(w).TypeCell(code, value)
	return err
}
