package criteria_test

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"thidua/assets"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// differs names the first exported thing in which two values are not the same; "" where there is none. Lines and digests belong to the
// file, parents are told by their children.
func differs(path string, a, b reflect.Value) string {
	if d, ok := a.Interface().(decimal.Decimal); ok {
		if e := b.Interface().(decimal.Decimal); !d.Equal(e) {
			return fmt.Sprintf("%s: %s, %s", path, d, e)
		}
		return ""
	}
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			if a.IsNil() != b.IsNil() {
				return path + ": only one is there"
			}
			return ""
		}
		return differs(path, a.Elem(), b.Elem())
	case reflect.Interface:
		if a.IsNil() || b.IsNil() || a.Elem().Type() != b.Elem().Type() {
			return path + ": of another type"
		}
		return differs(path, a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return fmt.Sprintf("%s: %d, %d members", path, a.Len(), b.Len())
		}
		for i := range a.Len() {
			if d := differs(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i)); d != "" {
				return d
			}
		}
	case reflect.Struct:
		for i := range a.NumField() {
			f := a.Type().Field(i)
			if !f.IsExported() || f.Name == "Line" || f.Name == "Digest" || f.Name == "Group" || f.Name == "Parent" {
				continue
			}
			if d := differs(path+"."+f.Name, a.Field(i), b.Field(i)); d != "" {
				return d
			}
		}
	case reflect.Map:
		if a.Len() != b.Len() {
			return path + ": other keys"
		}
		for _, k := range a.MapKeys() {
			if !b.MapIndex(k).IsValid() {
				return path + ": no " + k.String()
			}
			if d := differs(path+"."+k.String(), a.MapIndex(k), b.MapIndex(k)); d != "" {
				return d
			}
		}
	default:
		if !a.Equal(b) {
			return fmt.Sprintf("%s: %v, %v", path, a, b)
		}
	}
	return ""
}

func rewritten(t rapid.TB, set *criteria.Set, remarks map[string][]string) {
	t.Helper()
	raw := criteria.WriteSet(set, remarks)
	again, err := criteria.LoadSet("written", raw)
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	if d := differs("set", reflect.ValueOf(set), reflect.ValueOf(again)); d != "" {
		t.Fatalf("%s\n%s", d, raw)
	}
}

func TestWrittenSetIsTheSame(t *testing.T) {
	files, err := fs.Glob(assets.Criteria, "criteria/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		rewritten(t, load(t, strings.TrimPrefix(name, "criteria/")), nil)
	}
	for _, name := range []string{"example.yaml", "kinds.yaml", "policies.yaml"} {
		raw, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		set, err := criteria.LoadSet(name, raw)
		if err != nil {
			t.Fatal(err)
		}
		rewritten(t, set, map[string][]string{"": {"first\nsecond: [", "\x00"}, "I": {"# { of a group"}, "1": {"of a criterion"}})
	}
}

// TestAnyTextIsWritten: names, notes and codes that look like YAML come back as they were.
func TestAnyTextIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-:{}\[\]#&*!|>'"%@ ,?a0.~=\\]{1,12}`), rapid.SampledFrom([]string{"true", "null", "~", "1e5", "0x1f", "1.10", "01", ".inf", "no", "- a", "a: b", "a #b", "Đ\nê"}))
		name := func(what string) string {
			return text.Draw(t, what)
		}
		g := &criteria.Group{Code: cleaned("I" + name("group")), Name: cleaned("x" + name("group name")), Aggregate: criteria.Sum}
		g.Criteria = []*criteria.Criterion{{Code: cleaned("1" + name("code")), Name: cleaned("y" + name("name")), Max: decimal.FromInt(10), Weight: decimal.FromInt(1),
			Evidence: criteria.EvidenceNone, Scorer: cleaned("s" + name("scorer")), Note: cleaned(name("note")), Group: g, Rule: rule.New(decimal.FromInt(10), new(rule.Percent))}}
		s := &criteria.Set{ID: cleaned("x" + name("id")), Name: cleaned("n" + name("title")), Cite: cleaned(name("cite")), Rounding: criteria.Rounding{Places: 2}, Groups: []*criteria.Group{g}}
		rewritten(t, s, map[string][]string{"": {text.Draw(t, "remark")}})
	})
}

// cleaned is a text as a file can hold it: composed, without blanks around it.
func cleaned(text string) string {
	return strings.TrimSpace(norm.NFC.String(strings.ToValidUTF8(text, "")))
}
