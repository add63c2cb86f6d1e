package running_test

import (
	"maps"
	"testing"

	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	ui "thidua/ui/screens/running"
	"thidua/ui/text"
)

type wordsOnDisk struct{ words map[string]string }

func (k *wordsOnDisk) Keep(w map[string]string) error { maps.Copy(k.words, w); return nil }
func (k *wordsOnDisk) Drop(place string) error        { delete(k.words, place); return nil }

// What somebody began to type into "Dịp" of a new movement before the table had a column "Mục tiêu" stands in "Dịp" still.
func TestWordsOfAnOlderTable(t *testing.T) {
	k := &wordsOnDisk{map[string]string{}}
	p := testwindow.Before(t, testwindow.Sample(t), func(p *testwindow.Person) testwindow.Screen {
		p.Host.Words = bridge.NewWords(k.words, k, p.Host.Queue, p.Host.After, func(err error) { t.Error(err) })
		return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
	})
	p.Press(text.T("ui.running.tab.movements"))
	p.TypeInto(grid.KeyNew, 2, "chào mừng Đại hội") // Dịp, today
	p.Host.Words.Flush()
	p.Settle()
	older := map[string]string{}
	for place, words := range k.words {
		older[place[:len(place)-1]+"1"] = words // where the program of before kept it: Dịp was column 1
	}
	if len(older) != 1 {
		t.Fatalf("kept: %q", k.words)
	}
	q := testwindow.Before(t, testwindow.Sample(t), func(p *testwindow.Person) testwindow.Screen {
		p.Host.Words = bridge.NewWords(older, &wordsOnDisk{older}, p.Host.Queue, p.Host.After, func(err error) { t.Error(err) })
		return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
	})
	q.Press(text.T("ui.running.tab.movements"))
	row := q.RowOf(grid.KeyNew)
	if goal, occasion := q.Table().Model().Cell(row, 1).Text, q.Table().Model().Cell(row, 2).Text; occasion != "chào mừng Đại hội" {
		t.Errorf("goal %q, occasion %q", goal, occasion)
	}
}
