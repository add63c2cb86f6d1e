package sample_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"thidua/emulation/record"
)

// index is a place in a list, as part of a path.
var index = regexp.MustCompile(`\.\d+\b`)

// TestEveryFactHasItsRowOnThePage: docs/facts.md says of every published fact where it is recorded and on which paper it stands, and of nothing else; the kinds of
// record it names exist.
func TestEveryFactHasItsRowOnThePage(t *testing.T) {
	facts := map[string]bool{}
	for _, c := range clusters(t) {
		for path := range c {
			facts[index.ReplaceAllString(path, "[]")] = true
		}
	}
	delete(facts, "id")
	page, err := os.ReadFile("../../docs/facts.md")
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	rows := map[string]bool{}
	first, _, _ := strings.Cut(string(page), "Không bài báo nào")
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		if len(cells) < 5 || strings.HasPrefix(line, "|---") {
			continue
		}
		if strings.Contains(first, line) {
			for _, m := range quoted.FindAllStringSubmatch(cells[1], -1) {
				rows[m[1]] = true
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(cells[2], -1) {
			if kind, _, _ := strings.Cut(m[1], "."); record.Find(kind) == nil {
				t.Errorf("there is no record %q", m[1])
			}
		}
	}
	for path := range facts {
		if !rows[path] {
			t.Errorf("no row for %q", path)
		}
	}
	for path := range rows {
		if !facts[path] {
			t.Errorf("a row for %q, which nobody published", path)
		}
	}
}
