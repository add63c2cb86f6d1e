package shell_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

func TestFirstRunOpensTheSample(t *testing.T) {
	p := sit(t, filepath.Join(t.TempDir(), "empty"))
	if p.shell.Frame() != nil {
		t.Fatal("an empty folder shows screens")
	}
	p.Press(text.T("ui.first.code.do"))
	if want := text.Error(emulation.Errorf(emulation.Invalid, "ui.first.no-code")); p.Told() != want {
		t.Errorf("without a code it says %q", p.Told())
	}
	if !p.Reads("Cụm khác") || !p.Reads(text.T("ui.first.sample.units", "count", 7)) {
		t.Error("the samples are not listed")
	}
	p.Confirm(text.T("ui.first.sample.do")) // the last of them
	if p.shell.Frame() == nil || p.shell.Frame().At() != shell.Overview {
		t.Fatalf("the sample did not open: %q", p.Told())
	}
	if !p.Reads(text.T("ui.overview.members")) {
		t.Error("the overview shows no units")
	}
}

// What moves while the folder is opened stands still afterwards: out of sight it would paint thirty times a second for as long as the window is open.
func TestNothingMovesOnceTheFolderIsOpen(t *testing.T) {
	p := &person{Window: testwindow.Open(t, testwindow.Environment().Now), dir: testwindow.Sample(t), env: testwindow.Environment()}
	p.shell = shell.NewWindow(p.Host, shell.LoadSettings(p.App), p)
	t.Cleanup(p.leave)
	bars := testwindow.Seen[*widget.ProgressBarInfinite](p.Window)
	if len(bars) != 1 || !bars[0].Running() {
		t.Fatalf("%d bars move while the folder is opened", len(bars))
	}
	p.Settle()
	if p.shell.Frame() == nil || bars[0].Running() {
		t.Error("it still moves")
	}
}

// An earlier run's crash is told above what is shown already, which keeps the keyboard.
func TestACrashIsOfferedBesideTheWork(t *testing.T) {
	p := sitAtSample(t)
	dropped := false
	p.Focused()
	p.shell.Offer(&shell.Crash{At: p.Host.Now(), Drop: func() error { dropped = true; return nil }})
	p.Settle()
	if !p.Reads(text.T("ui.crashed", "at", text.Moment(p.Host.Now()))) {
		t.Error("the crash is not told")
	}
	p.Focused() // or nothing holds the keyboard
	p.Press(text.T("ui.crashed.drop"))
	if !dropped {
		t.Error("it cannot be put aside")
	}
}

// What a frame reads stops with it: nobody would look at it.
func TestAFrameThatIsLetGoReadsNoFurther(t *testing.T) {
	p := sitAtSample(t)
	old := p.shell.Frame()
	old.Rebuild()
	p.Settle()
	if _, err := old.Reading().Seasons(); !errors.Is(err, context.Canceled) {
		t.Errorf("the frame before: %v", err)
	}
	if _, err := p.shell.Frame().Reading().Seasons(); err != nil {
		t.Errorf("the frame that is shown: %v", err)
	}
}

func TestASecondWindowSaysWhereTheFirstIs(t *testing.T) {
	first := sitAtSample(t)
	second := &person{dir: first.dir, env: first.env}
	_, err := second.Open()
	if emulation.KeyOf(err) != "storage.in-use" {
		t.Fatalf("a second opening: %v", err)
	}
	other := sit(t, first.dir)
	if !other.Reads(text.T("ui.refused.in-use")) || !other.Reads(text.Error(err)) {
		t.Error("the second window does not say why it is empty")
	}
	first.leave()
	other.Press(text.T("ui.again"))
	if other.shell.Frame() == nil {
		t.Error("it does not open after the first was closed")
	}
}

// colleague is a second desk of the own unit that exchanges with the same hub.
func (p *person) colleague() *desk.Desk {
	p.T.Helper()
	must := func(err error) {
		p.T.Helper()
		if err != nil {
			p.T.Fatal(err)
		}
	}
	me, err := p.desk.Workspace.Me()
	must(err)
	inv, err := replica.At(p.desk.Workspace).Invite(me.Unit.ID, emulation.RoleStaff, replica.InviteValidity)
	must(err)
	_, err = p.desk.Sync(context.Background(), "")
	must(err)
	dir := filepath.Join(p.T.TempDir(), "colleague")
	d, err := desk.InitInvite(dir, inv.File, "Lò Thị Mai", testwindow.Environment())
	must(err)
	p.T.Cleanup(func() { must(d.Close()) })
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
	p.goTo(shell.Sheet)
	p.first()
	p.Write("98,25\n")
	p.shell.Frame().Go(shell.Syncing)
	p.Settle()
	p.Press(text.T("ui.syncing.now"))
	if n := p.own().Counts.Conflicts; n != 1 {
		t.Fatalf("%d conflicts after the sync; %q", n, p.Told())
	}
	if !p.Reads("Lò Thị Mai") || !p.Reads("99,5") || !p.Reads("98,25") {
		t.Error("the question does not name both values and the colleague")
	}
	p.goTo(shell.Sheet)
	p.first()
	if p.Cell("I.1", "ui.sheet.column.result").Editable || p.Said() != text.T("ui.sheet.conflict") {
		t.Errorf("the sheet does not mark the conflict: %q", p.Said())
	}
	p.Table().Focus()
	p.Keys(fyne.KeyReturn)
	if at := p.shell.Frame().At(); at != shell.Syncing {
		t.Fatalf("Enter on a conflict leads to %s", at)
	}
	p.Press(text.T("ui.question.take", "value", "99,5"))
	if r := p.own().Row("I.1"); r.Conflict || r.Typed != "99,5" {
		t.Errorf("after deciding: %q, conflict %v; %q", r.Typed, r.Conflict, p.Told())
	}
}

func TestEveryScreenFitsASmallScreen(t *testing.T) {
	p := sitAtSample(t)
	for _, percent := range []int{100, 175} {
		p.App.Settings().SetTheme(theme.New(theme.Light, percent))
		for _, id := range []string{shell.Overview, shell.Tasks, shell.Season, shell.Criteria, shell.Pledge, shell.Running, shell.Sheet, shell.Review, shell.Ranking, shell.Printing, shell.Syncing, shell.Conference, shell.Awards} {
			p.shell.Frame().Go(id)
			p.Settle()
			if size := p.Host.Window.Content().MinSize(); size.Width > 1366 || size.Height > 700 {
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
	p := sitAtSample(t).goTo(shell.Sheet)
	vietnamese := text.T("ui.sheet.title")
	p.shell.Frame().Speak(phrase.English)
	p.Settle()
	if !p.Reads(text.T("ui.sheet.title")) || p.Reads(vietnamese) || p.shell.Frame().At() != shell.Sheet {
		t.Error("the window does not speak English where it stood")
	}
	p.first()
	p.Table().Focus()
	p.Write("95.5\n")
	if got := p.own().Row("I.1").Fields["value"]; got != "95.5" {
		t.Errorf("on disk: %q", got)
	}
}
