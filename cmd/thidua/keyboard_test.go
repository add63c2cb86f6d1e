package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/season"
)

const (
	ctrl  = fyne.KeyModifierControl
	shift = fyne.KeyModifierShift
)

// hand strikes a key, and looks where the keyboard is then.
func (s *sitting) hand(key fyne.KeyName, held ...fyne.KeyModifier) {
	s.T.Helper()
	s.Strike(key, held...)
	if why := s.Unseen(); why != "" {
		s.T.Errorf("after %s: %s", key, why)
	}
}

// on goes on with Tab; a table keeps Tab for its cells, and Ctrl+Tab leads out of it.
func (s *sitting) on(held ...fyne.KeyModifier) {
	s.T.Helper()
	if _, table := s.Host.Window.Canvas().Focused().(*grid.Grid); table {
		held = append(held, ctrl)
	}
	s.hand(fyne.KeyTab, held...)
}

// reach goes on with Tab, out of tables too, until something is so.
func (s *sitting) reach(what string, is func(f fyne.Focusable) bool) {
	s.T.Helper()
	for range 120 {
		if f := s.Host.Window.Canvas().Focused(); f != nil && is(f) {
			return
		}
		s.on()
	}
	s.T.Fatalf("Tab does not lead to %s", what)
}

// enter reaches a button and presses it with Enter.
func (s *sitting) enter(label string) {
	s.T.Helper()
	s.reach(label, func(f fyne.Focusable) bool {
		b, ok := f.(*widgets.Button)
		return ok && b.Text == label && !b.Disabled()
	})
	s.hand(fyne.KeyReturn)
}

// find goes to a screen by the palette.
func (s *sitting) find(words string) {
	s.T.Helper()
	s.hand(fyne.KeyK, ctrl)
	s.Write(words)
	s.hand(fyne.KeyReturn)
}

// cell goes with the arrows to a cell of the table on screen, and types into it.
func (s *sitting) cell(row, col int, words string) {
	s.T.Helper()
	s.reach("the table", func(f fyne.Focusable) bool { return f == s.Table() })
	for range 500 {
		r, c := s.Table().Selected()
		switch {
		case r < row:
			s.hand(fyne.KeyDown)
		case r > row:
			s.hand(fyne.KeyUp)
		case c < col:
			s.hand(fyne.KeyRight)
		case c > col:
			s.hand(fyne.KeyLeft)
		default:
			s.Write(words)
			s.hand(fyne.KeyReturn)
			return
		}
	}
	s.T.Fatalf("the arrows do not lead to row %d, column %d", row, col)
}

// Tab goes through everything on every page of every screen, in one round, forward as far as back, and whatever has the keyboard is seen, with small letters and
// with large ones.
func TestTabReachesEverything(t *testing.T) {
	for _, who := range []string{"member", "office"} {
		t.Run(who, func(t *testing.T) {
			t.Setenv("XDG_CACHE_HOME", t.TempDir())
			dir, screens := "", everybodys
			if who == "member" {
				dir = testwindow.Sample(t)
			} else {
				dir, screens = testwindow.OfficeOfSample(t), offices
			}
			s := sit(t, dir)
			for _, percent := range []int{100, 175} {
				s.App.Settings().SetTheme(theme.New(theme.Light, percent))
				s.Host.Window.Resize(small1366.AddWidthHeight(0, 1))
				s.Host.Window.Resize(small1366)
				for _, id := range screens {
					s.find(text.T("ui.nav." + id))
					for page := range s.pages() {
						if page > 0 {
							s.hand(fyne.KeyPageDown, ctrl)
						}
						s.round(fmt.Sprintf("%s, page %d, %d%%", id, page, percent))
					}
				}
			}
		})
	}
}

