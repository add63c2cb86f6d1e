package vietnamese_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"thidua/vietnamese"
)

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"hoa binh", "Hoà Bình", "Hòa Bình", "HÒA  BÌNH", norm.NFD.String("Hòa Bình")},
		{"uy", "úy", "uý", "ÚY"},
		{"duong dac", "Đường Đắc", "đường đắc"},
		{"so gddt son la", " Sở GDĐT\tSơn La "},
		{"", "", "  "},
	} {
		for _, text := range same[1:] {
			if got := vietnamese.Fold(text); got != same[0] {
				t.Errorf("Fold(%q) = %q, want %q", text, got, same[0])
			}
		}
	}
}

func TestSlugAndUpper(t *testing.T) {
	for text, want := range map[string]string{
		"Sở GDĐT Sơn La": "so-gddt-son-la", "Cụm 4 (2023–2024)": "cum-4-2023-2024", "--": "", "Phiếu: tự chấm/điểm": "phieu-tu-cham-diem",
	} {
		if got := vietnamese.Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
	if got := vietnamese.Upper(norm.NFD.String("Sở Giáo dục và Đào tạo")); got != "SỞ GIÁO DỤC VÀ ĐÀO TẠO" {
		t.Errorf("Upper = %q", got)
	}
}

func TestCollate(t *testing.T) {
	want := []string{"an", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "ba", "Cụm 2", "Cụm 10", "da", "đa", "ea", "êa"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, vietnamese.Collate)
	if !slices.Equal(got, want) {
		t.Errorf("sorted: %q\nwant:   %q", got, want)
	}
	if vietnamese.Collate(norm.NFD.String("Điện Biên"), "Điện Biên") != 0 {
		t.Error("composed and decomposed text differ")
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"9,75": "9.75", "9.75": "9.75", "98,54 %": "98.54", "98.5%": "98.5", " 7 ": "7", "-3,5": "-3.5", "−3": "-3", "0": "0",
		"1.234,5": "1234.5", "1.234.567": "1234567", "1,234": "1.234", "1 234,5": "1234.5", "12 345 678": "12345678", "1.2345": "1.2345",
		"0.250": "0.250", "1234.567": "1234.567", "-1.234,0": "-1234.0", "0,5": "0.5", "12.345,67%": "12345.67",
	} {
		if got, err := vietnamese.ParseNumber(text); err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", " ", "-", "%", "abc", "9a", "9,7,5", "1,234,567", "1.23,4", "12.34.567", "9 75", "1.234.56", ",5", "5,", ".5",
		"5.", "1e3", "NaN", "9,75 điểm", "--1", "1.234,5.6", "٣", "1 2345"} {
		if got, err := vietnamese.ParseNumber(text); !errors.Is(err, vietnamese.ErrNotNumber) {
			t.Errorf("ParseNumber(%q) = %q, %v; want ErrNotNumber", text, got, err)
		}
	}
	for text, want := range map[string]vietnamese.AmbiguousNumber{
		"1.234": {Decimal: "1.234", Thousands: "1234"}, "-12.500": {Decimal: "-12.500", Thousands: "-12500"}, "100.000 %": {Decimal: "100.000", Thousands: "100000"},
	} {
		_, err := vietnamese.ParseNumber(text)
		var two *vietnamese.AmbiguousNumber
		if !errors.As(err, &two) || *two != want {
			t.Errorf("ParseNumber(%q): %v, want %v", text, err, want)
		}
	}
}

func TestFormatDate(t *testing.T) {
	for want, at := range map[string]time.Time{
		"ngày 02 tháng 8 năm 2024":   time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC),
		"ngày 15 tháng 01 năm 2025":  time.Date(2025, 1, 15, 0, 0, 0, 0, time.UTC),
		"ngày 09 tháng 02 năm 2025":  time.Date(2025, 2, 9, 0, 0, 0, 0, time.UTC),
		"ngày 30 tháng 3 năm 2025":   time.Date(2025, 3, 30, 0, 0, 0, 0, time.UTC),
		"ngày 31 tháng 12 năm 2023":  time.Date(2023, 12, 31, 23, 59, 0, 0, time.UTC),
		"ngày 10 tháng 10 năm 12024": time.Date(12024, 10, 10, 0, 0, 0, 0, time.UTC),
	} {
		if got := vietnamese.FormatDate(at); got != want {
			t.Errorf("FormatDate = %q, want %q", got, want)
		}
	}
}

func TestMeasured(t *testing.T) {
	for got, want := range map[string]string{vietnamese.Measured("98,5", "%"): "98,5%", vietnamese.Measured("12", "trường"): "12 trường", vietnamese.Measured("đạt mức độ 2", ""): "đạt mức độ 2"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
