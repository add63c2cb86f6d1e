package vietnamese

import (
	"fmt"
	"time"
)

// FormatDate writes a date as official papers do: "ngày 02 tháng 8 năm 2024". Days under 10 and the months 1 and 2 take a leading zero
// (Decree 30/2020/NĐ-CP, Annex I).
func FormatDate(t time.Time) string {
	year, month, day := t.Date()
	pattern := "ngày %02d tháng %d năm %d"
	if month <= time.February {
		pattern = "ngày %02d tháng %02d năm %d"
	}
	return fmt.Sprintf(pattern, day, int(month), year)
}

// ShortDate writes a date in figures, with the same zeros: "02/8/2024", "05/02/2024".
func ShortDate(t time.Time) string {
	if t.Month() <= time.February {
		return t.Format("02/01/2006")
	}
	return t.Format("02/1/2006")
}

// ShortMoment writes a point of time in figures: "15:04 02/8/2024".
func ShortMoment(t time.Time) string { return t.Format("15:04 ") + ShortDate(t) }
