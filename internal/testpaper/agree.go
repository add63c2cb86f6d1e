// Package testpaper reads printed papers as a clerk does who lays them beside one another: their figures by the headings over them, and whether the
// papers of a unit say the same.
//
// It takes nothing of the views but the ranking the papers are held against; every other figure is read from the words on paper.
package testpaper

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// made is the date in the properties of the files, which no figure depends on.
var made = time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)

// Agree fails unless the sheet, the review and the summary of every unit of the season show the same points, those the cluster is ranked by, and each
// is what it says it is: its sums add up, what a review changed has its reason, and no locked paper calls its figures provisional. It gives back how
// many units it compared.
func Agree(t testing.TB, w *workspace.Workspace) int {
	t.Helper()
	ranking, err := result.At(w).Ranking()
	if err != nil {
		t.Fatal(err)
	}
	s := &summary{TB: t, table: tableIn(t, forms.Summary(ranking, made).Documents[0]), ranking: ranking}
	s.marked(forms.Summary(ranking, made).Documents[0], ranking.Locked(), false, ranking.Illustrative)
	for i := range ranking.Standings {
		st := &ranking.Standings[i]
		s.unit(w, st, s.row(st))
	}
	return len(ranking.Standings)
}

// summary is form F7, with the ranking it was made of.
type summary struct {
	testing.TB
	table   *table
	ranking *result.Ranking
}

// figures are the three totals of a unit as a paper shows them; "" where it does not.
type figures struct{ self, verified, final string }

// row reads a unit's line of the summary: its totals, and that its groups add up to what counts.
func (s *summary) row(st *result.Standing) figures {
	s.Helper()
	row := s.table.find(st.Unit.Label())
	got := figures{s.table.cell(row, "Tổng tự chấm"), s.table.cell(row, "Tổng thẩm định"), s.table.cell(row, "Điểm chính thức")}
	var sum decimal.Decimal
	for _, g := range s.ranking.Season.Set.Groups {
		sum = sum.Add(counted(s, s.table.cell(row, g.Code)))
	}
	if !sum.Equal(counted(s, got.final)) {
		s.Errorf("%s: the summary's groups add up to %s, its total is %s", st.Unit.Label(), sum, got.final)
	}
	places := s.ranking.Season.Set.Rounding.Places
	if self, final := st.Self.Total.LocaliseFixed(places, true), st.Final.Total.LocaliseFixed(places, true); got.self != self || got.final != final {
		s.Errorf("%s: the summary shows %s and %s, the ranking has %s and %s", st.Unit.Label(), got.self, got.final, self, final)
	}
	if !s.ranking.Locked() && st.Step.Reviewed() && got.verified == "" {
		s.Errorf("%s was verified (%s), and the summary shows no verified points", st.Unit.Label(), st.Step)
	}
	if len(st.Changes()) > 0 && !strings.Contains(s.table.cell(row, "Ghi chú"), "khác điểm tự chấm") {
		s.Errorf("%s: nothing says why %s is not %s", st.Unit.Label(), got.final, got.self)
	}
	return got
}

// unit holds a unit's own papers against the summary.
func (s *summary) unit(w *workspace.Workspace, st *result.Standing, want figures) {
	s.Helper()
	name := st.Unit.Label()
	sh, err := sheet.At(w).Sheet(st.Unit.ID)
	if err != nil {
		s.Fatal(name, err)
	}
	doc := forms.Sheet(sh, made).Documents[0]
	s.marked(doc, sh.Step == emulation.SheetLocked, sh.Step == "" || sh.Step == emulation.SheetDraft || sh.Step == emulation.SheetReturned, sh.Illustrative)
	table := tableIn(s, doc)
	total := table.find("TỔNG CỘNG")
	got := figures{table.cell(total, "Tự chấm"), table.cell(total, "Thẩm định"), want.final}
	if row := table.row("Điểm chính thức"); row != nil {
		got.final = row[slices.IndexFunc(row[2:], func(s string) bool { return s != "" })+2]
	}
	if got != want {
		s.Errorf("%s: the sheet shows %v, the summary %v", name, got, want)
	}
	if row := table.row("Xếp loại"); row != nil && !slices.Contains(row[2:], s.table.cell(s.table.find(name), "Xếp loại")) {
		s.Errorf("%s: the sheet says %q, the summary %q", name, row, s.table.cell(s.table.find(name), "Xếp loại"))
	}
	s.sums(sh, table, total)
	if !sh.Step.Reviewed() || got.verified == "" {
		return
	}
	review, err := forms.At(w).Review(st.Unit.ID, made)
	if err != nil {
		s.Fatal(name, err)
	}
	s.marked(review.Documents[0], sh.Step == emulation.SheetLocked, false, sh.Illustrative)
	minutes := tableIn(s, review.Documents[0])
	last := minutes.find("TỔNG ĐIỂM CỦA PHIẾU")
	if got := (figures{minutes.cell(last, "Tự chấm"), minutes.cell(last, "Thẩm định"), minutes.cell(last, "Điểm cuối")}); got != want {
		s.Errorf("%s: the minutes of the review show %v, the summary %v", name, got, want)
	}
	if sheetMost, most := table.cell(total, "Điểm tối đa"), minutes.cell(last, "Điểm tối đa"); sheetMost != most {
		s.Errorf("%s: of %s points on the sheet, of %s in the minutes", name, sheetMost, most)
	}
	for _, row := range minutes.rows {
		if row[0] == "" {
			continue
		}
		line := table.find(row[0])
		for _, column := range []string{"Điểm tối đa", "Tự chấm", "Thẩm định"} {
			if on, in := table.cell(line, column), minutes.cell(row, column); strings.Trim(on, "–*") != strings.Trim(strings.ReplaceAll(in, "Không áp dụng", "–"), "–*") {
				s.Errorf("%s, %s: %q on the sheet, %q in the minutes, under %s", name, row[0], on, in, column)
			}
		}
		if final, _ := st.Final.Criterion(row[0]); !final.NA && minutes.cell(row, "Điểm cuối") != final.Points.LocaliseFixed(sh.Set.Rounding.Places, true) {
			s.Errorf("%s, %s: the minutes end with %q, the ranking counts %s", name, row[0], row, final.Points)
		}
		if minutes.cell(row, "Điểm cuối") != minutes.cell(row, "Tự chấm") && minutes.cell(row, "Lý do") == "" {
			s.Errorf("%s, %s: the minutes do not say why: %q", name, row[0], row)
		}
	}
}

