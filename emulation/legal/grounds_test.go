package legal_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation/legal"
)

// TestGrounds: a letter cites the law of its day, law before decree, and nothing twice.
func TestGrounds(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		day   legal.Date
		given []string
		want  string
	}{
		{"2024-08-08", nil, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|Nghị định số 98/2023/NĐ-CP ngày 31"},
		{"2024-08-08", []string{"Căn cứ Luật Thi đua - Khen thưởng năm 2022"}, "Nghị định số 98/2023/NĐ-CP ngày 31"},
		{"2024-08-08", []string{"Nghị định số 98/2023/NĐ-CP quy định chi tiết Luật Thi đua, khen thưởng"}, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"},
		{"2024-08-08", []string{"Hướng dẫn số 21/HD-HĐTĐKT"}, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|Nghị định số 98/2023/NĐ-CP ngày 31"},
		{"2024-06-01", []string{"Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"}, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|Nghị định số 98/2023/NĐ-CP ngày 31"}, // the one before
		{"2024-06-01", []string{"Thông tư hướng dẫn thi hành Nghị định số 98/2023/NĐ-CP"}, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|Nghị định số 98/2023/NĐ-CP ngày 31"},     // only speaks of it
		{"2024-06-01", []string{"Luật Thi đua, khen thưởng"}, "Nghị định số 98/2023/NĐ-CP ngày 31"},
		{"2005-06-26", nil, "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003"},
		{"2005-06-27", nil, "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003|" + amended + "14 tháng 6 năm 2005"},
		{"2014-05-31", nil, "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003|" + amended + "14 tháng 6 năm 2005"},
		{"2021-07-20", nil, "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003|" + amended + "14 tháng 6 năm 2005|" + amended + "16 tháng 11 năm 2013|Nghị định số 91/2017/NĐ-CP ngày 31"},
		{"2021-07-20", []string{"Căn cứ Luật Thi đua, Khen thưởng năm 2003 và các Luật sửa đổi, bổ sung năm 2005, 2013"}, "Nghị định số 91/2017/NĐ-CP ngày 31"},
		{"2021-07-20", []string{"Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003", amended + "16 tháng 11 năm 2013"}, amended + "14 tháng 6 năm 2005|Nghị định số 91/2017/NĐ-CP ngày 31"},
		{"2025-08-08", nil, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|Nghị định số 152/2025/NĐ-CP ngày ……"}, // its day could not be verified
		{"2026-11-20", nil, "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022|" + amended + "……|Nghị định số 152/2025/NĐ-CP ngày ……"},
		{"", nil, ""},
	} {
		got := b.For(c.day).Grounds(c.given...)
		want := slices.DeleteFunc(strings.Split(c.want, "|"), func(s string) bool { return s == "" })
		if !slices.EqualFunc(got, want, strings.HasPrefix) {
			t.Errorf("%s %v: %q", c.day, c.given, got)
		}
	}
}

// amended is how a ground begins that names a law which amends the law.
const amended = "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày "

// TestDecidedAt: who decides is asked for the decision, anybody else to submit; a Council decides nothing.
func TestDecidedAt(t *testing.T) {
	shipped := forms(t)
	law := func(id string) legal.Form {
		f, ok := shipped.ByID(id)
		if !ok {
			t.Fatal(id)
		}
		return f
	}
	own := legal.Form{Own: true, Level: legal.Ministry, Decider: "Thống đốc Ngân hàng Nhà nước"}
	director := legal.Form{Own: true, Level: legal.Agency, Decider: "Giám đốc Sở"}
	for _, c := range []struct {
		form legal.Form
		body string
		want bool
	}{
		{law("bang-khen-bo"), "Bộ Giáo dục và Đào tạo", true},
		{law("co-thi-dua-bo"), "Bộ Giáo dục và Đào tạo", true},
		{law("co-thi-dua-bo"), "Bộ Nội vụ", false},
		{law("co-thi-dua-chinh-phu"), "Bộ Giáo dục và Đào tạo", false},
		{law("bang-khen-thu-tuong"), "Thủ tướng Chính phủ", true},
		{law("bang-khen-ubnd-tinh"), "Hội đồng Thi đua, khen thưởng tỉnh Vĩnh Phúc", false},
		{law("bang-khen-ubnd-tinh"), "UBND tỉnh Vĩnh Phúc", true},
		{law("bang-khen-ubnd-tinh"), "Uỷ ban nhân dân thành phố Hà Nội", true},
		{law("bang-khen-ubnd-tinh"), "Sở Giáo dục và Đào tạo Cao Bằng", false},
		{law("co-thi-dua"), "Bộ Nội vụ", true},
		{law("giay-khen"), "Sở Giáo dục và Đào tạo Cao Bằng", true},
		{law("giay-khen"), "UBND tỉnh Cao Bằng", false},
		{own, "Ngân hàng Nhà nước Việt Nam", true},
		{own, "Thống đốc Ngân hàng Nhà nước", true},
		{own, "Bộ Giáo dục và Đào tạo", false},
		{director, "Sở Giáo dục và Đào tạo Cao Bằng", true},
		{director, "Hội đồng Thi đua, khen thưởng Sở", false},
		{law("bang-khen-bo"), "", false},
	} {
		if got := c.form.DecidedAt(c.body); got != c.want {
			t.Errorf("%s%s at %q: %t", c.form.Name, c.form.Decider, c.body, got)
		}
	}
}
