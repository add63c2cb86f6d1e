package emulation

import "slices"

// Map is what f makes of each of a list, in its order; never nil, so that JSON has a list too where there is none.
func Map[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// Where is those of a list that fit, in its order; nil where none does.
func Where[T any](list []T, fits func(T) bool) (out []T) {
	for _, x := range list {
		if fits(x) {
			out = append(out, x)
		}
	}
	return out
}

// NonEmpty are the texts that say something.
func NonEmpty(texts ...string) []string { return Where(texts, func(t string) bool { return t != "" }) }

// First is the first of a list that fits; the zero value where none does.
func First[T any](list []T, fits func(T) bool) (first T) {
	if i := slices.IndexFunc(list, fits); i >= 0 {
		first = list[i]
	}
	return first
}

// Find is First for lists of structs: the place of the first that fits; nil where none does.
func Find[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}
