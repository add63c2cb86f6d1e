package emulation_test

import (
	"os"
	"strings"
	"testing"

	"thidua/emulation"
)

// section is what docs/domain.md says under a heading.
func section(t *testing.T, heading string) string {
	t.Helper()
	raw, err := os.ReadFile("../docs/domain.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, ok := strings.Cut(string(raw), "\n"+heading+"\n")
	if !ok {
		t.Fatalf("docs/domain.md has no heading %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n#")
	return text
}

// The life cycles that people read are those the code goes by.
func TestStepsAreDocumented(t *testing.T) {
	row := func(from, to string, by emulation.Actors, last string) string {
		shown := "`" + from + "`"
		if from == "" {
			shown = "–"
		}
		return "| " + strings.Join([]string{shown, "`" + to + "`", strings.Join(by.Names(), ", "), last}, " | ") + " |"
	}
	var sheets, proposals []string
	steps := []emulation.SheetStep{"", emulation.SheetDraft, emulation.SheetSubmitted, emulation.SheetReturned, emulation.SheetCrossChecked,
		emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked}
	for _, from := range steps {
		for _, to := range steps {
			if by := emulation.WhoStepsSheet(from, to); by != 0 {
				sheets = append(sheets, row(string(from), string(to), by, strings.Join(emulation.WhoStepsSheetFor(from, to).Names(), ", ")))
			}
		}
	}
	for _, from := range append([]emulation.ProposalStep{""}, emulation.ProposalSteps...) {
		for _, to := range emulation.ProposalSteps {
			move := emulation.StepProposal(from, to)
			needs := ""
			if move.Reason {
				needs = "a reason"
			}
			if move.Back {
				needs = "a reason; a step back"
			}
			if move.By != 0 {
				proposals = append(proposals, row(string(from), string(to), move.By, needs))
			}
		}
	}
	for heading, rows := range map[string][]string{"### Score sheet": sheets, "### Proposal": proposals} {
		var shown []string
		for line := range strings.Lines(section(t, heading)) {
			if strings.HasPrefix(line, "| `") || strings.HasPrefix(line, "| –") {
				shown = append(shown, strings.TrimSpace(line))
			}
		}
		if got, want := strings.Join(shown, "\n"), strings.Join(rows, "\n"); got != want {
			t.Errorf("docs/domain.md shows under %q\n%s\n\nthe code has\n%s", heading, got, want)
		}
	}
	season := section(t, "### Season")
	for _, step := range emulation.SeasonSteps {
		_, after, ok := strings.Cut(season, "`"+string(step)+"`")
		if !ok {
			t.Fatalf("docs/domain.md does not show `%s` in its place", step)
		}
		season = after
	}
}
