package forms_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

func TestSubmittedAndVerifiedSheet(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	c.submit("son-la")
	checker := c.desks["cao-bang"]
	c.exchange(checker)
	sonLa := must[book.Unit](t)(checker.FindUnit("son-la"))
	c.ok(review.At(checker).Verify(sonLa.ID, "III.4", "4.5", "Thiếu minh chứng của hai phần mềm"))
	sh := c.sheet(checker, "son-la")
	p := forms.Sheet(sh, c.now)
	doc := only(t, p)

	for _, want := range []string{
		"I.1|Trẻ 5 tuổi hoàn thành chương trình giáo dục mầm non|7|100%|7,00|7,00||",
		"I.2|Học sinh tiểu học hoàn thành chương trình môn học và rèn luyện|6|99,2%|5,95|5,95||",
		"I.6|Giải quốc tế và giải quốc gia khác (KHKT, văn nghệ, thể dục, GDQPAN)|7|Giải quốc tế: 2; Giải quốc gia: 20|7,00|7,00||",
		"II.3|Đơn vị trực thuộc thực hiện tốt cuộc vận động “Dân chủ - Kỷ cương - Tình thương - Trách nhiệm”|4|294/300|3,92|3,92||",
		"III.1|Áp dụng hệ thống quản lý chất lượng (ISO 9001:2015, ISO 21001:2018 hoặc tương đương)|5|Được chứng nhận|5,00|5,00||",
		"III.4|Ứng dụng công nghệ thông tin trong quản lý và dạy học|5|4,75|4,75|4,50||Thiếu minh chứng của hai phần mềm",
		"IV.6|Để xảy ra vi phạm nghiêm trọng quy chế thi|0|không|0,00|0,00||",
	} {
		code, _, _ := strings.Cut(want, "|")
		if r := rowOf(t, doc, code); cells(r) != want || r.Kind != documents.PlainRow {
			t.Errorf("row %s\n got %s\nwant %s", code, cells(r), want)
		}
	}
	for code, want := range map[string]string{"I": "I|Kết quả nuôi dạy, giáo dục|40||39,95|39,95||", "III": "III|Sáng kiến, giải pháp quản lý|20||19,15|18,90||"} {
		if r := rowOf(t, doc, code); cells(r) != want || r.Kind != documents.GroupRow {
			t.Errorf("row %s\n got %s\nwant %s", code, cells(r), want)
		}
	}
	for name, want := range map[string]string{"TỔNG CỘNG": "103||101,02|100,77", "Trong đó, điểm bị trừ": "||0,00|0,00", "Xếp loại": "Xuất sắc"} {
		if r := rowOf(t, doc, name); cells(r) != "|"+name+"|"+want || r.Kind != documents.TotalRow {
			t.Errorf("%s: %s", name, cells(r))
		}
	}
	if hasRow(t, doc, "Điểm chính thức") || strings.Contains(texts(doc), "Tỷ lệ") {
		t.Error("a final figure, or a percentage, before there is one")
	}
	all := paragraphs(doc)
	for _, want := range []string{"Đơn vị: Sở Giáo dục và Đào tạo Sơn La, Cụm thi đua số 4",
		"Bộ tiêu chí: Bộ tiêu chí thi đua Cụm số 4, năm học 2023–2024 (điểm minh hoạ), phiên bản 1", "Tình trạng phiếu: đã nộp"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is missing in %q", want, all)
		}
	}
	title := doc.Blocks[0].(documents.Title)
	if doc.Heading.Issuer != "SỞ GIÁO DỤC VÀ ĐÀO TẠO SƠN LA" || title.Subject[0] != "Năm học 2023–2024" || !strings.HasPrefix(doc.Heading.PlaceDate, "………………, ngày ……") {
		t.Errorf("heading %+v, %+v", doc.Heading, title)
	}
	if !strings.HasPrefix(all[0], "SỐ LIỆU MINH HOẠ") || !doc.Created.Equal(c.now) || !doc.Landscape {
		t.Errorf("%q, made %v", all[0], doc.Created)
	}
	if got, want := p.Name, "phieu-cham-diem-so-gddt-son-la-2023-2024"; got != want {
		t.Errorf("file %q, want %q", got, want)
	}
}

