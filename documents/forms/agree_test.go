package forms_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/sample"
	"thidua/internal/testpaper"
	"thidua/internal/testyear"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// TestPapersAgree: whatever a review said, the sheet, the review and the summary of each unit of every sample show the same points, at each step
// between the handing in and what the units agreed on.
func TestPapersAgree(t *testing.T) {
	list := must[[]sample.Info](t)(sample.List())
	for _, info := range list {
		t.Run(info.ID, func(t *testing.T) {
			t.Parallel()
			s := must[*sample.Sample](t)(sample.Load(info.ID))
			var codes []string
			for _, u := range s.Founding.Units {
				if len(s.Inputs[u.Code]) > 0 {
					codes = append(codes, u.Code)
				}
			}
			c := found(t, info.ID, codes...)
			agree := func(when string, units int) {
				t.Helper()
				if n := testpaper.Agree(t, c.office); n != units {
					t.Fatalf("%s: %d units compared, %d handed in", when, n, units)
				}
				if t.Failed() {
					t.Fatal(when)
				}
			}
			for i, code := range codes {
				c.submit(code)
				c.exchange(c.office)
				if i == 0 {
					agree("one sheet", 1)
				}
			}
			agree("handed in", len(codes))
			set := testpaper.Adopted(t, c.office)
			for i, code := range codes {
				c.reviewed(set, code, i)
			}
			agree("under review", len(codes))
			for i, code := range codes {
				u := must[book.Unit](t)(c.office.FindUnit(code))
				if i%3 != 2 { // the others stay where they are
					c.ok(sheet.At(c.office).StepSheet(u.ID, emulation.SheetCrossChecked, ""))
				}
			}
			agree("cross-checked", len(codes))
		})
	}
}

// TestLockedPapersAreFinal: a result that was locked although a unit reported nothing for a criterion is final on every paper; a bonus inside an
// ordinary group and a possible deduction stand in no sum, and what only decides between level units stands in brackets.
func TestLockedPapersAreFinal(t *testing.T) {
	table := strings.Replace(testyear.Table, "total: 60", "total: 70", 1) +
		`      - {code: II.4, name: Việc chưa báo cáo, max: 10, rule: {kind: percent}}
      - {code: II.5, name: Đăng cai, max: 3, bonus: outside, rule: {kind: manual, step: 0.5}}
  - {code: III, name: Phụ, bonus: tie-break, criteria: [{code: III.1, name: Xét khi bằng điểm, max: 5, rule: {kind: manual, step: 0.5}}]}
tie_break: ["group:III"]
`
	w, desks := testyear.Meeting(t, table)
	head := desks["son-la"]
	w.Conference(head)
	if open := testpaper.Agree(t, head.Workspace); open != len(testyear.Units) {
		t.Fatal(open)
	}
	w.OK(result.At(head.Workspace).LockResult("Hội nghị thống nhất"))
	w.All(desks)
	for _, d := range desks {
		if n := testpaper.Agree(t, d.Workspace); n != len(testyear.Units) {
			t.Errorf("%d units", n)
		}
	}
	if summary := only(t, must[forms.Paper](t)(forms.At(head.Workspace).Summary(made))); !strings.Contains(texts(summary), "\n(0,00)\n") {
		t.Errorf("points that are in no sum stand without brackets:\n%s", texts(summary))
	}
	doc := only(t, forms.Sheet(w.Sheet(head, "cao-bang"), made))
	for _, want := range []string{"II.4|Việc chưa báo cáo|10||0,00|||", "III|Phụ|(5)||(0,00)|||", "|TỔNG CỘNG|73||55,85|", "|Trong đó, điểm thưởng|||0,00|"} {
		found := false
		for _, r := range tableOf(t, doc).Rows {
			found = found || cells(r) == want
		}
		if !found {
			t.Errorf("no row %s in\n%s", want, texts(doc))
		}
	}
}

// TestACarriedCompactIsADraft: what a new season has of the compact of the one before is said to be that, and never names the other year as its own.
func TestACarriedCompactIsADraft(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	text := emulation.CompactText{Title: "Giao ước thi đua cụm, năm 2023–2024", Paragraphs: []string{"Một"}}
	set := func(text emulation.CompactText) { w.OK(pledge.At(w.Office.Workspace).SetCompact(text)) }
	set(text)
	w.OK(season.At(w.Office.Workspace).NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025", Kind: "school-year"}, "2023-2024"))
	w.OK(w.Office.Workspace.UseSeason("", "2024-2025"))
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted} {
		w.OK(season.At(w.Office.Workspace).StepSeason(step, "thử"))
	}
	draft := func() bool {
		t.Helper()
		doc := only(t, must[forms.Paper](t)(forms.At(w.Office.Workspace).Compact(made)))
		subject := doc.Blocks[0].(documents.Title).Subject[0]
		told := strings.Contains(texts(doc), "lời văn lấy từ giao ước")
		if told != (doc.Mark == "DỰ THẢO") || told && subject != "Năm học 2024–2025" {
			t.Errorf("%q, %q", doc.Mark, subject)
		}
		list := must[sheet.Checklist](t)(season.At(w.Office.Workspace).SeasonChecklist(emulation.SeasonRegistering))
		if asked := strings.Contains(fmt.Sprint(list.Missing), "compact-carried"); asked != told {
			t.Errorf("asked before the step: %v, told on paper: %v", asked, told)
		}
		return told
	}
	if !draft() {
		t.Error("the old compact stands as the new season's")
	}
	text.Paragraphs = []string{"Hai"} // new words under the old year
	if set(text); !draft() {
		t.Error("a compact of another year stands as this one's")
	}
	text.Title = "Giao ước thi đua cụm, năm học 2024–2025, tiếp nối năm 2023–2024"
	if set(text); draft() {
		t.Error("the season's own compact is no draft")
	}
	text.Paragraphs = []string{"Một"} // words serve for many years
	if set(text); draft() {
		t.Error("the old words under the season's own title are a draft")
	}
	text.Title = "Giao ước thi đua cụm, năm 2023–2024"
	if set(text); !draft() {
		t.Error("the old compact stands as the new season's, set once more")
	}
}

// reviewed gives the i-th unit's sheet other points for some of its criteria: none for the first, so that everything is accepted; a second review of
// every other.
func (c *cluster) reviewed(set *criteria.Set, code string, i int) {
	c.t.Helper()
	u := must[book.Unit](c.t)(c.office.FindUnit(code))
	if i == 0 {
		return
	}
	for n, cr := range set.Criteria() {
		if !cr.Applies(u.Type) || (n+i)%4 != 0 && cr.SelfScored() {
			continue
		}
		for round := sheet.FirstReview; round <= sheet.SecondReview; round++ {
			if round == sheet.SecondReview && (i%2 == 0 || n%2 == 0) {
				continue
			}
			points := cr.Max.Mul(cr.Weight)
			if round == sheet.FirstReview {
				points = cr.Rule.Bounds().Low
			}
			c.ok(review.At(c.office).In("").Review(u.ID, round, review.Points{Code: cr.Code, Points: points.String(), Reason: fmt.Sprintf("Lý do %d", n)}))
		}
	}
}
