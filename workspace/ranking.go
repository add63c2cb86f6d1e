package workspace

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
)

// Standing is one unit in the ranking.
type Standing struct {
	Unit     Unit
	Step     emulation.SheetStep
	Version  uint64              // of the criteria it was handed in with
	Self     *scoring.UnitResult // by the unit's own points
	Verified *decimal.Decimal    // total with verified points; nil if nobody verified anything
	Final    *scoring.UnitResult // what is ranked: verified where there is a verified score, else the unit's own
}

// Ranking is the cluster's ranking as far as sheets were submitted.
type Ranking struct {
	Season    *Season
	Standings []Standing // best place first
	Missing   []Unit     // members whose sheet is not here
	Result    *scoring.Result
	// Provisional: sheets are missing or were given back, two verifiers differ, nobody confirmed that a criterion does not apply, other criteria
	// were in force, or something cannot be read.
	Provisional  bool
	Illustrative bool
}

// Ranking ranks the cluster by the final points of the submitted sheets.
func (w *Workspace) Ranking() (*Ranking, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.ranking(s)
}

func (w *Workspace) ranking(s *Season) (*Ranking, error) {
	if s.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	r := &Ranking{Season: s, Illustrative: s.Info.Illustrative}
	var self, final []criteria.UnitInputs
	byCode := map[string]Standing{}
	for _, u := range s.Cluster.Members {
		in, ok, err := w.submitted(s, s.Set, u)
		if err != nil {
			return nil, err
		}
		if !ok {
			r.Missing = append(r.Missing, u)
			continue
		}
		st := Standing{Unit: u, Version: in.version}
		if st.Step, err = w.sheetStep(s, u.ID); err != nil {
			return nil, err
		}
		points, _, split, err := w.verifiedPoints(s.Cluster.Scope(), s.SheetID(u.ID), s.Set)
		if err != nil {
			return nil, err
		}
		r.Provisional = r.Provisional || len(split) > 0 || in.unread || in.version != s.Version || st.Step == emulation.SheetReturned
		r.Illustrative = r.Illustrative || in.illustrative
		own, verified := checked(in.UnitInputs, points)
		self = append(self, own)
		if len(points) > 0 {
			st.Verified = new(decimal.Decimal)
		}
		final = append(final, verified)
		byCode[u.Code] = st
	}
	var err error
	if r.Result, err = scoring.Score(s.Set, final, criteria.Decisions{}); err != nil {
		return nil, err
	}
	own, err := scoring.Score(s.Set, self, criteria.Decisions{})
	if err != nil {
		return nil, err
	}
	for _, u := range r.Result.Units {
		st := byCode[u.ID]
		st.Final = u
		st.Self, _ = own.Unit(u.ID)
		if st.Verified != nil {
			*st.Verified = u.Total
		}
		r.Standings = append(r.Standings, st)
	}
	r.Provisional = r.Provisional || r.Result.Provisional || len(r.Missing) > 0
	return r, nil
}
