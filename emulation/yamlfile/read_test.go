package yamlfile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
	"thidua/internal/phrase"
)

// read reads a file with a key of every sort, and tells what it says: "key=value …", the keys in their order.
func read(raw string) (string, error) {
	r := yamlfile.New("tệp.yaml")
	o := r.Root([]byte(raw))
	if o == nil {
		return "", r.Result()
	}
	var said []string
	say := func(key string, value any) {
		if o.Has(key) {
			said = append(said, fmt.Sprintf("%s=%v", key, value))
		}
	}
	say("text", o.Text("text"))
	say("name", o.NeedText("name"))
	say("number", yamlfile.Optional(o.Number("number")))
	say("max", o.NotNegative("max", o.NumberOr("max", "7")))
	if o.Has("each") {
		say("each", o.Positive("each"))
	}
	if o.Has("list") {
		say("list", o.Numbers("list"))
	}
	say("places", o.Integer("places", 0, 9, 2))
	say("mode", o.Choice("mode", "up", "down"))
	say("texts", strings.Join(o.Texts("texts"), "|"))
	if sub := o.Sub("sub"); sub != nil {
		say("sub", sub.NeedNumber("deep"))
		sub.Done()
	}
	for _, i := range o.Items("items") {
		if in := o.Object(i); in != nil {
			said = append(said, i.Path+"="+in.NeedText("code"))
			in.Done()
		}
	}
	o.Done()
	return strings.Join(said, " "), r.Result()
}

