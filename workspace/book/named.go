package book

import (
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Named is the one of several units that somebody means: by its code or either of its names, or by words that are in the name of no other.
func Named(units []Unit, typed string) (Unit, bool) {
	want := strings.TrimSpace(vietnamese.Fold(typed))
	if want == "" {
		return Unit{}, false
	}
	var near []Unit
	for _, u := range units {
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
	return Unit{}, false
}

// AllNamed are the units named in a line, in its order, separated by commas, semicolons or line ends; unknown is the first name that
// means nobody.
func AllNamed(units []Unit, typed string) (found []Unit, unknown string) {
	for _, name := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		u, ok := Named(units, name)
		if !ok {
			return nil, name
		}
		found = append(found, u)
	}
	return found, ""
}

func IDs(units []Unit) []emulation.ID {
	return emulation.Map(units, func(u Unit) emulation.ID { return u.ID })
}

// Labels are what units are called, with something between.
func Labels(units []Unit, between string) string {
	return strings.Join(emulation.Map(units, Unit.Label), between)
}
