package judge

import (
	"sort"

	"thidua/sync/changeset"
)

// Fields lists kind.field of everything the logs of a kind of scope hold.
func Fields(s changeset.ScopeKind) []string {
	var all []string
	for name, k := range kinds {
		if k.in(s) {
			for _, f := range k.field {
				all = append(all, name+"."+f)
			}
		}
	}
	sort.Strings(all)
	return all
}

// Shape is what a kind of record looks like.
type Shape struct {
	Logs   []changeset.ScopeKind
	Free   bool
	Parts  string
	Fields []string
}

// Shapes are those of all kinds.
func Shapes() map[string]Shape {
	all := map[string]Shape{}
	for name, k := range kinds {
		all[name] = Shape{Logs: k.logs, Free: k.free, Parts: k.parts, Fields: k.field}
	}
	return all
}

// Check is what a kind of record checks of a value alone.
func Check(kind, field string, value changeset.Raw) error { return kinds[kind].check(field, value) }
