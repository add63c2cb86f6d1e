package shell_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/shell"
	"thidua/ui/text"
	pledgeroom "thidua/workspace/pledge"
	seasonroom "thidua/workspace/season"
)

func TestAnotherSeasonIsBegunAndChosen(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Season)
	p.Press(text.T("ui.season.new"))
	p.Answer("2024-2025")
	s, err := p.desk.Workspace.Season()
	p.Must(err)
	if s.Label != "2024–2025" || s.Info.Name != "Năm học 2024–2025" || !p.Offered(text.T("ui.top", "cluster", s.Cluster.Info.Name, "season", s.Info.Name)) {
		t.Fatalf("the season is %q, %q; %q", s.Label, s.Info.Name, p.Told())
	}
	p.Press(text.T("ui.top", "cluster", s.Cluster.Info.Name, "season", s.Info.Name))
	test.Tap(testwindow.Seen[*widget.PopUpMenu](p.Window)[0].Items[1].(fyne.Tappable))
	p.Settle()
	if s, err = p.desk.Workspace.Season(); err != nil || s.Label != "2023–2024" || !p.Reads(text.Capital(text.T("season.self-scoring"))) {
		t.Errorf("after choosing the one before: %q %v", s.Label, err)
	}
}

// A season that begins while the window is open does not take the place of the one that is typed into: it is offered, and gone to when asked.
func TestASeasonThatBeginsIsOffered(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t)).goTo(shell.Tasks)
	w := p.desk.Workspace
	s, err := w.Season()
	p.Must(err)
	was := s.Label
	p.Must(seasonroom.At(w).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, was))
	p.Must(w.UseSeason("", was))
	_, err = w.Season() // what the window shows
	p.Must(err)
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering} { // as it comes with a sync
		tx, done := w.Begin()
		err := tx.Set(s.Cluster.Scope(), record.Season.Step.Op(record.ClusterCode{Cluster: s.Cluster.ID, Code: "2024–2025"}, step))
		done()
		p.Must(err)
	}
	p.Settle()
	if s, err = w.Season(); err != nil || s.Label != was || !strings.Contains(p.Told(), "Năm học 2024–2025") {
		t.Fatalf("%s %v: told %q", s.Label, err, p.Told())
	}
	p.Press(text.T("ui.season.leads.go"))
	if s, err = w.Season(); err != nil || s.Label != "2024–2025" {
		t.Errorf("%s %v", s.Label, err)
	}
}

// What is chosen in the system's dialog once the window is about another season, or is opened anew, is not taken: it was to be of what stood there before.
func TestNothingChosenCrossesTheSeasons(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t)).goTo(shell.Pledge)
	w := p.desk.Workspace
	s, err := w.Season()
	p.Must(err)
	was := s.Label
	p.Must(seasonroom.At(w).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, ""))
	p.Must(w.UseSeason("", was))
	p.goTo(shell.Pledge)
	for name, c := range map[string]struct {
		do    func()
		taken bool
	}{
		"nothing":        {func() {}, true},
		"another screen": {func() { p.goTo(shell.Tasks) }, true},
		"another season": {func() { p.shell.Frame().UseSeason("", "2024-2025") }, false},
		"opened anew":    {func() { p.shell.Frame().Rebuild() }, false},
	} {
		answer, taken := make(chan []string), false
		p.picker.Open = func(context.Context, bridge.Want) ([]string, error) { return <-answer, nil }
		screen.PickFile(p.Host, "paper", "", nil, func(string) { taken = true }, p.Must)
		c.do()
		p.Settle()
		answer <- []string{"/a.pdf"}
		for p.picker.Busy() {
			p.Settle()
		}
		if taken != c.taken {
			t.Errorf("%s: taken is %t", name, taken)
		}
	}
}

// What was typed in one season never lands in another: an open editor goes with its season, and what could not be saved holds the switch back.
func TestNothingTypedCrossesTheSeasons(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t)).goTo(shell.Pledge)
	w := p.desk.Workspace
	s, err := w.Season()
	p.Must(err)
	was := s.Label
	p.Must(pledgeroom.At(w).SetCompact(emulation.CompactText{Title: "Giao ước năm cũ", Paragraphs: []string{"Đoạn một"}}))
	p.Must(seasonroom.At(w).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, ""))
	p.Must(w.UseSeason("", was))
	p.goTo(shell.Pledge)
	p.Press(text.T("ui.pledge.tab.compact"))
	p.Press(text.T("ui.pledge.compact.edit")) // and nothing is typed
	compact := func() string {
		t.Helper()
		c, err := pledgeroom.At(w).Compact()
		p.Must(err)
		return c.Season.Label + ": " + c.Title
	}
	p.shell.Frame().UseSeason("", "2024-2025")
	p.Settle()
	p.goTo(shell.Tasks)
	if got := compact(); got != "2024–2025: " {
		t.Fatalf("%q; told %q", got, p.Told())
	}
	p.shell.Frame().UseSeason("", was)
	p.Settle()
	p.goTo(shell.Pledge)
	p.Press(text.T("ui.pledge.tab.compact"))
	p.Press(text.T("ui.pledge.compact.edit"))
	fields := testwindow.Entries(p.Window)
	fields[1].SetText("Đoạn hai")
	fields[3].SetText("32/13/2024")
	p.shell.Frame().UseSeason("", "2024-2025")
	p.Settle()
	if got := compact(); got != was+": Giao ước năm cũ" || !strings.Contains(p.Told(), text.T("ui.season.held")) {
		t.Fatalf("%q; told %q", got, p.Told())
	}
	fields[3].SetText("2/8/2024")
	p.shell.Frame().UseSeason("", "2024-2025")
	p.Settle()
	if got := compact(); got != "2024–2025: " {
		t.Fatalf("%q; told %q", got, p.Told())
	}
	p.Must(w.UseSeason("", was))
	c, err := pledgeroom.At(w).Compact()
	p.Must(err)
	if c.Date != "2024-08-02" || len(c.Paragraphs) != 1 || c.Paragraphs[0] != "Đoạn hai" {
		t.Errorf("%+v", c.CompactText)
	}
}

// An office has no unit of its own: nothing on any screen fails for that, and nothing is told but that a recovery sheet may be printed.
func TestAnOfficeSeesEveryScreen(t *testing.T) {
	p := sit(t, testwindow.OfficeOfSample(t))
	for _, id := range []string{shell.Overview, shell.Tasks, shell.Pledge, shell.Running} {
		p.goTo(id)
		if told := strings.Replace(p.Told(), text.T("ui.recovery.offer"), "", 1); told != "" {
			t.Errorf("%s tells %q", id, told)
		}
	}
}
