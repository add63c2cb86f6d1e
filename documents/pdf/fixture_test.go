package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"thidua/documents"
)

var made = time.Date(2024, 7, 5, 8, 30, 0, 0, time.UTC)

// row is a row of plain cells.
func row(texts ...string) documents.Row {
	var r documents.Row
	for _, t := range texts {
		r.Cells = append(r.Cells, documents.Cell{Text: t})
	}
	return r
}

func kind(k documents.RowKind, r documents.Row) documents.Row {
	r.Kind = k
	return r
}

func group(texts ...string) documents.Row { return kind(documents.GroupRow, row(texts...)) }
func sum(texts ...string) documents.Row   { return kind(documents.TotalRow, row(texts...)) }

// outcome is a closing row with what follows from the total.
func outcome(name, value string) documents.Row {
	return documents.Row{Kind: documents.TotalRow, Cells: []documents.Cell{{}, {Text: name, ColSpan: 3}, {Text: value, ColSpan: 2}}}
}

func heading(superior, issuer, number, placeDate string) *documents.Heading {
	return &documents.Heading{Superior: superior, Issuer: issuer, Number: number, PlaceDate: placeDate,
		NationalTitle: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Motto: "Độc lập - Tự do - Hạnh phúc"}
}

func mark(text string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: text, Bold: true, Italic: true}}, Align: documents.AlignCenter, Tight: true, KeepNext: true}
}

func fact(label, value string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: label + ": "}, {Text: value, Bold: true}}, Align: documents.AlignLeft, Tight: true}
}

func apart(p documents.Paragraph) documents.Paragraph {
	p.Tight = false
	return p
}

func note(text string) documents.Paragraph {
	return documents.Paragraph{Spans: []documents.Span{{Text: text, Italic: true}}, Align: documents.AlignLeft, Size: documents.NoteSize, KeepNext: true}
}

const (
	invented = "SỐ LIỆU MINH HOẠ – điểm trong bảng này do người soạn đặt ra, không phải điểm thật của đơn vị"
	hint     = "(Ký, ghi rõ họ tên)"
	stamped  = "(Ký, ghi rõ họ tên, đóng dấu)"
)

// scores is the table of a sheet; the last closing of its rows are sums.
func scores(closing int, rows ...documents.Row) documents.Table {
	tall := func(text string) documents.Cell { return documents.Cell{Text: text, RowSpan: 2} }
	centred := func(width float64) documents.Column {
		return documents.Column{Width: width, Align: documents.AlignCenter}
	}
	return documents.Table{
		Columns: []documents.Column{centred(15), {Width: 70, Flex: 3}, centred(17), centred(34), centred(21), centred(23), centred(21), {Width: 36, Flex: 1}},
		Header: []documents.Row{{Cells: []documents.Cell{tall("Mã số"), tall("Nội dung tiêu chí"), tall("Điểm tối đa"), tall("Kết quả thực hiện"),
			{Text: "Điểm đạt được", ColSpan: 2}, tall("Số minh chứng"), tall("Ghi chú")}}, row("Tự chấm", "Thẩm định")},
		Rows: rows, KeepEnd: closing,
	}
}

// sheet is a document like a score sheet, its parts between title and signatures given.
func sheet(title string, head *documents.Heading, parts ...documents.Block) documents.Document {
	const season = "Năm học 2023–2024"
	name := title + " – Sở Giáo dục và Đào tạo Sơn La – " + season
	blocks := append([]documents.Block{documents.Title{Kind: strings.ToUpper(title), Subject: []string{season}}}, parts...)
	blocks = append(blocks, documents.Signatures{Signers: []documents.Signer{{Position: "NGƯỜI LẬP PHIẾU", Hint: hint, Name: "Lò Thị Hoạ Mi"},
		{Authority: "KT. GIÁM ĐỐC", Position: "PHÓ GIÁM ĐỐC", Hint: stamped, Name: "Quàng Văn Ngữ"}}})
	return documents.Document{Title: name, Created: made, Landscape: true, Heading: head, Blocks: blocks, Footer: name + " – số liệu minh hoạ"}
}

// table is the first table of a document.
func table(doc documents.Document) documents.Table {
	for _, b := range doc.Blocks {
		if t, ok := b.(documents.Table); ok {
			return t
		}
	}
	return documents.Table{}
}

