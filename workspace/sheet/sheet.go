package sheet

import (
	"errors"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// Row is one line of a sheet: the head of a group, or a criterion with its three columns.
type Row struct {
	Level     int
	Group     *criteria.Group     // of a group's head
	Criterion *criteria.Criterion // of a criterion
	Typed     string              // what stands in the result cell, as a person would type it
	Fields    emulation.Fields    // what it means; nil if there is nothing or it cannot be read
	Input     rule.Input          // Fields as the rule reads them, which is done once; empty where it cannot
	Fault     error               // why it cannot be read
	Self      decimal.Decimal
	Max       decimal.Decimal  // applicable, after weight
	Verified  *decimal.Decimal // by the first review, as far as it counts
	Final     *decimal.Decimal // by the second review, as far as it counts
	Stands    *decimal.Decimal // in the verified column: Verified, or what the review let stand of the unit's own; nil before there is one
	Counted   *decimal.Decimal // what counts so far, in the column of Sheet.Final; nil where the line does not apply, as Stands is
	Reason    string           // of the review that counts
	First     *Review          // what the first review said, even if it does not count
	Second    *Review          // what the second review said, even if it does not count
	Evidence  int
	Given     bool // the criterion has an input
	NA        bool
	Provision bool               // the unit's own figure may still change
	Waits     bool               // the figure that counts may: others have to score it or look again, or units of the cluster to report
	Open      bool               // the text was left in an editor, or means something only now: it has to be confirmed
	Draft     bool               // saved, not yet signed
	Pending   bool               // signed, not yet at the server
	Conflict  bool               // two people of the unit changed it, or two verifiers: a person has to decide; until then it does not count
	Split     bool               // it is the points of two verifiers that differ
	Reserved  bool               // only the standing office scores it
	Odd       *emulation.Message // what cannot be about the figure as it stands; it counts as it was typed all the same
	Sure      bool               // somebody of the unit said that it is meant
	Later     string             // of a sheet that was handed in: what the unit wrote since, which does not count
}

// Code is the code of the line.
func (r *Row) Code() string {
	if r.Group != nil {
		return r.Group.Code
	}
	return r.Criterion.Code
}

// Name is the name of the line.
func (r *Row) Name() string {
	if r.Group != nil {
		return r.Group.Name
	}
	return r.Criterion.Name
}

// Asked reports whether the unit is asked for a figure of the line: it scores it itself, or did.
func (r *Row) Asked() bool { return r.Criterion != nil && (r.Criterion.SelfScored() || r.Given) }

// Counts says how far a sheet is; Asked are the criteria that the unit is asked for.
type Counts struct {
	Criteria, Asked, Given, Faults, Conflicts, MissingEvidence, Drafts int
}

// Sheet is a unit's score sheet as it stands here.
type Sheet struct {
	Season       *book.Season
	Set          *criteria.Set // the rows are scored with it: the one a sheet was handed in with, else the season's
	Version      uint64        // of the criteria
	Unit         book.Unit
	Period       string
	ID           emulation.ID
	Step         emulation.SheetStep
	Own          bool // of this desk's unit: it shows drafts and what was not sent yet
	Editable     bool
	Rows         []Row
	Self         *scoring.UnitResult
	Verified     *scoring.UnitResult // with the points of the first review in place of the unit's own; nil before one was begun
	Second       *scoring.UnitResult // with those of the second review on top; nil if there are none
	Class        string              // of what counts so far, as far as this unit's figures alone decide it; "" if they do not
	Counts       Counts
	Illustrative bool
	OnBehalf     *emulation.OnBehalf // of a sheet that somebody entered for the unit's leader, after a signed paper
	EnteredBy    string              // who handed it in
	Reason       string              // of a sheet that was handed in without evidence that is required: why

	figures map[string]string // the unit's indicators of the period the rows are scored with, plain decimals by code
	torn    []string          // indicators that two people entered differently: they do not count
	unset   []string          // indicators that only classes ask for and nobody entered

	rules   uint64              // in force
	live    bool                // the rows are what the unit works on, and not what it handed in
	counted *scoring.UnitResult // see Final
}

// Row finds a criterion's line.
func (s *Sheet) Row(code string) *Row {
	return emulation.Find(s.Rows, func(r *Row) bool { return r.Criterion != nil && r.Criterion.Code == code })
}

// Final is the result that counts so far: the second review's points where there are any, else the first's, else the unit's own.
func (s *Sheet) Final() *scoring.UnitResult { return s.counted }

// Sheet reads a unit's sheet of the period in the current season: the own unit's with drafts on top while the unit works on it; one that was
// handed in, the own or another's, as it was handed in. A sheet that is not here yet is the error "workspace.sheet-not-here".
func (room Room) Sheet(unit emulation.ID) (*Sheet, error) {
	p, done := room.desk.View()
	defer done()
	return p.begun(unit)
}

// begun is a unit's sheet of the current season, for those who score.
func (w View) begun(unit emulation.ID) (*Sheet, error) {
	s, err := w.Begun()
	if err != nil {
		return nil, err
	}
	return w.Sheet(s, unit)
}

// cellState is what is known of one self-scored cell before anything is computed.
type cellState struct {
	fields                         emulation.Fields
	input                          rule.Input // fields as the rule reads them
	typed, later                   string
	fault                          error
	open, draft, pending, conflict bool
}

// Sheet reads a unit's sheet of the period in a season.
func (p View) Sheet(season *book.Season, unitID emulation.ID) (*Sheet, error) {
	unit, ok := season.Cluster.Ever(unitID)
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", season.Cluster.Info.Name)
	}
	me, err := p.Certificate()
	if err != nil {
		return nil, err
	}
	sh := &Sheet{Season: season, Set: season.Set, Version: season.Version, Unit: unit, Period: p.Period.Name, ID: season.SheetIDOf(unitID, p.Period.Name),
		Own: me.Is(emulation.SubjectUnit, unitID)}
	if sh.Step, err = p.Step(season, unitID); err != nil {
		return nil, err
	}
	if sh.rules, err = p.Rules(); err != nil {
		return nil, err
	}
	t, err := p.TallyOf(season, p.Period.Name, unit)
	if err != nil {
		return nil, err
	}
	if t.Submission == nil && !sh.Own {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.sheet-not-here", "unit", unit.Label())
	}
	sh.Illustrative = season.Info.Illustrative || t.Submission != nil && t.Submission.Illustrative
	sh.live = sh.Own && (t.Submission == nil || Open(sh.Step))
	if sh.live {
		_, member := season.Cluster.Member(unitID)
		return sh, p.fillLive(sh, t, member && fillsIn(me.May) && Open(sh.Step))
	}
	if t.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.criteria-not-here", "unit", unit.Label(), "version", t.Submission.Criteria)
	}
	sh.Set, sh.Version, sh.OnBehalf, sh.figures = t.Set, t.Submission.Criteria, t.Submission.OnBehalf, t.Submission.Indicators
	sh.Reason = t.Submission.Reason
	if sh.EnteredBy, err = p.AuthorName(t.author); err != nil {
		return nil, err
	}
	cells := submittedCells(sh.Set, t)
	if sh.Own {
		if err := p.addLater(sh, cells); err != nil {
			return nil, err
		}
	}
	return sh, p.fill(sh, cells, t.Reviews, t.Columns, t.Submission)
}

