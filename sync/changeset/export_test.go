package changeset

import "slices"

// ReadChange is readChange.
func ReadChange(payload []byte, c *Change) bool { return readChange(payload, c) }

// MaxListed is how long what is read by hand may be.
const MaxListed = maxElements

// Sound reports whether a new change may have the operations of this one.
func Sound(c *Change) bool {
	unsound := func(o Operation) bool { return o.check() != nil }
	return len(c.Operations) > 0 && len(c.Operations) <= maxOperations && !slices.ContainsFunc(c.Operations, unsound)
}
