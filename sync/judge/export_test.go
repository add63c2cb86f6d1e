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

// Kinds lists all kinds of records.
func Kinds() []string {
	var all []string
	for name := range kinds {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}