// fillLive computes the own sheet while its unit works on it.
func (p View) fillLive(sh *Sheet, t *Tally, editable bool) error {
	sh.Editable = editable
	cells, err := p.ownCells(sh)
	if err != nil {
		return err
	}
	in := Blank(sh.Unit)
	for code, cell := range cells {
		c, ok := sh.Set.ByCode(code)
		if !ok || len(cell.fields) == 0 || cell.fault != nil {
			continue
		}
		if !cell.open { // one that is open was read from its text
			var fault error
			if cell.input, fault = c.Rule.Read(cell.fields); !cell.conflict {
				cell.fault = fault
			}
			cells[code] = cell
		}
		if cell.fault == nil && !cell.conflict {
			in.Inputs[code] = cell.input
		}
	}
	if err := p.readFigures(sh); err != nil {
		return err
	}
	in.Indicators = indicators(sh.figures)
	reviews := make(map[string]rounds, len(t.Reviews))
	for code, both := range t.Reviews {
		if c, ok := sh.Set.ByCode(code); ok {
			reviews[code] = both.against(func() []byte { return SeenInput(c, cells[code].fields, sh.figures) })
		}
	}
	return p.fill(sh, cells, reviews, scoring.InColumns(sh.Set, in, reviews), t.Submission)
}

