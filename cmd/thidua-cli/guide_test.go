package main

import (
	"os"
	"strings"
	"testing"
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
