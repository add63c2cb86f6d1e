package vietnamese

import (
	"errors"
	"regexp"
	"time"
)

// ErrNotDate is the error of a text that names no day.
var ErrNotDate = errors.New("not a date")

var dayFirst = regexp.MustCompile(`^(?:ngay )?(\d{1,2})(?:[/.-]| thang )(\d{1,2})(?:[/.-]| nam )(\d{4})$`)

// ParseDate reads a day as people type it ("2/8/2024", "02-08-2024", "ngày 02 tháng 8 năm 2024") or as it is stored, and gives it as
// 2024-08-02; "2 Aug 2024" too, as the English window writes it. A day that no calendar has is ErrNotDate.
func ParseDate(text string) (string, error) {
	folded := Fold(text)
	for len(folded) > 0 && folded[len(folded)-1] == ' ' {
		folded = folded[:len(folded)-1]
	}
	layout := time.DateOnly
	if m := dayFirst.FindStringSubmatch(folded); m != nil {
		layout, folded = "2006-1-2", m[3]+"-"+m[2]+"-"+m[1]
	}
	t, err := time.Parse(layout, folded)
	if err != nil {
		t, err = time.Parse("2 Jan 2006", folded)
	}
	if err != nil || t.Year() < 1 {
		return "", ErrNotDate
	}
	return t.Format(time.DateOnly), nil
}
