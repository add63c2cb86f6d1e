package meeting

import (
	"strconv"
	"strings"

	"thidua/emulation"
)

// fraction reads "2/3".
func fraction(text string) (num, den int64, err error) {
	x, y, ok := strings.Cut(text, "/")
	num, e1 := strconv.ParseInt(strings.TrimSpace(x), 10, 64)
	den, e2 := strconv.ParseInt(strings.TrimSpace(y), 10, 64)
	if !ok || e1 != nil || e2 != nil {
		return 0, 0, emulation.Errorf(emulation.Invalid, "cli.vote.fraction", "text", text)
	}
	return num, den, nil
}
