//go:build full

package criteria_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"thidua/emulation/criteria"
	"thidua/internal/bench"
	"thidua/internal/phrase"
)

// What LoadSet and LoadInputs promise of any file, and what they take at most. The program itself holds about 30 MB beside.
const (
	mostMemory = 225 << 20
	mostTime   = 30 * time.Second // a quadratic reading takes minutes
	mostBytes  = 1 << 20
	mostMarks  = 185_000
	mostLines  = 1_990 // of one level
)

// grown repeats a piece as often as the limits of bytes and marks allow.
func grown(head string, piece func(i int) string, tail string) string {
	var b strings.Builder
	b.WriteString(head)
	marks := strings.Count(head, "\n") + 50
	for i := 0; ; i++ {
		s := piece(i)
		for _, c := range s {
			if strings.ContainsRune("\n\r,:-[]{}?&*!", c) {
				marks++
			}
			if c == '\n' || c == '\r' {
				marks++
			}
		}
		if b.Len()+len(s)+len(tail) > mostBytes || marks > mostMarks {
			return b.String() + tail
		}
		b.WriteString(s)
	}
}

// under begins a new heading before the limit of lines of one level.
func under(heading, piece string) func(i int) string {
	return func(i int) string {
		s := strings.ReplaceAll(piece, "#", fmt.Sprint(i))
		if i%mostLines == 0 {
			s = strings.ReplaceAll(heading, "#", fmt.Sprint(i)) + s
		}
		return s
	}
}

