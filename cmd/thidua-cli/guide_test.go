package main

import (
	"os"
	"strings"
	"testing"

	"thidua/docs/guide"
)

// TestGuideIsRun: the script runs every command that the guide shows, word for word and in its order.
func TestGuideIsRun(t *testing.T) {
	read := func(name string) []string {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Split(string(raw), "\n")
	}
	var run []string
	for _, line := range read("testdata/script/guide.txtar") {
		if command, ok := strings.CutPrefix(strings.TrimPrefix(line, "! "), "exec "); ok {
			run = append(run, command)
		}
	}
	shown := 0
	for _, line := range read("../../docs/guide/excel.md") {
		if !strings.HasPrefix(line, "thidua-cli ") {
			continue
		}
		shown++
		line = strings.ReplaceAll(line, `"`, "'") // the only quotes a script knows; every shell knows the others
		for len(run) > 0 && run[0] != line {
			run = run[1:]
		}
		if len(run) == 0 {
			t.Fatalf("not run, or not in this order: %s", line)
		}
	}
	if shown < 10 {
		t.Errorf("only %d commands in the guide", shown)
	}
}

// TestGuideIsUnderstood: the grammar takes every command line of every page of the guide, in blocks and in the midst of a sentence.
func TestGuideIsUnderstood(t *testing.T) {
	words := strings.NewReplacer("TỆP-HOẶC-MÃ", "code", "TỆP", "file", `E:\`, "dir/")
	g, err := take()
	if err != nil {
		t.Fatal(err)
	}
	defer g.leave()
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir("dir", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mat-khau.txt", "ma.txt", "dir/truong.backup"} { // what names a file asks for it
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	seen := 0
	for _, p := range guide.Pages() {
		for _, s := range p.Sections {
			for i := range s.Blocks {
				for _, r := range s.Blocks[i].Runs {
					if !r.Code {
						continue
					}
					for _, line := range strings.Split(r.Text, "\n") {
						line, _, _ = strings.Cut(line, "  #")
						typed, ok := strings.CutPrefix(strings.TrimSpace(words.Replace(line)), "thidua-cli ")
						if !ok {
							continue
						}
						seen++
						if _, err := g.parser.Parse("cli.usage", split(strings.ReplaceAll(typed, " …", " x.xlsx"))); err != nil {
							t.Errorf("%s.md: thidua-cli %s: %v", p.Name, typed, err)
						}
					}
				}
			}
		}
	}
	if seen < 25 {
		t.Errorf("only %d command lines in the guide", seen)
	}
}

// split takes a command line apart at blanks outside double quotes.
func split(line string) (words []string) {
	quoted := false
	for _, w := range strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	}) {
		words = append(words, strings.ReplaceAll(w, `"`, ""))
	}
	return words
}
