package pdf_test

import (
	"fmt"
	"strings"
	"time"

	"thidua/documents"
)

var (
	made = time.Date(2024, 7, 5, 8, 30, 0, 0, time.UTC)
	day  = time.Date(2024, 7, 5, 0, 0, 0, 0, time.UTC)
)

// tasks and solutions are the criteria of the clusters of the Ministry, 2016–2021; the points beside them are minh hoạ.
var tasks = []documents.ScoreRow{
	{Code: "A.1", Name: "Rà soát, quy hoạch, sắp xếp mạng lưới, bộ máy", Scores: documents.Scores{Max: "7", Self: "6,75", Verified: "6,5"}, Result: "6,75 điểm", Evidence: 3, Note: "Giảm 0,25: còn 02 điểm trường chưa sáp nhập theo đề án"},
	{Code: "A.2", Name: "Đội ngũ nhà giáo và cán bộ quản lý", Scores: documents.Scores{Max: "8", Self: "7,88", Verified: "7,88"}, Result: "98,54 % đạt chuẩn", Evidence: 5},
	{Code: "A.3", Name: "Chất lượng giáo dục; đạo đức, lối sống, kỹ năng sống, thể chất; an toàn trường học", Scores: documents.Scores{Max: "10", Self: "9,5", Verified: "9,25"}, Result: "9,5 điểm", Evidence: 12},
	{Code: "A.4", Name: "Ngoại ngữ, đặc biệt là tiếng Anh", Scores: documents.Scores{Max: "7", Self: "5,5", Verified: "5,5"}, Result: "45/50 trường", Evidence: 2},
	{Code: "A.5", Name: "Ứng dụng công nghệ thông tin", Scores: documents.Scores{Max: "8", Self: "7,25", Verified: "7,25"}, Result: "7,25 điểm", Evidence: 4},
	{Code: "A.6", Name: "Phân cấp, tự chủ", Scores: documents.Scores{Max: "7", Self: "6", Verified: "6"}, Result: "6 điểm", Evidence: 1},
	{Code: "A.7", Name: "Hội nhập quốc tế", Scores: documents.Scores{Max: "6"}, NotApplicable: true, Note: "Tỉnh không có chương trình liên kết; cụm đã xác nhận"},
	{Code: "A.8", Name: "Cơ sở vật chất", Scores: documents.Scores{Max: "7", Self: "6,25", Verified: "6,25"}, Result: "1.024 phòng học kiên cố", Evidence: 6, Provisional: true},
	{Code: "A.9", Name: "Nguồn nhân lực chất lượng cao", Scores: documents.Scores{Max: "8", Self: "7,5", Verified: "7,5"}, Result: "15 thạc sĩ", Evidence: 2},
}

var solutions = []documents.ScoreRow{
	{Code: "B.1", Name: "Thể chế, cải cách hành chính", Scores: documents.Scores{Max: "7", Self: "6,75", Verified: "6,75"}, Result: "6,75 điểm", Evidence: 2},
	{Code: "B.2", Name: "Năng lực lãnh đạo, quản lý", Scores: documents.Scores{Max: "7", Self: "6,5", Verified: "6,5"}, Result: "6,5 điểm", Evidence: 1},
	{Code: "B.3", Name: "Nguồn lực đầu tư", Scores: documents.Scores{Max: "6", Self: "5", Verified: "5"}, Result: "5 điểm", Evidence: 3},
	{Code: "B.4", Name: "Khảo thí, kiểm định, đảm bảo chất lượng", Scores: documents.Scores{Max: "6", Self: "5,75", Verified: "5,5"}, Result: "5,75 điểm", Evidence: 7, Note: "Một trường chưa hoàn thành tự đánh giá"},
	{Code: "B.5", Name: "Truyền thông", Scores: documents.Scores{Max: "6", Self: "6", Verified: "6"}, Result: "7 tin, bài", Evidence: 7},
}

