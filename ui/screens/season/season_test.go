package season_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	ui "thidua/ui/screens/season"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

func TestDeadlinesAreTypedAndMovedForAReason(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	const step, deadline = string(emulation.SeasonVerifying), 2
	line := func() season.CalendarLine {
		t.Helper()
		lines, err := season.At(p.Desk.Workspace).Calendar()
		p.Must(err)
		for _, l := range lines {
			if string(l.Step) == step {
				return l
			}
		}
		return season.CalendarLine{}
	}
	p.TypeInto(step, deadline, "2/8/2024")
	if l := line(); l.Date != "2024-08-02" {
		t.Fatalf("on disk: %q; %q", l.Date, p.Told())
	}
	p.TypeInto(step, deadline, "9/8/2024")
	if l := line(); l.Date != "2024-08-02" || p.Asked() == "" {
		t.Fatalf("moved without a reason to %q; asked %q", l.Date, p.Asked())
	}
	p.Answer("các đơn vị đề nghị")
	l := line()
	if l.Date != "2024-08-09" || l.Reason != "các đơn vị đề nghị" || p.Asked() != "" {
		t.Errorf("on disk: %q for %q; still asked %q; %q", l.Date, l.Reason, p.Asked(), p.Told())
	}
	p.TypeInto(step, deadline, "30/2/2024")
	p.Answer("nhầm")
	row := p.RowOf(step)
	if c := p.Table().Model().Cell(row, deadline); c.State != grid.Error || c.Text != "30/2/2024" || line().Date != "2024-08-09" {
		t.Errorf("a day that no calendar has: cell %+v", c)
	}
}

func TestTheSeasonGoesBackAndOnForAReason(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	step := func() emulation.SeasonStep {
		t.Helper()
		s, err := p.Desk.Workspace.Season()
		p.Must(err)
		return s.Step
	}
	p.Press(text.T("ui.season.back"))
	p.Answer("") // words are needed
	if step() != emulation.SeasonSelfScoring {
		t.Fatal("went back without a reason")
	}
	p.Answer("chuyển nhầm")
	if step() != emulation.SeasonRunning {
		t.Fatalf("the season is at %s: %q", step(), p.Told())
	}
	history, err := season.At(p.Desk.Workspace).SeasonHistory()
	p.Must(err)
	if last := history[len(history)-1]; !last.Back || last.Reason != "chuyển nhầm" {
		t.Errorf("the history says %+v", last)
	}
	// on again: registrations and the compact are missing, which the screen names before it asks why
	p.Press(text.T("ui.season.next.do", "step", text.T("season.self-scoring")))
	if p.Asked() == "" {
		t.Fatal("nothing is asked before the step")
	}
	for _, a := range testwindow.Seen[*widgets.Ask](p.Window) {
		if a.Asking() == text.T("ui.season.next.sure", "step", text.T("season.self-scoring")) {
			p.Press(text.T("ui.season.next.confirm"))
		}
	}
	if p.Asked() != "" {
		p.Answer("hoàn thành sau")
	}
	if step() != emulation.SeasonSelfScoring {
		t.Errorf("the season is at %s: %q", step(), p.Told())
	}
}

func TestWhoMayNotLeadSeesWhoCan(t *testing.T) {
	p := testwindow.Before(t, testwindow.SampleOf(t, "lao-cai"), show)
	for _, b := range testwindow.Seen[*widgets.Button](p.Window) {
		if b.Text == text.T("ui.season.back") || strings.HasPrefix(b.Text, text.T("ui.season.next.do", "step", "")) && !b.Disabled() {
			t.Errorf("%q is offered", b.Text)
		}
	}
	st, err := season.At(p.Desk.Workspace).SeasonState()
	p.Must(err)
	if !p.Reads(text.T("ui.season.who", "who", st.Who)) {
		t.Error("it does not say who takes the steps")
	}
	if c := p.Table().Model().Cell(0, 2); c.Editable {
		t.Error("a deadline can be typed")
	}
}

