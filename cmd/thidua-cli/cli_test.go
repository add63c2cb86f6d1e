package main

import (
	"bytes"
	"strings"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
)

// TestRunsLeaveNothing: a command line hears nothing of the one before it in the same process.
func TestRunsLeaveNothing(t *testing.T) {
	var out, said bytes.Buffer
	do := func(args string) int {
		out.Reset()
		said.Reset()
		p := program()
		p.Stdout, p.Stderr = &out, &said
		return run(t.Context(), p, append([]string{"--data", t.TempDir()}, strings.Fields(args)...))
	}
	for range 2 {
		if code := do("version --json --lang en"); code != verb.Done || !strings.HasPrefix(out.String(), "{") {
			t.Fatalf("%d: %s", code, out.String())
		}
		if code := do("version"); code != verb.Done || strings.HasPrefix(out.String(), "{") || !strings.Contains(out.String(), "Thi Đua") {
			t.Fatalf("%d: %s", code, out.String())
		}
		if code := do("sheet show --unit x"); code != verb.Refused {
			t.Fatalf("%d: %s", code, said.String())
		}
		if code := do("sheet show"); code != verb.Usage || !strings.Contains(said.String(), "--unit=U") {
			t.Fatalf("%d: %s", code, said.String())
		}
	}
}
