package archtest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a test as docs/attacks.md names it: its package, and after a slash one of its cases.
var named = regexp.MustCompile("^`([a-z0-9/-]+)` (Test[A-Za-z0-9]+)(?:/(.+))?$")

// Every attack that people may read about names its tests, and they exist.
func TestAttacksAreTested(t *testing.T) {
	rows := 0
	for line := range strings.Lines(read(t, "docs/attacks.md")) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 3 || strings.TrimSpace(cells[0]) == "attack" {
			continue
		}
		rows++
		for test := range strings.SplitSeq(cells[2], ";") {
			m := named.FindStringSubmatch(strings.TrimSpace(test))
			if m == nil {
				t.Errorf("%s: %q names no test", strings.TrimSpace(cells[0]), test)
				continue
			}
			if !stands(t, m[1], "func "+m[2]+"(") || m[3] != "" && !stands(t, m[1], `"`+m[3]+`"`) {
				t.Errorf("%s: no %s in %s", strings.TrimSpace(cells[0]), strings.TrimPrefix(test, " "), m[1])
			}
		}
	}
	if rows < 40 {
		t.Errorf("only %d attacks are listed", rows)
	}
}

// stands is whether a text stands in a source of a package.
func stands(t *testing.T, folder, text string) bool {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root(t), folder))
	if err != nil {
		return false
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && strings.Contains(read(t, filepath.Join(folder, e.Name())), text) {
			return true
		}
	}
	return false
}
