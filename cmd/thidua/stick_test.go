package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/internal/testyear"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/ui/screen"
	"thidua/ui/screens/syncing"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// remote is a person at a desk without any line, before the screen of the exchange, with the keyboard only. stick is what is in, nil for none.
type remote struct {
	*testwindow.Window
	desk   *desk.Desk
	screen *syncing.Screen
	stick  []syncing.Drive
}

func sitWithout(w *testyear.World, d *desk.Desk) *remote {
	r := &remote{Window: testwindow.Open(w.TB, w.Clock.Now), desk: d}
	files := &carrier{desk: d, aside: func(do func() error) error { return do() }}
	r.screen = syncing.New(r.Host, d.Workspace, syncing.Hooks{Courier: files, Station: &station{desk: d, carrier: files}, Sync: func() {},
		Way: func() (screen.Way, error) { return screen.Way{}, nil }, Drives: func() []syncing.Drive {
			for i := range r.stick {
				found, _ := courier.Files([]string{r.stick[i].Folder}) // none is an error
				r.stick[i].Bundles = len(found)
			}
			return append([]syncing.Drive(nil), r.stick...)
		}})
	r.Host.Window.SetContent(r.screen.Content())
	return r
}

// with puts a stick in, does something by keyboard, and takes it out.
func (r *remote) with(folder string, do func()) {
	r.T.Helper()
	r.screen.Refresh()
	r.screen.Enter()
	r.Settle()
	r.stick = []syncing.Drive{{Folder: folder, Name: "KINGSTON"}}
	r.Ring(lookForSticks)
	r.Settle()
	if !r.Reads(text.T("ui.sticks.in", "name", "KINGSTON")) {
		r.T.Fatal("the stick is not noticed")
	}
	do()
	r.stick = nil
	r.Ring(lookForSticks)
	r.Settle()
	if r.Offered(text.T("ui.sticks.send")) {
		r.T.Error("a stick that was taken out is still offered")
	}
	r.screen.Leave()
	r.Settle()
}

// lookForSticks is how often the screen looks.
const lookForSticks = 2 * time.Second

// tab goes on with Tab to a button, and presses it with the space bar.
func (r *remote) tab(label string) {
	r.T.Helper()
	for range 60 {
		if b, ok := r.Host.Window.Canvas().Focused().(*widgets.Button); ok && b.Text == label {
			r.Keys(fyne.KeySpace)
			return
		}
		r.Host.Window.Canvas().FocusNext()
	}
	r.T.Fatalf("Tab does not lead to %q", label)
}

// carry is the operator at the server, with no line to any desk: every file of the stick is taken in, and answered in a file beside it.
func carry(w *testyear.World, folder string) {
	w.Helper()
	server := courier.Server{Hub: w.Hub, Key: w.Server.Private, Tenant: changeset.TenantOf(w.Root.Key()), Now: w.Clock.Now}
	files, err := courier.Files([]string{folder})
	w.OK(err)
	for _, path := range files {
		err := courier.With(path, func(f *bundle.File) error {
			taken, err := server.Take(f, courier.ByHand)
			if err != nil {
				return err
			}
			out, err := os.Create(filepath.Join(folder, "tra-loi-"+filepath.Base(path)))
			w.OK(err)
			defer out.Close()
			return server.Answer(context.Background(), taken, out)
		})
		if emulation.KeyOf(err) != "bundle.not-for-us" {
			w.OK(err)
		}
	}
}

// A remote school's season by USB: its desk and the head's never have a line. Whatever is written at one reaches the other on a stick that goes by way of the
// server, with nothing but Tab and the space bar.
func TestASeasonByUSBWithTheKeyboard(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	school, head := sitWithout(w, w.Join("cao-bang", emulation.RoleLeader)), sitWithout(w, w.Join("son-la", emulation.RoleLeader))
	round := func() {
		t.Helper()
		stick := t.TempDir()
		for _, r := range []*remote{school, head} {
			r.with(stick, func() { r.tab(text.T("ui.sticks.send")) })
		}
		carry(w, stick)
		carry(w, stick) // the head's answer holds what the school's file brought, whichever came first
		for _, r := range []*remote{school, head} {
			r.with(stick, func() { r.tab(text.T("ui.sticks.take")) })
		}
	}
	round() // both are let in
	for _, r := range []*remote{school, head} {
		if st := testyear.Must(replica.At(r.desk.Workspace).Status())(w); !st.Admitted || st.Unsent != 0 {
			t.Fatalf("not let in: %+v; told %q", st, r.Told())
		}
	}

	w.OK(year.At(school.desk.Workspace).SetHeadcount(emulation.Headcount{People: 31}))
	round()
	for _, h := range testyear.Must(year.At(head.desk.Workspace).Headcounts())(w) {
		if h.Unit.Code == "cao-bang" && h.People != 31 {
			t.Errorf("the head has %d people", h.People)
		}
	}

	w.FillIn(school.desk)
	w.OK(sheet.At(school.desk.Workspace).Because("chưa có minh chứng").Submit())
	round()
	if sh := w.Sheet(head.desk, "cao-bang"); sh.Step != emulation.SheetSubmitted {
		t.Errorf("at the head the sheet is %q", sh.Step)
	}
	if st := testyear.Must(replica.At(school.desk.Workspace).Status())(w); st.Unsent != 0 {
		t.Errorf("%d still wait at the school", st.Unsent)
	}
	sent := testyear.Must((&carrier{desk: school.desk}).Sent())(w)
	if len(sent) != 3 || len(sent[0].Had) == 0 || !sent[0].Had[0].Server {
		t.Errorf("the server's receipts: %+v", sent)
	}

	// What came is told in words.
	head.screen.Enter()
	head.tab(text.T("ui.syncing.tab.came"))
	if !head.Reads(text.T("ui.syncing.title")) || head.Table().Model().Rows() == 0 {
		t.Error("nothing is listed of what came")
	}
	found := false
	for row := range head.Table().Model().Rows() {
		found = found || head.Table().Model().Cell(row, 2).Text == "Sở cao-bang: số liệu nhân sự: tổng số người: 31"
	}
	if !found {
		t.Error("the list does not say who wrote what")
	}
	head.screen.Leave()
}