// TestRead: what is written is read as its text stands, whatever YAML would make of it.
func TestRead(t *testing.T) {
	for name, c := range map[string]struct{ raw, want string }{
		"the least":          {"name: A\n", "name=A"},
		"a mark at the head": {"\ufeffname: A\n", "name=A"},
		"lines of Windows":   {"name: A\r\ntext: B\r\n", "text=B name=A"},
		"comments":           {"# đầu\nname: A # cuối\n", "name=A"},
		"in braces":          {"{name: A, max: 1}", "name=A max=1"},
		"not a truth":        {"name: no\ntext: 2024-01-02\n", "text=2024-01-02 name=no"},
		"zeros are kept":     {"name: 01\ntext: 1.10\n", "text=1.10 name=01"},
		"accents apart":      {"name: Tie\u0302\u0301ng\n", "name=Tiếng"},
		"blanks around":      {"name: '  A  '\n", "name=A"},
		"a block of text":    {"name: |\n  Một\n  Hai\n", "name=Một\nHai"},
		"numbers":            {"name: A\nnumber: -0.5\nmax: 123456789012345678901234567890\neach: 9.75\n", "name=A number=-0.5 max=123456789012345678901234567890 each=9.75"},
		"a quoted comma":     {"name: A\nnumber: '1.234,5'\n", "name=A number=1234.5"},
		"a list of numbers":  {"name: A\nlist: [1, 0.25]\n", "name=A list=[1 0.25]"},
		"whole numbers":      {"name: A\nplaces: 9\nmode: down\n", "name=A places=9 mode=down"},
		"texts":              {"name: A\ntexts:\n- a\n- 'b, c'\n", "name=A texts=a|b, c"},
		"what is deeper":     {"name: A\nsub: {deep: 3}\nitems: [{code: a}, {code: b}]\n", "name=A sub=3 items[0]=a items[1]=b"},
	} {
		got, err := read(c.raw)
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// TestFaults names, for every fault that any file can have, its line, its place and the key of its sentence, in the order of the lines.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		raw  string
		want string // "line place key; …"
	}{
		"nothing":           {"", "0 criteria.empty-file"},
		"comments alone":    {"# x\n", "0 criteria.empty-file"},
		"no end":            {"name: [1\n", "1 criteria.not-yaml"},
		"a tab":             {"name: A\n\ttext: x\n", "2 criteria.not-yaml"},
		"a list at the top": {"- a\n", "1 criteria.not-a-mapping"},
		"two documents":     {"name: A\n---\nname: B\n", "0 criteria.many-documents"},
		"not UTF-8":         {"name: A\ntext: \xff\n", "2 criteria.not-utf8"},
		"too large":         {"name: A\n#" + strings.Repeat("x", 1<<20), "0 criteria.file-too-large"},
		"too deep":          {"name: " + strings.Repeat("[", 5000), "0 criteria.too-deep"},
		"deep by dashes":    {"name:\n" + strings.Repeat("- ", 65) + "a\n", "0 criteria.too-deep"},
		"deep by blanks":    {"name:\n" + strings.Repeat(" ", 130) + "- a\n", "0 criteria.too-deep"},
		"a long line":       {"name: A\ntext: " + strings.Repeat("x", 64<<10) + "\n", "2 criteria.too-crowded"},
		"many keys":         {strings.Repeat("a: b\n", 2_001), "2001 criteria.too-crowded"},
		"many in brackets":  {"name: A\ntexts: [" + strings.Repeat("a,\n", 2_001) + "]", "2002 criteria.too-crowded"},
		"many marks":        {"name: A\n" + strings.Repeat("a:\n"+strings.Repeat("  b: {c: [d], e: [f]}\n", 1_999), 8), "15424 criteria.too-many-marks"},

		"an unknown key":       {"name: A\ncolour: red\n", "2 colour criteria.unknown-key"},
		"an unknown one below": {"name: A\nsub:\n  deep: 1\n  colour: red\n", "4 sub.colour criteria.unknown-key"},
		"a key twice":          {"name: A\ntext: x\nname: B\n", "3 name criteria.duplicate-key"},
		"twice by accents":     {"name: A\nmo\u0323\u0302t: 1\nmột: 2\n", "2 một criteria.unknown-key; 3 một criteria.duplicate-key"},
		"an odd key":           {"name: A\n<<: b\n", "2 criteria.odd-key"},
		"missing":              {"text: x\n", "1 name criteria.missing"},
		"missing below":        {"name: A\nitems:\n- {code: a}\n- {}\n", "4 items[1].code criteria.missing"},
		"no value":             {"name:\n", "1 name criteria.no-value"},
		"an empty name":        {"name: ''\n", "1 name criteria.no-value"},
		"an empty list":        {"name: A\nlist: []\n", "2 list criteria.no-value"},
		"a list for a text":    {"name: [a]\n", "1 name criteria.not-a-scalar"},
		"an alias":             {"name: *a\n", "1 name criteria.not-a-scalar"},
		"an anchor":            {"name: &a A\n", "1 name criteria.not-a-scalar"},
		"a tag":                {"name: !!str A\n", "1 name criteria.not-a-scalar"},
		"a text for a list":    {"name: A\nitems: a\n", "2 items criteria.not-a-list"},
		"a text for a mapping": {"name: A\nsub: a\n", "2 sub criteria.not-a-mapping"},
		"a text in a list":     {"name: A\nitems:\n- a\n", "3 items[0] criteria.not-a-mapping"},
		"a comma":              {"name: A\nmax: 9,75\n", "2 max criteria.comma-unquoted"},
		"a comma in braces":    {"{name: A, max: 9,75}\n", "1 75 criteria.comma-unquoted"},
		"letters":              {"name: A\nmax: 1O\n", "2 max criteria.not-a-number"},
		"an exponent":          {"name: A\nmax: 1e1\n", "2 max criteria.not-a-number"},
		"no number":            {"name: A\nmax: .nan\n", "2 max criteria.not-a-number"},
		"of two readings":      {"name: A\nmax: '1,2,3'\n", "2 max criteria.not-a-number"},
		"too long":             {"name: A\nmax: " + strings.Repeat("1", 61) + "\n", "2 max criteria.number-too-long"},
		"below zero":           {"name: A\nmax: -1\n", "2 max criteria.negative"},
		"not above zero":       {"name: A\neach: 0\n", "2 each criteria.not-positive"},
		"not whole":            {"name: A\nplaces: 2.5\n", "2 places criteria.not-an-integer"},
		"over its bound":       {"name: A\nplaces: 10\n", "2 places criteria.not-an-integer"},
		"none of the few":      {"name: A\nmode: left\n", "2 mode criteria.not-one-of"},
		"all at once": {"colour: red\nmax: x\nsub:\n  deep: y\nmode: left\n",
			"1 name criteria.missing; 1 colour criteria.unknown-key; 2 max criteria.not-a-number; 4 sub.deep criteria.not-a-number; 5 mode criteria.not-one-of"},
	} {
		_, err := read(c.raw)
		var got []string
		faults, _ := err.(yamlfile.Errors)
		for _, f := range faults {
			got = append(got, strings.Join(strings.Fields(fmt.Sprint(f.Line, " ", f.Path, " ", f.Message.Key)), " "))
			for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
				if text := phrase.Error(lang, f); strings.Contains(text, f.Message.Key) || !strings.HasPrefix(text, "tệp.yaml") {
					t.Errorf("%s: %q", name, text)
				}
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s\n%v", name, strings.Join(got, "; "), c.want, err)
		}
	}
}

// TestFaultsEnd: nobody reads more than five hundred faults of a file, and the last says so.
func TestFaultsEnd(t *testing.T) {
	r := yamlfile.New("x")
	for i := range 2_000 {
		r.Fail(i+1, "", "criteria.no-value", "path", "a")
	}
	var faults yamlfile.Errors
	if err := r.Result(); !errors.As(err, &faults) || len(faults) != r.Faults() || len(faults) != 501 || faults[500].Message.Key != "criteria.too-many-faults" {
		t.Errorf("%d faults", r.Faults())
	}
	if errors.Is(faults, decimal.ErrTooLong) || !errors.Is(faults, faults[7]) {
		t.Error("the faults of a file are not found in it")
	}
}
