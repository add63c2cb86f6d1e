package typeface_test

import (
	"strings"
	"testing"

	"thidua/documents/pdf/typeface"
	"thidua/vietnamese"
)

// The type of papers has every letter of Vietnamese and the signs of running text; the font beside it those of forms; neither has emoji or Chinese.
func TestDraws(t *testing.T) {
	letters := ` aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz0123456789.,;:!?()/–—-“”"'%…☐☑☒✓✔✗✘①⅓Ⅳ→⇒≤≥★▶‑₂` + "\u00a0"
	for _, base := range "aăâeêioôơuưy" {
		for _, tone := range "\u0300\u0301\u0303\u0309\u0323" {
			letters += vietnamese.NFC(string(base) + string(tone))
		}
	}
	for _, r := range letters + strings.ToUpper(letters) {
		if !typeface.Draws(r) {
			t.Errorf("the type has no %q", r)
		}
	}
	for _, r := range "⭐議😀\U0001F600\uE123" {
		if typeface.Draws(r) {
			t.Errorf("the type has %q", r)
		}
	}
}
