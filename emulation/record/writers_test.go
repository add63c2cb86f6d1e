package record_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
)

var update = flag.Bool("update", false, "write the table of who writes what into docs/format.md anew")

// The page says who writes each field, while the season stands where, as the catalogue declares it: in its own words between two headings.
func TestFormatPageSaysWhoWrites(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "### Who writes what\n", "### Certificates and invitations\n"
	before, rest, ok := strings.Cut(string(raw), begin)
	told, after, there := strings.Cut(rest, end)
	if !ok || !there {
		t.Fatalf("the page lacks %q before %q", begin, end)
	}
	lead, _, _ := strings.Cut(told, "| who |")
	want := lead + writers(before)
	if told == want {
		return
	}
	if !*update {
		t.Fatalf("who writes what is told otherwise (go test ./emulation/record -run Who -update):\n%s\nthe catalogue has\n%s", told, want)
	}
	if err := os.WriteFile("../../docs/format.md", []byte(before+begin+want+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// writers is the table: fields with one right stand in one row. kinds is the page up to here, whose table says which records a unit or the cluster may own.
func writers(kinds string) string {
	var order []string
	fields := map[string][]string{}
	add := func(right emulation.Right, of, field string) {
		row := actors(right) + of + " | " + steps(right)
		if fields[row] == nil {
			order = append(order, row)
		}
		fields[row] = append(fields[row], "`"+field+"`")
	}
	for _, e := range record.All() {
		_, shared, _ := strings.Cut(kinds, "| `"+e.Kind+"` |")
		shared, _, _ = strings.Cut(shared, "\n")
		for _, f := range e.Fields {
			add(f.Right, "", f.String())
			if strings.Contains(shared, "unit or cluster") {
				add(f.OfCluster(emulation.Strict), ", of the cluster itself", f.String())
			}
		}
	}
	var b strings.Builder
	b.WriteString("| who | season | fields |\n|---|---|---|\n")
	for _, row := range order {
		b.WriteString("| " + row + " | " + strings.Join(fields[row], ", ") + " |\n")
	}
	return b.String() + "\n"
}

func actors(r emulation.Right) string {
	who := strings.Join(r.By.Names(), ", ")
	if r.Behalf != 0 {
		who += "; with the signed paper " + strings.Join(r.Behalf.Names(), ", ")
	}
	if who == "" {
		return "by a rule of its own"
	}
	return who
}

func steps(r emulation.Right) string {
	switch {
	case r.From == "" && r.Until == "":
		return "always"
	case r.From == "":
		return "until `" + string(r.Until) + "`"
	case r.Until == "":
		return "from `" + string(r.From) + "`"
	}
	return "`" + string(r.From) + "` to `" + string(r.Until) + "`"
}
