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
