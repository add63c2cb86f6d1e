package archtest_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/internal/archtest"
)

// one expects exactly one finding that holds every text.
func one(t *testing.T, found []archtest.Finding, texts ...string) {
	t.Helper()
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1: %v", len(found), found)
	}
	for _, text := range texts {
		if !strings.Contains(found[0].String(), text) {
			t.Errorf("finding %q does not say %q", found[0], text)
		}
	}
}

func none(t *testing.T, found []archtest.Finding) {
	t.Helper()
	for _, f := range found {
		t.Errorf("unexpected finding: %v", f)
	}
}

func TestImportsRefused(t *testing.T) {
	cases := map[string]struct {
		pkg  archtest.Package
		says []string
	}{
		"upwards": {archtest.Package{ImportPath: "thidua/emulation/scoring", Imports: []string{"thidua/storage"}},
			[]string{"thidua/emulation/scoring: imports thidua/storage", "rules to points"}},
		"a library of another's": {archtest.Package{ImportPath: "thidua/workspace", Imports: []string{"github.com/dgraph-io/badger/v4"}},
			[]string{"imports github.com/dgraph-io/badger/v4"}},
		"through another": {archtest.Package{ImportPath: "thidua/cmd/thidua-cli", Imports: []string{"thidua/workspace"}, Deps: []string{"fyne.io/fyne/v2/app"}},
			[]string{"depends on fyne.io/fyne/v2/app", "without cgo"}},
		"the standard library's net": {archtest.Package{ImportPath: "thidua/emulation", Imports: []string{"net"}, Deps: []string{"net"}},
			[]string{"depends on net"}},
		"another screen": {archtest.Package{ImportPath: "thidua/ui/screens/overview", Imports: []string{"thidua/ui/screens/sheet"}},
			[]string{"imports thidua/ui/screens/sheet", "knows no other"}},
		"a domain word in the grid": {archtest.Package{ImportPath: "thidua/ui/grid", Imports: []string{"thidua/emulation"}},
			[]string{"imports thidua/emulation"}},
		"phrases in the domain": {archtest.Package{ImportPath: "thidua/emulation/criteria", Imports: []string{"thidua/internal/phrase"}},
			[]string{"imports thidua/internal/phrase"}},
		"what is for tests": {archtest.Package{ImportPath: "thidua/internal/replay", Imports: []string{"thidua/internal/testdesk"}},
			[]string{"imports thidua/internal/testdesk", "for tests alone"}},
		"a package nobody named": {archtest.Package{ImportPath: "thidua/helpers"}, []string{"no row"}},
		"a package named sync":   {archtest.Package{ImportPath: "thidua/sync"}, []string{"directly in sync/"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			one(t, archtest.Imports([]archtest.Package{c.pkg}, archtest.Table), c.says...)
		})
	}
}

func TestImportsAllowed(t *testing.T) {
	none(t, archtest.Imports([]archtest.Package{
		{ImportPath: "thidua/cmd/thidua", Imports: []string{"thidua/storage", "fyne.io/fyne/v2/app"}, Deps: []string{"fyne.io/fyne/v2/app"}},
		{ImportPath: "thidua/emulation/scoring", Imports: []string{"sort", "thidua/emulation", "thidua/emulation/decimal"}},
		{ImportPath: "thidua/ui/shell", Imports: []string{"thidua/ui/screens/sheet"}},
		{ImportPath: "thidua/internal/sim", Imports: []string{"thidua/server"}},
		{ImportPath: "thidua/sync/hub", Imports: []string{"golang.org/x/mod/sumdb/tlog", "sync"}},
	}, archtest.Table))
}

