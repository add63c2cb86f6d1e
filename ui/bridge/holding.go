package bridge

import "slices"

// Holding knows who holds something typed that is not on disk: a row that was refused or is not complete, a form that is being filled in. It belongs to
// one season; whoever would leave that asks first.
type Holding struct{ holds []func() bool }

// Add names somebody who may hold something.
func (h *Holding) Add(holds func() bool) {
	if h != nil {
		h.holds = append(h.holds, holds)
	}
}

// Any reports whether somebody does.
func (h *Holding) Any() bool {
	return h != nil && slices.ContainsFunc(h.holds, func(holds func() bool) bool { return holds() })
}