// round goes once round with Tab, and back.
func (s *sitting) round(where string) {
	s.T.Helper()
	c, all := s.Host.Window.Canvas(), s.Reachable()
	start := c.Focused()
	if start == nil { // the screen holds nothing but words
		s.on()
		start = c.Focused()
	}
	var order []fyne.Focusable
	for range len(all) + 1 {
		s.on()
		if order = append(order, c.Focused()); c.Focused() == start {
			break
		}
	}
	got := map[fyne.Focusable]bool{}
	for _, f := range order {
		got[f] = true
	}
	for _, f := range all {
		if !got[f] {
			s.T.Errorf("%s: Tab does not reach %s", where, testwindow.Name(f))
		}
	}
	for i := len(order) - 2; i >= 0; i-- {
		if s.on(shift); c.Focused() != order[i] {
			s.T.Errorf("%s: back from %s it comes to %s", where, testwindow.Name(order[i+1]), testwindow.Name(c.Focused()))
			break
		}
	}
	s.on(shift)
}

// The day of a unit's clerk, with the keyboard alone: scores, a file that proves one, a remark, a figure, what is not right, the sheet handed in with its
// reason, and printed.
func TestAClerksDayByKeys(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	proof := filepath.Join(t.TempDir(), "bao-cao.txt")
	if err := os.WriteFile(proof, []byte("99,2 %"), 0o600); err != nil {
		t.Fatal(err)
	}
	picker := &bridge.Picker{Open: func(context.Context, bridge.Want) ([]string, error) { return []string{proof}, nil },
		Last: func(string) string { return "" }, Keep: func(string, string) {}}
	s := sit(t, testwindow.Sample(t), func(h *bridge.Host) { h.Picker = picker })
	s.find("phieu cham diem")
	result := s.Col("ui.sheet.column.result")
	s.cell(s.Row(0, "I.1"), result, "abc")
	s.hand(fyne.KeyF8)
	if row, _ := s.Table().Selected(); row != s.Row(0, "I.1") {
		t.Errorf("F8 leads to row %d", row)
	}
	submit := text.T("ui.sheet.submit")
	s.enter(submit)
	if s.Offered(text.T("ui.submit.do")) {
		t.Error("a value that cannot be read can be handed in")
	}
	s.hand(fyne.KeyEscape)
	if s.Host.Window.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close what asks")
	}
	s.enter(submit)
	s.enter(text.T("ui.submit.mend"))
	s.Write("100")
	s.hand(fyne.KeyReturn)
	if got := s.Cell("I.1", "ui.sheet.column.result").Text; got != "100%" {
		t.Errorf("mended: %q", got)
	}
	s.cell(s.Row(0, "I.2"), result, "99,2")
	s.hand(fyne.KeyZ, ctrl)
	s.hand(fyne.KeyY, ctrl)
	if got := s.Cell("I.2", "ui.sheet.column.result").Text; got != "99,2%" {
		t.Errorf("taken back and done again: %q", got)
	}
	s.enter(text.T("ui.sheet.evidence.add"))
	for picker.Busy() {
		s.Settle()
	}
	if want := text.T("ui.sheet.evidence.count", "count", 1); !s.Reads(want) || !s.Reads("bao-cao.txt") {
		t.Errorf("no proof is attached; told %q", s.Told())
	}
	s.reach("the field for a remark", func(f fyne.Focusable) bool {
		e, ok := f.(*typing.Entry)
		return ok && e.PlaceHolder == text.T("ui.talk.hint")
	})
	s.Write("Số liệu theo báo cáo cuối năm")
	s.hand(fyne.KeyReturn)
	if !s.Reads("Số liệu theo báo cáo cuối năm") || !s.Reads(text.T("ui.talk.remarks.count", "count", 1)) {
		t.Errorf("no remark; told %q", s.Told())
	}
	s.find(text.T("ui.nav.running"))
	figures := s.Table().Model().Rows()
	name, value := s.Col("ui.running.column.figure"), s.Col("ui.running.column.value")
	s.cell(s.RowOf(grid.KeyNew), name, "Học sinh giỏi")
	s.cell(s.RowOf(grid.KeyNew), value, "1234")
	if m := s.Table().Model(); m.Rows() != figures+1 || !strings.HasSuffix(m.Cell(s.RowOf("hoc_sinh_gioi"), value).Text, "234") {
		t.Errorf("no figure: %d rows, %d before; told %q", m.Rows(), figures, s.Told())
	}
	s.find("phieu cham diem")
	s.enter(submit)
	if !s.Offered(text.T("ui.submit.do")) {
		t.Fatalf("nothing to hand in with; told %q", s.Told())
	}
	s.hand(fyne.KeyReturn)
	s.Write("Quyết định chưa ban hành")
	s.hand(fyne.KeyReturn)
	if want := text.T("ui.sheet.closed", "step", text.T("step.submitted")); s.Asked() != "" || s.Offered(submit) {
		t.Errorf("not handed in: asked %q, told %q, %q", s.Asked(), s.Told(), want)
	}
	s.enter(text.T("ui.print.do"))
	if !s.Offered(text.T("ui.preview.back")) {
		t.Fatalf("no page is shown; told %q", s.Told())
	}
	s.hand(fyne.KeyPageDown)
	s.hand(fyne.KeyEscape)
	if s.Offered(text.T("ui.preview.back")) {
		t.Error("Esc does not lead back from the pages")
	}
}