func parse(t *testing.T, path, text string) archtest.File {
	t.Helper()
	f, err := archtest.Parse(path, text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestRecordsRefused(t *testing.T) {
	for line, says := range map[string]string{
		`var k = changeset.NewKey(id)`:                                               "changeset.NewKey",
		`var o = changeset.Op("headcount", key, "list", v)`:                          "changeset.Op",
		`var i = changeset.RecordID(kind, key)`:                                      "changeset.RecordID",
		`var r = changeset.NaturalRef(scope, "headcount", key)`:                      `NaturalRef of "headcount"`,
		`var r = changeset.Ref{Kind: "headcount"}`:                                   `Kind "headcount"`,
		`var o = changeset.Operation{Field: "list"}`:                                 `Field "list"`,
		`var v = r.Last("list", changeset.Now)`:                                      `Last of "list"`,
		`var v = r.Fields["list"]`:                                                   `Fields of "list"`,
		`var u = r.Key.ID(1)`:                                                        "a key's part by its place",
		`func f() error { return store.EachRecord(scope, "headcount", group, nil) }`: `EachRecord of "headcount"`,
		`func f() bool { return op.Kind == "headcount" }`:                            `Kind "headcount"`,
		`func f() { switch op.Field { case "list": } }`:                              `Field "list"`,
	} {
		f := parse(t, "workspace/a.go", "package workspace\nimport \"thidua/sync/changeset\"\n"+line)
		one(t, archtest.Records([]archtest.File{f}), "workspace/a.go:3", says, "declared in emulation/record")
	}
}

func TestRecordsAllowed(t *testing.T) {
	const text = "package a\nimport (\"thidua/emulation/record\"; \"thidua/sync/changeset\")\nvar v = record.Headcount.List.Last(r, changeset.Now)\n" +
		"var k = record.Headcount.Read(r.Key).Unit\nvar s = emulation.Speech{Kind: \"paper\"}\n"
	none(t, archtest.Records([]archtest.File{parse(t, "workspace/a.go", text)}))
	const forged = "package a\nimport \"thidua/sync/changeset\"\nvar k = changeset.NewKey(id)"
	none(t, archtest.Records([]archtest.File{parse(t, "workspace/a_test.go", forged), parse(t, "emulation/record/a.go", forged)}))
}

func TestSourcesRefused(t *testing.T) {
	cases := map[string]struct{ path, text, says string }{
		"the clock":              {"storage/a.go", "package storage\nimport \"time\"\nvar at = time.Now", "storage/a.go:3: the clock: time.Now"},
		"a renamed clock":        {"storage/a.go", "package storage\nimport std \"time\"\nvar d = std.Since", "the clock: std.Since"},
		"chance":                 {"sync/client/a.go", "package client\nimport \"math/rand/v2\"\nvar n = rand.Int()", "chance: imports math/rand/v2"},
		"true chance":            {"workspace/a.go", "package workspace\nimport _ \"crypto/rand\"", "chance: imports crypto/rand"},
		"past the bridge":        {"ui/shell/a.go", "package shell\nimport \"fyne.io/fyne/v2\"\nfunc f() { fyne.Do(nil) }", "fyne.Do"},
		"a pattern":              {"storage/a.go", "package storage\nimport \"path/filepath\"\nvar glob = filepath.Glob", "filepath.Glob"},
		"a float":                {"emulation/scoring/a.go", "package scoring\nvar x float64", "float64"},
		"a float's literal":      {"emulation/scoring/a.go", "package scoring\nvar x = 1.5", "the literal 1.5"},
		"a float from text":      {"emulation/criteria/a.go", "package criteria\nimport \"strconv\"\nvar p = strconv.ParseFloat", "ParseFloat"},
		"a sentence":             {"workspace/a.go", "package workspace\nconst s = \"Đã lưu\"", "the words"},
		"a long file":            {"storage/a.go", "package storage\n" + strings.Repeat("//\n", 700), "701 lines"},
		"a long test":            {"storage/a_test.go", "package storage\n" + strings.Repeat("//\n", 700), "701 lines"},
		"a full test never run":  {"storage/a_test.go", "//go:build full && wine\n\npackage storage\nfunc TestPower() {}", "TestPower"},
		"somebody's folder":      {"README.md", "see /" + "home/an/thidua", "the path of a machine"},
		"somebody's other":       {"scripts/a.sh", "cd \"/" + "root/x\"", "the path of a machine"},
		"somebody's on Windows":  {"README.md", `C:\` + `Users\an`, "the path of a machine"},
		"a registry":             {"Makefile", "GOPROXY=https://proxy." + "golang.org", "the address of a registry"},
		"a path in a Go literal": {"storage/a_test.go", "package storage\nconst p = \"/" + "tmp/x\"", "the path of a machine"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			one(t, archtest.Sources([]archtest.File{parse(t, c.path, c.text)}), c.says)
		})
	}
}

func TestSourcesAllowed(t *testing.T) {
	none(t, archtest.Sources([]archtest.File{
		parse(t, "cmd/thidua-cli/a.go", "package main\nimport (\n\"crypto/rand\"\n\"time\"\n)\nvar at, from = time.Now, rand.Reader"),
		parse(t, "storage/a_test.go", "package storage\nimport \"time\"\nvar at, s = time.Now, \"Đã lưu\""),
		parse(t, "internal/testyear/a.go", "package testyear\nimport \"math/rand/v2\"\nvar at, s = rand.Int, \"Đã lưu\""),
		parse(t, "ui/bridge/a.go", "package bridge\nimport \"fyne.io/fyne/v2\"\nvar do = fyne.Do"),
		parse(t, "ui/grid/a.go", "package grid\nvar width float32 = 1.5 // rộng"),
		parse(t, "vietnamese/a.go", "package vietnamese\nconst letters = \"ăâđêôơư\""),
		parse(t, "storage/b_test.go", "//go:build full\n\npackage storage\nfunc TestFullPower() {}"),
		parse(t, "storage/c_test.go", "//go:build !full\n\npackage storage\nfunc TestPower() {}"),
		parse(t, "storage/d.go", "package storage\nvar now = clock.Now\nvar dir = filepath.Join(home, \"work\")"),
	}))
}

// translated makes the two translation files of one area.
func translated(t *testing.T, vi, en string) []archtest.File {
	t.Helper()
	return []archtest.File{
		parse(t, "assets/translations/vi/area.json", vi),
		parse(t, "assets/translations/en/area.json", en),
	}
}

func TestSentencesRefused(t *testing.T) {
	const vi, en = `{"a.full": "Đĩa {disk} đầy"}`, `{"a.full": "Disk {disk} is full"}`
	const head = "package storage\nimport \"thidua/emulation\"\n"
	cases := map[string]struct{ vi, en, code, says string }{
		"no English":           {`{"a.full": "Đầy"}`, `{}`, "", "no English"},
		"no Vietnamese":        {`{}`, `{"a.full": "Full"}`, "", "no Vietnamese"},
		"another placeholder":  {vi, `{"a.full": "Disk {dsk} is full"}`, "", "{dsk}"},
		"empty":                {`{"a": "x"}`, `{"a": " "}`, "", "empty"},
		"an older spelling":    {`{"a": "Đã khóa"}`, `{"a": "Locked"}`, "", "spells khóa"},
		"another older one":    {`{"a": "Hủy"}`, `{"a": "Cancel"}`, "", "spells Hủy"},
		"i for y":              {`{"a": "một tỷ lệ khác"}`, `{"a": "another share"}`, "", "spells tỷ lệ"},
		"a space before %":     {`{"a": "từ 80 % trở lên"}`, `{"a": "80% or more"}`, "", "spells 0 %"},
		"another word for log": {`{"a": "hết các sổ"}`, `{"a": "all logs"}`, "", "spells các sổ"},
		"not a flat object":    {`{"a": {"b": "c"}}`, `{"a": "x"}`, "", "flat object"},
		"a key without words":  {vi, en, head + `var e = emulation.Errorf(emulation.Full, "a.none")`, "key a.none"},
		"an open placeholder":  {vi, en, head + `var e = emulation.Say("a.full", "dsk", 1)`, "nothing is given for {disk}"},
		"said under its alias": {vi, en, "package storage\nimport e \"thidua/emulation\"\nvar m = e.Say(\"a.none\")", "key a.none"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			files := translated(t, c.vi, c.en)
			if c.code != "" {
				files = append(files, parse(t, "storage/a.go", c.code))
			}
			found := archtest.Sentences(files)
			if len(found) == 0 || !strings.Contains(found[0].String(), c.says) {
				t.Errorf("findings %v do not say %q", found, c.says)
			}
		})
	}
}

func TestSentencesAllowed(t *testing.T) {
	none(t, archtest.Sentences(append(
		translated(t, `{"a.full": "Đĩa {disk} đầy {disk}", "b": "CỘNG HÒA: khoá, huỷ, quý, quỳ, hoàn, ngoài, uý. Tỷ lệ, của toà"}`, `{"a.full": "Disk {disk} is full", "b": "B"}`),
		parse(t, "storage/a.go", `package storage
import (
	"errors"
	"os"
	"path/filepath"
	"fmt"
	"thidua/emulation"
)
var (
	a = emulation.Errorf(emulation.Full, "a.full", "disk", "C").At("f", 1, "")
	b = emulation.Say("a.full", pairs...)
	c = fmt.Errorf("opening: %w", a)
	d = emulation.Say(key)
)`),
		parse(t, "emulation/own.go", `package emulation
var e = Errorf(Full, "a.full", "disk", "D")`),
		parse(t, "storage/a_test.go", `package storage
import "thidua/emulation"
var e = emulation.Say("made.up")`))))
}

func TestGhostsRefused(t *testing.T) {
	packages := []archtest.Package{{ImportPath: "thidua/a"}, {ImportPath: "thidua/ui/screens/b"}}
	modules := archtest.Modules("require x.org/only v1.0.0\nrequire (\n\tx.org/lib/v2 v2.0.0\n\tx.org/far v1.0.0 // indirect\n)\n")
	cases := map[string]struct {
		row  archtest.Row
		says string
	}{
		"nobody's row":      {archtest.Row{Package: "thidua/c"}, "no package stands in it"},
		"nobody's folder":   {archtest.Row{Package: "thidua/c/..."}, "no package stands in it"},
		"nobody's arrow":    {archtest.Row{Package: "thidua/a", May: []string{"thidua/c/*"}}, "thidua/c/*, which no package is"},
		"nobody's library":  {archtest.Row{Package: "thidua/a", May: []string{"x.org/lib/v3/..."}}, "go.mod does not require"},
		"a part of a name":  {archtest.Row{Package: "thidua/a", May: []string{"x.org/only2"}}, "go.mod does not require"},
		"nobody's supplier": {archtest.Row{Package: "thidua/a", May: []string{"y.org/only"}}, "go.mod does not require"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			one(t, archtest.Ghosts(packages, []archtest.Row{c.row}, modules), c.row.Package, c.says)
		})
	}
	none(t, archtest.Ghosts(packages, []archtest.Row{
		{Package: "thidua/a", May: []string{"...", "thidua/ui/...", "x.org/lib/v2/...", "x.org/lib/v2/part", "x.org/only", "x.org/far"}},
		{Package: "thidua/ui/screens/*"},
	}, modules))
}

func TestLinksRefused(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"pages/a.md": "# A heading: *one*", "pages/pictures/b.png": ""} {
		if err := errors.Join(os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700), os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	links := func(path, text string) []archtest.Finding {
		return archtest.Links(dir, []archtest.File{parse(t, "pages/a.md", "# A heading: *one*"), parse(t, path, text)})
	}
	cases := map[string]struct{ path, text, says string }{
		"a page":          {"README.md", "see [a](doc/a.md)", "links to doc/a.md"},
		"from its folder": {"pages/b.md", "see [a](pages/pictures/b.png)", "links to pages/pictures/b.png"},
		"a picture":       {"pages/b.md", "![b](pictures/c.png)", "links to pictures/c.png"},
		"in HTML":         {"README.md", `<img src="pages/c.png" width="3">`, "links to pages/c.png"},
		"a heading":       {"pages/b.md", "[a](a.md#another-heading)", "a heading that is not in it"},
		"an own heading":  {"pages/b.md", "# B\n[a](#c)", "a heading that is not in it"},
		"named in code":   {"storage/a.go", "package storage // see docs/" + "c.md", "names docs/" + "c.md"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { one(t, links(c.path, c.text), c.path, c.says) })
	}
	none(t, links("README.md", "[a](pages/a.md#a-heading-one) [b](pages/a.md \"title\") ![b](pages/pictures/b.png) [web](https://x.org/c.md) `[c](c.md)`\n```\n[d](d.md)\n```\n"))
}
