package papercheck_test

import (
	"context"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/papercheck"
	"thidua/internal/testyear"
)

// A paper is held against the words its sentences had when it was made, not against those of today; one with other words than the record's differs.
func TestWordingOfItsMoment(t *testing.T) {
	s := testyear.Locked(t)
	word := func(text string) {
		t.Helper()
		s.OK(forms.WordingAt(s.Office.Workspace).Set("plan.opening", text))
		s.Everyone()
	}
	plan := func() documents.Document {
		f := forms.At(s.Office.Workspace)
		return must[forms.Paper](t)(f.Coder().Coded(f.Plan(made))).Documents[0]
	}
	check := func(doc documents.Document) papercheck.Answer {
		return must[[]papercheck.Answer](t)(checker(s.Desks["lai-chau"]).File(context.Background(), written(t, doc)))[0]
	}
	word("{tên cụm} ban hành kế hoạch {năm thi đua} như sau:")
	first := plan()
	word("{tên cụm} đề ra kế hoạch {năm thi đua} như sau:")
	if !strings.Contains(documents.Text(first, ""), " ban hành kế hoạch ") || !strings.Contains(documents.Text(plan(), ""), " đề ra kế hoạch ") {
		t.Fatal("not in the words of their moment")
	}
	if a := check(first); a.Verdict != papercheck.Matches || !a.Changed {
		t.Errorf("%s", said(a))
	}
	if a := check(plan()); a.Verdict != papercheck.Matches || a.Changed {
		t.Errorf("%s", said(a))
	}
	for i, b := range first.Blocks {
		if p, ok := b.(documents.Paragraph); ok && strings.Contains(p.Spans[0].Text, "ban hành") {
			p.Spans = []documents.Span{{Text: strings.Replace(p.Spans[0].Text, "ban hành", "bãi bỏ", 1)}}
			first.Blocks[i] = p
		}
	}
	if a := check(first); a.Verdict != papercheck.Differs {
		t.Errorf("other words than the record's: %s", said(a))
	}
}
