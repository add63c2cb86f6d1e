package printer_test

import (
	"testing"

	"thidua/documents/printer"
	"thidua/emulation"
)

// What a person types for copies and pages is refused before paper is used, never guessed at.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		pages  string
		copies int
		key    string
	}{
		{"", 1, ""}, {"1", 1, ""}, {"1-3", 200, ""}, {"1, 3-5", 2, ""}, {"5", 1, ""},
		{"", 0, "printer.copies"}, {"", -1, "printer.copies"}, {"", 201, "printer.copies"},
		{"0", 1, "printer.pages"}, {"6", 1, "printer.pages"}, {"3-2", 1, "printer.pages"}, {"1-", 1, "printer.pages"}, {"a", 1, "printer.pages"}, {"1,,2", 1, "printer.pages"},
		{"2,1", 1, "printer.pages"}, {"1-3,2", 1, "printer.pages"}, {"-3", 1, "printer.pages"}, {"1–3", 1, "printer.pages"},
	} {
		if got := emulation.KeyOf(printer.Job{Copies: c.copies, Pages: c.pages}.Check(5)); got != c.key {
			t.Errorf("%d copies of %q: %q, want %q", c.copies, c.pages, got, c.key)
		}
	}
}
