package syncing_test

import (
	"path/filepath"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/ui/text"
)

// A desk that the server has not let in offers to enter another invitation, by its file or its code, and exchanges then; what cannot be is told.
func TestAnotherInvitationIsEntered(t *testing.T) {
	c := testwindow.NewCluster(t)
	dir := filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitInvite(dir, c.Invite("lai-chau", emulation.RoleStaff), "Lò Thị Mai", c.Env(0))
	c.OK(err)
	c.OK(d.Close())
	var l line
	p := testwindow.Before(t, dir, l.show)
	p.Press(text.T("ui.first.file.do"))
	if !slices.Equal(l.joined, []string{"file E:/tra-loi.thidua"}) || l.asked != 1 || p.Told() != text.T("ui.join.done") {
		t.Errorf("entered %q, %d exchanges, told %q", l.joined, l.asked, p.Told())
	}
	l.refuse = emulation.Errorf(emulation.Forbidden, "workspace.join-elsewhere")
	p.Press(text.T("ui.join.do"))
	if len(l.joined) != 2 || l.asked != 1 || p.Told() != text.Error(l.refuse) {
		t.Errorf("entered %q, %d exchanges, told %q", l.joined, l.asked, p.Told())
	}
}

// A desk that was let in is not asked for another one.
func TestNoOtherInvitationIsAskedFor(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	if p.Offered(text.T("ui.join.do")) {
		t.Error("it is")
	}
}
