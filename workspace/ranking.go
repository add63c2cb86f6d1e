package workspace

import (
	"slices"

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
	Verified *decimal.Decimal    // total with the first review's points; nil if nothing of a first review counts
	Second   bool                // points of a second review are in the final total
	Final    *scoring.UnitResult // what is ranked: the second review's points, else the first's, else the unit's own
	OnBehalf *emulation.OnBehalf // of a sheet that was entered for the unit
}

// Ranking is the cluster's ranking as far as sheets were submitted.
type Ranking struct {
	Season    *Season
	Period    string
	Standings []Standing // best place first
	Missing   []Unit     // members whose sheet is not here
	Result    *scoring.Result
	// Provisional: sheets are missing or were given back, two verifiers differ, points were given for earlier figures, nobody confirmed that a
	// criterion does not apply, a sheet was filled in with other criteria than those in force, or something cannot be read.
	Provisional  bool
	Illustrative bool
}

// Ranking ranks the cluster by the final points of the season's sheets.
func (w *Workspace) Ranking() (*Ranking, error) { return w.In(PeriodSeason).Ranking() }

// Ranking ranks the cluster by the final points of the period's sheets, as far as they were handed in. Each sheet counts with the criteria it
// was handed in with: a version that came into force since changes nobody's points before the unit hands in again.
func (p Sheets) Ranking() (*Ranking, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	s, err := p.season()
	if err != nil {
		return nil, err
	}
	return p.ranking(s)
}

// ranking is the season's ranking.
func (w *Workspace) ranking(s *Season) (*Ranking, error) { return w.In(PeriodSeason).ranking(s) }

func (p Sheets) ranking(s *Season) (*Ranking, error) {
	if s.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	r := &Ranking{Season: s, Period: p.period, Illustrative: s.Info.Illustrative}
	var tallies []*tally
	byCode := map[string]Standing{}
	all, err := p.w.tally(s, p.period, s.Cluster.Members...)
	if err != nil {
		return nil, err
	}
	for i, u := range s.Cluster.Members {
		t := all[i]
		if t.submission == nil {
			r.Missing = append(r.Missing, u)
			continue
		}
		st := Standing{Unit: u, Version: t.submission.Criteria, OnBehalf: t.submission.OnBehalf}
		if st.Step, err = p.step(s, u.ID); err != nil {
			return nil, err
		}
		r.Provisional = r.Provisional || t.doubtful || t.unread || t.set != s.Set || st.Step == emulation.SheetReturned
		r.Illustrative = r.Illustrative || t.submission.Illustrative
		tallies = append(tallies, t)
		byCode[u.Code] = st
	}
	k, err := p.w.rank(p.period, s, tallies)
	if err != nil {
		return nil, err
	}
	if r.Result, err = p.w.decided(p.period, s, k.final); err != nil {
		return nil, err
	}
	for _, u := range r.Result.Units {
		st := byCode[u.ID]
		st.Final = u
		st.Self, _ = k.self.Unit(u.ID)
		t := k.of(u.ID)
		first, second := scoring.Held(t.reviews)
		if first {
			verified, _ := k.verified.Unit(u.ID)
			st.Verified = &verified.Total
		}
		st.Second = second
		r.Standings = append(r.Standings, st)
	}
	r.Provisional = r.Provisional || r.Result.Provisional || len(r.Missing) > 0
	return r, nil
}

// ranked is what was computed of a period's sheets, in each column. It stands until one of them, or the criteria in force, changes; if only
// some sheets did, what they change is computed and the rest is taken over.
type ranked struct {
	season                emulation.ID
	set                   *criteria.Set
	tallies               []*tally
	self, verified, final *scoring.Result
}

func (k *ranked) of(code string) *tally {
	at := slices.IndexFunc(k.tallies, func(t *tally) bool { return t.unit.Code == code })
	return k.tallies[at]
}

// rank scores the sheets of a period in every column.
func (w *Workspace) rank(period string, s *Season, tallies []*tally) (*ranked, error) {
	before, _ := w.ofPeriod(period).(*ranked)
	if before != nil && (before.season != s.ID || before.set != s.Set) {
		before = nil
	}
	if before != nil && slices.Equal(before.tallies, tallies) {
		return before, nil
	}
	k := &ranked{season: s.ID, set: s.Set, tallies: tallies}
	var err error
	score := func(old func(*ranked) *scoring.Result, column func(scoring.Columns) criteria.UnitInputs) *scoring.Result {
		if err != nil {
			return nil
		}
		var r *scoring.Result
		if before != nil {
			r, err = k.follow(old(before), before.tallies, column)
		} else {
			r, err = k.score(column)
		}
		return r
	}
	k.self = score(func(b *ranked) *scoring.Result { return b.self }, selfInputs)
	k.verified = score(func(b *ranked) *scoring.Result { return b.verified }, verifiedInputs)
	k.final = score(func(b *ranked) *scoring.Result { return b.final }, finalInputs)
	if err != nil {
		return nil, err
	}
	w.keepOfPeriod(period, k)
	return k, nil
}

// score computes a column from nothing: each sheet with the criteria it was handed in with, or with those in force if its own are not here.
func (k *ranked) score(column func(scoring.Columns) criteria.UnitInputs) (*scoring.Result, error) {
	if k.uniform() {
		units := make([]criteria.UnitInputs, len(k.tallies))
		for i, t := range k.tallies {
			units[i] = column(t.columns)
		}
		return scoring.Score(k.set, units, criteria.Decisions{})
	}
	scored := make([]*scoring.UnitResult, len(k.tallies))
	for i, t := range k.tallies {
		set, unit := k.set, blank(t.unit)
		if t.set != nil {
			set, unit = t.set, column(t.columns)
		}
		others := make([]criteria.UnitInputs, len(k.tallies))
		for n, o := range k.tallies {
			others[n] = o.besides(set, column)
		}
		scored[i] = scoring.ScoreUnit(set, &unit, scoring.Compare(set, others))
	}
	return scoring.Rank(k.set, scored, criteria.Decisions{}), nil
}

// uniform reports whether all sheets were filled in with the criteria in force.
func (k *ranked) uniform() bool {
	return !slices.ContainsFunc(k.tallies, func(t *tally) bool { return t.set != k.set })
}

// fewChanges is how many changed sheets are computed one by one; more are computed with all the others.
const fewChanges = 2

// follow computes a column from what it was before some sheets changed.
func (k *ranked) follow(r *scoring.Result, before []*tally, column func(scoring.Columns) criteria.UnitInputs) (*scoring.Result, error) {
	old := &ranked{set: k.set, tallies: before}
	if len(before) != len(k.tallies) || !k.uniform() || !old.uniform() {
		return k.score(column)
	}
	var changed []*tally
	for i, t := range k.tallies {
		if t.unit.ID != before[i].unit.ID {
			return k.score(column)
		}
		if t != before[i] {
			changed = append(changed, t)
		}
	}
	if len(changed) > fewChanges {
		return k.score(column)
	}
	var err error
	for _, t := range changed {
		if r, err = r.Change(column(t.columns)); err != nil {
			return nil, err
		}
	}
	return r, nil
}
