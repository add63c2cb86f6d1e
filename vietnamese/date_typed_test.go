package vietnamese_test

import (
	"testing"
	"time"

	"thidua/vietnamese"
)

func TestParseDate(t *testing.T) {
	for _, text := range []string{"2024-08-02", "2/8/2024", "02/08/2024", "2-8-2024", "2.8.2024", "2 Aug 2024", " 02/8/2024 ", "ngày 02 tháng 8 năm 2024",
		vietnamese.FormatDate(time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC))} {
		if got, err := vietnamese.ParseDate(text); err != nil || got != "2024-08-02" {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "31/2/2024", "2/13/2024", "8/2024", "hôm nay", "2024/08/02", "2/8/24", "0000-01-01"} {
		if got, err := vietnamese.ParseDate(text); err != vietnamese.ErrNotDate {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
}
