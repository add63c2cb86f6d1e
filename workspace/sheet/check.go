package sheet

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// CheckReview says whether a review may give a line points (a plain decimal) for a reason: within the limits of the criterion, and where they
// are not what the unit gave itself, not without a reason.
func (r *Row) CheckReview(given, reason string) (decimal.Decimal, error) {
	points, err := decimal.Parse(given)
	if err == nil {
		err = r.Criterion.CheckPoints(points)
	}
	if err == nil && strings.TrimSpace(reason) == "" && r.Criterion.SelfScored() && (r.NA || !points.Equal(r.Self)) {
		err = emulation.Errorf(emulation.Invalid, "workspace.verify-reason", "code", r.Code(), "self", r.Self, "points", points)
	}
	return points, err
}
