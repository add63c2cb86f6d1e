package screen_test

import (
	"testing"

	"thidua/ui/bridge"
)

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
