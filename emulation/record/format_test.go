package record_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// tags are the numbered fields of a map, as the page writes them: "2 (o)" may be left out.
func tags(value reflect.Type) []string {
	var all []string
	for f := range fields(value) {
		tag := strings.Split(f.Tag.Get("cbor"), ",")
		if len(tag) > 2 {
			tag[0] += " (o)"
		}
		all = append(all, tag[0])
	}
	return all
}

func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
			if f := t.Field(i); f.Tag.Get("cbor") != "" && !yield(f) {
				return
			}
		}
	}
}

// written are the numbers of the map that follows a field in its row: what stands in maps within it is left out.
func written(cell, field string) []string {
	_, after, ok := strings.Cut(cell, "`"+field+"` {")
	if !ok {
		return nil
	}
	depth, flat := 1, ""
	for _, r := range after {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		if depth == 0 {
			break
		}
		if depth == 1 && r != ']' && r != '}' {
			flat += string(r)
		}
	}
	var all []string
	for _, part := range strings.Split(flat, ", ") {
		number := regexp.MustCompile(`^\d+`).FindString(part)
		if number == "" {
			continue // the words of a list
		}
		if strings.HasSuffix(part, "(o)") {
			number += " (o)"
		}
		all = append(all, number)
	}
	return all
}

// The page of formats names every kind of record: its logs, the parts of its key, its fields, and the numbers of their maps.
func TestFormatPageNamesEveryKind(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(raw), "### Kinds of schema 1")
	table, _, _ = strings.Cut(table, "### Certificates")
	rows := map[string][]string{}
	for _, line := range strings.Split(table, "\n") {
		if strings.HasPrefix(line, "| `") {
			cells := strings.Split(strings.Trim(line, "| "), " | ")
			rows[strings.Trim(cells[0], "`")] = cells
		}
	}
	names := map[changeset.ScopeKind]string{changeset.Control: "control", changeset.Cluster: "cluster", changeset.Unit: "unit"}
	for _, e := range record.All() {
		kind := e.Kind
		row, ok := rows[kind]
		delete(rows, kind)
		if !ok || len(row) != 4 {
			t.Errorf("%s is not on the page, or its row has %d cells", kind, len(row))
			continue
		}
		var logs []string
		for _, l := range e.Logs {
			logs = append(logs, names[l])
		}
		if all := strings.Join(logs, ", "); row[1] != all && (row[1] != "all" || len(logs) < 3) {
			t.Errorf("%s is in the logs of %s, not %s", kind, all, row[1])
		}
		key, free := strings.CutPrefix(row[2], "free; ")
		parts, sorts := "", ""
		for _, part := range strings.Split(key, ", ") {
			parts += part[:1]
		}
		for _, p := range e.Parts {
			sorts += string(p.Sort)
		}
		if parts != sorts || free != e.Free {
			t.Errorf("the key of %s is %s (free: %v), not %s", kind, sorts, e.Free, row[2])
		}
		for _, f := range e.Fields {
			if !strings.Contains(row[3], "`"+f.Name+"`") {
				t.Errorf("%s is not on the page", f)
			}
			value := reflect.TypeOf(f.New()).Elem()
			switch like := regexp.MustCompile("`" + f.Name + "` as (?:of )?`(\\w+)`").FindStringSubmatch(row[3]); {
			case value == reflect.TypeFor[emulation.StepReason](): // told below the table
			case like != nil: // told in another row, or before it in this one
				other := e.Field(like[1])
				if other == nil {
					other = record.Find(like[1]).Field(f.Name)
				}
				if reflect.TypeOf(other.New()).Elem() != value {
					t.Errorf("%s is not as %s", f, other)
				}
			case !slices.Equal(tags(value), written(row[3], f.Name)):
				t.Errorf("%s: the code has %v, the page %v", f, tags(value), written(row[3], f.Name))
			}
		}
	}
	for kind := range rows {
		t.Errorf("the page has a kind %s that the catalogue does not know", kind)
	}
}

// What is common to several records stands below the table.
func TestFormatPageNamesCommonValues(t *testing.T) {
	raw, err := os.ReadFile("../../docs/format.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(strings.ReplaceAll(string(raw), "A `reason` is {", "`StepReason` {"), "*On behalf* is {", "`OnBehalf` {")
	page = strings.ReplaceAll(page, "A paper or file is {", "`Evidence` {")
	for name, value := range map[string]any{"StepReason": emulation.StepReason{}, "OnBehalf": emulation.OnBehalf{}, "Evidence": emulation.Evidence{}} {
		if found := written(page, name); !slices.Equal(found, tags(reflect.TypeOf(value))) {
			t.Errorf("%s: the code has %v, the page %v", name, tags(reflect.TypeOf(value)), found)
		}
	}
}
