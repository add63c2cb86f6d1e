package emulation

// Map is what f makes of each of a list, in its order; never nil, so that JSON has a list too where there is none.
func Map[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}
