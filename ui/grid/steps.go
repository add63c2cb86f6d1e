package grid

// Steps are what a person did and can take back, and do again.
type Steps[T any] struct{ done, undone []T }

// Did adds a step; what was taken back before it cannot be done again.
func (s *Steps[T]) Did(step T) { s.done, s.undone = append(s.done, step), nil }

// Back is the step to take back now; false if there is none.
func (s *Steps[T]) Back() (T, bool) { return move(&s.done, &s.undone) }

// Again is the step to do again now; false if there is none.
func (s *Steps[T]) Again() (T, bool) { return move(&s.undone, &s.done) }

func move[T any](from, to *[]T) (step T, ok bool) {
	if n := len(*from); n > 0 {
		step, ok = (*from)[n-1], true
		*from, *to = (*from)[:n-1], append(*to, step)
	}
	return step, ok
}
