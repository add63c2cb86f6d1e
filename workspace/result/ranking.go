package result

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// Standing is one unit in the ranking.
type Standing struct {
	Unit     book.Unit
	Step     emulation.SheetStep
	Version  uint64              // of the criteria it was handed in with
	Self     *scoring.UnitResult // by the unit's own points
	Verified *decimal.Decimal    // total with the first review's points, and what it let stand; nil before one was begun
	First    bool                // points of a first review are in the verified total
	Second   bool                // points of a second review are in the final total
	Final    *scoring.UnitResult // what is ranked: the second review's points, else the first's, else the unit's own
	OnBehalf *emulation.OnBehalf // of a sheet that was entered for the unit
}

// Ranking is the cluster's ranking as far as sheets were submitted.
type Ranking struct {
	Season    *book.Season
	Period    string
	Standings []Standing  // best place first
	Missing   []book.Unit // members whose sheet is not here
	Result    *scoring.Result
	// Provisional: sheets are missing or were given back, two verifiers differ, points were given for earlier figures, nobody confirmed that a
	// criterion does not apply, a sheet was filled in with other criteria than those in force, or something cannot be read.
	Provisional  bool
	Illustrative bool
}

// Locked reports whether the season's result is locked: nothing in the ranking is provisional then, whatever was missing.
func (r *Ranking) Locked() bool {
	return emulation.SeasonReached(r.Season.Step, emulation.SeasonLocked)
}

// Open reports whether what is shown of the ranking may still change. Provisional stays of a locked result, as it was signed.
func (r *Ranking) Open() bool { return r.Provisional && !r.Locked() }

// Changed is a criterion that counts with other points than the unit gave itself, or does not apply to one side.
type Changed struct {
	Code        string
	Self, Final decimal.Decimal
}

// Changes are the criteria by which a unit's final points differ from its own, in the order of the criteria.
func (st *Standing) Changes() []Changed {
	var list []Changed
	for i, own := range st.Self.Criteria {
		if counts := st.Final.Criteria[i]; !own.Points.Equal(counts.Points) || own.NA != counts.NA {
			list = append(list, Changed{own.Criterion.Code, own.Points, counts.Points})
		}
	}
	return list
}

// Standing is a unit's line of the ranking; nil if it has none.
func (r *Ranking) Standing(unit emulation.ID) *Standing {
	return emulation.Find(r.Standings, func(st *Standing) bool { return st.Unit.ID == unit })
}

// Ranking ranks the cluster by the final points of the period's sheets, as far as they were handed in. Each sheet counts with the criteria it
// was handed in with: a version that came into force since changes nobody's points before the unit hands in again.
func (room Room) Ranking() (*Ranking, error) {
	p, done := room.desk.View()
	defer done()
	s, err := sheet.Of(p.Book).Over(p.Period).Season()
	if err != nil {
		return nil, err
	}
	return p.Ranking(s)
}

// Ranking ranks a season's sheets of the period by their final points.
func (p View) Ranking(s *book.Season) (*Ranking, error) {
	if s.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	r := &Ranking{Season: s, Period: p.Period.Name, Illustrative: s.Info.Illustrative}
	var tallies []*sheet.Tally
	byCode := map[string]Standing{}
	all, err := sheet.Of(p.Book).Tally(s, p.Period.Name, s.Cluster.Members...)
	if err != nil {
		return nil, err
	}
	for i, u := range s.Cluster.Members {
		t := all[i]
		if t.Submission == nil {
			r.Missing = append(r.Missing, u)
			continue
		}
		st := Standing{Unit: u, Version: t.Submission.Criteria, OnBehalf: t.Submission.OnBehalf}
		if st.Step, err = sheet.Of(p.Book).Over(p.Period).Step(s, u.ID); err != nil {
			return nil, err
		}
		r.Provisional = r.Provisional || t.Doubtful || t.Unread || t.Set != s.Set || st.Step == emulation.SheetReturned
		r.Illustrative = r.Illustrative || t.Submission.Illustrative
		tallies = append(tallies, t)
		byCode[u.Code] = st
	}
	k, err := p.rank(p.Period.Name, s, tallies, len(r.Missing) > 0)
	if err != nil {
		return nil, err
	}
	if r.Result, err = p.decided(p.Period.Name, s, k); err != nil {
		return nil, err
	}
	for _, u := range r.Result.Units {
		st := byCode[u.ID]
		reviewed, err := sheet.Of(p.Book).Over(p.Period).Reviewed(s, st.Unit.ID)
		if err != nil {
			return nil, err
		}
		st.Final = u
		st.Self, _ = k.self.Unit(u.ID)
		t := k.of(u.ID)
		if st.First, st.Second = scoring.Held(t.Reviews); st.First || reviewed {
			verified, _ := k.verified.Unit(u.ID)
			st.Verified = &verified.Total
		}
		r.Standings = append(r.Standings, st)
	}
	r.Provisional = r.Provisional || r.Result.Provisional || len(r.Missing) > 0
	return r, nil
}

