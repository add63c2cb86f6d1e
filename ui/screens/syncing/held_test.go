package syncing_test

import (
	"testing"

	"thidua/internal/testwindow"
	"thidua/sync/changeset"
	"thidua/ui/text"
	"thidua/workspace/book"
)

// A log that goes on beyond what this program can judge is told as one, and not as a log that lies.
func TestAHeldLogIsTold(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	ws := p.Desk.Workspace
	hold := changeset.MustEncode(book.KeptHold{Index: 3, Version: 99})
	if err := ws.Disk().Commit(&changeset.Batch{Meta: map[string][]byte{book.MetaHeld + ws.Control().String(): hold}}); err != nil {
		t.Fatal(err)
	}
	var l line
	p.Show(l.show(p))
	if !p.Reads("cần cập nhật phần mềm") || p.Reads(text.T("ui.alarm", "log", text.T("ui.log.control"))) {
		t.Errorf("not told as it is: %s", p.Told())
	}
}
