package shell_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
)

// goTo shows a screen.
func (p *person) goTo(id string) *person {
	p.t.Helper()
	p.shell.Frame().Go(id)
	p.settle()
	return p
}

// rowOf is the row of the table on screen with a key.
func (p *person) rowOf(key string) int {
	p.t.Helper()
	m := p.table().Model()
	for r := range m.Rows() {
		if m.Row(r).Key == key {
			return r
		}
	}
	p.t.Fatalf("no row %q", key)
	return -1
}

// typeInto types into a cell of the table on screen and leaves it.
func (p *person) typeInto(key string, col int, words string) {
	p.t.Helper()
	p.table().Select(p.rowOf(key), col)
	p.window.Canvas().Focus(p.table())
	p.write(words + "\n")
}

// answer types into the line that asks, and confirms.
func (p *person) answer(words string) {
	p.t.Helper()
	for _, a := range seen[*widgets.Ask](p) {
		if a.Asking() != "" {
			p.write(words + "\n")
			return
		}
	}
	p.t.Fatal("nothing is asked")
}

// asked is the question that stands on screen.
func (p *person) asked() string {
	for _, a := range seen[*widgets.Ask](p) {
		if a.Asking() != "" {
			return a.Asking()
		}
	}
	return ""
}

func (p *person) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func TestDeadlinesAreTypedAndMovedForAReason(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	const step, deadline = string(emulation.SeasonVerifying), 2
	line := func() season.CalendarLine {
		t.Helper()
		lines, err := season.At(p.desk.Workspace).Calendar()
		p.must(err)
		for _, l := range lines {
			if string(l.Step) == step {
				return l
			}
		}
		return season.CalendarLine{}
	}
	p.typeInto(step, deadline, "2/8/2024")
	if l := line(); l.Date != "2024-08-02" {
		t.Fatalf("on disk: %q; %q", l.Date, p.told())
	}
	p.typeInto(step, deadline, "9/8/2024")
	if l := line(); l.Date != "2024-08-02" || p.asked() == "" {
		t.Fatalf("moved without a reason to %q; asked %q", l.Date, p.asked())
	}
	p.answer("các đơn vị đề nghị")
	l := line()
	if l.Date != "2024-08-09" || l.Reason != "các đơn vị đề nghị" || p.asked() != "" {
		t.Errorf("on disk: %q for %q; still asked %q; %q", l.Date, l.Reason, p.asked(), p.told())
	}
	p.typeInto(step, deadline, "30/2/2024")
	p.answer("nhầm")
	row := p.rowOf(step)
	if c := p.table().Model().Cell(row, deadline); c.State != grid.Error || c.Text != "30/2/2024" || line().Date != "2024-08-09" {
		t.Errorf("a day that no calendar has: cell %+v", c)
	}
}

func TestTheSeasonGoesBackAndOnForAReason(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	step := func() emulation.SeasonStep {
		t.Helper()
		s, err := p.desk.Workspace.Season()
		p.must(err)
		return s.Step
	}
	p.press(text.T("ui.season.back"))
	p.answer("") // words are needed
	if step() != emulation.SeasonSelfScoring {
		t.Fatal("went back without a reason")
	}
	p.answer("chuyển nhầm")
	if step() != emulation.SeasonRunning {
		t.Fatalf("the season is at %s: %q", step(), p.told())
	}
	history, err := season.At(p.desk.Workspace).SeasonHistory()
	p.must(err)
	if last := history[len(history)-1]; !last.Back || last.Reason != "chuyển nhầm" {
		t.Errorf("the history says %+v", last)
	}
	// on again: registrations and the compact are missing, which the screen names before it asks why
	p.press(text.T("ui.season.next.do", "step", text.T("season.self-scoring")))
	if p.asked() == "" {
		t.Fatal("nothing is asked before the step")
	}
	for _, a := range seen[*widgets.Ask](p) {
		if a.Asking() == text.T("ui.season.next.sure", "step", text.T("season.self-scoring")) {
			p.press(text.T("ui.season.next.confirm"))
		}
	}
	if p.asked() != "" {
		p.answer("hoàn thành sau")
	}
	if step() != emulation.SeasonSelfScoring {
		t.Errorf("the season is at %s: %q", step(), p.told())
	}
}

