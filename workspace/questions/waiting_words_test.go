package questions_test

import (
	"reflect"
	"strings"
	"testing"

	"thidua/emulation/record"
	"thidua/internal/phrase"
)

// What waits may be of any kind: each has its name, and so has every part of its values.
func TestEveryRecordCanBeToldInWords(t *testing.T) {
	for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		seen := map[reflect.Type]bool{}
		check := func(key, of string) {
			if phrase.Text(lang, key) == key {
				t.Errorf("%s: no words for %q of %s", lang, key, of)
			}
		}
		var walk func(v reflect.Type, of string)
		walk = func(v reflect.Type, of string) {
			for v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice || v.Kind() == reflect.Map {
				v = v.Elem()
			}
			if v.Kind() != reflect.Struct || seen[v] || v.Name() == "Evidence" || v.Name() == "ShownFile" {
				return
			}
			seen[v] = true
			for i := range v.NumField() {
				if f := v.Field(i); f.IsExported() {
					check("part."+strings.ToLower(f.Name), of)
					walk(f.Type, of)
				}
			}
		}
		for _, e := range record.All() {
			check("record."+e.Kind, e.Kind)
			for _, f := range e.Fields {
				walk(reflect.TypeOf(f.New()), f.String())
			}
		}
	}
}
