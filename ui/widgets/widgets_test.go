package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

func begin(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 100))
}

func show(t *testing.T, o fyne.CanvasObject, wide, tall float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(wide, tall))
	return w
}

// painted is everything that would be drawn, as the toolkit describes it.
func painted(o fyne.CanvasObject) string { return test.RenderObjectToMarkup(o) }

func TestNavigation(t *testing.T) {
	begin(t)
	var went []string
	items := []widgets.NavItem{{ID: "home", Label: "Tổng quan"}, {ID: "sheet", Label: "Phiếu chấm", Count: 3}, {ID: "sync", Label: "Đồng bộ"}}
	n := widgets.NewNav(items, func(id string) { went = append(went, id) })
	w := show(t, n, 200, 400)
	w.Canvas().Focus(n)
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyDown} {
		n.TypedKey(&fyne.KeyEvent{Name: key})
	}
	n.TypedRune(' ')
	test.TapCanvas(w.Canvas(), fyne.NewPos(60, 4+16))
	if got := strings.Join(went, " "); got != "sheet sync home" {
		t.Errorf("went to %q", got)
	}
	n.Select("sync")
	n.TypedRune(' ')
	if len(went) != 4 || went[3] != "sync" {
		t.Errorf("Select led to %v", went)
	}
	n.SetCount("sync", 12)
	if m := painted(n); !strings.Contains(m, ">12<") || !strings.Contains(m, ">3<") {
		t.Error("the counts do not show")
	}
	n.SetItems(items[:1])
	n.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if went[len(went)-1] != "home" {
		t.Errorf("with one place left Enter goes to %q", went[len(went)-1])
	}
}

func TestStatesShowAnIconOrWordBesideTheColour(t *testing.T) {
	begin(t)
	for _, s := range []widgets.State{widgets.OK, widgets.Warn, widgets.Bad, widgets.Waiting, widgets.Info, widgets.Honour} {
		b := widgets.NewBadge("chữ", s)
		if m := painted(b); !strings.Contains(m, "<image") || !strings.Contains(m, "chữ") {
			t.Errorf("state %d shows no icon or no word: %s", s, m)
		}
	}
	b := widgets.NewBadge("một", widgets.OK)
	before := painted(b)
	b.Set("hai", widgets.Bad)
	if after := painted(b); !strings.Contains(after, "hai") || after == before || strings.Contains(after, "một") {
		t.Error("the badge did not change")
	}
}

func TestStatusBarFactsAndWhyLine(t *testing.T) {
	begin(t)
	bar := widgets.NewStatusBar("F1 trợ giúp")
	bar.Set(widgets.StatusPart{Text: "Ngoại tuyến", State: widgets.Warn}, widgets.StatusPart{Text: "đã lưu 10:42"})
	if m := test.RenderToMarkup(show(t, bar, 800, 40).Canvas()); !strings.Contains(m, "F1 trợ giúp") || !strings.Contains(m, "Ngoại tuyến") || !strings.Contains(m, "đã lưu 10:42") {
		t.Error("the bar does not show what it says")
	}
	facts := widgets.NewFacts(widgets.Fact{Name: "Tự chấm", Value: "71,25"})
	facts.Set(widgets.Fact{Name: "Tự chấm", Value: "72,00", State: widgets.OK})
	if m := painted(facts); !strings.Contains(m, "72,00") || strings.Contains(m, "71,25") {
		t.Error("the facts did not change")
	}
	why := widgets.NewWhyLine(nil)
	height := why.MinSize().Height
	why.Set(widgets.Bad, strings.Repeat("một câu dài ", 60))
	why.Resize(fyne.NewSize(300, height))
	if why.MinSize().Height != height {
		t.Error("a long sentence makes the line higher: the table above would jump")
	}
	if m := painted(why); !strings.Contains(m, "…<") {
		t.Errorf("what does not fit is not cut with an ellipsis: %s", m)
	}
	why.Set(widgets.Neutral, "99,34% × 10 = 9,934 → 9,93")
	if why.Sentence() != "99,34% × 10 = 9,934 → 9,93" || !strings.Contains(painted(why), why.Sentence()) {
		t.Errorf("the line says %q", why.Sentence())
	}
}

func TestNotice(t *testing.T) {
	begin(t)
	n := widgets.NewNotice()
	below := widget.NewLabel("nội dung")
	frame := widgets.Frame(n, nil, nil, nil, below)
	show(t, frame, 400, 200)
	if n.MinSize().Height != 0 || below.Position().Y != 0 {
		t.Error("a notice that tells nothing takes room")
	}
	did := 0
	n.Offer(widgets.Warn, "Chưa lưu được", "Thử lại", func() { did++ })
	frame.Refresh()
	if n.Sentence() != "Chưa lưu được" || below.Position().Y <= 0 || !strings.Contains(painted(n), "Thử lại") {
		t.Error("the notice is not told")
	}
	n.Tell(widgets.OK, "Đã lưu")
	if strings.Contains(painted(n), "Thử lại") {
		t.Error("the button of the notice before stays")
	}
	n.Tell(widgets.OK, "")
	if n.MinSize().Height != 0 || n.Sentence() != "" || strings.Contains(painted(n), "Đã lưu") {
		t.Error("an empty sentence does not clear the notice")
	}
}

