package yamlfile

import (
	"strings"

	"thidua/emulation"
)

// Errors are all the faults of one file, in the order of its lines. errors.As finds the first; phrase.Error renders each.
type Errors []*emulation.Error

// Error is for logs: every fault on its own line.
func (e Errors) Error() string {
	return strings.Join(emulation.Map(e, (*emulation.Error).Error), "\n")
}

// Unwrap lets errors.Is and errors.As look into each fault.
func (e Errors) Unwrap() []error {
	out := make([]error, len(e))
	for i, one := range e {
		out[i] = one
	}
	return out
}
