package judge

import (
	"slices"

	"thidua/sync/changeset"
)

// A field keeps every value that nobody chose over another. So that no log makes everybody who has it hold more and more for one field, from the
// third version on (Closed) at most so many values stand beside each other, and so many bytes; a further one waits until somebody has chosen.
const (
	maxHeads     = 32
	maxHeadBytes = 256 << 10
)

// crowded lets the value of an operation wait where the field has as many that nobody chose between as it may: no decision takes it in before.
func (x *exam) crowded(i int) (Ruling, error) {
	op := &x.c.Operations[i]
	if x.version < Closed || op.New || x.c.Scope.Kind() == changeset.Control { // there the office alone writes, and the last word counts
		return acceptedRuling, nil
	}
	r, err := x.record(x.c.Ref(i))
	if err != nil {
		return Ruling{}, err
	}
	beside, bytes := 1, len(op.Value)
	for _, h := range r.Heads(op.Field, x.seen()) {
		if !slices.Contains(op.Expects, h.ID) {
			beside++
			bytes += len(h.Value)
		}
	}
	if beside > maxHeads || beside > 1 && bytes > maxHeadBytes {
		return Ruling{Verdict: changeset.NeedsDecision, Reason: ReasonCrowded, firm: true}, nil
	}
	return acceptedRuling, nil
}
