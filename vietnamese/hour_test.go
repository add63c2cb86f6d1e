package vietnamese_test

import (
	"testing"

	"thidua/vietnamese"
)

// Hours as people type them, as they are stored, and as papers write them; what is no hour is refused.
func TestHours(t *testing.T) {
	for typed, want := range map[string][2]string{
		"8h": {"08:00", "8 giờ 00"}, "8h30": {"08:30", "8 giờ 30"}, "8 giờ 30 phút": {"08:30", "8 giờ 30"}, "14g": {"14:00", "14 giờ 00"},
		"08:05": {"08:05", "8 giờ 05"}, "7 H 15": {"07:15", "7 giờ 15"}, "11 gio 30": {"11:30", "11 giờ 30"}, "23:59": {"23:59", "23 giờ 59"},
	} {
		stored, ok := vietnamese.ParseHour(typed)
		if !ok || stored != want[0] || vietnamese.FormatHour(stored) != want[1] {
			t.Errorf("%q is %q, %v, %q", typed, stored, ok, vietnamese.FormatHour(stored))
		}
	}
	for _, typed := range []string{"", "8", "24h", "8h60", "sáng", "8h30 sáng", "-8h", "8:30:00", "8.5"} {
		if stored, ok := vietnamese.ParseHour(typed); ok {
			t.Errorf("%q is taken as %s", typed, stored)
		}
	}
}