// TestDraftSheetHidesNothing: what is missing, cannot be read or does not apply is said on paper, and nothing is classified yet.
func TestDraftSheetHidesNothing(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la")
	w := c.fill("son-la")
	for code, typed := range map[string]string{"I.1": "chín mươi", "I.2": "", "III.2": "KAD: chưa có trường phổ thông", "I.6": "0"} {
		must[sheet.Cell](t)(sheet.At(w).TypeCell(code, typed))
	}
	doc := only(t, forms.Sheet(c.sheet(w, "son-la"), time.Time{}))
	for code, want := range map[string]string{
		"I.1":       "7|chín mươi|0,00*|||Kết quả ghi chưa đúng, chưa được tính điểm", // cannot be read
		"I.2":       "6||0,00*|||",                                                    // missing
		"III.2":     "–|Không áp dụng|–|–||chưa có trường phổ thông",                  // does not apply
		"I.6":       "7|0|0,00|||",                                                    // nothing won
		"TỔNG CỘNG": "98||",
	} {
		r := cells(rowOf(t, doc, code))
		if _, after, _ := strings.Cut(r[strings.IndexByte(r, '|')+1:], "|"); !strings.HasPrefix(after, want) || code != "TỔNG CỘNG" && after != want {
			t.Errorf("%s: %s", code, after)
		}
	}
	if verified := rowOf(t, doc, "TỔNG CỘNG").Cells[5].Text; verified != "" || hasRow(t, doc, "Xếp loại") || !slices.Contains(paragraphs(doc), "Tình trạng phiếu: nháp") {
		t.Errorf("verified %q, %q", verified, paragraphs(doc))
	}
}

// TestSecondReviewOnPaper: the final points stand beside the verified ones with their reason; points for earlier figures are said to be that; and
// who entered a sheet for its unit, after which paper.
func TestSecondReviewOnPaper(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	c.submit("son-la")
	checker, own := c.desks["cao-bang"], c.desks["son-la"]
	c.exchange(checker)
	sonLa := must[book.Unit](t)(checker.FindUnit("son-la"))
	give := func(round sheet.Round, code, points, reason string) {
		t.Helper()
		c.ok(review.At(checker).In("").Review(sonLa.ID, round, review.Points{Code: code, Points: points, Reason: reason}))
	}
	give(sheet.FirstReview, "III.4", "4.5", "Thiếu minh chứng")
	give(sheet.SecondReview, "III.4", "4.75", "")
	give(sheet.FirstReview, "I.1", "6.5", "Thiếu danh sách")
	give(sheet.SecondReview, "I.1", "6.8", "Đã bổ sung")
	give(sheet.FirstReview, "I.2", "5", "Chưa rõ")
	doc := only(t, forms.Sheet(c.sheet(checker, "son-la"), c.now))
	noted := func(code, verified, note string) {
		t.Helper()
		if r := rowOf(t, doc, code); r.Cells[5].Text != verified || r.Cells[7].Text != note {
			t.Errorf("%s: %s", code, cells(r))
		}
	}
	noted("III.4", "4,50", "chính thức 4,75")
	noted("I.1", "6,50", "chính thức 6,80: Đã bổ sung")
	// 101.02 − 0.2 (I.1) − 0.95 (I.2)
	if r := cells(rowOf(t, doc, "Điểm chính thức")); r != "|Điểm chính thức|99,87" || strings.Contains(texts(doc), "ghi thay") {
		t.Error(r)
	}
	c.ok(sheet.At(checker).StepSheet(sonLa.ID, "returned", "Xem lại"))
	c.exchange(checker)
	c.exchange(own)
	must[sheet.Cell](t)(sheet.At(own).TypeCell("I.2", "98"))
	signed := must[emulation.Evidence](t)(own.Attach("phiếu.pdf", strings.NewReader("…")))
	c.ok(sheet.At(own).SubmitOnBehalf(sonLa.ID, "Giám đốc", signed, nil))
	doc = only(t, forms.Sheet(c.sheet(own, "son-la"), c.now))
	noted("I.2", "5,88*", "điểm 5,00 là thẩm định cho số liệu trước")
	if all := paragraphs(doc); !strings.HasSuffix(all[len(all)-1], "theo văn bản đã ký “phiếu.pdf” (Giám đốc).") {
		t.Errorf("%q", all)
	}
}

// TestStepsOfASheetOnPaper: the step decides what the paper is called, and whether it is only a draft.
func TestStepsOfASheetOnPaper(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la")
	sh := *c.sheet(c.fill("son-la"), "son-la")
	for step, want := range map[emulation.SheetStep]string{
		emulation.SheetDraft: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA", emulation.SheetSubmitted: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA", emulation.SheetReturned: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA",
		emulation.SheetCrossChecked: "PHIẾU CHẤM ĐIỂM THI ĐUA", emulation.SheetExplained: "PHIẾU CHẤM ĐIỂM THI ĐUA", emulation.SheetVerified: "PHIẾU CHẤM ĐIỂM THI ĐUA",
		emulation.SheetAgreed: "PHIẾU CHẤM ĐIỂM THI ĐUA", emulation.SheetLocked: "PHIẾU CHẤM ĐIỂM THI ĐUA",
	} {
		sh.Step = step
		got := texts(only(t, forms.Sheet(&sh, made)))
		if !strings.Contains(got, "\n"+want+"\n") || strings.Contains(got, "documents.") {
			t.Errorf("%s prints\n%s", step, got)
		}
		if draft := strings.Contains(got, "DỰ THẢO"); draft != (step == emulation.SheetDraft || step == emulation.SheetReturned) {
			t.Errorf("%s: marked as a draft: %v", step, draft)
		}
	}
}