// sums holds the columns of a sheet: what is printed of the groups adds up to the total, each line has its verified points once any has, and a line a
// review changed says why.
func (s *summary) sums(sh *sheet.Sheet, table *table, total []string) {
	s.Helper()
	columns := []string{"Điểm tối đa", "Tự chấm", "Thẩm định"}
	sums := make([]decimal.Decimal, len(columns))
	for i := range sh.Rows {
		r := &sh.Rows[i]
		row := table.find(r.Code())
		if r.Group != nil && r.Level == 0 {
			for at, column := range columns {
				sums[at] = sums[at].Add(counted(s, table.cell(row, column)))
			}
		}
		if r.Group != nil {
			continue
		}
		self, verified := strings.Trim(table.cell(row, "Tự chấm"), "*"), strings.Trim(table.cell(row, "Thẩm định"), "*")
		if table.cell(total, "Thẩm định") != "" && self != "" && verified == "" {
			s.Errorf("%s, %s: no verified points beside a verified total: %q", sh.Unit.Label(), r.Code(), row)
		}
		if verified != "" && self != verified && table.cell(row, "Ghi chú") == "" {
			s.Errorf("%s, %s: nothing says why %s is not %s", sh.Unit.Label(), r.Code(), verified, self)
		}
	}
	for at, column := range columns {
		if text := table.cell(total, column); text != "" && !sums[at].Equal(counted(s, text)) {
			s.Errorf("%s: under %s the groups add up to %s, the total is %s", sh.Unit.Label(), column, sums[at], text)
		}
	}
}

// counted is a figure as it counts in a sum: what stands in brackets, or is no figure, counts nothing.
func counted(t testing.TB, text string) decimal.Decimal {
	t.Helper()
	text = strings.TrimRight(text, "*")
	if text == "" || text == "–" || strings.HasPrefix(text, "(") {
		return decimal.Decimal{}
	}
	digits, _ := vietnamese.ParseNumber(strings.Replace(text, "−", "-", 1))
	d, err := decimal.Parse(digits)
	if err != nil {
		t.Fatalf("%q is no figure: %v", text, err)
	}
	return d
}

// marked holds what every page of a paper has to say.
func (s *summary) marked(doc documents.Document, locked, draft, illustrative bool) {
	s.Helper()
	foot, all := vietnamese.Upper(doc.Mark), vietnamese.Upper(documents.Text(doc, "\n"))
	if locked && strings.Contains(all, "TẠM TÍNH") {
		s.Errorf("%s: locked, and provisional all the same", doc.Title)
	}
	if draft != strings.Contains(foot, "DỰ THẢO") {
		s.Errorf("%s: a draft: %v; the foot of each page says %q", doc.Title, draft, doc.Mark)
	}
	if illustrative != strings.Contains(foot, "MINH HOẠ") {
		s.Errorf("%s: invented figures: %v; the foot of each page says %q", doc.Title, illustrative, doc.Mark)
	}
}

// Adopted is the set of the season's criteria, for tests that choose what to review.
func Adopted(t testing.TB, w *workspace.Workspace) *criteria.Set {
	t.Helper()
	s, err := w.Season()
	if err != nil {
		t.Fatal(err)
	}
	return s.Set
}
