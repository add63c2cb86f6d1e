package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/internal/testpaper"
)

// papersGolden compares the words of every paper of a season that was played with testdata/papers: those of the season as the office prints them, and
// those of its first unit.
func papersGolden(t *testing.T, d *desk.Desk, s *sample.Sample) {
	t.Helper()
	printed, now := forms.At(d.Workspace), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var got strings.Builder
	seen := map[string]bool{}
	add := func(p forms.Paper, err error) {
		t.Helper()
		if emulation.CodeOf(err) == emulation.NotFound { // this season has none
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if seen[p.Name] {
			t.Errorf("two papers are called %s", p.Name)
		}
		seen[p.Name] = true
		got.WriteString("== " + p.Name + "\n" + strings.Join(emulation.Map(p.Documents, func(doc documents.Document) string { return testpaper.Text(doc, "|") }), "--\n"))
	}
	items, err := printed.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if item.Make != nil {
			add(item.Make(now))
		}
	}
	add(printed.Summary(now))
	unit, err := d.Workspace.FindUnit(s.Founding.Units[0].Code)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []func(forms.Desk, emulation.ID, time.Time) (forms.Paper, error){forms.Desk.Registration, forms.Desk.AwardList, forms.Desk.Sheet, forms.Desk.Review,
		forms.Desk.Achievements} {
		add(of(printed, unit.ID, now))
	}
	path := filepath.Join("testdata", "papers", s.Info.ID+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	line, wanted := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(line), len(wanted)) {
		switch {
		case i >= len(line):
			t.Fatalf("%s ends before line %d: %s", s.Info.ID, i+1, wanted[i])
		case i >= len(wanted) || line[i] != wanted[i]:
			t.Fatalf("%s, line %d: %s\nwant: %s", path, i+1, line[i], strings.Join(wanted[min(i, len(wanted)):min(i+1, len(wanted))], ""))
		}
	}
}