func TestSheet(t *testing.T) {
	begin(t)
	field := typing.NewEntry()
	w := show(t, field, 800, 600)
	w.Canvas().Focus(field)
	done, mended := 0, 0
	s := widgets.Sheet{
		Title: "Nộp phiếu", Confirm: "Nộp", Cancel: "Để sau", Mend: "Đến ô", Do: func() { done++ },
		Checks: []widgets.Check{{State: widgets.OK, Text: "đủ điểm"}, {State: widgets.Warn, Text: "thiếu minh chứng", Go: func() { mended++ }}},
	}
	press := func(key fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key}) }
	s.Show(w.Canvas())
	press(fyne.KeyEscape)
	if done != 0 || w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(field) {
		t.Errorf("Esc: done %d, keyboard with %T", done, w.Canvas().Focused())
	}
	s.Show(w.Canvas())
	press(fyne.KeyReturn)
	if done != 1 {
		t.Errorf("Enter on the confirming button did it %d times", done)
	}
	s.Show(w.Canvas())
	w.Canvas().FocusNext() // round to the first: the button that mends
	press(fyne.KeyReturn)
	if mended != 1 || done != 1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("mended %d, done %d", mended, done)
	}
	s.Blocked = true
	hide := s.Show(w.Canvas())
	if m := painted(w.Canvas().Overlays().Top()); strings.Contains(m, ">Nộp<") {
		t.Error("a blocked sheet offers to go on")
	}
	press(fyne.KeyReturn)
	hide()
	if done != 1 {
		t.Error("a blocked sheet went on")
	}
	for range 30 {
		s.Checks = append(s.Checks, s.Checks[0])
	}
	s.Show(w.Canvas())
	if h := w.Canvas().Overlays().Top().MinSize().Height; h > 560 {
		t.Errorf("a long checklist is %v high in a window of 600", h)
	}
}

func TestFramesLeaveNoGaps(t *testing.T) {
	begin(t)
	left, centre, a, b := widget.NewLabel("trái"), widget.NewLabel("giữa"), widget.NewLabel("a"), widget.NewLabel("b")
	top := widgets.Stack(a, b)
	f := widgets.Frame(top, nil, left, nil, centre)
	f.Resize(fyne.NewSize(400, 300))
	if b.Position().Y != a.Size().Height || centre.Position() != fyne.NewPos(left.Size().Width, top.Size().Height) {
		t.Errorf("b at %v, centre at %v", b.Position(), centre.Position())
	}
	if centre.Size() != fyne.NewSize(400-left.Size().Width, 300-top.Size().Height) {
		t.Errorf("the centre is %v", centre.Size())
	}
	b.Hide()
	f.Refresh()
	if centre.Position().Y != a.Size().Height {
		t.Errorf("a hidden bar keeps its room: the centre is at %v", centre.Position())
	}
}

func TestTextIsCutNotSpilt(t *testing.T) {
	begin(t)
	line := widgets.NewText("Sở Giáo dục và Đào tạo tỉnh Sơn La", fynetheme.ColorNameForeground).Shrinking()
	line.Resize(fyne.NewSize(90, 20))
	if m := painted(line); !strings.Contains(m, "…<") {
		t.Errorf("shown as %s", m)
	}
	line.Resize(fyne.NewSize(600, 20))
	if m := painted(line); !strings.Contains(m, "Sơn La<") || line.Text() != "Sở Giáo dục và Đào tạo tỉnh Sơn La" {
		t.Errorf("with room it shows as %s", m)
	}
}

func TestEmptyAndBars(t *testing.T) {
	begin(t)
	pressed := 0
	empty := widgets.NewEmpty(theme.IconSheet.Resource(), "Chưa có phiếu", "Hãy mở năm học mới.", "Mở năm học", func() { pressed++ })
	w := show(t, empty, 800, 600)
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if m := painted(empty); pressed != 1 || !strings.Contains(m, "Chưa có phiếu") || !strings.Contains(m, "Hãy mở năm học mới.") {
		t.Errorf("pressed %d times; %s", pressed, m)
	}
	if m := painted(widgets.NewEmpty(nil, "Không có việc nào", "Mọi việc đã xong.", "", nil)); strings.Contains(m, "button") {
		t.Error("an empty screen without a next step shows a button")
	}
	bar := widgets.NewTitleBar("Phiếu chấm", widgets.NewFacts(widgets.Fact{Name: "a", Value: "1"}), widgets.NewPrimaryButton("Nộp", nil, nil))
	tools := widgets.NewToolbar(widgets.NewBadge("x", widgets.OK), widgets.NewButton("Lọc", nil, nil))
	for _, o := range []fyne.CanvasObject{bar, tools} {
		o.Resize(fyne.NewSize(800, o.MinSize().Height))
		if h := o.MinSize().Height; h > 44 {
			t.Errorf("a bar is %v high", h)
		}
	}
}

