package paper_test

import (
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/paper"
	"thidua/workspace"
)

func rowOf(t *testing.T, f documents.ScoreSheetForm, code string) documents.ScoreRow {
	t.Helper()
	for _, r := range f.Rows {
		if r.Code == code {
			return r
		}
	}
	t.Fatalf("no row %s on paper", code)
	return documents.ScoreRow{}
}

func TestSubmittedAndVerifiedSheet(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	c.submit("son-la")
	checker := c.desks["cao-bang"]
	c.exchange(checker)
	sonLa := must[workspace.Unit](t)(checker.FindUnit("son-la"))
	c.ok(checker.Verify(sonLa.ID, "III.4", "4.5", "Thiếu minh chứng của hai phần mềm"))
	sh := c.sheet(checker, "son-la")
	f := paper.Sheet(sh, c.now)

	for _, want := range []documents.ScoreRow{
		{Group: true, Code: "I", Name: "Kết quả nuôi dạy, giáo dục", Scores: documents.Scores{Max: "40", Self: "39,95", Verified: "39,95"}},
		{Code: "I.1", Name: "Trẻ 5 tuổi hoàn thành chương trình giáo dục mầm non", Scores: documents.Scores{Max: "7", Self: "7,00"}, Result: "100 %"},
		{Code: "I.2", Name: "Học sinh tiểu học hoàn thành chương trình môn học và rèn luyện", Scores: documents.Scores{Max: "6", Self: "5,95"}, Result: "99,2 %"},
		{Code: "I.6", Name: "Giải quốc tế và giải quốc gia khác (KHKT, văn nghệ, thể dục, GDQPAN)", Scores: documents.Scores{Max: "7", Self: "7,00"},
			Result: "Giải quốc tế: 2; Giải quốc gia: 20"},
		{Code: "II.3", Name: "Đơn vị trực thuộc thực hiện tốt cuộc vận động “Dân chủ - Kỷ cương - Tình thương - Trách nhiệm”",
			Scores: documents.Scores{Max: "4", Self: "3,92"}, Result: "294/300"},
		{Code: "III.1", Name: "Áp dụng hệ thống quản lý chất lượng (ISO 9001:2015, ISO 21001:2018 hoặc tương đương)",
			Scores: documents.Scores{Max: "5", Self: "5,00"}, Result: "Được chứng nhận"},
		{Code: "III.4", Name: "Ứng dụng công nghệ thông tin trong quản lý và dạy học", Scores: documents.Scores{Max: "5", Self: "4,75", Verified: "4,50"},
			Result: "4,75", Note: "Thiếu minh chứng của hai phần mềm"},
		{Group: true, Code: "III", Name: "Sáng kiến, giải pháp quản lý", Scores: documents.Scores{Max: "20", Self: "19,15", Verified: "18,90"}},
		{Code: "IV.6", Name: "Để xảy ra vi phạm nghiêm trọng quy chế thi", Scores: documents.Scores{Max: "0", Self: "0,00"}, Result: "không"},
	} {
		if got := rowOf(t, f, want.Code); got != want {
			t.Errorf("row %s\n got %+v\nwant %+v", want.Code, got, want)
		}
	}
	if got, want := f.Total, (documents.Scores{Max: "100", Self: "101,02", Verified: "100,77"}); got != want {
		t.Errorf("total %+v, want %+v", got, want)
	}
	if f.Bonus != (documents.Scores{Self: "2,00", Verified: "2,00"}) || f.Deductions != (documents.Scores{Self: "0,00", Verified: "0,00"}) {
		t.Errorf("bonus %+v, deductions %+v", f.Bonus, f.Deductions)
	}
	if f.Unit != "Sở Giáo dục và Đào tạo Sơn La" || f.Cluster != "Cụm thi đua số 4" || f.Season != (documents.Season{Label: "2023–2024", SchoolYear: true}) ||
		f.Criteria != "Bộ tiêu chí thi đua Cụm số 4, năm học 2023–2024 (điểm minh hoạ), phiên bản 1" {
		t.Errorf("heading %q, %q, %+v, %q", f.Unit, f.Cluster, f.Season, f.Criteria)
	}
	if f.Status != documents.Submitted || f.Class != "Xuất sắc" || f.Final != "" || f.Percent != "" || !f.Illustrative || !f.Date.IsZero() || f.Created != c.now {
		t.Errorf("status %q, class %q, final %q, percent %q, illustrative %v", f.Status, f.Class, f.Final, f.Percent, f.Illustrative)
	}
	if got, want := paper.SheetFileName(sh), "phieu-cham-diem-so-gddt-son-la-2023-2024"; got != want {
		t.Errorf("file %q, want %q", got, want)
	}
}

