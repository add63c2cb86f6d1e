package judge

import (
	"reflect"
	"slices"
	"sort"
	"testing"

	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// The tables here and the catalogue say the same of every kind.
func TestCatalogueAgrees(t *testing.T) {
	for name, k := range kinds {
		e := record.Find(name)
		if e == nil {
			t.Errorf("no %s", name)
			continue
		}
		parts, fields := "", []string{}
		for _, p := range e.Parts {
			parts += string(p.Sort)
		}
		for _, f := range e.Fields {
			fields = append(fields, f.Name)
			if guarded[f.String()] != (f.Torn == record.Guarded || f.Torn == record.Union) {
				t.Errorf("%s: %v", f, f.Torn)
			}
		}
		if parts != k.parts || e.Owner != k.owner && k.owner != 0 || e.Free != k.free || !slices.Equal(fields, k.field) || !reflect.DeepEqual(e.Logs, k.logs) {
			t.Errorf("%s: %+v, %+v", name, e, k)
		}
	}
	if len(record.All()) != len(kinds) {
		t.Error(len(record.All()), len(kinds))
	}
	for _, s := range []changeset.ScopeKind{changeset.Cluster, changeset.Unit, changeset.Control} {
		var a, b []string
		for _, f := range Contestable(s) {
			a = append(a, f.Kind+"."+f.Name)
		}
		for _, f := range record.Contestable(s) {
			b = append(b, f.String())
		}
		sort.Strings(a)
		sort.Strings(b)
		if !slices.Equal(a, b) {
			t.Error(a, b)
		}
	}
}