// fill computes the sheet from its cells and reviews.
func (p View) fill(sh *Sheet, cells map[string]cellState, reviews map[string]rounds, in scoring.Columns, sub *emulation.Submission) error {
	set := sh.Set
	uncapped, err := p.UncappedBonus(sh.Season)
	score := func(column func(scoring.Columns) criteria.UnitInputs) *scoring.UnitResult {
		peers, e := p.peers(sh, in, column)
		err = errors.Join(err, e)
		unit := column(in)
		u := scoring.ScoreUnit(set, &unit, peers)
		u.CountBonus(uncapped)
		return u
	}
	sh.Self = score(SelfInputs)
	sh.counted = sh.Self
	first, second := scoring.Held(reviews)
	reviewed, e := p.Reviewed(sh.Season, sh.Unit.ID)
	err = errors.Join(err, e)
	if first || reviewed { // what a review that is done says nothing of, it accepted
		sh.Verified = score(VerifiedInputs)
		sh.counted = sh.Verified
	}
	switch {
	case second:
		sh.Second = score(FinalInputs)
		sh.counted = sh.Second
	case sh.Verified == nil && (scoring.Claims(set, in.Self) || scoring.Asks(set, sh.Unit.Type)):
		sh.counted = score(FinalInputs)
	}
	if err != nil {
		return err
	}
	sh.Class = scoring.ClassAlone(set, sh.counted)
	evidence, err := p.evidenceCounts(sh, sub)
	if err != nil {
		return err
	}
	name := p.Namer()
	var walk func(groups []*criteria.Group, level int) error
	walk = func(groups []*criteria.Group, level int) error {
		for _, g := range groups {
			if !g.Applies(sh.Unit.Type) {
				continue
			}
			res := sh.Self.Groups[g.Index]
			row := Row{Level: level, Group: g, Self: res.Points, Max: sh.counted.Most(g), NA: !res.Applicable, Counted: &sh.counted.Groups[g.Index].Points}
			if sh.Verified != nil {
				row.Verified = &sh.Verified.Groups[g.Index].Points
				row.Stands = row.Verified
			}
			if sh.Second != nil {
				row.Final = &sh.Second.Groups[g.Index].Points
			}
			sh.Rows = append(sh.Rows, row)
			for _, c := range g.Criteria {
				if !c.Applies(sh.Unit.Type) {
					continue
				}
				cell, res, both := cells[c.Code], sh.Self.Criteria[c.Index], reviews[c.Code]
				split := both.Rounds().Split
				row := Row{Level: level + 1, Criterion: c, Typed: cell.typed, Fields: cell.fields, Input: cell.input, Fault: cell.fault,
					Self: res.Points, Max: res.Max,
					Evidence: evidence[c.Code], Given: len(cell.fields) > 0 && cell.fault == nil && !cell.conflict, NA: res.NA, Provision: res.Provisional,
					Open: cell.open, Draft: cell.draft, Pending: cell.pending, Conflict: cell.conflict || split, Split: split,
					Later: cell.later, Reserved: c.Reserved()}
				if c.Rule.Indicators() != nil && !row.NA {
					row.Given = len(sh.lacking(c)) == 0
				}
				if err := row.review(both, name); err != nil {
					return err
				}
				row.Waits = sh.counted.Criteria[c.Index].Provisional || split || row.outdated()
				if sh.Step == emulation.SheetLocked { // nothing of it may still change
					row.Waits, row.Provision = false, false
				}
				row.stands(sh)
				sh.Rows = append(sh.Rows, row)
				sh.Counts.add(&row)
			}
			if err := walk(g.Groups, level+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(set.Groups, 0); err != nil {
		return err
	}
	return p.doubts(sh, sub)
}

// review puts what the reviews said into a line; name names who wrote them.
func (r *Row) review(both rounds, name func(changeset.LogID) (string, error)) error {
	r.First, r.Second = both.first, both.second
	for _, at := range []**Review{&r.First, &r.Second} {
		if *at == nil {
			continue
		}
		shown := **at
		var err error
		if shown.Author, err = name(shown.author); err != nil {
			return err
		}
		*at = &shown
	}
	if v := both.Rounds().Verified(); v != nil {
		r.Verified, r.Reason = &v.Points, v.Reason
	}
	if v := both.second.given(); v.Counts() {
		r.Final, r.Reason = &v.Points, v.Reason
	}
	return nil
}

// stands fills what a line counts with in the columns after the unit's own. What only others score and nobody has is no figure yet.
func (r *Row) stands(sh *Sheet) {
	if res := sh.counted.Criteria[r.Criterion.Index]; !res.NA {
		r.Counted = &res.Points
	}
	if sh.Verified == nil {
		return
	}
	if res := sh.Verified.Criteria[r.Criterion.Index]; !res.NA && (r.Verified != nil || r.Asked() || !r.Waits) {
		r.Stands = &res.Points
	}
}

func (c *Counts) add(r *Row) {
	c.Criteria++
	if r.Asked() {
		c.Asked++
	}
	if r.Given {
		c.Given++
	}
	if r.Fault != nil {
		c.Faults++
	}
	if r.Conflict {
		c.Conflicts++
	}
	if r.Draft {
		c.Drafts++
	}
	if r.Criterion.Evidence == criteria.EvidenceRequired && r.Evidence == 0 && !r.NA {
		c.MissingEvidence++
	}
}
