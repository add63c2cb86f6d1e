package book

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/vietnamese"
)

// Meant are those of a list that a text means: the one whose code it is; else those of that very name; else those of that code or name in letters of
// any case, with or without diacritics. More than one is for a person to settle: the first of them is a guess.
func Meant[T any](list []T, typed string, code func(T) string, names ...func(T) string) []T {
	typed = vietnamese.NFC(strings.TrimSpace(typed))
	if typed == "" {
		return nil
	}
	folded := vietnamese.Fold(typed)
	named := func(same func(string) bool) func(T) bool {
		return func(x T) bool {
			return slices.ContainsFunc(names, func(name func(T) string) bool { return same(name(x)) })
		}
	}
	like := func(name string) bool { return folded != "" && vietnamese.Fold(name) == folded }
	for _, fits := range []func(T) bool{
		func(x T) bool { return code(x) == typed },
		named(func(name string) bool { return vietnamese.NFC(name) == typed }),
		func(x T) bool { return like(code(x)) || named(like)(x) },
	} {
		if found := emulation.Where(list, fits); len(found) > 0 {
			return found
		}
	}
	return nil
}

// unitsMeant are the units that a text means by their codes and names.
func unitsMeant(units []Unit, typed string) []Unit {
	return Meant(units, typed, func(u Unit) string { return u.Code }, func(u Unit) string { return u.Name }, func(u Unit) string { return u.Short })
}

// Named is the one of several units that somebody means: by its code or either of its names, or by words that are in the name of no other.
func Named(units []Unit, typed string) (Unit, bool) {
	found := unitsMeant(units, typed)
	if want := strings.TrimSpace(vietnamese.Fold(typed)); len(found) == 0 && want != "" {
		found = emulation.Where(units, func(u Unit) bool { return strings.Contains(vietnamese.Fold(u.Name), want) })
	}
	if len(found) != 1 {
		return Unit{}, false
	}
	return found[0], true
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
