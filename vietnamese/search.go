package vietnamese

import "strings"

// Matches says whether a text is what somebody searches: every word of the search is in it, or its words begin with the letters that were typed, one
// letter each ("pcd" finds "Phiếu chấm điểm"). Diacritics, case and the place of tone marks do not count; an empty search finds everything.
func Matches(search, text string) bool {
	search, text = Fold(search), Fold(text)
	words := strings.Fields(search)
	missing := false
	for _, w := range words {
		missing = missing || !strings.Contains(text, w)
	}
	return !missing || len(words) == 1 && strings.HasPrefix(initials(text), words[0])
}

func initials(folded string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return r == ' ' || r == ',' || r == '&' || r == '-' || r == '(' }) {
		b.WriteString(w[:1])
	}
	return b.String()
}
