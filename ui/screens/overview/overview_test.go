package overview_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/overview"
	"thidua/ui/text"
	"thidua/workspace/season"
	"thidua/workspace/todo"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// visit is where the screen led.
type visit struct {
	places []ui.Place
	sheets []emulation.ID
}

func sit(t *testing.T) (*testwindow.Person, *visit) {
	t.Helper()
	p, v := testwindow.Sit(t, testwindow.Sample(t)), &visit{}
	p.Show(ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Go: func(to ui.Place) { v.places = append(v.places, to) },
		ShowSheet: func(unit emulation.ID) { v.sheets = append(v.sheets, unit) }}))
	return p, v
}

func TestShowsTheUnitsAndLeadsOn(t *testing.T) {
	p, v := sit(t)
	list, err := todo.At(p.Desk.Workspace).Tasks()
	p.Must(err)
	p.Press(text.T("ui.overview.tasks.all", "count", len(list)))
	p.Press(text.T("ui.overview.to-syncing"))
	p.Press(text.T("ui.next.sheet.do"))
	if len(v.places) != 3 || v.places[0] != ui.ToTasks || v.places[1] != ui.ToSyncing || v.places[2] != ui.ToSheet {
		t.Errorf("it leads to %v", v.places)
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

// While the season is only being drawn up nobody is told to enter results.
func TestANewSeasonIsNotScoredYet(t *testing.T) {
	p, v := sit(t)
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	p.Must(season.At(p.Desk.Workspace).NewSeason(s.Cluster.Code, "2024–2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, s.Label))
	p.Return()
	p.Press(text.T("ui.next.early.do"))
	if p.Offered(text.T("ui.next.sheet.do")) || len(v.places) != 1 || v.places[0] != ui.ToSeason {
		t.Errorf("it leads to %v", v.places)
	}
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