func TestDocumentsAreKeptInARegister(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.season.tab.papers"))
	p.TypeInto(grid.KeyNew, 2, "quy chế")
	if list, err := season.At(p.Desk.Workspace).Documents(); err != nil || len(list) != 0 {
		t.Fatalf("a document without a title was written: %v %v", list, err)
	}
	p.TypeInto(grid.KeyNew, 3, "Quy chế hoạt động")
	list, err := season.At(p.Desk.Workspace).Documents()
	p.Must(err)
	if len(list) != 1 || list[0].Kind != "regulation" || list[0].Title != "Quy chế hoạt động" {
		t.Fatalf("on disk: %+v; %q", list, p.Told())
	}
	p.TypeInto(list[0].ID, 2, "sổ tay")
	if c := p.Table().Model().Cell(0, 2); c.State != grid.Error || c.Text != "sổ tay" {
		t.Errorf("an unknown kind: %+v", c)
	}
	p.TypeInto(list[0].ID, 2, "Kế hoạch")
	for _, c := range []struct {
		typed, at string
		adopted   bool
	}{{"hội nghị ký giao ước thi đua", emulation.ConferenceSigning, true}, {"đã thông qua", "", true}, {"ở đâu đó", "", true}} {
		p.TypeInto(list[0].ID, 5, c.typed)
		now, err := season.At(p.Desk.Workspace).Documents()
		p.Must(err)
		if now[0].Adopted != c.adopted || now[0].AdoptedAt != c.at {
			t.Errorf("%q: %+v; %q", c.typed, now[0].NumberedDocument, p.Told())
		}
	}
	if c := p.Table().Model().Cell(0, 5); c.State != grid.Error || c.Text != "ở đâu đó" {
		t.Errorf("adopted nobody knows where: %+v", c)
	}
	p.Table().Model().Set(0, 5, "")
	p.Settle()
	p.Table().Model().Set(0, 3, "")
	p.Settle()
	p.Press(text.T("ui.season.papers.withdraw"))
	if list, err := season.At(p.Desk.Workspace).Documents(); err != nil || len(list) != 0 {
		t.Errorf("it is still on the list: %+v %v", list, err)
	}
}

func TestTheSeasonIsDescribed(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.season.tab.info"))
	fields := testwindow.Entries(p.Window)
	fields[1].SetText("Kỷ cương, sáng tạo")
	fields[2].SetText("Luật Thi đua, khen thưởng\n\nNghị định 98")
	p.Away() // what was typed is saved on leaving
	s, err := p.Desk.Workspace.Season()
	p.Must(err)
	if s.Info.Theme != "Kỷ cương, sáng tạo" || len(s.Info.Grounds) != 2 {
		t.Errorf("on disk: %+v", s.Info)
	}
	p.Return()
	before := s.Info.Theme
	testwindow.Entries(p.Window)[1].SetText("Nhầm")
	p.Away()
	p.Return()
	p.Host.Undo.Back()
	p.Settle()
	if s, err = p.Desk.Workspace.Season(); err != nil || s.Info.Theme != before || !strings.Contains(p.Told(), text.T("ui.season.info.did")) {
		t.Errorf("taken back: %q %v; told %q", s.Info.Theme, err, p.Told())
	}
	if shown := testwindow.Entries(p.Window)[1].Text; shown != before {
		t.Errorf("shown: %q", shown)
	}
}

