package conference

import (
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// unitNamed is the member that somebody means: by its code or either of its names, or by words that are in the name of no other.
func unitNamed(members []book.Unit, typed string) (book.Unit, bool) {
	want := strings.TrimSpace(vietnamese.Fold(typed))
	if want == "" {
		return book.Unit{}, false
	}
	var near []book.Unit
	for _, u := range members {
		name := vietnamese.Fold(u.Name)
		if want == vietnamese.Fold(u.Code) || want == name || want == vietnamese.Fold(u.Short) {
			return u, true
		}
		if strings.Contains(name, want) {
			near = append(near, u)
		}
	}
	if len(near) == 1 {
		return near[0], true
	}
	return book.Unit{}, false
}

// unitsNamed are the members named in a line, in its order, separated by commas, semicolons or line ends; unknown is the first name that
// means nobody.
func unitsNamed(members []book.Unit, typed string) (units []book.Unit, unknown string) {
	for _, name := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		u, ok := unitNamed(members, name)
		if !ok {
			return nil, name
		}
		units = append(units, u)
	}
	return units, ""
}

func ids(units []book.Unit) []emulation.ID {
	var list []emulation.ID
	for _, u := range units {
		list = append(list, u.ID)
	}
	return list
}

func labels(units []book.Unit, between string) string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.Label()
	}
	return strings.Join(names, between)
}