// many is one list as long as it may be, on one line.
func many(piece string) string {
	var b strings.Builder
	for i := range mostLines {
		b.WriteString(strings.ReplaceAll(piece, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// hostile are the largest files of their sort that are read at all.
func hostile() map[string]string {
	const top = "format: thidua-criteria/1\nid: a\nname: A\n"
	const group = "- code: G#\n  name: A\n  criteria:\n"
	const one = top + "groups:\n- code: I\n  name: A\n  criteria:\n  - code: I.1\n    name: A\n    max: 1\n    rule:\n      "
	const small = top + "groups:\n- {code: I, name: A, criteria: [{code: I.1, name: A, max: 1, rule: {kind: pass}}]}\n"
	line := func(unit string) func(int) string { return func(int) string { return unit + "\n" } }
	return map[string]string{
		"keys":                   grown(top, under("g#:\n", " k#: 1\n"), ""),
		"keys without values":    grown(top, under("g#:\n", " #:\n"), ""),
		"keys in brackets":       grown(top, line("a: {"+many("k#: 1,")+"}"), ""),
		"empty keys in brackets": grown(top, line("a: ["+many("{a:},")+"]"), ""),
		"colons":                 grown(top, line("a: {"+many("k#:,")+"}"), ""),
		"commas":                 grown(top, line("a: ["+strings.Repeat(",", mostLines)+"]"), ""),
		"one mapping":            top + "a: {" + many("k#: 1,") + "}\n",
		"one mapping, no values": top + "a: {" + many("k#,") + "}\n",
		"figures":                grown(top, line("a: ["+many("1,")+"]"), ""),
		"mappings":               grown(top, line("a: ["+many("{},")+"]"), ""),
		"lists":                  grown(top, under("g#:\n", " - 1\n"), ""),
		"lists of nothing":       grown(top, under("#:\n", " -\n"), ""),
		"lists of lists":         grown(top, under("g#:\n", " - - - - - - 1\n"), ""),
		"brackets":               grown(top, line("a: "+strings.Repeat("[", 60)+strings.Repeat("]", 60)), ""),
		"braces":                 grown(top, line("a: "+strings.Repeat("{a: ", 60)+strings.Repeat("}", 60)), ""),
		"steps":                  grown(top, func(i int) string { return strings.Repeat(" ", i%60) + "a:\n" }, ""),
		"comments":               grown(top, under("#:\n", " #\n"), ""),
		"comments after values":  grown(top, under("g#:\n", " k#: 1 # x\n"), ""),
		"blank lines":            grown(top, line(""), ""),
		"a text of lines":        grown(top+"cite: |\n", func(i int) string { return strings.Repeat(" ", 1+i/1900) + "x\n" }, ""),
		"a folded text":          grown(top+"cite: >\n", func(i int) string { return strings.Repeat(" ", 1+i/1900) + "x\n" }, ""),
		"a quoted text":          grown(top+"cite: \"", func(i int) string { return strings.Repeat(`\n`, 30_000) + "\n " }, "\"\n"),
		"a plain text":           grown(top+"cite: x", func(i int) string { return "\n " + strings.Repeat("á", 20_000) }, "\n"),
		"letters in pieces":      grown(top+"cite: x", func(i int) string { return "\n " + strings.Repeat("e\u0302\u0301", 12_000) }, "\n"),
		"one letter in pieces":   grown(top+"cite: x", func(i int) string { return "\n " + strings.Repeat("\u0301", 30_000) }, "\n"),
		"anchors":                grown("", under("g#:\n", " - &a# x\n"), ""),
		"aliases":                grown("a: &a x\n", under("g#:\n", " - *a\n"), ""),
		"aliases of aliases": grown("a0: &a0 [x,x,x]\n", func(i int) string {
			return fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d,", i), 90))
		}, ""),
		"merged aliases":        grown("a: &a {x: 1}\n", under("g#:\n", " k#: {<<: *a}\n"), ""),
		"tags":                  grown("", under("g#:\n", " - !!str x\n"), ""),
		"criteria":              grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: pass}}\n"), ""),
		"criteria of nothing":   grown(top+"groups:\n", under(group, "  - {}\n"), ""),
		"criteria of nonsense":  grown(top+"groups:\n", under(group, "  - {a: 1,b: 1,c: 1,d: 1,e: 1,f: 1}\n"), ""),
		"large figures":         grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: "+strings.Repeat("9", 60)+", rule: {kind: pass}}\n"), ""),
		"exponents":             grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1e999999, rule: {kind: pass}}\n"), ""),
		"groups":                grown(top+"groups:\n", under("- code: G#\n  name: A\n  groups:\n", "  - {code: I.#, name: A, criteria: []}\n"), ""),
		"types":                 grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, applies_to: [t#], rule: {kind: pass}}\n"), ""),
		"types with a scale":    top + "scale:\n by_type: {" + many("t#: 1,") + "}\n" + small[len(top):],
		"bands":                 grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: bands, bands: ["+many("{at_least: #, points: 1},")+"]}}\n"), ""),
		"options":               grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: choice, options: ["+many("{id: a#, points: 1},")+"]}}\n"), ""),
		"options of one name":   grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: tiers, tiers: ["+many("{id: a, points: 1},")+"]}}\n"), ""),
		"a table":               grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: deduct-table, beyond: all, table: ["+many("1,")+"]}}\n"), ""),
		"formulas":              grown(top+"groups:\n", under(group, "  - {code: I.#, name: A, max: 1, rule: {kind: formula, expr: '"+strings.Repeat("a+", 90)+"a'}}\n"), ""),
		"a formula":             grown(one+"kind: formula\n      expr: a", func(int) string { return "\n        " + strings.Repeat("+a", 30_000) }, "\n"),
		"a formula of brackets": grown(one+"kind: formula\n      expr: a", func(int) string { return "\n        " + strings.Repeat("+(", 30_000) }, "\n"),
		"steps of a tie":        small + "tie_break: [" + many("'group:I',") + "]\n",
		"gates":                 small + "gates: [" + many("{when: any-group-zero},") + "]\n",
		"classes":               small + "classes:\n  on: total\n  bands: [" + many("{name: a, at_least: 1},") + "]\n",
		"parts":                 grown(top, line("---"), ""),
		"old line ends":         grown(top, func(int) string { return "a\r" }, ""),
		"tabs":                  grown(top, line("\ta"), ""),
		"too large":             top + strings.Repeat("#", mostBytes),
		"too many marks":        top + "a: [" + strings.Repeat(strings.Repeat(",", 60_000)+"\n  ", 6) + "]\n",
	}
}

// hostileInputs are the same for the other format, read against the example table.
func hostileInputs() map[string]string {
	const top = "format: thidua-inputs/1\nunits:\n"
	return map[string]string{
		"units": grown(top, under("", "- {id: u#, name: A}\n"), ""),
		"inputs": grown(top, func(i int) string {
			return fmt.Sprintf("- {id: u%d, name: A, inputs: {", i) + many("k#: {value: 1},") + "}}\n"
		}, ""),
		"indicators": grown(top, func(i int) string {
			return fmt.Sprintf("- {id: u%d, name: A, indicators: {", i) + many("k#: 1,") + "}}\n"
		}, ""),
		"a ballot":     top + "- {id: a, name: A}\ndecisions:\n  ballot: [" + many("u#,") + "]\n",
		"one ballot":   top + "- {id: a, name: A}\ndecisions:\n  ballot: [" + many("a,") + "]\n",
		"sixty sheets": sheets(60, 500),
	}
}

// sheets is an honest file as large as any can be: this many units with a figure for each of this many criteria.
func sheets(units, lines int) string {
	var b strings.Builder
	b.WriteString("format: thidua-inputs/1\nunits:\n")
	for u := range units {
		fmt.Fprintf(&b, "  - id: u%d\n    name: Đơn vị %d\n    inputs:\n", u, u)
		for c := range lines {
			fmt.Fprintf(&b, "      X.%d: {value: 98.54}\n", c)
		}
	}
	return b.String()
}

// TestFullHostileFiles reads the largest files of many sorts: whether they are taken or refused, it costs little time and memory.
func TestFullHostileFiles(t *testing.T) {
	raw, err := os.ReadFile("testdata/example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, err := criteria.LoadSet("x", raw)
	if err != nil {
		t.Fatal(err)
	}
	within := func(name, text string, load func([]byte) error) {
		t.Run(name, func(t *testing.T) {
			var err error
			start := time.Now()
			most := bench.Peak(func() { err = load([]byte(text)) })
			took := time.Since(start)
			said := "taken"
			if err != nil {
				said = phrase.Error(phrase.Vietnamese, err)
			}
			t.Logf("%4d KB: %3d MB, %4d ms: %.120s", len(text)>>10, most>>20, took.Milliseconds(), said)
			if most > mostMemory || took > mostTime {
				t.Errorf("%d MB, %v", most>>20, took)
			}
			var faults criteria.Errors
			if errors.As(err, &faults) && len(faults) > 501 {
				t.Errorf("%d faults", len(faults))
			}
		})
	}
	for name, text := range hostile() {
		within(name, text, func(raw []byte) error { _, err := criteria.LoadSet("x", raw); return err })
	}
	for name, text := range hostileInputs() {
		within(name, text, func(raw []byte) error { _, err := criteria.LoadInputs(set, "x", raw); return err })
	}
}
