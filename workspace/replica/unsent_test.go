package replica_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/sheet"
)

// What waits is one figure that goes down only when the server has it: signing makes many cells one change, and that is no loss.
func TestWhatWaitsIsCountedOnce(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d)
	is := func(when string, want int) {
		t.Helper()
		if got := w.Status(d).Unsent; got != want {
			t.Errorf("%s: %d, want %d", when, got, want)
		}
	}
	seal := func() { testyear.Must(d.Workspace.Seal())(w) }
	is("nothing typed", 0)
	w.Type(d, "I.1", "98,5")
	w.Type(d, "I.2", "7")
	w.Type(d, "I.4", "Tốt")
	is("typed", 3)
	seal()
	is("signed", 3)
	w.Type(d, "I.2", "7,5")
	is("typed again", 3)
	w.Type(d, "II.1", "5")
	is("one more", 4)
	seal()
	is("signed again", 4)
	w.Fails(testyear.Must(sheet.At(d.Workspace).TypeCell("I.2", "mười"))(w).Fault, "input.not-a-number")
	w.OK(sheet.At(d.Workspace).EditCell("II.2", "c"))
	is("unreadable, and an open editor", 4)
	w.Type(d, "I.2", "7,5")
	is("as it was signed", 4)
	w.Sync(d)
	is("sent", 0)
	if st := w.Status(d); st.Unsure != 1 {
		t.Errorf("%d are not sure", st.Unsure)
	}
	w.Type(d, "II.2", "có")
	for code, text := range map[string]string{"I.3": "2", "II.3": "không"} {
		w.Type(d, code, text)
	}
	is("the rest", 3)
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	is("handed in: one thing more", 4)
	w.Sync(d)
	is("sent", 0)
}
