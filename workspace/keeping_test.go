package workspace_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace"
)

// What stood in a field is there at the next start, until it is forgotten. It is no change, and a sync leaves it alone.
func TestWordsOutliveTheWindow(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.OK(d.Workspace.KeepWords(workspace.Words{Place: "hội nghị/lý do", Text: "Vì đơn vị chưa gửi"}, workspace.Words{Place: "báo cáo", Text: "Tuy nhi"}))
	w.OK(d.Workspace.KeepWords(workspace.Words{Place: "báo cáo", Text: "Tuy nhiên"}))
	if n := testyear.Must(d.Workspace.Seal())(w); n != 0 {
		t.Errorf("%d cells were signed", n)
	}
	w.Sync(d)
	if st := w.Status(d); st.Drafts != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	w.OK(d.Close())
	again := w.Closing(testyear.Must(desk.Open(d.Dir, w.Env(0)))(w))
	list := testyear.Must(again.Workspace.Words())(w)
	if len(list) != 2 || list[0].Text != "Vì đơn vị chưa gửi" || list[1].Place != "báo cáo" || list[1].Text != "Tuy nhiên" || list[1].At.IsZero() {
		t.Errorf("%+v", list)
	}
	w.OK(again.Workspace.DropWords("báo cáo"))
	if list := testyear.Must(again.Workspace.Words())(w); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}
