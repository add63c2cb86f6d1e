package intake_test

import (
	"regexp"
	"strings"
	"testing"

	"thidua/documents/intake/prose"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

var (
	oneLoss   = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:trừ|giảm|phạt|mất|cắt|âm|bớt|hạ|không được)(?:$|[^\pL])|[-−] ?\d`)
	givesOnly = regexp.MustCompile(`^\{kind: (?:count|tiers|pass|choice|bands|percent|event, points: \d)`)
	takesOnly = regexp.MustCompile(`^\{kind: (?:deduct|deduct-table|late|step|event, points: -)`)
)

// opposite says whether a rule gives points for a sentence that only takes them off, or the other way round.
func opposite(sentence, rule string) bool {
	loses := oneLoss.MatchString(sentence)
	only := !strings.ContainsAny(sentence, ";,") // one statement: whatever is in it is about its points
	return loses && only && givesOnly.MatchString(rule) || !loses && takesOnly.MatchString(rule)
}

// TestSentencesAreReadRightOrDoubted goes through the ways offices tell how points are counted: each becomes exactly the rule it means, or a
// question; none becomes another rule without a word.
func TestSentencesAreReadRightOrDoubted(t *testing.T) {
	sentences := 0
	for line := range strings.Lines(string(file(t, "testdata/cau-cach-tinh-diem.tsv"))) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(cells) != 3 {
			continue
		}
		sentences++
		max := decimal.MustParse(cells[0])
		want, asks := strings.CutSuffix(cells[2], "?")
		r, doubts := new(prose.Reader).Rule(cells[1], max)
		got := asRule(&criteria.Criterion{Max: max, Rule: r})
		var keys []string
		for _, d := range doubts {
			keys = append(keys, strings.TrimPrefix(d.Key, "tabular."))
		}
		switch {
		case want == "doubt" && len(doubts) == 0:
			t.Errorf("%q became %s without a doubt", cells[1], got)
		case want == "doubt" && opposite(cells[1], got):
			t.Errorf("%q became %s until somebody decides: the opposite of what it says", cells[1], got)
		case want != "doubt" && (got != want || asks != (len(doubts) > 0)):
			t.Errorf("%q\n got  %s %v\n want %s", cells[1], got, keys, cells[2])
		}
	}
	if sentences < 200 {
		t.Errorf("only %d sentences", sentences)
	}
}