// sonLa is a sheet of one page and a little: the criteria of the clusters of the Ministry, 2016–2021, in two groups; all points are minh hoạ.
func sonLa() documents.Document {
	return sheet("Phiếu chấm điểm thi đua",
		heading("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Số: 12/PCĐ-SGDĐT", "Sơn La, ngày 05 tháng 7 năm 2024"),
		mark(invented),
		apart(fact("Đơn vị", "Sở Giáo dục và Đào tạo Sơn La, Cụm thi đua số 4")),
		fact("Bộ tiêu chí", "09 nhóm nhiệm vụ chủ yếu và 05 giải pháp cơ bản (điểm minh hoạ), phiên bản 1"),
		fact("Tình trạng phiếu", "đã thẩm định"),
		scores(5,
			group("A", "09 nhóm nhiệm vụ chủ yếu", "62", "", "56,63", "56,13"),
			row("A.1", "Rà soát, quy hoạch, sắp xếp mạng lưới, bộ máy", "7", "6,75 điểm", "6,75", "6,5", "3", "Giảm 0,25: còn 02 điểm trường chưa sáp nhập theo đề án"),
			row("A.2", "Đội ngũ nhà giáo và cán bộ quản lý", "8", "98,54% đạt chuẩn", "7,88", "7,88", "5"),
			row("A.3", "Chất lượng giáo dục; đạo đức, lối sống, kỹ năng sống, thể chất; an toàn trường học", "10", "9,5 điểm", "9,5", "9,25", "12", ""),
			row("A.4", "Ngoại ngữ, đặc biệt là tiếng Anh", "7", "45/50 trường", "5,5", "5,5", "2"),
			row("A.5", "Ứng dụng công nghệ thông tin", "8", "7,25 điểm", "7,25", "7,25", "4"),
			row("A.6", "Phân cấp, tự chủ", "7", "6 điểm", "6", "6", "1"),
			row("A.7", "Hội nhập quốc tế", "–", "Không áp dụng", "–", "–", "", "Tỉnh không có chương trình liên kết; cụm đã xác nhận"),
			row("A.8", "Cơ sở vật chất", "7", "1.024 phòng học kiên cố", "6,25*", "6,25*", "6"),
			row("A.9", "Nguồn nhân lực chất lượng cao", "8", "15 thạc sĩ", "7,5", "7,5", "2"),
			group("B", "05 giải pháp cơ bản", "32", "", "30", "29,75"),
			row("B.1", "Thể chế, cải cách hành chính", "7", "6,75 điểm", "6,75", "6,75", "2"),
			row("B.2", "Năng lực lãnh đạo, quản lý", "7", "6,5 điểm", "6,5", "6,5", "1"),
			row("B.3", "Nguồn lực đầu tư", "6", "5 điểm", "5", "5", "3"),
			row("B.4", "Khảo thí, kiểm định, đảm bảo chất lượng", "6", "5,75 điểm", "5,75", "5,5", "7", "Một trường chưa hoàn thành tự đánh giá"),
			row("B.5", "Truyền thông", "6", "7 tin, bài", "6", "6", "7"),
			sum("", "Điểm thưởng", "", "", "2", "1"),
			sum("", "Điểm trừ", "", "", "0", "−0,5"),
			sum("", "TỔNG CỘNG", "94", "", "88,63", "86,38"),
			outcome("Điểm chính thức", "86,38"),
			outcome("Xếp loại", "Tốt")),
		note("* Điểm tạm tính: còn thiếu số liệu hoặc còn chờ xác nhận."))
}

