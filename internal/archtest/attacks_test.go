package archtest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a test as the tables of attacks and of the desk name it: its package, and after a slash one of its cases.
var named = regexp.MustCompile("^`([a-z0-9/-]+)` (Test[A-Za-z0-9]+)(?:/(.+))?$")

// Every attack that people may read about, and every line of the desk, names its tests, and they exist.
func TestTablesNameTests(t *testing.T) {
	t.Run("attacks", func(t *testing.T) { namesTests(t, "docs/attacks.md", "attack", 40) })
	t.Run("desk", func(t *testing.T) { namesTests(t, "docs/desk.md", "line", 30) })
}

// namesTests looks through the tables of a page whose first column has a heading; there are at least so many lines.
func namesTests(t *testing.T, page, heading string, least int) {
	rows := 0
	for line := range strings.Lines(read(t, page)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		if len(cells) != 3 || strings.TrimSpace(cells[0]) == heading {
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
	if rows < least {
		t.Errorf("%s lists only %d", page, rows)
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
