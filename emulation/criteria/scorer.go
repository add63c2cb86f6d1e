package criteria

import "thidua/emulation"

// Who gives the points of a criterion, as "scorer" says in a file. The points of SelfScored count until a verifier gives others; those of
// VerifierScored are given by any verifier of the sheet. Every other scorer ("role:office", or the department of the office by an id of its
// own, such as "vu-gdmn") means the standing office: such a criterion is reserved to it.
const (
	SelfScored     = "self" // the scorer of a criterion that names none: the unit itself
	VerifierScored = "role:verifier"
	OfficeScored   = "role:office"
)

// SelfScored reports whether the unit's own points count until others are given.
func (c *Criterion) SelfScored() bool { return c.Scorer == SelfScored }

// Reserved reports whether only points that the standing office gave count.
func (c *Criterion) Reserved() bool { return c.Scorer != SelfScored && c.Scorer != VerifierScored }

// ByOthers reports whether the unit gives no figure of the criterion: others score it, and it is not computed from indicators, which the unit reports
// whoever scores.
func (c *Criterion) ByOthers() bool { return !c.SelfScored() && c.Rule.Indicators() == nil }

// ScoredBy names to a person who gives the points; a criterion that is still being put together may name nobody.
func (c *Criterion) ScoredBy() emulation.Message {
	switch c.Scorer {
	case "":
		return none
	case SelfScored:
		return word("scorer", "self")
	case VerifierScored:
		return word("scorer", "verifier")
	case OfficeScored:
		return word("scorer", "office")
	}
	return emulation.Say("diff.scorer.department", "id", c.Scorer)
}