func TestTypingIsUndone(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.season.tab.papers"))
	p.TypeInto(grid.KeyNew, 3, "Quy chế")
	list, err := season.At(p.Desk.Workspace).Documents()
	p.Must(err)
	id := list[0].ID
	title := func() string {
		t.Helper()
		list, err := season.At(p.Desk.Workspace).Documents()
		p.Must(err)
		return list[0].Title
	}
	p.TypeInto(id, 3, "Nhầm")
	if title() != "Nhầm" {
		t.Fatalf("on disk: %q", title())
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if title() != "Quy chế" {
		t.Errorf("after Ctrl+Z: %q", title())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if title() != "Nhầm" {
		t.Errorf("after Ctrl+Y: %q", title())
	}
}

// A row is saved whole: Ctrl+Z is over what stands there now, not over what was read before somebody else wrote.
func TestUndoReadsARowAfreshBeforeItIsWritten(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.season.tab.papers"))
	const title = 3
	p.TypeInto(grid.KeyNew, title, "Quy chế")
	paper := func() season.SeasonDocument {
		t.Helper()
		list, err := season.At(p.Desk.Workspace).Documents()
		p.Must(err)
		return list[0]
	}
	undoOver := func(change func(*emulation.NumberedDocument)) {
		t.Helper()
		p.TypeInto(paper().ID, title, "Nhầm")
		d := paper()
		change(&d.NumberedDocument)
		p.Must(season.At(p.Desk.Workspace).SetDocument(d.ID, d.NumberedDocument))
		p.Shortcut(&fyne.ShortcutUndo{}) // before anything is read of it
	}
	undoOver(func(d *emulation.NumberedDocument) { d.Title = "Tên mới" })
	if got := paper().Title; got != "Tên mới" || !strings.Contains(p.Said(), text.T("ui.undo.changed")) {
		t.Errorf("over what a colleague wrote: %q; said %q", got, p.Said())
	}
	undoOver(func(d *emulation.NumberedDocument) { d.Issuer = "Cơ quan mới" })
	if got := paper(); got.Title != "Tên mới" || got.Issuer != "Cơ quan mới" {
		t.Errorf("beside what a colleague wrote: %q, %q; said %q", got.Title, got.Issuer, p.Said())
	}
}

func TestTheOfficeGivesPostsAndQuotas(t *testing.T) {
	p := testwindow.Before(t, testwindow.OfficeOfSample(t), show)
	p.Press(text.T("ui.season.tab.people"))
	unit, err := p.Desk.Workspace.FindUnit("lao-cai")
	p.Must(err)
	secretaries := func() (n int) {
		t.Helper()
		posts, err := season.At(p.Desk.Workspace).Posts()
		p.Must(err)
		for _, x := range posts {
			if x.Post == emulation.PostSecretary && x.Unit.ID == unit.ID {
				n++
			}
		}
		return n
	}
	post := text.T("post." + string(emulation.PostSecretary))
	p.Table().Select(p.RowOf(unit.ID.String()), 0)
	p.Settle()
	p.Press(text.T("ui.season.post.give", "post", post))
	p.Answer("Thông báo số 12")
	if secretaries() != 1 {
		t.Fatalf("not recorded: %q", p.Told())
	}
	p.Press(text.T("ui.season.post.end", "post", post))
	p.Confirm(text.T("ui.season.post.end", "post", post))
	if secretaries() == 1 {
		// the button of the line that asks stands above the one that asked
		p.Press(text.T("ui.season.post.end", "post", post))
	}
	if secretaries() != 0 {
		t.Errorf("not ended: %q", p.Told())
	}

	p.Press(text.T("ui.season.tab.quotas"))
	p.TypeInto(grid.KeyNew, 0, "bằng khen của bộ trưởng")
	p.TypeInto(grid.KeyNew, 1, "ba")
	p.TypeInto(grid.KeyNew, 1, "3")
	list, err := season.At(p.Desk.Workspace).Quotas()
	p.Must(err)
	if len(list) != 1 || list[0].Count != 3 {
		t.Fatalf("on disk: %+v; %q %+v", list, p.Told(), p.Table().Model().Cell(p.RowOf(grid.KeyNew), 0))
	}
	form, err := awards.At(p.Desk.Workspace).FindForm("bằng khen của bộ trưởng")
	p.Must(err)
	if got := p.Table().Model().Cell(0, 0).Text; got != form.Name {
		t.Errorf("the award is shown as %q", got)
	}
}

// While criteria are consulted the unit types its opinion; those who prepare them answer beside it, and what is not followed waits for its reason.
func TestOpinionsAreTypedAndAnswered(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.season.tab.opinions"))
	if n := p.Table().Model().Rows(); n != 0 {
		t.Errorf("%d rows where nothing may be said any more", n)
	}
	room := season.At(p.Desk.Workspace)
	for {
		state, err := room.SeasonState()
		p.Must(err)
		if state.Season.Step == emulation.SeasonConsulting {
			break
		}
		p.Must(room.StepBack("lấy ý kiến lại"))
	}
	p.Settle()
	p.TypeInto(grid.KeyNew, 0, "I.4")
	p.TypeInto(grid.KeyNew, 1, "Nên tính riêng vùng khó khăn")
	read := func() pledge.CriteriaOpinion {
		t.Helper()
		list, err := pledge.At(p.Desk.Workspace).Opinions(0)
		p.Must(err)
		if len(list) != 1 {
			t.Fatalf("on disk: %+v; %q", list, p.Told())
		}
		return list[0]
	}
	o := read()
	if o.Criterion != "I.4" || o.Text != "Nên tính riêng vùng khó khăn" {
		t.Fatalf("on disk: %+v", o)
	}
	key := "1/" + o.Unit.Code + "/" + o.Code
	p.TypeInto(key, 2, "giải trình")
	if read().Answered.Given {
		t.Error("declined without a word")
	}
	p.TypeInto(key, 3, "Đã thống nhất")
	if o = read(); o.Answer.How != "declined" || o.Answer.Reason != "Đã thống nhất" || o.Open() {
		t.Errorf("on disk: %+v; %q", o, p.Told())
	}
	p.TypeInto(key, 1, "Nên bỏ")
	if o = read(); o.Text != "Nên bỏ" || !o.Earlier {
		t.Errorf("on disk: %+v; %q", o, p.Told())
	}
	if c := p.Table().Model().Cell(p.RowOf(key), 2); c.State != grid.Warn {
		t.Errorf("answered before it was changed: %+v", c)
	}
	p.TypeInto(key, 1, "Nên bỏ hẳn")
	if o = read(); o.Text != "Nên bỏ hẳn" || !o.Earlier {
		t.Errorf("changed twice: %+v; %q", o, p.Told())
	}
	p.TypeInto(key, 2, "tiếp thu")
	if o = read(); o.Answer.How != "accepted" || o.Open() {
		t.Errorf("on disk: %+v; %q", o, p.Told())
	}
	p.TypeInto(key, 2, "có lẽ")
	if c := p.Table().Model().Cell(p.RowOf(key), 2); c.State != grid.Error {
		t.Errorf("no such answer: %+v", c)
	}
}
