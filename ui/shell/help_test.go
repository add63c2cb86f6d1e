package shell_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// f1 presses F1 where the keyboard is.
func (p *person) f1() *person {
	p.T.Helper()
	if f := p.Host.Window.Canvas().Focused(); f != nil {
		p.Keys(fyne.KeyF1)
		return p
	}
	p.Host.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	p.Settle()
	return p
}

// page is what stands in the page of the guide that is open.
func (p *person) page() string {
	var all []string
	for _, r := range testwindow.Seen[*widget.RichText](p.Window) {
		all = append(all, r.String())
	}
	return strings.Join(all, "\n")
}

// marked is the line of the guide's list that is marked: of a colour of its own.
func (p *person) marked() string {
	marked := p.App.Settings().Theme().Color(theme.ColorNamePrimary, theme.VariantLight)
	for _, x := range testwindow.Seen[*widgets.Text](p.Window) {
		if line, ok := test.WidgetRenderer(x).Objects()[0].(*canvas.Text); ok && line.Color == marked {
			return strings.TrimSpace(x.Text())
		}
	}
	return ""
}

func (p *person) open() bool { return p.Host.Window.Canvas().Overlays().Top() != nil }

// F1 opens the guide at what belongs to the screen and to whoever sits here (the leader of the head's unit), and closes it again.
func TestF1OpensTheGuideWhereOneIs(t *testing.T) {
	p := sitAtSample(t)
	for _, c := range []struct{ at, section, reads string }{
		{shell.Sheet, "Nộp phiếu", "Danh sách kiểm tra hiện ra"},
		{shell.Review, "Phân công thẩm định", "Đề xuất phân công…"},
		{shell.Ranking, "Chốt kết quả", "Tính lại từ nhật ký"},
		{shell.Running, "Ghi số liệu trong năm", "phiếu tự tính"},
		{shell.Printing, "Văn bản in", "PDF"},
		{shell.Syncing, "Nếu không có mạng", "Cứ làm như thường"},
	} {
		p.goTo(c.at).f1()
		if got := p.marked(); got != c.section || !strings.Contains(p.page(), c.reads) {
			t.Errorf("on %s the guide is at %q", c.at, got)
		}
		p.f1()
		if p.open() {
			t.Fatalf("on %s F1 does not close the guide", c.at)
		}
	}
}

// What is searched in the guide is found without diacritics; arrows, Enter and Esc do what they do in the palette; the way back is kept.
func TestTheGuideIsSearched(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Overview).f1()
	p.Write("quen mat khau")
	if got := p.marked(); got != "Nếu gặp sự cố › Nếu quên mật khẩu" {
		t.Fatalf("found first: %q", got)
	}
	p.Write("\n")
	if !strings.Contains(p.page(), "mã khôi phục 28 chữ và số") {
		t.Error("Enter does not open it")
	}
	p.Press(text.T("ui.help.back"))
	if got := p.page(); !strings.Contains(got, "Lùi bước") || p.Offered(text.T("ui.help.back")) {
		t.Error("the way back does not lead back")
	}
	for range len("quen mat khau") {
		p.Keys(fyne.KeyBackspace)
	}
	p.Write("xyzxyz")
	if p.marked() != "" || !p.Reads(text.T("ui.help.none")) {
		t.Errorf("found %q", p.marked())
	}
	p.Keys(fyne.KeyEscape)
	if p.open() {
		t.Error("Esc does not close the guide")
	}
}

// The guide has its size from the window as it is, not as it was.
func TestTheGuideFitsTheWindow(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Overview).f1()
	var sizes []fyne.Size
	for _, size := range []fyne.Size{{Width: 1366, Height: 700}, {Width: 800, Height: 480}, {Width: 1366, Height: 700}} {
		p.Host.Window.Resize(size)
		field := p.Focused().(fyne.CanvasObject)
		guide := fyne.CurrentApp().Driver().AbsolutePositionForObject(field)
		close := testwindow.Seen[*widgets.Button](p.Window)
		right := float32(0)
		for _, b := range close {
			if b.Text == text.T("ui.help.close") {
				right = fyne.CurrentApp().Driver().AbsolutePositionForObject(b).X + b.Size().Width
			}
		}
		if guide.X < 28 || right > size.Width-28 || right < size.Width/2 {
			t.Errorf("in a window of %v the guide reaches from %.0f to %.0f", size, guide.X, right)
		}
		sizes = append(sizes, fyne.NewSize(guide.X, right))
	}
	if sizes[0] != sizes[2] {
		t.Errorf("in a window of the same size it was %v and is %v", sizes[0], sizes[2])
	}
}

// Links lead on, inside the guide.
func TestALinkOfTheGuideLeadsOn(t *testing.T) {
	p := sitAtSample(t)
	p.search("huong dan su dung thi dua").Write("\n")
	for _, l := range testwindow.Seen[*widget.Hyperlink](p.Window) {
		if l.Text == "Phím tắt" {
			l.OnTapped()
		}
	}
	p.Settle()
	if !strings.Contains(p.page(), "Ctrl+1 … Ctrl+9") {
		t.Error("the link leads nowhere")
	}
}

// Before the folder is open F1 tells how to begin.
func TestF1BeforeAnythingIsOpen(t *testing.T) {
	p := sit(t, t.TempDir()).f1()
	if got := p.marked(); got != "Bắt đầu trên máy mới" {
		t.Errorf("the guide is at %q", got)
	}
}

// Every screen a desk can have stands in the page of all screens.
func TestEveryScreenIsInTheGuide(t *testing.T) {
	for _, id := range shell.Screens {
		if at := shell.GuideFor(id); at != "screens" {
			t.Errorf("%s is told of in %q", id, at)
		}
	}
}
