package sample

// Leaders lists the codes of the units that were proposed for an award, in the order they were published: the top of the ranking. Units
// that were only counted are not among them.
func (e Expected) Leaders() []string {
	var codes []string
	for _, p := range e.Proposals {
		codes = append(codes, p.Units...)
	}
	return codes
}

// Proposed is the number of units that were proposed for an award, named or only counted.
func (e Expected) Proposed() int {
	n := 0
	for _, p := range e.Proposals {
		n += p.Number()
	}
	return n
}