func TestWhoMayNotLeadSeesWhoCan(t *testing.T) {
	p := sit(t, unitFolder(t, "lao-cai")).goTo(shell.Season)
	for _, b := range seen[*widgets.Button](p) {
		if b.Text == text.T("ui.season.back") || strings.HasPrefix(b.Text, text.T("ui.season.next.do", "step", "")) && !b.Disabled() {
			t.Errorf("%q is offered", b.Text)
		}
	}
	st, err := season.At(p.desk.Workspace).SeasonState()
	p.must(err)
	if !p.reads(text.T("ui.season.who", "who", st.Who)) {
		t.Error("it does not say who takes the steps")
	}
	if c := p.table().Model().Cell(0, 2); c.Editable {
		t.Error("a deadline can be typed")
	}
}

// unitFolder is the folder of a unit's desk of the sample.
func unitFolder(t *testing.T, unit string) string {
	t.Helper()
	dir := t.TempDir()
	d, err := desk.InitSample(dir, sampleID, unit, environment())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestDocumentsAreKeptInARegister(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	p.press(text.T("ui.season.tab.papers"))
	p.typeInto(keyNew, 2, "quy chế")
	if list, err := season.At(p.desk.Workspace).Documents(); err != nil || len(list) != 0 {
		t.Fatalf("a document without a title was written: %v %v", list, err)
	}
	p.typeInto(keyNew, 3, "Quy chế hoạt động")
	list, err := season.At(p.desk.Workspace).Documents()
	p.must(err)
	if len(list) != 1 || list[0].Kind != "regulation" || list[0].Title != "Quy chế hoạt động" {
		t.Fatalf("on disk: %+v; %q", list, p.told())
	}
	p.typeInto(list[0].ID, 2, "sổ tay")
	if c := p.table().Model().Cell(0, 2); c.State != grid.Error || c.Text != "sổ tay" {
		t.Errorf("an unknown kind: %+v", c)
	}
	p.typeInto(list[0].ID, 2, "Kế hoạch")
	p.table().Model().Set(0, 3, "")
	p.settle()
	p.press(text.T("ui.season.papers.withdraw"))
	if list, err := season.At(p.desk.Workspace).Documents(); err != nil || len(list) != 0 {
		t.Errorf("it is still on the list: %+v %v", list, err)
	}
}

func TestTheSeasonIsDescribed(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	p.press(text.T("ui.season.tab.info"))
	fields := seen[*widget.Entry](p)
	fields[1].SetText("Kỷ cương, sáng tạo")
	fields[2].SetText("Luật Thi đua, khen thưởng\n\nNghị định 98")
	p.goTo(shell.Overview) // what was typed is saved on leaving
	s, err := p.desk.Workspace.Season()
	p.must(err)
	if s.Info.Theme != "Kỷ cương, sáng tạo" || len(s.Info.Grounds) != 2 {
		t.Errorf("on disk: %+v", s.Info)
	}
}

func TestRegistrationIsTypedLineByLine(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Pledge)
	own := func() emulation.Registration {
		t.Helper()
		me, err := p.desk.Workspace.Me()
		p.must(err)
		list, err := pledge.At(p.desk.Workspace).Registrations()
		p.must(err)
		for _, r := range list {
			if r.Unit.ID == me.Unit.ID {
				return r.Registration
			}
		}
		return emulation.Registration{}
	}
	p.typeInto("m+", 0, "Dạy tốt, học tốt")
	p.typeInto("m+", 0, "Trường học xanh")
	p.typeInto("t+", 1, "99,5")
	if r := own(); len(r.Movements) != 2 || len(r.Targets) != 0 {
		t.Fatalf("on disk: %+v; %q", r, p.told())
	}
	p.typeInto("t+", 0, "Phổ cập")
	p.typeInto("h+", 0, "Cờ thi đua")
	r := own()
	if len(r.Targets) != 1 || r.Targets[0] != (emulation.Target{Name: "Phổ cập", Value: "99.5"}) || len(r.Titles) != 1 {
		t.Fatalf("on disk: %+v; %q", r, p.told())
	}
	if c := p.table().Model().Cell(p.rowOf("t0"), 1); c.Text != "99,5" {
		t.Errorf("the target is shown as %q", c.Text)
	}
	p.table().Model().Set(p.rowOf("m0"), 0, "")
	p.settle()
	if r := own(); len(r.Movements) != 2 {
		t.Fatalf("a line was dropped without asking: %+v", r)
	}
	p.press(text.T("ui.pledge.drop"))
	if r := own(); len(r.Movements) != 1 || r.Movements[0] != "Trường học xanh" {
		t.Errorf("after a line was emptied: %+v", r)
	}
}

