package verb_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/phrase"
)

type item struct {
	code string
	size int
	tags []string
}

func columns() []verb.Column[item] {
	return []verb.Column[item]{
		verb.Both("code", "code", func(x *item) any { return x.code }),
		verb.Both(">bytes", "size,omitempty", func(x *item) any { return x.size }),
		verb.Field("", func(x *item) any {
			return struct {
				A string `json:"a,omitempty"`
				B *int   `json:"b,omitempty"`
			}{A: x.code + "<"}
		}),
		verb.Field("", func(*item) any { return struct{}{} }),
		verb.Both("note", "tags", func(x *item) any { return verb.Strings(x.tags) }),
		verb.Cell("%", func(x *item) string { return strings.ToUpper(x.code) }),
		verb.Field("none,omitempty", func(*item) any { return nil }),
	}
}

// TestColumns: one list of columns gives the table and the JSON, each with its own of them, in their order.
func TestColumns(t *testing.T) {
	for name, tc := range map[string]struct {
		list        []item
		table, json string
	}{
		"none": {nil, "There is nothing here yet.\n", "[]\n"},
		"two": {[]item{{"a&b", 0, nil}, {"c", 1200, []string{"x", "y"}}},
			"Code  Bytes  Note  %\na&b       0        A&B\nc      1200  x; y  C\n",
			`[{"code":"a&b","a":"a&b<","tags":[]},{"code":"c","size":1200,"a":"c<","tags":["x","y"]}]` + "\n"},
	} {
		for _, asJSON := range []bool{false, true} {
			var out bytes.Buffer
			a := &verb.App{Program: &verb.Program{Stdout: &out}, Flags: &verb.Flags{JSON: asJSON}, Lang: phrase.English}
			if err := verb.List(a, tc.list, "cli.run.nothing", columns()...); err != nil {
				t.Fatal(err)
			}
			got, want := out.String(), tc.table
			if asJSON {
				var b bytes.Buffer
				if err := json.Compact(&b, out.Bytes()); err != nil {
					t.Fatal(err)
				}
				got, want = strings.TrimSpace(b.String())+"\n", tc.json
			}
			if got != want {
				t.Errorf("%s, JSON %v:\n%s\nwant\n%s", name, asJSON, got, want)
			}
		}
	}
}

// TestTableFoot: a list without a sentence for its being empty keeps its titles, and a foot is one more line.
func TestTableFoot(t *testing.T) {
	var out bytes.Buffer
	a := &verb.App{Program: &verb.Program{Stdout: &out}, Flags: &verb.Flags{}, Lang: phrase.English}
	verb.Of(nil, columns()...).Table(a, &out, verb.Line("all", 12, []string{"p", "q"}, ""))
	if want := "Code  Bytes  Note  %\nall      12  p; q\n"; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
}

// TestObject: the fields of a value stand in their order; what is empty goes where its name says so, and a struct gives its fields.
func TestObject(t *testing.T) {
	none := verb.Object(nil)
	out, err := json.Marshal(verb.Object{"b", 2, "a,omitempty", "", "", struct {
		C string `json:"c"`
	}{"d"}, "", verb.Object{}, "none", none, "gone,omitempty", none, "list", []verb.Object{}, "at,omitempty", verb.Object{"x", []string{"y"}}})
	if want := `{"b":2,"c":"d","none":null,"list":[],"at":{"x":["y"]}}`; err != nil || string(out) != want {
		t.Errorf("%s, %v, want %s", out, err, want)
	}
}
