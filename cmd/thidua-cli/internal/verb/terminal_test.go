package verb_test

import (
	"bytes"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
)

// TestOtherPeoplesTextDoesNotDriveTheTerminal: escape sequences are shown as signs, also where a write ends inside a letter.
func TestOtherPeoplesTextDoesNotDriveTheTerminal(t *testing.T) {
	const typed, shown = "tốt\x1b]0;X\a\x1b[2J\rGHI ĐÈ\x7f\u009b31m\u202eđảo\t1\n", "tốt␛]0;X␇␛[2J␍GHI ĐÈ␡\ufffd31m\ufffdđảo\t1\n"
	for size := 1; size <= len(typed); size++ {
		var out bytes.Buffer
		w := verb.Visible(&out)
		for rest := []byte(typed); len(rest) > 0; {
			n := min(size, len(rest))
			if wrote, err := w.Write(rest[:n]); wrote != n || err != nil {
				t.Fatal(wrote, err)
			}
			rest = rest[n:]
		}
		if out.String() != shown {
			t.Fatalf("in pieces of %d: %q", size, out.String())
		}
	}
}

// TestARowStaysARow: the name of a file may have line ends in it.
func TestARowStaysARow(t *testing.T) {
	var out bytes.Buffer
	new(verb.App).Table(&out, [][]string{{"a\nb\r\n.pdf", "1"}}, ">%", "%")
	if lines := bytes.Count(out.Bytes(), []byte("\n")); lines != 2 {
		t.Errorf("%d lines: %q", lines, out.String())
	}
}
