package screen_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/widgets"
)

// Taking back that fails in part says exactly what was taken back and what not; what stands as before is not touched when it is tried anew.
func TestWhatIsTakenBackInPartIsSaid(t *testing.T) {
	d := newDesk(t)
	d.host.Undo = bridge.NewUndo(screen.SayUndo, nil, func(string) {})
	f, _ := framed(d, func(*fact) error { return nil })
	now := map[string]string{"I.1": "new", "I.2": "new"}
	broken := true
	var said string
	var left []bool
	screen.Remember(f, screen.Change[string]{Name: "typed", Before: map[string]string{"I.1": "old", "I.2": "old"}, After: map[string]string{"I.1": "new", "I.2": "new"},
		Now: func() (map[string]string, error) { return maps.Clone(now), nil },
		Put: func(put map[string]string) error {
			now["I.1"] = put["I.1"]
			if broken {
				return errors.New("the disk is full")
			}
			maps.Copy(now, put)
			return nil
		},
		Tell: func(_ widgets.State, sentence string) {
			said, left = sentence, append(left, strings.Contains(sentence, "I.2"))
		},
	})
	f.Undo.Back()
	d.settle()
	if now["I.1"] != "old" || now["I.2"] != "new" || !left[0] || strings.Contains(said, "I.1") || d.saved != 1 {
		t.Errorf("in part: %v, saved %d times, said %q", now, d.saved, said)
	}
	broken = false
	f.Undo.Again()
	d.settle()
	if now["I.1"] != "new" || now["I.2"] != "new" || left[1] {
		t.Errorf("again: %v, said %q", now, said)
	}
	f.Undo.Back()
	d.settle()
	if now["I.1"] != "old" || now["I.2"] != "old" || left[2] {
		t.Errorf("back: %v, said %q", now, said)
	}
}

// What an act remembers is what is taken back, also once as many steps are remembered as there can be: no "it is signed" comes before it.
func TestAnActThatRemembersItsStepIsTakenBack(t *testing.T) {
	d := newDesk(t)
	d.host.Undo = bridge.NewUndo(func(r bridge.Report) string { return r.Why }, nil, func(string) {})
	f, _ := framed(d, func(*fact) error { return nil })
	var said []string
	step := bridge.Step{Tell: func(_ bridge.Report, why string) { said = append(said, why) }}
	for range bridge.MostSteps {
		f.Undo.Did(step)
	}
	back := 0
	step.Back = func(done func(left, why string)) { back++; done("", "") }
	f.Act("done", func() error { return nil }, func() { f.Undo.Did(step) })
	d.settle()
	f.Undo.Back()
	if d.settle(); back != 1 || len(said) != 1 || said[0] != "" {
		t.Errorf("taken back %d times, said %q", back, said)
	}
}
