package figures_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/figures"
	"thidua/ui/text"
	"thidua/workspace/year"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

func show(p *testwindow.Person) testwindow.Screen { return ui.New(p.Host, p.Desk.Workspace, p.Hooks()) }

// What units gave comes to a sum and a range, those who gave nothing are named, and the own unit types its answer and takes it back.
func TestFiguresOfTheCluster(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	if p.Said() != text.T("ui.figures.nothing-asked") {
		t.Errorf("nothing is asked: %q", p.Said())
	}
	room := year.At(p.Desk.Workspace)
	p.Must(room.SetAsked("a", emulation.AskedFigure{Name: "Tốt nghiệp", Measure: "%", Combine: emulation.CombineRange, Criterion: "I.4"}))
	p.Must(room.SetAsked("b", emulation.AskedFigure{Name: "Phòng máy", Combine: emulation.CombineSum}))
	p.Return()
	line := func(key string) (list []string) {
		for col := range 11 {
			list = append(list, p.Table().Model().Cell(p.RowOf(key), col).Text)
		}
		return list
	}
	if got := line("a"); got[0] != "Tốt nghiệp" || got[2] != "%" || got[3] != "95–99,26%" || got[4] != "95" || got[6] != "99,26" || got[7] != "7/7" || got[8] != "" {
		t.Errorf("of the sheets: %q", got)
	}
	if got := line("b"); got[3] != "" || got[5] != "" || got[7] != "0/7" {
		t.Errorf("nobody answered: %q", got)
	}
	p.TypeInto("b", 1, "42")
	if got := line("b"); got[1] != "42" || got[5] != "42" || got[7] != "1/7" {
		t.Errorf("one answered: %q", got)
	}
	p.Table().Select(p.RowOf("b"), 1)
	p.Settle()
	if want := text.T("ui.figures.gave", "unit", "Sở GDĐT Sơn La", "value", "42", "from", text.T("figure.from.own")); p.Said() != want {
		t.Errorf("who gave what: %q, want %q", p.Said(), want)
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := line("b"); got[7] != "0/7" {
		t.Errorf("taken back: %q", got)
	}
}