// long is the same unit with n criteria with names as long as offices write them, self-scored and not yet submitted.
func long(n int) documents.Document {
	names := []string{
		"Tỷ lệ trẻ em 5 tuổi hoàn thành chương trình giáo dục mầm non, được chuẩn bị tiếng Việt trước khi vào lớp một, nhất là ở vùng đồng bào dân tộc thiểu số",
		"Duy trì và nâng cao chất lượng phổ cập giáo dục tiểu học, trung học cơ sở và xoá mù chữ",
		"Tỷ lệ học sinh bỏ học giữa chừng",
		"Thực hiện Chương trình giáo dục phổ thông 2018, bảo đảm đủ sách giáo khoa, thiết bị dạy học tối thiểu và giáo viên các môn học mới (Tin học, Ngoại ngữ, Âm nhạc, Mĩ thuật)",
		"Học sinh đoạt giải trong kỳ thi chọn học sinh giỏi quốc gia",
		"Chuyển đổi số: học bạ số, cơ sở dữ liệu ngành, thanh toán học phí không dùng tiền mặt",
	}
	results := []string{"98,54%", "Đạt mức độ 3", "0,2%", "45/50 trường", "7 giải", "12 huyện, thành phố"}
	var rows []documents.Row
	for i := range n {
		if i%15 == 0 {
			rows = append(rows, group([]string{"I", "II", "III", "IV", "V", "VI", "VII"}[i/15%7], "Lĩnh vực công tác số "+fmt.Sprint(i/15+1), "150", "", "147,75"))
		}
		evidence := ""
		if i%4 > 0 {
			evidence = fmt.Sprint(i % 4)
		}
		rows = append(rows, row(fmt.Sprintf("%d.%d", i/15+1, i%15+1), names[i%len(names)], "10", results[i%len(results)], "9,85", "", evidence))
	}
	rows = append(rows, sum("", "Điểm thưởng", "", "", "5"), sum("", "Điểm trừ", "", "", "−1,5"), sum("", "TỔNG CỘNG", "1.000", "", "985,25"))
	return sheet("Phiếu tự chấm điểm thi đua",
		heading("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "", "Sơn La, ngày …… tháng …… năm ………"),
		mark("BẢN NHÁP – chưa nộp cho cụm, chưa có giá trị"), mark(invented),
		apart(fact("Đơn vị", "Sở Giáo dục và Đào tạo Sơn La, Cụm thi đua số 4")),
		fact("Bộ tiêu chí", fmt.Sprintf("Bảng tiêu chí %d nội dung (minh hoạ)", n)),
		fact("Tình trạng phiếu", "nháp"),
		scores(3, rows...),
		note("Phiếu này được ghi thay đơn vị: văn phòng cụm trưởng ghi theo phiếu giấy có chữ ký ngày 01/7/2024."))
}

// clusterFour is the summary of seven departments with columns of groups, and one more where there is a percentage; ranks as published, every figure
// minh hoạ.
func clusterFour(percent string, groups ...string) documents.Document {
	const title, season = "Bảng tổng hợp điểm, xếp hạng thi đua", "Năm học 2023–2024"
	figure := documents.Column{Align: documents.AlignCenter, Flex: 0.5}
	tall := func(text string) documents.Cell { return documents.Cell{Text: text, RowSpan: 2} }
	t := documents.Table{KeepEnd: 2, Columns: []documents.Column{{Align: documents.AlignCenter}, {Width: 44, Flex: 2}}, Header: []documents.Row{{}, row(groups...)}}
	t.Header[0].Cells = []documents.Cell{tall("TT"), tall("Đơn vị"), {Text: "Điểm theo nhóm tiêu chí", ColSpan: len(groups)}}
	for range groups {
		t.Columns = append(t.Columns, figure)
	}
	names := []string{"Điểm thưởng", "Điểm trừ", "Tổng tự chấm", "Tổng thẩm định", "Điểm chính thức", "Xếp hạng", "Xếp loại", "Ghi chú"}
	if percent != "" {
		names = slices.Insert(names, 5, "Tỷ lệ (%)")
	}
	for _, name := range names {
		t.Columns, t.Header[0].Cells = append(t.Columns, figure), append(t.Header[0].Cells, tall(name))
	}
	t.Columns[len(t.Columns)-1] = documents.Column{Width: 34, Flex: 3}
	unit := func(name string, texts ...string) {
		texts = slices.Insert(texts, 2, make([]string, len(groups)-2)...)
		if percent != "" {
			texts = slices.Insert(texts, len(texts)-3, percent)
		}
		r := row(append([]string{fmt.Sprint(len(t.Rows) + 1), name}, texts...)...)
		r.Cells[len(r.Cells)-4].Bold, r.Cells[len(r.Cells)-3].Bold = true, true
		t.Rows = append(t.Rows, r)
	}
	unit("Sở GDĐT Sơn La", "65,5", "31", "2", "0", "98,75", "98,5", "98,5", "1", "Xuất sắc", "Đề nghị tặng Cờ thi đua")
	unit("Sở GDĐT Cao Bằng", "64,75", "30,5", "2", "0", "97,5", "97,25", "97,25", "2", "Xuất sắc", "Đề nghị tặng Bằng khen")
	unit("Sở GDĐT Lạng Sơn", "64,5", "30,25", "1", "0", "96", "95,75", "95,75", "3", "Xuất sắc", "Đề nghị tặng Bằng khen")
	unit("Sở GDĐT Lai Châu", "64", "30,75", "1", "0", "96,25", "95,75", "95,75", "4", "Xuất sắc", "Đề nghị tặng Bằng khen")
	unit("Sở GDĐT Điện Biên", "63,25", "29,5", "0", "−0,5", "93", "92,25", "92,25", "5", "Tốt", "")
	unit("Sở GDĐT Bắc Kạn", "62", "29", "0", "0", "91,5", "91", "91", "6", "Tốt", "")
	unit("Sở GDĐT Hà Giang", "62,5", "28,5", "0", "0", "91", "91", "91", "6", "Tốt", "")
	name := title + " – Cụm thi đua số 4 – " + season
	return documents.Document{Title: name, Created: made, Landscape: true, Footer: name + " – tạm tính – số liệu minh hoạ",
		Heading: heading("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "CỤM THI ĐUA SỐ 4", "Số: 05/BTH-CTĐ4", "Cao Bằng, ngày 02 tháng 8 năm 2024"),
		Blocks: []documents.Block{
			documents.Title{Kind: strings.ToUpper(title), Subject: []string{"Cụm thi đua số 4, năm học 2023–2024"}},
			mark("KẾT QUẢ TẠM TÍNH – điểm và thứ hạng còn có thể thay đổi cho đến khi cụm chốt kết quả"), mark(invented),
			apart(fact("Bộ tiêu chí", "09 nhóm nhiệm vụ chủ yếu và 05 giải pháp cơ bản (điểm minh hoạ), phiên bản 1")),
			t,
			note("Các nhóm tiêu chí: A: 09 nhóm nhiệm vụ chủ yếu; B: 05 giải pháp cơ bản."),
			note("Phân định đơn vị bằng điểm: Sở GDĐT Lạng Sơn xếp trên Sở GDĐT Lai Châu vì điểm nhóm A cao hơn (64,5 so với 64)."),
			documents.Signatures{Heading: "Nơi nhận:", Recipients: []string{"- Bộ Giáo dục và Đào tạo (Vụ Tổ chức cán bộ);", "- Các đơn vị thành viên;", "- Lưu: VT, CTĐ4."},
				Signers: []documents.Signer{{Position: "THƯ KÝ", Hint: hint, Name: "Nông Thị Thắm"},
					{Authority: "TM. CỤM THI ĐUA SỐ 4", Position: "CỤM TRƯỞNG", Hint: stamped, Name: "Vũ Văn Dương"}}},
		}}
}

// letter is a portrait document that uses what the two sheets do not: one signer, running text, spans glued to each other.
func letter() documents.Document {
	body := strings.Repeat("Cụm thi đua số 4 đề nghị các đơn vị thành viên khẩn trương hoàn thành việc tự chấm điểm, gửi minh chứng và phiếu chấm điểm về cơ quan thường trực trước ngày quy định. ", 3)
	return documents.Document{
		Title:   "Công văn minh hoạ",
		Created: made,
		Heading: heading("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "CỤM THI ĐUA SỐ 4", "Số: 05/CV-CTĐ4", "Cao Bằng, ngày 02 tháng 8 năm 2024"),
		Blocks: []documents.Block{
			documents.Title{Kind: "TỜ TRÌNH", Subject: []string{"Về việc nộp phiếu chấm điểm thi đua năm học 2023–2024 (minh hoạ)"}},
			documents.Paragraph{Spans: []documents.Span{{Text: "Căn cứ Giao ước thi đua năm học 2023–2024;", Italic: true}}, Indent: true},
			documents.Paragraph{Spans: []documents.Span{{Text: body}, {Text: "Hạn cuối", Bold: true}, {Text: ": ngày 15 tháng 7 năm 2024."}}, Indent: true},
			documents.Paragraph{Spans: []documents.Span{{Text: body}}, Indent: true},
			documents.Signatures{Heading: "Nơi nhận:", Recipients: []string{"- Như trên;", "- Lưu: VT, CTĐ4."},
				Signers: []documents.Signer{{Authority: "TM. CỤM THI ĐUA SỐ 4", Position: "CỤM TRƯỞNG", Name: "Vũ Văn Dương"}}},
		},
	}
}