func TestMarksOfASheet(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la")
	sh := *c.sheet(c.fill("son-la"), "son-la")
	first, second := *sh.Row("I.1"), *sh.Row("I.2")
	first.Provision, second.NA, second.Counted = true, true, nil
	sh.Illustrative, sh.Rows = false, nil
	plain := texts(only(t, forms.Sheet(&sh, made)))
	sh.Rows = []sheet.Row{first, second}
	doc := only(t, forms.Sheet(&sh, made))
	if got := texts(doc); !strings.Contains(got, "\n7,00*\n") || !strings.Contains(got, "* Điểm tạm tính") || strings.Contains(plain, "tạm tính") {
		t.Errorf("provisional figures:\n%s", got)
	}
	if r := cells(rowOf(t, doc, "I.2")); !strings.HasSuffix(r, "|–|Không áp dụng|–|–||") {
		t.Errorf("a criterion that does not apply: %s", r)
	}
	reviewed := sh
	second.First = &sheet.Review{}
	second.First.Reason = "Đúng là không áp dụng"
	reviewed.Step, reviewed.Verified, reviewed.Rows = emulation.SheetCrossChecked, sh.Self, []sheet.Row{first, second}
	minutes := only(t, must[forms.Paper](t)(forms.Review(&reviewed, nil, nil, made)))
	if r := cells(rowOf(t, minutes, "I.2")); !strings.HasSuffix(r, "|–|Không áp dụng||Đúng là không áp dụng||Không áp dụng") {
		t.Errorf("in the minutes of its review: %s", r)
	}
	reviewed.Class = "Khá"
	minutes = only(t, must[forms.Paper](t)(forms.Review(&reviewed, nil, nil, made)))
	after := slices.IndexFunc(minutes.Blocks, func(b documents.Block) bool { _, is := b.(documents.Table); return is }) + 1
	if class, opinion := minutes.Blocks[after].(documents.Paragraph), minutes.Blocks[after+1].(documents.Paragraph); class.KeepNext || !opinion.KeepNext {
		t.Errorf("the class ends the table (%v), what the unit says goes with the signatures (%v)", class.KeepNext, opinion.KeepNext)
	}
	wide := func(doc documents.Document) float64 {
		columns := tableOf(t, doc).Columns
		return columns[len(columns)-1].Width
	}
	noted := sh
	noted.Rows = []sheet.Row{second}
	noted.Rows[0].Conflict = true
	if empty, full := wide(doc), wide(only(t, forms.Sheet(&noted, made))); empty >= full || empty == 0 {
		t.Errorf("a column without a note is %v mm wide, one with a note %v", empty, full)
	}
	sh.Illustrative = true
	if doc := only(t, forms.Sheet(&sh, made)); !strings.Contains(texts(doc), "SỐ LIỆU MINH HOẠ") || doc.Mark != "DỰ THẢO – số liệu minh hoạ" || strings.Contains(plain, "minh hoạ –") ||
		strings.Contains(plain, "SỐ LIỆU") {
		t.Error("invented figures are not marked, or real ones are")
	}
}

// width is how many columns a row fills.
func width(r documents.Row) int {
	n := 0
	for _, c := range r.Cells {
		n += c.Columns()
	}
	return n
}

// TestTablesFillTheirColumns: every row of sheet and summary fills the same number of columns or less, and header spans add up.
func TestTablesFillTheirColumns(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la")
	sh := *c.sheet(c.fill("son-la"), "son-la")
	set := *sh.Set
	set.Normalise, sh.Set, sh.Second = true, &set, sh.Self
	form := only(t, forms.Sheet(&sh, made))
	if !hasRow(t, form, "Tỷ lệ so với tổng điểm áp dụng (%)") || !hasRow(t, form, "Điểm chính thức") {
		t.Error(texts(form))
	}
	points := map[string]string{"An": "8 0 7 0", "Bắc": "8 0 6 0"}
	none := ranking(t, "", points)
	bare := *none.Season.Set
	bare.Groups, none.Season.Set = nil, &bare
	for name, c := range map[string]struct {
		doc     documents.Document
		columns int
	}{"sheet": {form, 8}, "summary": {only(t, forms.Summary(ranking(t, "", points), made)), 12},
		"percent": {only(t, forms.Summary(ranking(t, "normalise: percent", points), made)), 13}, "no groups": {only(t, forms.Summary(none, made)), 9}} {
		table := tableOf(t, c.doc)
		if len(table.Columns) != c.columns || width(table.Header[0]) != c.columns {
			t.Errorf("%s: %d columns, header of %d, want %d", name, len(table.Columns), width(table.Header[0]), c.columns)
		}
		for i, r := range table.Rows {
			if n := width(r); n > c.columns {
				t.Errorf("%s row %d fills %d of %d columns", name, i, n, c.columns)
			}
		}
	}
}
