package yamlfile_test

import (
	"errors"
	"strings"
	"testing"

	"thidua/emulation/yamlfile"
	"thidua/vietnamese"
)

// FuzzRead feeds anything: it is read, or refused with faults that have a place in the file; the same bytes say the same again.
func FuzzRead(f *testing.F) {
	for _, raw := range []string{"name: A\nmax: 9,75\n", "{name: A, max: 9,75, items: [{code: a}, {}]}", "a: &x [*x, " + strings.Repeat("[", 70), "? [a]\n: {<<: *b}\n--- !!float 1\n",
		"name: |\n  Một\n  Hai\nsub: {deep: .inf}\n", "\ufeffname: 'a''b' # c\r\ntext: \"\\u0301\"\r", "name: A\n\ttext: x\n"} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		said, err := read(string(raw))
		again, err2 := read(string(raw))
		if said != again || (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() {
			t.Fatalf("%q, %v\nand then %q, %v", said, err, again, err2)
		}
		var faults yamlfile.Errors
		if err != nil && (!errors.As(err, &faults) || len(faults) == 0) {
			t.Fatalf("not the faults of a file: %v", err)
		}
		before := 0
		for _, e := range faults {
			if e.Line < before || e.Line > strings.Count(string(raw), "\n")+strings.Count(string(raw), "\r")+1 || e.Message.Key == "" {
				t.Fatalf("%v: line %d", e, e.Line)
			}
			before = e.Line
		}
	})
}

// FuzzQuoted writes any text as a scalar, in a mapping and in a list in brackets: it is read as the text, in normal form, without the blanks around it.
func FuzzQuoted(f *testing.F) {
	for _, text := range []string{"Một", "no", "1.10", "a: b # c", "- a", "'\"\\", "dòng\nhai\ttab", "\u0301", "\n\u0301", "\u2028", "\U0001f600", "{a}", "[", "*a", "&a", "!a", "%", "~", "=", "a,b", "\x00\x7f", "\u0085"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := strings.TrimSpace(vietnamese.NFC(strings.ToValidUTF8(text, "")))
		if len(text) > 1000 || want == "" {
			return
		}
		text = strings.ToValidUTF8(text, "")
		got, err := read("name: " + yamlfile.Quoted(text) + "\ntexts: " + yamlfile.FlowTexts([]string{text, "b"}) + "\n")
		if err != nil || got != "name="+want+" texts="+want+"|b" {
			t.Fatalf("%q written %s is read as %q, %v", text, yamlfile.Quoted(text), got, err)
		}
	})
}
