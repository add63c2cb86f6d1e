package yamlfile

import (
	"strings"

	"thidua/emulation"
)

// Errors are all the faults of one file, in the order of its lines. errors.As finds the first; phrase.Error renders each.
type Errors []*emulation.Error

// Error is for logs: every fault on its own line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look into each fault.
func (e Errors) Unwrap() []error {
	out := make([]error, len(e))
	for i, one := range e {
		out[i] = one
	}
	return out
}