// change changes the data in a folder before anybody sits down before them.
func change(t *testing.T, dir string, do func(w *workspace.Workspace) error) {
	t.Helper()
	d, err := desk.Open(dir, testwindow.Environment())
	if err == nil {
		err = errors.Join(do(d.Workspace), d.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// taken is the sample, taken on some steps.
func taken(t *testing.T, steps ...emulation.SeasonStep) string {
	t.Helper()
	dir := testwindow.Sample(t)
	change(t, dir, func(w *workspace.Workspace) error {
		for _, step := range steps {
			if err := season.At(w).StepSeason(step, "thử"); err != nil {
				return err
			}
		}
		return nil
	})
	return dir
}

// The day of whoever keeps the records of a cluster, with the keyboard alone: who attends, a vote and its count, the ranking, the result locked for a reason.
func TestASecretarysDayByKeys(t *testing.T) {
	dir := taken(t, emulation.SeasonVerifying, emulation.SeasonExplaining)
	s := sit(t, dir)
	s.find("nam thi dua")
	s.enter(text.T("ui.season.next.do", "step", season.StepName(emulation.SeasonConference)))
	for range 3 { // what it asks, a checklist or a reason, is answered
		if s.Asked() != "" {
			s.Write("đủ điều kiện")
		} else if s.Host.Window.Canvas().Overlays().Top() == nil {
			break
		}
		s.hand(fyne.KeyReturn)
	}
	s.find("hoi nghi")
	s.enter(text.T("ui.conference.tab.attendance"))
	attends := s.Col("ui.conference.column.attends")
	s.cell(s.Row(0, "Sở Giáo dục và Đào tạo Cao Bằng"), attends, "v")
	s.enter(text.T("ui.conference.attend.everybody"))
	if got := s.Cell("Sở Giáo dục và Đào tạo Điện Biên", "ui.conference.column.attends").Text; got == "" {
		t.Errorf("nobody attends; told %q", s.Told())
	}
	s.count()
	s.find("xep hang")
	s.hand(fyne.KeyPageDown, ctrl)
	s.enter(text.T("ui.result.lock"))
	s.hand(fyne.KeyEscape)
	if s.Asked() != "" {
		t.Error("Esc does not take the question away")
	}
	s.enter(text.T("ui.result.lock"))
	s.Write("hội nghị đã thống nhất")
	s.hand(fyne.KeyReturn)
	if !s.Reads("hội nghị đã thống nhất") || s.Offered(text.T("ui.result.lock")) {
		t.Errorf("not locked: asked %q, told %q", s.Asked(), s.Told())
	}
}

// count opens a vote on the ranking and records its count: 6 ballots, all of which are for every unit.
func (s *sitting) count() {
	s.T.Helper()
	s.enter(text.T("ui.conference.tab.votes"))
	s.enter(text.T("ui.conference.vote.open"))
	on := text.T("ui.conference.on.ranking")
	s.reach("what is voted on", func(f fyne.Focusable) bool {
		c, ok := f.(*widgets.Select)
		return ok && slices.Contains(c.Options, on)
	})
	for range 30 {
		if c, ok := s.Host.Window.Canvas().Focused().(*widgets.Select); ok && c.Selected == on {
			break
		}
		s.hand(fyne.KeyRight)
	}
	s.enter(text.T("ui.conference.open.do"))
	votes := func() *grid.Grid { return s.TableWith(text.T("ui.conference.column.yes")) }
	figure := func(key string, col int, words string) {
		s.T.Helper()
		g := votes()
		s.reach("the count", func(f fyne.Focusable) bool { return f == g })
		for range 100 {
			row, at := g.Selected()
			switch want := rowOf(g, key); {
			case row < want:
				s.hand(fyne.KeyDown)
			case row > want:
				s.hand(fyne.KeyUp)
			case at < col:
				s.hand(fyne.KeyRight)
			case at > col:
				s.hand(fyne.KeyLeft)
			default:
				s.Write(words)
				s.hand(fyne.KeyReturn)
				return
			}
		}
		s.T.Fatalf("the arrows do not lead to %s", key)
	}
	record := text.T("ui.conference.count.record", "round", 1)
	for _, key := range []string{"issued", "returned", "valid"} {
		figure(key, 1, "6")
	}
	g := votes()
	for row := range g.Model().Rows() {
		if key := g.Model().Row(row).Key; strings.HasPrefix(key, "line:") {
			figure(key, 2, "6")
		}
	}
	figure("valid", 1, "5")
	if s.Offered(record) {
		s.T.Error("a count that does not add up can be recorded")
	}
	s.hand(fyne.KeyZ, ctrl)
	s.enter(record)
	if s.Offered(record) || !s.Reads(text.T("ui.conference.count.recorded", "round", 1)) && !strings.Contains(s.Told(), text.T("ui.conference.count.recorded", "round", 1)) {
		s.T.Errorf("no count; told %q", s.Told())
	}
}

// rowOf is the row of a table with a key; -1 for none.
func rowOf(g *grid.Grid, key string) int {
	for r := range g.Model().Rows() {
		if g.Model().Row(r).Key == key {
			return r
		}
	}
	return -1
}

// The day of a standing office, with the keyboard alone: a cluster founded, a form left with Esc and filled in again, an invitation asked for.
func TestAnOfficesDayByKeys(t *testing.T) {
	s := sit(t, testwindow.OfficeOfSample(t))
	s.find("cum & don vi")
	found := text.T("ui.clusters.found")
	field := func(words string) {
		t.Helper()
		s.Write(words)
		s.hand(fyne.KeyTab)
	}
	s.enter(found)
	field("Khối thi đua số 9")
	s.hand(fyne.KeyEscape)
	if len(testwindow.Seen[*widgets.Form](s.Window)) > 0 {
		t.Fatal("Esc does not take the form away")
	}
	s.enter(found)
	if form := testwindow.Seen[*widgets.Form](s.Window); len(form) == 0 || form[0].Values()[1] != "Khối thi đua số 9" {
		t.Fatal("what was filled in is not there again")
	}
	s.hand(fyne.KeyTab)
	field("Bộ minh hoạ")
	s.reach("the button that founds", func(f fyne.Focusable) bool {
		b, ok := f.(*widgets.Button)
		return ok && b.Importance == widget.HighImportance
	})
	s.hand(fyne.KeyReturn)
	if rowOf(s.Table(), "khoi-thi-dua-so-9") < 0 {
		t.Fatalf("not founded; told %q", s.Told())
	}
	s.find(text.T("ui.nav.access"))
	s.enter(text.T("ui.access.invite"))
	s.reach("the choice of a unit", func(f fyne.Focusable) bool { _, ok := f.(*widgets.Select); return ok })
	s.hand(fyne.KeyReturn)
	s.hand(fyne.KeyDown)
	s.hand(fyne.KeyReturn)
	s.enter(text.T("ui.access.invite.do"))
	if want := text.T("workspace.invite-sync-first"); !strings.Contains(s.Told(), want) { // its own server has not heard of the cluster: the form stays, with the sentence
		t.Errorf("told %q, want %q", s.Told(), want)
	}
	s.hand(fyne.KeyEscape)
	if len(testwindow.Seen[*widgets.Form](s.Window)) > 0 {
		t.Error("Esc does not take the form away")
	}
}