// sonLa is a sheet of one page and a little: 14 criteria in two groups, all figures minh hoạ.
func sonLa() documents.ScoreSheetForm {
	rows := []documents.ScoreRow{{Group: true, Code: "A", Name: "09 nhóm nhiệm vụ chủ yếu", Scores: documents.Scores{Max: "62", Self: "56,63", Verified: "56,13"}}}
	rows = append(rows, tasks...)
	rows = append(rows, documents.ScoreRow{Group: true, Code: "B", Name: "05 giải pháp cơ bản", Scores: documents.Scores{Max: "32", Self: "30", Verified: "29,75"}})
	rows = append(rows, solutions...)
	return documents.ScoreSheetForm{
		Created:      made,
		Superior:     "Ủy ban nhân dân tỉnh Sơn La",
		Unit:         "Sở Giáo dục và Đào tạo",
		UnitName:     "Sở Giáo dục và Đào tạo Sơn La",
		Cluster:      "Cụm thi đua số 4",
		Season:       documents.Season{Label: "2023–2024", SchoolYear: true},
		Criteria:     "09 nhóm nhiệm vụ chủ yếu và 05 giải pháp cơ bản (điểm minh hoạ), phiên bản 1",
		Number:       "12/PCĐ-SGDĐT",
		Place:        "Sơn La",
		Date:         day,
		Status:       documents.Verified,
		Rows:         rows,
		Bonus:        documents.Scores{Self: "2", Verified: "1"},
		Deductions:   documents.Scores{Self: "0", Verified: "−0,5"},
		Total:        documents.Scores{Max: "94", Self: "88,63", Verified: "86,38"},
		Final:        "86,38",
		Class:        "Tốt",
		Illustrative: true,
		Preparer:     documents.Signer{Name: "Lò Thị Hoạ Mi"},
		Leader:       documents.Signer{Authority: "KT. Giám đốc", Position: "Phó Giám đốc", Name: "Quàng Văn Ngữ"},
	}
}

// long is the same unit with n criteria with names as long as offices write them, self-scored and not yet submitted.
func long(n int) documents.ScoreSheetForm {
	f := sonLa()
	f.Status, f.Number, f.Final, f.Class, f.Date = documents.Draft, "", "", "", time.Time{}
	f.Criteria = fmt.Sprintf("Bảng tiêu chí %d nội dung (minh hoạ)", n)
	f.OnBehalf = "văn phòng cụm trưởng ghi theo phiếu giấy có chữ ký ngày 01/7/2024"
	names := []string{
		"Tỷ lệ trẻ em 5 tuổi hoàn thành chương trình giáo dục mầm non, được chuẩn bị tiếng Việt trước khi vào lớp một, nhất là ở vùng đồng bào dân tộc thiểu số",
		"Duy trì và nâng cao chất lượng phổ cập giáo dục tiểu học, trung học cơ sở và xoá mù chữ",
		"Tỷ lệ học sinh bỏ học giữa chừng",
		"Thực hiện Chương trình giáo dục phổ thông 2018, bảo đảm đủ sách giáo khoa, thiết bị dạy học tối thiểu và giáo viên các môn học mới (Tin học, Ngoại ngữ, Âm nhạc, Mĩ thuật)",
		"Học sinh đoạt giải trong kỳ thi chọn học sinh giỏi quốc gia",
		"Chuyển đổi số: học bạ số, cơ sở dữ liệu ngành, thanh toán học phí không dùng tiền mặt",
	}
	results := []string{"98,54 %", "Đạt mức độ 3", "0,2 %", "45/50 trường", "7 giải", "12 huyện, thành phố"}
	f.Rows = nil
	for i := range n {
		if i%15 == 0 {
			f.Rows = append(f.Rows, documents.ScoreRow{Group: true, Code: []string{"I", "II", "III", "IV", "V", "VI", "VII"}[i/15%7],
				Name: "Lĩnh vực công tác số " + fmt.Sprint(i/15+1), Scores: documents.Scores{Max: "150", Self: "147,75"}})
		}
		f.Rows = append(f.Rows, documents.ScoreRow{Code: fmt.Sprintf("%d.%d", i/15+1, i%15+1), Name: names[i%len(names)],
			Scores: documents.Scores{Max: "10", Self: "9,85"}, Result: results[i%len(results)], Evidence: i % 4})
	}
	f.Bonus, f.Deductions = documents.Scores{Self: "5"}, documents.Scores{Self: "−1,5"}
	f.Total = documents.Scores{Max: "1.000", Self: "985,25"}
	return f
}

