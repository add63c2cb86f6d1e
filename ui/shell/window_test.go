package shell_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// press presses the button on screen with a label.
func (p *person) press(label string) {
	p.t.Helper()
	for _, b := range seen[*widgets.Button](p) {
		if b.Text == label {
			test.Tap(b)
			p.settle()
			return
		}
	}
	p.t.Fatalf("no button says %q", label)
}

func (p *person) offered(label string) bool {
	for _, b := range seen[*widgets.Button](p) {
		if b.Text == label && !b.Disabled() {
			return true
		}
	}
	return false
}

// told is what the notices on screen say.
func (p *person) told() string {
	var all []string
	for _, n := range seen[*widgets.Notice](p) {
		all = append(all, n.Sentence())
	}
	return strings.Join(all, "|")
}

// reads says whether a text stands somewhere on screen.
func (p *person) reads(wanted string) bool {
	for _, l := range seen[*widget.Label](p) {
		if strings.Contains(l.Text, wanted) {
			return true
		}
	}
	for _, x := range seen[*widgets.Text](p) {
		if strings.Contains(x.Text(), wanted) {
			return true
		}
	}
	return false
}

func TestFirstRunOpensTheSample(t *testing.T) {
	p := sit(t, filepath.Join(t.TempDir(), "empty"))
	if p.shell.Frame() != nil {
		t.Fatal("an empty folder shows screens")
	}
	p.press(text.T("ui.first.code.do"))
	if want := text.Error(emulation.Errorf(emulation.Invalid, "ui.first.no-code")); p.told() != want {
		t.Errorf("without a code it says %q", p.told())
	}
	if !p.reads("Cụm khác") || !p.reads(text.T("ui.first.sample.units", "count", 7)) {
		t.Error("the samples are not listed")
	}
	confirm(p, text.T("ui.first.sample.do")) // the last of them
	if p.shell.Frame() == nil || p.shell.Frame().At() != shell.Overview {
		t.Fatalf("the sample did not open: %q", p.told())
	}
	if !p.reads(text.T("ui.overview.members")) {
		t.Error("the overview shows no units")
	}
}

func TestASecondWindowSaysWhereTheFirstIs(t *testing.T) {
	first := sitAtSample(t)
	second := &person{t: t, dir: first.dir, env: first.env}
	_, err := second.Open()
	if emulation.KeyOf(err) != "storage.in-use" {
		t.Fatalf("a second opening: %v", err)
	}
	other := sit(t, first.dir)
	if !other.reads(text.T("ui.refused.in-use")) || !other.reads(text.Error(err)) {
		t.Error("the second window does not say why it is empty")
	}
	first.leave()
	other.press(text.T("ui.again"))
	if other.shell.Frame() == nil {
		t.Error("it does not open after the first was closed")
	}
}

func TestRankingIsTheWorkspaces(t *testing.T) {
	p := sitAtSample(t)
	p.shell.Frame().Go(shell.Ranking)
	p.settle()
	r, err := result.At(p.desk.Workspace).Ranking()
	if err != nil {
		t.Fatal(err)
	}
	m := p.table().Model()
	groups := len(r.Season.Set.Groups)
	for i, st := range r.Standings {
		if got := m.Cell(i, 1).Text; got != st.Unit.Label() {
			t.Errorf("place %d is %q, want %q", i+1, got, st.Unit.Label())
		}
		if got, want := m.Cell(i, 2+groups+4).Text, st.Final.Total.LocaliseFixed(2, true); got != want {
			t.Errorf("%s has %s, want %s", st.Unit.Label(), got, want)
		}
		for g := range groups {
			if got, want := m.Cell(i, 2+g).Text, st.Final.Groups[r.Season.Set.Groups[g].Index].Points.LocaliseFixed(2, true); got != want {
				t.Errorf("%s, group %d: %s, want %s", st.Unit.Label(), g+1, got, want)
			}
		}
	}
	if !p.reads(text.T("ui.illustrative")) {
		t.Error("illustrative figures are not marked")
	}
	p.press(text.T("ui.ranking.print"))
	if len(p.printed) != 1 {
		t.Errorf("the summary was not printed: %q", p.told())
	}
}

