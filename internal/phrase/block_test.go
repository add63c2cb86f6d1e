package phrase_test

import (
	"strings"
	"testing"

	"thidua/internal/phrase"
)

// TestBlock: in a "Khối thi đua" every sentence of ours says khối, and what people wrote stays as they wrote it.
func TestBlock(t *testing.T) {
	block := phrase.Vietnamese.Among(true)
	for key, want := range map[string]string{
		"post.head": "khối trưởng", "post.deputy": "khối phó", "post.secretary": "thư ký khối", "cli.col.head": "Khối trưởng",
		"legal.fact.rank": "Hạng trong cụm, khối", // names both
	} {
		if got := phrase.Text(block, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := phrase.Text(block, "news.vote", "vote", "Bầu cụm trưởng"); !strings.HasSuffix(got, "Bầu cụm trưởng") {
		t.Errorf("what a person wrote was changed: %q", got)
	}
	if got := phrase.Text(block.Among(false), "post.head"); got != "cụm trưởng" {
		t.Errorf("in a cụm: %q", got)
	}
	if phrase.English.Among(true) != phrase.English || phrase.English.DecimalComma() || !block.DecimalComma() {
		t.Error("English has no khối and no decimal comma")
	}
}
