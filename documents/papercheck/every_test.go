package papercheck_test

import (
	"context"
	"slices"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/papercheck"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testpaper"
	"thidua/internal/testyear"
	"thidua/workspace/awards"
)

// TestEveryPaper: all papers of a locked season in one file, and a Council's minutes, printed at one desk, agree with the record at another: each leads to its own record.
func TestEveryPaper(t *testing.T) {
	s := testyear.Locked(t)
	season := s.Season(s.Desks["son-la"])
	line := season.Cluster.Code + "/son-la"
	s.OK(awards.At(s.Office.Workspace).SetCouncil("co", ballot.Council{Name: "Hội đồng tỉnh", Label: season.Label,
		Question: ballot.Question{Title: "Chọn", Members: 9, Lines: []ballot.Choice{{ID: line}}, Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}}))
	s.OK(awards.At(s.Office.Workspace).RecordCouncilTally("co", 0, ballot.Tally{Present: 9, Issued: 9, Returned: 9, Valid: 9, Lines: []ballot.Line{{ID: line, Yes: 7, No: 2}}}))
	s.Everyone()
	f := forms.At(s.Office.Workspace)
	papers := testpaper.Every(t, f, made)
	papers = append(papers, must[forms.Paper](t)(f.Coder().Coded(f.Council("co", made))))
	var docs []documents.Document
	var forms []string
	for _, p := range papers {
		for _, doc := range p.Documents {
			if doc.Code == nil && !doc.Draft {
				t.Errorf("%s has no code: %s", p.Name, doc.Mark)
			}
			if doc.Code != nil {
				docs = append(docs, doc)
				if !slices.Contains(forms, p.Form) {
					forms = append(forms, p.Form)
				}
			}
		}
	}
	if len(forms) < 8 || !slices.Contains(forms, "council") {
		t.Errorf("only %v", forms)
	}
	found := must[[]papercheck.Answer](t)(checker(s.Desks["lai-chau"]).File(context.Background(), written(t, docs...)))
	if len(found) != len(docs) {
		t.Fatalf("%d answers of %d papers", len(found), len(docs))
	}
	for i, a := range found {
		if a.Verdict != papercheck.Matches || a.Changed || a.Document.Title != docs[i].Title {
			t.Errorf("%s:\n%s", docs[i].Title, said(a))
		}
	}
}
