package console_test

import (
	"reflect"
	"strings"
	"testing"

	"thidua/internal/console"
	"thidua/internal/phrase"
)

type grammar struct {
	Loud bool   `help:"x"`
	Lang string `help:"x" enum:"vi,en" default:"vi"`

	Open openCmd `cmd:"" help:"x"`
	Move moveCmd `cmd:"" help:"x"`
	Unit struct {
		Add  moveCmd `cmd:"" help:"x"`
		Join openCmd `cmd:"" help:"x"`
	} `cmd:"" help:"x"`
}

type openCmd struct {
	File  string   `help:"x" type:"existingfile" placeholder:"FILE"`
	Size  uint64   `help:"x" placeholder:"N"`
	Count int      `help:"x" default:"3"`
	Place []string `help:"x" placeholder:"P"`
	Kind  *string  `help:"x"`
}

type moveCmd struct {
	From string `help:"x" required:"" xor:"where" placeholder:"P"`
	Back string `help:"x" required:"" xor:"where" placeholder:"P"`
	Why  string `help:"x" required:"" placeholder:"TEXT"`
	What string `arg:"" help:"x"`
	More string `arg:"" optional:"" help:"x"`
}

func (openCmd) Run() error { return nil }
func (moveCmd) Run() error { return nil }

func parser(t *testing.T) (*console.Parser, *grammar) {
	t.Helper()
	g := new(grammar)
	p, err := console.NewParser("prog", g)
	if err != nil {
		t.Fatal(err)
	}
	return p, g
}

// wrong are command lines with a fault of every kind, and what is said of it in Vietnamese and in English.
var wrong = []struct{ line, vi, en string }{
	{"--lout", "không có tuỳ chọn --lout; có phải là --loud", "there is no flag --lout; did you mean --loud"},
	{"open --nothing", "không có tuỳ chọn --nothing", "there is no flag --nothing"},
	{"open -x", "không có tuỳ chọn -x", "there is no flag -x"},
	{"opne", "không hiểu “opne” ở chỗ này; có phải là open", "“opne” is not understood here; did you mean open"},
	{"open twice", "không hiểu “twice” ở chỗ này", "“twice” is not understood here"},
	{"unit", "hãy viết tiếp một trong add, join", "go on with one of add, join"},
	{"move x", "còn thiếu tuỳ chọn bắt buộc --from=P | --back=P, --why=TEXT", "missing: --from=P | --back=P, --why=TEXT"},
	{"move x --from a --back b --why c", "không dùng --from cùng --back", "--from and --back do not go together"},
	{"move --from a --why c", "còn thiếu <what>", "<what> is missing"},
	{"open --size", "--size cần một giá trị đi sau", "--size needs a value behind it"},
	{"open --kind", "--kind cần một giá trị đi sau", "--kind needs a value behind it"},
	{"open --kind --loud", "hãy viết --kind=\"--loud\"", "write --kind=\"--loud\""},
	{"open --size many", "--size cần một số nguyên, không nhận “many”", "--size needs a whole number, not “many”"},
	{"open --size=-1", "--size cần một số nguyên, không nhận “-1”", "--size needs a whole number, not “-1”"},
	{"open --count=1.5", "--count cần một số nguyên, không nhận “1.5”", "--count needs a whole number, not “1.5”"},
	{"open --loud=perhaps", "--loud chỉ nhận true hoặc false", "--loud takes true or false only"},
	{"open --lang fr", "--lang phải là một trong vi, en, không nhận “fr”", "--lang has to be one of vi, en, not “fr”"},
	{"open --file none.txt", "không mở được tệp", "cannot be opened"},
	{"open --file .", "là một thư mục", "is a folder"},
}

// TestFault: whatever kong says is said in the person's language.
func TestFault(t *testing.T) {
	p, _ := parser(t)
	for _, w := range wrong {
		_, err := p.Parse("cli.usage", strings.Fields(w.line))
		if err == nil {
			t.Errorf("%s: taken", w.line)
			continue
		}
		for lang, want := range map[phrase.Language]string{phrase.Vietnamese: w.vi, phrase.English: w.en} {
			if said := phrase.Error(lang, err); !strings.Contains(said, want) {
				t.Errorf("%s: %s, want %s", w.line, said, want)
			}
		}
	}
}

// TestParserKeepsNothing: after any other command line one is read as by a parser that never read anything.
func TestParserKeepsNothing(t *testing.T) {
	lines := []string{"open --size 5 --place a --place b --kind k --loud", "open", "move a b --from x --why y", "move a --back z --why y", "unit add q --from x --why y --lang en",
		"unit join --file parser_test.go", "open --count 7", "open --file none.txt"}
	for _, w := range wrong {
		lines = append(lines, w.line)
	}
	used, seen := parser(t)
	for _, first := range lines {
		for _, second := range lines {
			_, _ = used.Parse("cli.usage", strings.Fields(first))
			_, got := used.Parse("cli.usage", strings.Fields(second))
			fresh, want := parser(t)
			_, err := fresh.Parse("cli.usage", strings.Fields(second))
			if (got == nil) != (err == nil) || err != nil && phrase.Error(phrase.Vietnamese, got) != phrase.Error(phrase.Vietnamese, err) {
				t.Fatalf("%q after %q: %v, want %v", second, first, got, err)
			}
			if err == nil && !reflect.DeepEqual(seen, want) {
				t.Fatalf("%q after %q is read as %+v, want %+v", second, first, seen, want)
			}
		}
	}
}