// ranked is what was computed of a period's sheets, in each column. It stands until one of them, or the criteria in force, changes; if only
// some sheets did, what they change is computed and the rest is taken over.
type ranked struct {
	season                emulation.ID
	decisions             criteria.Decisions // what the rules in force ask of every scoring
	set                   *criteria.Set
	tallies               []*sheet.Tally
	self, verified, final *scoring.Result
}

func (k *ranked) of(code string) *sheet.Tally {
	at := slices.IndexFunc(k.tallies, func(t *sheet.Tally) bool { return t.Unit.Code == code })
	return k.tallies[at]
}

// rank scores the sheets of a period in every column.
func (w View) rank(period string, s *book.Season, tallies []*sheet.Tally, awaited bool) (*ranked, error) {
	before, _ := w.OfPeriod(period).(*ranked)
	uncapped, err := w.UncappedBonus(s)
	if err != nil {
		return nil, err
	}
	d := criteria.Decisions{UncappedBonus: uncapped, Awaited: awaited}
	if before != nil && (before.season != s.ID || before.set != s.Set || before.decisions.UncappedBonus != d.UncappedBonus || before.decisions.Awaited != awaited) {
		before = nil
	}
	if before != nil && slices.Equal(before.tallies, tallies) {
		return before, nil
	}
	k := &ranked{season: s.ID, set: s.Set, decisions: d, tallies: tallies}
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
	k.self = score(func(b *ranked) *scoring.Result { return b.self }, sheet.SelfInputs)
	k.verified = score(func(b *ranked) *scoring.Result { return b.verified }, sheet.VerifiedInputs)
	k.final = score(func(b *ranked) *scoring.Result { return b.final }, sheet.FinalInputs)
	if err != nil {
		return nil, err
	}
	w.KeepOfPeriod(period, k)
	return k, nil
}

// score computes a column from nothing: each sheet with the criteria it was handed in with, or with those in force if its own are not here.
func (k *ranked) score(column func(scoring.Columns) criteria.UnitInputs) (*scoring.Result, error) {
	if k.uniform() {
		return scoring.Score(k.set, emulation.Map(k.tallies, func(t *sheet.Tally) criteria.UnitInputs { return column(t.Columns) }), k.decisions)
	}
	scored := make([]*scoring.UnitResult, len(k.tallies))
	for i, t := range k.tallies {
		set, unit := k.set, sheet.Blank(t.Unit)
		if t.Set != nil {
			set, unit = t.Set, column(t.Columns)
		}
		others := emulation.Map(k.tallies, func(o *sheet.Tally) criteria.UnitInputs { return o.Besides(set, column) })
		scored[i] = scoring.ScoreUnit(set, &unit, scoring.Compare(set, others, k.decisions.Awaited))
	}
	return scoring.Rank(k.set, scored, k.decisions), nil
}

// uniform reports whether all sheets were filled in with the criteria in force.
func (k *ranked) uniform() bool {
	return !slices.ContainsFunc(k.tallies, func(t *sheet.Tally) bool { return t.Set != k.set })
}

// fewChanges is how many changed sheets are computed one by one; more are computed with all the others.
const fewChanges = 2

// follow computes a column from what it was before some sheets changed.
func (k *ranked) follow(r *scoring.Result, before []*sheet.Tally, column func(scoring.Columns) criteria.UnitInputs) (*scoring.Result, error) {
	old := &ranked{set: k.set, tallies: before}
	if len(before) != len(k.tallies) || !k.uniform() || !old.uniform() {
		return k.score(column)
	}
	var changed []*sheet.Tally
	for i, t := range k.tallies {
		if t.Unit.ID != before[i].Unit.ID {
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
		if r, err = r.Change(column(t.Columns)); err != nil {
			return nil, err
		}
	}
	return r, nil
}
