package workspace

import (
	"reflect"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
)

// Whatever two people can disagree about has words for each of its parts, in both languages.
func TestEveryValueHasWords(t *testing.T) {
	wanted := map[string]string{"record.sheet": "what a unit objects to"}
	var parts func(at string, typ reflect.Type)
	parts = func(at string, typ reflect.Type) {
		if typ == reflect.TypeFor[emulation.Evidence]() {
			return // told by its name
		}
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			parts(at, typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				if f := typ.Field(i); f.IsExported() {
					wanted["part."+strings.ToLower(f.Name)] = at
					parts(at, f.Type)
				}
			}
		}
	}
	for _, scope := range []changeset.ScopeKind{changeset.Cluster, changeset.Unit} {
		for _, f := range record.Contestable(scope) {
			if f.Of == record.Score.Entry {
				continue
			}
			wanted[f.Of.Told().Key] = f.String()
			parts(f.String(), reflect.TypeOf(f.New()))
		}
	}
	for key, at := range wanted {
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if _, ok := phrase.Template(lang, key); !ok {
				t.Errorf("%s: %s has no word for %s", lang, at, key)
			}
		}
	}
}
