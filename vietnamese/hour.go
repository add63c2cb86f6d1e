package vietnamese

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// hours is an hour as people write it: 8h, 8h30, 14g, 8 giờ 30 phút, 08:30, 8:30.
var hours = regexp.MustCompile(`^(\d{1,2})\s*(?:h|g|giờ|gio|:)\s*(?:(\d{1,2})\s*(?:phút|phut|ph|p)?)?$`)

// ParseHour reads an hour of the day as a person typed it, and gives it as it is stored: "08:30"; false if it is none.
func ParseHour(text string) (string, bool) {
	found := hours.FindStringSubmatch(strings.ToLower(NFC(text)))
	if found == nil {
		return "", false
	}
	hour, _ := strconv.Atoi(found[1])
	minute, _ := strconv.Atoi(found[2]) // 0 where it is left out
	if hour > 23 || minute > 59 {
		return "", false
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}

// FormatHour writes an hour that is stored as papers do: "8 giờ 30"; anything else as it is.
func FormatHour(stored string) string {
	var hour, minute int
	if n, err := fmt.Sscanf(stored, "%02d:%02d", &hour, &minute); n != 2 || err != nil {
		return stored
	}
	return fmt.Sprintf("%d giờ %02d", hour, minute)
}