func TestNarrowBarsBreakIntoLines(t *testing.T) {
	begin(t)
	submit := widgets.NewPrimaryButton("Nộp phiếu", nil, nil)
	facts := widgets.NewFacts(widgets.Fact{Name: "Đã chấm", Value: "148/210"}, widgets.Fact{Name: "Tự chấm", Value: "71,25"})
	bar := widgets.NewTitleBar("Phiếu", facts, submit)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	w := show(t, widgets.Frame(bar, nil, nil, nil, widgets.NewText("", "")), 800, 200)
	if at(facts).Y > at(submit).Y+submit.Size().Height || bar.Size().Height > 44 {
		t.Errorf("a wide bar is %v high", bar.Size().Height)
	}
	for _, width := range []float32{260, 150, 90} {
		w.Resize(fyne.NewSize(width, 200))
		high := bar.Size().Height
		if high < 60 {
			t.Errorf("at %v the bar is %v high", width, high)
		}
		for _, o := range []fyne.CanvasObject{facts, submit} {
			if p := at(o); p.X < 0 || p.X+o.Size().Width > width || p.Y+o.Size().Height > high {
				t.Errorf("at %v something of %v stands at %v, the bar is %v high", width, o.Size(), p, high)
			}
		}
		if m := test.RenderToMarkup(w.Canvas()); !strings.Contains(m, "148/210") || !strings.Contains(m, "71,25") {
			t.Errorf("at %v a fact is cut: %s", width, m)
		}
	}
}

func TestAskWantsWordsAndKeepsThem(t *testing.T) {
	begin(t)
	a := widgets.NewAsk("Thôi")
	field := typing.NewEntry()
	w := show(t, widgets.Stack(a, field), 600, 200)
	w.Canvas().Focus(field)
	if a.MinSize().Height != 0 || a.Asking() != "" {
		t.Fatal("a line that asks nothing takes room")
	}
	var got []string
	a.For(w.Canvas(), "Vì sao?", "lý do", "Lùi bước", func(words string) { got = append(got, words) })
	press := func(key fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key}) }
	press(fyne.KeyReturn)
	if len(got) != 0 || a.Asking() != "Vì sao?" {
		t.Fatalf("without words: %q", got)
	}
	test.Type(w.Canvas().Focused(), " nhầm ")
	press(fyne.KeyReturn)
	if len(got) != 1 || got[0] != "nhầm" || a.Asking() == "" {
		t.Errorf("told %q; still asking %q: what it was for may be refused", got, a.Asking())
	}
	press(fyne.KeyEscape)
	if a.Asking() != "" || a.MinSize().Height != 0 || w.Canvas().Focused() != fyne.Focusable(field) {
		t.Errorf("Esc does not drop the question; the keyboard is with %T", w.Canvas().Focused())
	}
	done := 0
	a.Confirm(w.Canvas(), "Chuyển bước?", "Chuyển", func() { done++ })
	press(fyne.KeyReturn)
	if done != 1 {
		t.Errorf("confirmed %d times", done)
	}
}

func TestTabs(t *testing.T) {
	begin(t)
	var chose []int
	tabs := widgets.NewTabs(func(i int) { chose = append(chose, i) }, "Một", "Hai")
	w := show(t, tabs, 300, 60)
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if tabs.Chosen() != 1 || len(chose) != 1 || chose[0] != 1 {
		t.Errorf("chosen %d, told %v", tabs.Chosen(), chose)
	}
	tabs.Choose(0)
	tabs.SetCount(1, 3)
	if tabs.Chosen() != 0 || len(chose) != 1 || !strings.Contains(painted(tabs), "Hai (3)") {
		t.Errorf("chosen %d, told %v", tabs.Chosen(), chose)
	}
}

func TestItemLeadsOn(t *testing.T) {
	begin(t)
	did := 0
	item := widgets.NewItem(widgets.Item{State: widgets.Bad, What: "Ký giao ước", Why: "Quá hạn", Word: "hạn 19/09", Action: "Mở", Do: func() { did++ }, Wide: 120})
	w := show(t, item, 600, 80)
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	m := painted(item)
	for _, words := range []string{"Ký giao ước", "Quá hạn", "hạn 19/09", "<image"} {
		if !strings.Contains(m, words) {
			t.Errorf("%q does not show", words)
		}
	}
	if did != 1 {
		t.Errorf("the button did it %d times", did)
	}
}
