package release

import (
	"time"

	"thidua/emulation"
)

// Here is what a manifest is held against.
type Here struct {
	Number uint64    // the release that runs
	Seen   uint64    // the highest one that was ever found sound here
	Now    time.Time // the later of the machine's clock and the newest time in the logs: a clock that is behind revives nothing
}

// clockSlack is how far in the future a day of issue may lie: the day begins earlier in Vietnam than in UTC, and clocks differ.
const clockSlack = 24 * time.Hour

// Check says whether a sound manifest is one to go over to. Errors: NotFound "release.current" for the release that runs; Forbidden "release.older" for
// an older one than runs, or than was seen (TUF 1.0's rollback attack), "release.expired" (its freeze attack, section 5.6, step 5), "release.future",
// "release.from".
func (m *Manifest) Check(h Here) error {
	switch {
	case m.Number == h.Number:
		return emulation.Errorf(emulation.NotFound, "release.current", "name", m.Name)
	case m.Number < h.Number || m.Number < h.Seen:
		return emulation.Errorf(emulation.Forbidden, "release.older", "name", m.Name, "number", m.Number, "known", max(h.Number, h.Seen))
	case !h.Now.Before(m.end()):
		return emulation.Errorf(emulation.Forbidden, "release.expired", "name", m.Name, "day", m.end().AddDate(0, 0, -1).Format(dayFace))
	case h.Now.Add(clockSlack).Before(m.begin()):
		return emulation.Errorf(emulation.Forbidden, "release.future", "name", m.Name, "day", m.begin().Format(dayFace), "now", h.Now.Format(dayFace))
	case h.Number < m.From:
		return emulation.Errorf(emulation.Forbidden, "release.from", "name", m.Name, "from", m.From, "number", h.Number)
	}
	return nil
}

// dayFace is how a day is told.
const dayFace = "02/01/2006"