func TestTheCompactIsWrittenAndSigned(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Pledge)
	if p.offered(text.T("ui.pledge.sign")) {
		t.Error("a compact that is not there can be signed")
	}
	p.press(text.T("ui.pledge.tab.compact"))
	p.press(text.T("ui.pledge.compact.write"))
	fields := seen[*widget.Entry](p)
	fields[1].SetText("Cùng thi đua.\nCùng giúp đỡ.")
	p.press(text.T("ui.pledge.compact.save"))
	p.press(text.T("ui.pledge.sign"))
	c, err := pledge.At(p.desk.Workspace).Compact()
	p.must(err)
	if len(c.Paragraphs) != 2 || len(c.Unsigned()) != len(c.Signatures) {
		t.Fatalf("before it is confirmed: %d paragraphs, unsigned %v; %q", len(c.Paragraphs), len(c.Unsigned()), p.told())
	}
	confirm(p, text.T("ui.pledge.sign"))
	c, err = pledge.At(p.desk.Workspace).Compact()
	p.must(err)
	if len(c.Unsigned()) != len(c.Signatures)-1 || p.offered(text.T("ui.pledge.sign")) {
		t.Errorf("not signed: %q", p.told())
	}
}

// confirm presses the button of the line that asks, not one of the same name elsewhere.
func confirm(p *person, label string) {
	p.t.Helper()
	var last *widgets.Button
	for _, b := range seen[*widgets.Button](p) {
		if b.Text == label {
			last = b
		}
	}
	if last == nil {
		p.t.Fatalf("no button says %q", label)
	}
	test.Tap(last)
	p.settle()
}

// A new line is saved as one when it is left, not torn apart by Tab; Enter leads to the next.
func TestANewLineIsTypedAcross(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Pledge)
	targets := func() []emulation.Target {
		t.Helper()
		me, err := p.desk.Workspace.Me()
		p.must(err)
		list, err := pledge.At(p.desk.Workspace).Registrations()
		p.must(err)
		for _, r := range list {
			if r.Unit.ID == me.Unit.ID {
				return r.Targets
			}
		}
		return nil
	}
	g := p.table()
	g.Select(p.rowOf("t+"), 0)
	p.window.Canvas().Focus(g)
	p.write("Phổ cập")
	p.keys(fyne.KeyTab)
	p.write("99,7")
	if got := targets(); len(got) != 0 {
		t.Fatalf("half a line was saved: %+v", got)
	}
	p.keys(fyne.KeyTab)
	p.write("%\n")
	p.write("Trường chuẩn")
	p.keys(fyne.KeyTab)
	p.write("62")
	p.keys(fyne.KeyTab)
	p.goTo(shell.Overview) // leaving saves a line that is not finished
	want := []emulation.Target{{Name: "Phổ cập", Value: "99.7", Measure: "%"}, {Name: "Trường chuẩn", Value: "62"}}
	if got := targets(); !slices.Equal(got, want) {
		t.Errorf("on disk: %+v", got)
	}
}

func TestTypingIsUndone(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	p.press(text.T("ui.season.tab.papers"))
	p.typeInto(keyNew, 3, "Quy chế")
	list, err := season.At(p.desk.Workspace).Documents()
	p.must(err)
	id := list[0].ID
	title := func() string {
		t.Helper()
		list, err := season.At(p.desk.Workspace).Documents()
		p.must(err)
		return list[0].Title
	}
	p.typeInto(id, 3, "Nhầm")
	if title() != "Nhầm" {
		t.Fatalf("on disk: %q", title())
	}
	p.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	p.settle()
	if title() != "Quy chế" {
		t.Errorf("after Ctrl+Z: %q", title())
	}
	p.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutRedo{})
	p.settle()
	if title() != "Nhầm" {
		t.Errorf("after Ctrl+Y: %q", title())
	}
}

func TestAnotherSeasonIsBegunAndChosen(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	p.press(text.T("ui.season.new"))
	p.answer("2024-2025")
	s, err := p.desk.Workspace.Season()
	p.must(err)
	if s.Label != "2024–2025" || s.Info.Name != "Năm học 2024–2025" || !p.offered(text.T("ui.top", "cluster", s.Cluster.Info.Name, "season", s.Info.Name)) {
		t.Fatalf("the season is %q, %q; %q", s.Label, s.Info.Name, p.told())
	}
	p.press(text.T("ui.top", "cluster", s.Cluster.Info.Name, "season", s.Info.Name))
	test.Tap(seen[*widget.PopUpMenu](p)[0].Items[1].(fyne.Tappable))
	p.settle()
	if s, err = p.desk.Workspace.Season(); err != nil || s.Label != "2023–2024" || !p.reads(text.Capital(text.T("season.self-scoring"))) {
		t.Errorf("after choosing the one before: %q %v", s.Label, err)
	}
}