// clusterFour is the summary of seven departments; ranks as published, every figure minh hoạ.
func clusterFour() documents.SummaryForm {
	row := func(unit, a, b, bonus, minus, self, verified, final, rank, class, note string) documents.SummaryRow {
		return documents.SummaryRow{Unit: unit, Groups: []string{a, b}, Bonus: bonus, Deductions: minus, Self: self, Verified: verified, Final: final, Rank: rank, Class: class, Note: note}
	}
	return documents.SummaryForm{
		Created:  made,
		Superior: "Bộ Giáo dục và Đào tạo",
		Cluster:  "Cụm thi đua số 4",
		Season:   documents.Season{Label: "2023–2024", SchoolYear: true},
		Criteria: "09 nhóm nhiệm vụ chủ yếu và 05 giải pháp cơ bản (điểm minh hoạ), phiên bản 1",
		Number:   "05/BTH-CTĐ4",
		Place:    "Cao Bằng",
		Date:     time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC),
		Groups:   []documents.GroupColumn{{Code: "A", Name: "09 nhóm nhiệm vụ chủ yếu"}, {Code: "B", Name: "05 giải pháp cơ bản"}},
		Rows: []documents.SummaryRow{
			row("Sở GDĐT Sơn La", "65,5", "31", "2", "0", "98,75", "98,5", "98,5", "1", "Xuất sắc", "Đề nghị tặng Cờ thi đua"),
			row("Sở GDĐT Cao Bằng", "64,75", "30,5", "2", "0", "97,5", "97,25", "97,25", "2", "Xuất sắc", "Đề nghị tặng Bằng khen"),
			row("Sở GDĐT Lạng Sơn", "64,5", "30,25", "1", "0", "96", "95,75", "95,75", "3", "Xuất sắc", "Đề nghị tặng Bằng khen"),
			row("Sở GDĐT Lai Châu", "64", "30,75", "1", "0", "96,25", "95,75", "95,75", "4", "Xuất sắc", "Đề nghị tặng Bằng khen"),
			row("Sở GDĐT Điện Biên", "63,25", "29,5", "0", "−0,5", "93", "92,25", "92,25", "5", "Tốt", ""),
			row("Sở GDĐT Bắc Kạn", "62", "29", "0", "0", "91,5", "91", "91", "6", "Tốt", ""),
			row("Sở GDĐT Hà Giang", "62,5", "28,5", "0", "0", "91", "91", "91", "6", "Tốt", ""),
		},
		TieBreak:     []string{"Sở GDĐT Lạng Sơn xếp trên Sở GDĐT Lai Châu vì điểm nhóm A cao hơn (64,5 so với 64)."},
		Provisional:  true,
		Illustrative: true,
		Secretary:    documents.Signer{Name: "Nông Thị Thắm"},
		Head:         documents.Signer{Authority: "TM. Cụm thi đua số 4", Name: "Vũ Văn Dương"},
		Recipients:   []string{"- Bộ Giáo dục và Đào tạo (Vụ Tổ chức cán bộ);", "- Các đơn vị thành viên;", "- Lưu: VT, CTĐ4."},
	}
}

// letter is a portrait document that uses what the two forms do not: one signer, running text, spans glued to each other.
func letter() documents.Document {
	body := strings.Repeat("Cụm thi đua số 4 đề nghị các đơn vị thành viên khẩn trương hoàn thành việc tự chấm điểm, gửi minh chứng và phiếu chấm điểm về cơ quan thường trực trước ngày quy định. ", 3)
	return documents.Document{
		Title:   "Công văn minh hoạ",
		Created: made,
		Heading: &documents.Heading{Superior: "BỘ GIÁO DỤC VÀ ĐÀO TẠO", Issuer: "CỤM THI ĐUA SỐ 4", Number: "Số: 05/CV-CTĐ4",
			NationalTitle: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Motto: "Độc lập - Tự do - Hạnh phúc", PlaceDate: "Cao Bằng, ngày 02 tháng 8 năm 2024"},
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
