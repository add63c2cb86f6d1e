package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// says holds a paper against lines, cells parted by "|".
func says(t *testing.T, all string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(all, strings.ReplaceAll(w, "|", "\n")) {
			t.Errorf("%q is missing in\n%s", w, all)
		}
	}
}

// The report tells movements, awards to persons by number alone, levels and shortcomings, the cluster's own apart.
func TestReportTellsTheYear(t *testing.T) {
	d, r := reported(2)
	unit := d.season.Cluster.Members[1]
	own, all := year.Owner{Unit: unit}, year.Owner{OfCluster: true}
	r.Of.Movements = []year.LaunchedMovement{
		{Owner: all, Movement: emulation.Movement{Name: "Chuyển đổi số", From: "2023-09-05", Until: "2024-05-31", Result: "Đã sơ kết"}},
		{Owner: own, Movement: emulation.Movement{Name: "Dạy tốt", Occasion: "chào mừng Đại hội", Call: "UBND tỉnh"}}}
	r.Of.Initiatives = []year.UnitAchievement{{Owner: own, Achievement: emulation.Achievement{Name: "ISO",
		Sort: "research", Level: "province", Number: "1/QĐ", Date: "2024-01-05"}},
		{Owner: all, Achievement: emulation.Achievement{Name: "Trường học hạnh phúc", Sort: "model"}}}
	r.Of.PersonAwards = []year.AwardToPersons{{Owner: own, Names: []string{"Nguyễn Văn A"},
		PersonAward: emulation.PersonAward{Name: "Giấy khen", Stage: "given", Number: "2/QĐ", Reason: "hội thi", Persons: 3}}}
	r.Of.Shortcomings = []year.ToldShortcoming{{Owner: all, Shortcoming: emulation.Shortcoming{Text: "thiếu giáo viên", Cause: "chưa tuyển"}},
		{Owner: own, Shortcoming: emulation.Shortcoming{Text: "Nhiều điểm trường", Remedy: "Sắp xếp lại"}}}
	text := texts(must[forms.Paper](t)(forms.Report(r, d.minutes, nil, nil, d.NameOn, made)).Documents[0])
	says(t, text, "1|Chuyển đổi số|Cụm thi đua số 4||05/9/2023 – 31/5/2024|Đã sơ kết",
		"2|Dạy tốt|"+unit.Name+"|Chào mừng Đại hội; hưởng ứng phát động của UBND tỉnh||",
		"1|"+unit.Name+"|ISO|Đề tài khoa học cấp tỉnh; Quyết định số 1/QĐ ngày 05/01/2024", "2|Cụm thi đua số 4|Trường học hạnh phúc|Mô hình",
		"1|"+unit.Name+"|Giấy khen|Hội thi|3|Đã được khen thưởng, Quyết định số 2/QĐ", "Giấy khen: cần xem lại: ghi 3 người nhưng danh sách có 1 người.",
		"1. Hạn chế chung|- Thiếu giáo viên. Nguyên nhân: chưa tuyển.", "2. Của các đơn vị|", "1|"+unit.Name+"|Nhiều điểm trường|Sắp xếp lại")
	if strings.Contains(text, "Nguyễn Văn A") {
		t.Error("a report holds the name of a person")
	}
}

