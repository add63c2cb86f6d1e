package main

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// What somebody typed is never carried out by the script that shows it, and is shown as it was typed.
func TestNothingInANotificationIsCarriedOut(t *testing.T) {
	number := regexp.MustCompile(`\$\(\[char\](\d+)\)|[0-9A-Za-z ]`)
	for _, words := range []string{"Thiếu biên bản, xem lại.", "$(Remove-Item C:\\)", "a\"; calc; \"b `n $env:PATH", "“x”\n🎓"} {
		script := inScript(words)
		if quoted := fmt.Sprintf("%q", script); quoted != `"`+script+`"` { // as the toolkit writes it
			t.Errorf("%q becomes another thing in quotes: %s", script, quoted)
		}
		var shown []uint16
		if rest := number.ReplaceAllStringFunc(script, func(part string) string {
			if m := number.FindStringSubmatch(part); m[1] != "" {
				n, err := strconv.ParseUint(m[1], 10, 16)
				if err != nil {
					t.Error(err)
				}
				shown = append(shown, uint16(n))
			} else {
				shown = append(shown, uint16(part[0]))
			}
			return ""
		}); rest != "" || string(utf16.Decode(shown)) != words {
			t.Errorf("%q is shown as %q, with %q left", words, string(utf16.Decode(shown)), rest)
		}
	}
}

// What somebody typed is no markup where it is shown.
func TestNothingInANotificationIsMarkup(t *testing.T) {
	words := `Phòng A & B: <a href="http://x">xem</a> &amp; "điểm" < 9`
	shown := inMarkup(words)
	if strings.ContainsAny(shown, "<>") || html.UnescapeString(shown) != words {
		t.Errorf("%q becomes %q", words, shown)
	}
}