// TestDraftSheetHidesNothing: what is missing, cannot be read or does not apply is said on paper, and nothing is classified yet.
func TestDraftSheetHidesNothing(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la")
	w := c.fill("son-la")
	for code, typed := range map[string]string{"I.1": "chín mươi", "I.2": "", "III.2": "KAD: chưa có trường phổ thông", "I.6": "0"} {
		must[workspace.Cell](t)(w.TypeCell(code, typed))
	}
	f := paper.Sheet(c.sheet(w, "son-la"), time.Time{})
	if r := rowOf(t, f, "I.1"); r.Result != "chín mươi" || r.Scores.Self != "0,00" || !r.Provisional || r.Note != "Kết quả ghi chưa đúng, chưa được tính điểm" {
		t.Errorf("a result that cannot be read: %+v", r)
	}
	if r := rowOf(t, f, "I.2"); r.Result != "" || !r.Provisional || r.Note != "" {
		t.Errorf("a result that is missing: %+v", r)
	}
	if r := rowOf(t, f, "III.2"); !r.NotApplicable || r.Note != "chưa có trường phổ thông" {
		t.Errorf("a criterion that does not apply: %+v", r)
	}
	if r := rowOf(t, f, "I.6"); r.Result != "0" || r.Provisional {
		t.Errorf("nothing won: %+v", r)
	}
	if f.Status != documents.Draft || f.Class != "" || f.Total.Max != "95" || f.Total.Verified != "" {
		t.Errorf("status %q, class %q, total %+v", f.Status, f.Class, f.Total)
	}
}

// TestSecondReviewOnPaper: the final points stand beside the verified ones with their reason; points for earlier figures are said to be that; and
// who entered a sheet for its unit, after which paper.
func TestSecondReviewOnPaper(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	c.submit("son-la")
	checker, own := c.desks["cao-bang"], c.desks["son-la"]
	c.exchange(checker)
	sonLa := must[workspace.Unit](t)(checker.FindUnit("son-la"))
	review := func(round workspace.Round, code, points, reason string) {
		t.Helper()
		c.ok(checker.In("").Review(sonLa.ID, round, workspace.Points{Code: code, Points: points, Reason: reason}))
	}
	review(workspace.FirstReview, "III.4", "4.5", "Thiếu minh chứng")
	review(workspace.SecondReview, "III.4", "4.75", "")
	review(workspace.FirstReview, "I.1", "6.5", "Thiếu danh sách")
	review(workspace.SecondReview, "I.1", "6.8", "Đã bổ sung")
	review(workspace.FirstReview, "I.2", "5", "Chưa rõ")
	f := paper.Sheet(c.sheet(checker, "son-la"), c.now)
	if r := rowOf(t, f, "III.4"); r.Scores.Verified != "4,50" || r.Note != "chính thức 4,75" {
		t.Errorf("%+v", r)
	}
	if r := rowOf(t, f, "I.1"); r.Scores.Verified != "6,50" || r.Note != "chính thức 6,80: Đã bổ sung" {
		t.Errorf("%+v", r)
	}
	// 101.02 − 0.2 (I.1) − 0.95 (I.2)
	if f.Final != "99,87" || f.OnBehalf != "" {
		t.Errorf("final %q, for %q", f.Final, f.OnBehalf)
	}
	c.ok(checker.StepSheet(sonLa.ID, "returned", "Xem lại"))
	c.exchange(checker)
	c.exchange(own)
	must[workspace.Cell](t)(own.TypeCell("I.2", "98"))
	signed := must[emulation.Evidence](t)(own.Attach("phiếu.pdf", strings.NewReader("…")))
	c.ok(own.SubmitOnBehalf(sonLa.ID, "Giám đốc", signed, nil))
	f = paper.Sheet(c.sheet(own, "son-la"), c.now)
	if r := rowOf(t, f, "I.2"); r.Scores.Verified != "" || r.Note != "điểm 5,00 là thẩm định cho số liệu trước" {
		t.Errorf("%+v", r)
	}
	if !strings.HasSuffix(f.OnBehalf, "theo văn bản đã ký “phiếu.pdf” (Giám đốc)") {
		t.Errorf("%q", f.OnBehalf)
	}
}
