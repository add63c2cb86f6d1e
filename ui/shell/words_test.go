package shell_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/phrase"
	sampleshelf "thidua/internal/sample"
	"thidua/ui/theme"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
	"thidua/workspace/year"
)

// Keys that are put together while the program runs are out of the sight of internal/archtest.
func TestEveryKeyThatIsPutTogetherHasASentence(t *testing.T) {
	var keys []string
	add := func(prefix string, names ...string) {
		for _, n := range names {
			keys = append(keys, prefix+n)
		}
	}
	add("ui.mode.", string(theme.Light), string(theme.Dark), string(theme.HighContrast))
	add("ui.language.", string(phrase.Vietnamese), string(phrase.English))
	add("ui.log.", "control", "cluster", "unit")
	add("ui.question.", "self", "verified")
	add("ui.nav.", "overview", "tasks", "season", "criteria", "pledge", "running", "sheet", "review", "ranking", "printing", "syncing", "access")
	for _, s := range []emulation.SheetStep{emulation.SheetDraft, emulation.SheetSubmitted, emulation.SheetReturned, emulation.SheetCrossChecked,
		emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked} {
		add("step.", string(s))
	}
	for _, m := range []emulation.SheetStep{emulation.SheetCrossChecked, emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetExplained, emulation.SheetLocked} {
		add("ui.move.", string(m))
		add("ui.move.then.", string(m))
	}
	add("ui.move.", string(emulation.SheetReturned))
	add("ui.review.new.", sheet.NewValue, sheet.NewVerified, sheet.NewFinal, sheet.NewComment, sheet.NewExplanation)
	add("post.", string(emulation.PostHead), string(emulation.PostDeputy), string(emulation.PostSecretary), string(emulation.PostVerifier))
	for _, s := range emulation.SeasonSteps {
		add("season.", string(s))
	}
	add("ui.season.kind.", "regulation", "plan", "guidance", "decision", "report", "minutes", "other")
	for _, s := range []todo.Screen{todo.ScreenSeason, todo.ScreenRegistration, todo.ScreenCompact, todo.ScreenFigures, todo.ScreenSheet,
		todo.ScreenVerifying, todo.ScreenConference, todo.ScreenAwards, todo.ScreenConflicts, todo.ScreenSync, todo.ScreenAccess, todo.ScreenEntered} {
		add("ui.tasks.open.", string(s))
	}
	for _, n := range []string{"people", "advanced", "fighters", "disciplined", "tasks", "excellent", "movement", "feat", "contribution"} {
		add("ui.running.people.", n, n+".measure")
	}
	add("ui.running.column.", year.Initiative, year.Exemplar)
	add("ui.running.", year.Initiative+".add", year.Exemplar+".add")
	add("activity.kind.", year.ActivityKinds...)
	samples, err := sampleshelf.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		add("ui.first.sample.", s.ID)
	}
	add("ui.season.how.", "assigned", "elected", "acclaimed")
	add("succession.", emulation.SuccessionMerged, emulation.SuccessionDissolved, emulation.SuccessionSplit)
	add("ui.pledge.object.", "registration", "signature", "sheet", "withdraw.registration", "withdraw.signature", "withdraw.sheet")
	for _, k := range keys {
		for _, l := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if _, ok := phrase.Template(l, k); !ok {
				t.Errorf("%s has no sentence in %s", k, l)
			}
		}
	}
}