// colleague is a second desk of the own unit that exchanges with the same hub.
func (p *person) colleague() *desk.Desk {
	p.t.Helper()
	must := func(err error) {
		p.t.Helper()
		if err != nil {
			p.t.Fatal(err)
		}
	}
	me, err := p.desk.Workspace.Me()
	must(err)
	inv, err := replica.At(p.desk.Workspace).Invite(me.Unit.ID, emulation.RoleStaff, replica.InviteValidity)
	must(err)
	_, err = p.desk.Sync(context.Background(), "")
	must(err)
	dir := filepath.Join(p.t.TempDir(), "colleague")
	d, err := desk.InitInvite(dir, inv.File, "Lò Thị Mai", p.env)
	must(err)
	p.t.Cleanup(func() { must(d.Close()) })
	must(os.Symlink(filepath.Join(p.dir, "sandbox"), filepath.Join(dir, "sandbox")))
	origin, err := p.desk.Workspace.Origin()
	must(err)
	must(d.Workspace.SetOrigin(origin))
	_, err = d.Sync(context.Background(), "")
	must(err)
	return d
}

func TestAConflictIsShownAndDecided(t *testing.T) {
	p := sitAtSample(t)
	other := p.colleague()
	if _, err := sheet.At(other.Workspace).SetCell("I.1", map[string]string{"value": "99.5"}); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Sync(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	p.goSheet()
	p.select_("I.1")
	p.write("98,25\n")
	p.shell.Frame().Go(shell.Syncing)
	p.settle()
	p.press(text.T("ui.syncing.now"))
	if n := p.sheet().Counts.Conflicts; n != 1 {
		t.Fatalf("%d conflicts after the sync; %q", n, p.told())
	}
	if !p.reads("Lò Thị Mai") || !p.reads("99,5") || !p.reads("98,25") {
		t.Error("the question does not name both values and the colleague")
	}
	p.goSheet()
	p.select_("I.1")
	if p.cell("I.1", colResult).Editable || p.said() != text.T("ui.sheet.conflict") {
		t.Errorf("the sheet does not mark the conflict: %q", p.said())
	}
	p.table().Focus()
	p.keys(fyne.KeyReturn)
	if at := p.shell.Frame().At(); at != shell.Syncing {
		t.Fatalf("Enter on a conflict leads to %s", at)
	}
	p.press(text.T("ui.question.take", "value", "99,5"))
	if r := p.sheet().Row("I.1"); r.Conflict || r.Typed != "99,5" {
		t.Errorf("after deciding: %q, conflict %v; %q", r.Typed, r.Conflict, p.told())
	}
}

func TestEveryScreenFitsASmallScreen(t *testing.T) {
	p := sitAtSample(t)
	for _, percent := range []int{100, 175} {
		p.app.Settings().SetTheme(theme.New(theme.Light, percent))
		for _, id := range []string{shell.Overview, shell.Tasks, shell.Season, shell.Pledge, shell.Running, shell.Sheet, shell.Review, shell.Ranking, shell.Printing, shell.Syncing, shell.Conference, shell.Awards} {
			p.shell.Frame().Go(id)
			p.settle()
			if size := p.window.Content().MinSize(); size.Width > 1366 || size.Height > 700 {
				t.Errorf("%s at %d %% needs %v", id, percent, size)
			}
		}
	}
}

func TestTheLanguageChangesOnScreen(t *testing.T) {
	t.Cleanup(func() {
		if err := text.Use(phrase.Vietnamese); err != nil {
			t.Error(err)
		}
	})
	p := sitAtSample(t).goSheet()
	vietnamese := text.T("ui.sheet.title")
	p.shell.Frame().Speak(phrase.English)
	p.settle()
	if !p.reads(text.T("ui.sheet.title")) || p.reads(vietnamese) || p.shell.Frame().At() != shell.Sheet {
		t.Error("the window does not speak English where it stood")
	}
	p.select_("I.1")
	p.table().Focus()
	p.write("95.5\n")
	if got := p.sheet().Row("I.1").Fields["value"]; got != "95.5" {
		t.Errorf("on disk: %q", got)
	}
}

// TestListsThePapersOfTheSeason: the printing screen lists them with their state as it changes.
func TestListsThePapersOfTheSeason(t *testing.T) {
	p := sitAtSample(t)
	frame := p.shell.Frame()
	frame.Go(shell.Printing)
	p.settle()
	if !p.reads(text.T("paper.item.compact")) || !p.reads(text.T("paper.state.no-compact")) {
		t.Errorf("the compact is not on the list: %q", p.told())
	}
	if err := pledge.At(p.desk.Workspace).SetCompact(emulation.CompactText{Title: "Giao ước thi đua", Paragraphs: []string{"Thi đua dạy tốt, học tốt."}, Date: "2023-10-12"}); err != nil {
		t.Fatal(err)
	}
	p.settle()
	list, err := forms.At(p.desk.Workspace).List()
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range list {
		if item.Name.Key == "paper.item.compact" && !p.reads(text.Say(item.State)) {
			t.Errorf("the screen does not say %q", text.Say(item.State))
		}
	}
}