// F2 names each person where the list is here, and else says how many there are.
func TestAwardList(t *testing.T) {
	d, _ := reported(2)
	unit, other := d.season.Cluster.Members[0], d.season.Cluster.Members[1]
	d.season.Info.Illustrative = false
	r := &pledge.Registered{Unit: unit}
	_, err := forms.AwardList(d.season, r, &year.UnitHeadcount{}, nil, made)
	if emulation.KeyOf(err) != "paper.no-award-list" {
		t.Error(err)
	}
	r.Titles = []string{"Tập thể lao động xuất sắc"}
	persons := []year.AwardToPersons{
		{Owner: year.Owner{Unit: unit}, Names: []string{"Nguyễn Văn A – giáo viên", "Lò Thị B"},
			PersonAward: emulation.PersonAward{Name: "Giấy khen", Stage: "given", Number: "2/QĐ", Persons: 2}},
		{Owner: year.Owner{Unit: unit}, PersonAward: emulation.PersonAward{Name: "Bằng khen", Stage: "proposed", Persons: 4, Illustrative: true}},
		{Owner: year.Owner{Unit: other}, PersonAward: emulation.PersonAward{Name: "Huân chương", Stage: "proposed"}}}
	text := texts(only(t, must[forms.Paper](t)(forms.AwardList(d.season, r, &year.UnitHeadcount{Names: []string{"Cà Thị C – CSTĐ cơ sở"}}, persons, made))))
	says(t, text, "I. Tập thể", "1|"+unit.Name+"|Tập thể lao động xuất sắc", "II. Cá nhân đăng ký|TT|Họ và tên, chức vụ|1|Cà Thị C – CSTĐ cơ sở",
		"III. Cá nhân được đề nghị khen thưởng|TT|Họ và tên, chức vụ|Hình thức khen thưởng|1|(04 người, danh sách không có ở đây)|Bằng khen",
		"IV. Cá nhân đã được khen thưởng|TT|Họ và tên, chức vụ|Hình thức khen thưởng|Quyết định khen thưởng|1|Nguyễn Văn A – giáo viên|Giấy khen|Quyết định số 2/QĐ",
		"2|Lò Thị B|Giấy khen", "MINH HOẠ")
	if strings.Contains(text, "Kết quả") {
		t.Error("what is registered has a result")
	}
	if strings.Contains(text, "Huân chương") {
		t.Error("another unit's awards stand in the list")
	}
	says(t, text, "Danh sách này đăng ký 01 tập thể và 01 cá nhân.")
	alone := texts(only(t, must[forms.Paper](t)(forms.AwardList(d.season, r, &year.UnitHeadcount{}, nil, made))))
	says(t, alone, "I. Tập thể|TT|", "II. Cá nhân đăng ký|TT|Họ và tên, chức vụ|Hình thức khen thưởng|1|||2|||3|||", "Danh sách này đăng ký 01 tập thể.")
	// What two people wrote differently is no fact: it is told, and left to the pen.
	persons[0].Stage, persons[0].Conflict, r.Conflict = "registered", true, true
	torn := texts(only(t, must[forms.Paper](t)(forms.AwardList(d.season, r, &year.UnitHeadcount{}, persons, made))))
	says(t, torn, "Danh sách này đăng ký …… tập thể và …… cá nhân.", "Có khen thưởng cá nhân được ghi khác nhau trên hai máy")
	if strings.Contains(torn, "Nguyễn Văn A") {
		t.Errorf("one of two versions stands on paper:\n%s", torn)
	}
}

// Every opinion stands beside its answer; what waits for one is counted.
func TestOpinionsOnPaper(t *testing.T) {
	d, _ := reported(2)
	if _, err := forms.Opinions(d.season, nil, made); emulation.KeyOf(err) != "paper.no-opinions" {
		t.Error(err)
	}
	unit := d.season.Cluster.Members[0]
	list := []pledge.CriteriaOpinion{
		{Version: 1, Unit: unit, Opinion: emulation.Opinion{Text: "Nhất trí"}, Answer: emulation.OpinionAnswer{How: "accepted"}, Answered: book.Entry{Given: true}},
		{Version: 1, Unit: unit, About: "Nền nếp", Opinion: emulation.Opinion{Criterion: "I.2", Text: "Giảm điểm"},
			Answer:   emulation.OpinionAnswer{How: "declined", Reason: "Đã thống nhất"},
			Answered: book.Entry{Given: true}},
		{Version: 1, Unit: unit, Opinion: emulation.Opinion{Text: "Tăng điểm"},
			Answer: emulation.OpinionAnswer{How: "declined", Reason: "Chưa"}, Answered: book.Entry{Given: true}, Earlier: true},
		{Version: 1, Unit: unit, Opinion: emulation.Opinion{Text: "Bỏ"}}}
	doc := only(t, must[forms.Paper](t)(forms.Opinions(d.season, list, made)))
	if !doc.Landscape {
		t.Error("the list stands upright")
	}
	says(t, texts(doc), "1|"+unit.Label()+"|Chung|Nhất trí|Tiếp thu", "2|"+unit.Label()+"|I.2. Nền nếp|Giảm điểm|Giải trình|Đã thống nhất",
		"Tăng điểm|Đã trả lời nội dung trước khi sửa, cần trả lời lại", "Bỏ|Chưa trả lời", "Tổng số: 04 ý kiến, còn 02 ý kiến chưa trả lời.")
	list[3].Version = 2
	says(t, texts(only(t, must[forms.Paper](t)(forms.Opinions(d.season, list, made)))), "Chung (phiên bản 2)", "I.2. Nền nếp (phiên bản 1)")
}
