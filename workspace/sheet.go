package workspace

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
)

// Row is one line of a sheet: the head of a group, or a criterion with its three columns.
type Row struct {
	Level     int
	Group     *criteria.Group     // of a group's head
	Criterion *criteria.Criterion // of a criterion
	Typed     string              // what stands in the result cell, as a person would type it
	Fields    emulation.Fields    // what it means; nil if there is nothing or it cannot be read
	Fault     error               // why it cannot be read
	Self      decimal.Decimal
	Max       decimal.Decimal // applicable, after weight
	Verified  *decimal.Decimal
	Reason    string // of the verifier
	Evidence  int
	Given     bool // the criterion has an input
	NA        bool
	Provision bool   // the figure may still change
	Open      bool   // the text was left in an editor, or means something only now: it has to be confirmed
	Draft     bool   // saved, not yet signed
	Pending   bool   // signed, not yet at the server
	Conflict  bool   // two people of the unit changed it, or two verifiers: a person has to decide; until then it does not count
	Split     bool   // it is the verified points that differ
	Later     string // of a sheet that was handed in: what the unit wrote since, which does not count
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

// Counts says how far a sheet is.
type Counts struct {
	Criteria, Given, Faults, Conflicts, MissingEvidence, Drafts int
}

// Sheet is a unit's score sheet as it stands here.
type Sheet struct {
	Season       *Season
	Set          *criteria.Set // the rows are scored with it: the one a sheet was handed in with, else the season's
	Version      uint64        // of the criteria
	Unit         Unit
	ID           emulation.ID
	Step         emulation.SheetStep
	Own          bool // of this desk's unit: it shows drafts and what was not sent yet
	Editable     bool
	Rows         []Row
	Self         *scoring.UnitResult
	Verified     *scoring.UnitResult // with the verified points in place of the unit's own; nil if there are none
	Counts       Counts
	Illustrative bool

	live bool // the rows are what the unit works on, and not what it handed in
}

// Row finds a criterion's line.
func (s *Sheet) Row(code string) *Row {
	for i := range s.Rows {
		if s.Rows[i].Criterion != nil && s.Rows[i].Criterion.Code == code {
			return &s.Rows[i]
		}
	}
	return nil
}

// Final is the result that counts so far: the verified one where there is one, else the unit's own.
func (s *Sheet) Final() *scoring.UnitResult {
	if s.Verified != nil {
		return s.Verified
	}
	return s.Self
}

// Sheet reads a unit's sheet of the current season: the own unit's with drafts on top while the unit works on it; one that was handed in, the
// own or another's, as it was handed in. A sheet that is not here yet is the error "workspace.sheet-not-here".
func (w *Workspace) Sheet(unit emulation.ID) (*Sheet, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.sheet(s, unit)
}

// cellState is what is known of one self-scored cell before anything is computed.
type cellState struct {
	fields                         emulation.Fields
	typed, later                   string
	fault                          error
	open, draft, pending, conflict bool
}

func (w *Workspace) sheet(season *Season, unitID emulation.ID) (*Sheet, error) {
	unit, ok := season.Cluster.Member(unitID)
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", season.Cluster.Info.Name)
	}
	if season.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	me, err := w.me()
	if err != nil {
		return nil, err
	}
	sh := &Sheet{Season: season, Set: season.Set, Version: season.Version, Unit: unit, ID: season.SheetID(unitID),
		Own: me.Is(emulation.SubjectUnit, unitID)}
	if sh.Step, err = w.sheetStep(season, unitID); err != nil {
		return nil, err
	}
	sub, waits, err := w.submission(season, unitID)
	if err != nil {
		return nil, err
	}
	if sub == nil && !sh.Own {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.sheet-not-here", "unit", unit.Label())
	}
	sh.Illustrative = season.Info.Illustrative || sub != nil && sub.Illustrative
	sh.live = sh.Own && (sub == nil || open(sh.Step))
	if sh.live {
		sh.Editable = fillsIn(me.May)
		cells, err := w.ownCells(sh)
		if err != nil {
			return nil, err
		}
		return sh, w.fill(sh, cells, sub)
	}
	if sh.Set, err = w.criteriaSet(season.Cluster.Scope(), season.ID, sub.Criteria); err != nil {
		return nil, err
	}
	if sh.Set == nil {
		return nil, emulation.Errorf(emulation.NotFound, "workspace.criteria-not-here", "unit", unit.Label(), "version", sub.Criteria)
	}
	sh.Version = sub.Criteria
	cells := submittedCells(sh.Set, sub, waits)
	if sh.Own {
		if err := w.addLater(sh, cells); err != nil {
			return nil, err
		}
	}
	return sh, w.fill(sh, cells, sub)
}

// fill computes the sheet from its cells.
func (w *Workspace) fill(sh *Sheet, cells map[string]cellState, sub *emulation.Submission) error {
	set := sh.Set
	in := criteria.UnitInputs{ID: sh.Unit.Code, Name: sh.Unit.Name, Type: sh.Unit.Type, Inputs: map[string]criteria.Input{}}
	for code, cell := range cells {
		c, ok := set.ByCode(code)
		if !ok || len(cell.fields) == 0 || cell.fault != nil || cell.conflict {
			continue
		}
		input, err := criteria.ParseInput(c.Rule, cell.fields)
		if err != nil {
			cell.fault = err
			cells[code] = cell
			continue
		}
		in.Inputs[code] = input
	}
	verified, reasons, split, err := w.verifiedPoints(sh.Season.Cluster.Scope(), sh.ID, set)
	if err != nil {
		return err
	}
	in, final := checked(in, verified)
	peers, err := w.peers(sh, set, in)
	if err != nil {
		return err
	}
	sh.Self = scoring.ScoreUnit(set, &in, peers)
	if len(verified) > 0 {
		sh.Verified = scoring.ScoreUnit(set, &final, peers)
	}
	evidence, err := w.evidenceCounts(sh, sub)
	if err != nil {
		return err
	}
	var walk func(groups []*criteria.Group, level int)
	walk = func(groups []*criteria.Group, level int) {
		for _, g := range groups {
			if !g.Applies(sh.Unit.Type) {
				continue
			}
			res := sh.Self.Groups[g.Index]
			row := Row{Level: level, Group: g, Self: res.Points, Max: res.Max, NA: !res.Applicable}
			if sh.Verified != nil {
				p := sh.Verified.Groups[g.Index].Points
				row.Verified = &p
			}
			sh.Rows = append(sh.Rows, row)
			for _, c := range g.Criteria {
				if !c.Applies(sh.Unit.Type) {
					continue
				}
				cell, res := cells[c.Code], sh.Self.Criteria[c.Index]
				row := Row{Level: level + 1, Criterion: c, Typed: cell.typed, Fields: cell.fields, Fault: cell.fault, Self: res.Points, Max: res.Max,
					Evidence: evidence[c.Code], Given: len(cell.fields) > 0 && cell.fault == nil && !cell.conflict, NA: res.NA, Provision: res.Provisional,
					Open: cell.open, Draft: cell.draft, Pending: cell.pending, Conflict: cell.conflict || split[c.Code], Split: split[c.Code],
					Later: cell.later, Reason: reasons[c.Code]}
				if p, ok := verified[c.Code]; ok {
					row.Verified = &p
				}
				sh.Rows = append(sh.Rows, row)
				sh.Counts.add(&row)
			}
			walk(g.Groups, level+1)
		}
	}
	walk(set.Groups, 0)
	return nil
}

func (c *Counts) add(r *Row) {
	c.Criteria++
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

// verifiedPoints reads the verified column: points by criterion, the reasons, and where two verifiers differ.
func (w *Workspace) verifiedPoints(cluster changeset.Scope, sheet emulation.ID, set *criteria.Set) (points map[string]decimal.Decimal, reasons map[string]string, split map[string]bool, err error) {
	points, reasons, split = map[string]decimal.Decimal{}, map[string]string{}, map[string]bool{}
	err = w.store.EachRecord(cluster, "score", sheet, func(_ changeset.Ref, r *changeset.Record) error {
		code := r.Key.Text(1)
		heads := r.Heads("verified", changeset.Now)
		if _, ok := set.ByCode(code); !ok || len(heads) == 0 {
			return nil
		}
		if changeset.Conflict(heads) {
			split[code] = true
			return nil
		}
		var v emulation.VerifiedScore
		if err := changeset.Load(heads[len(heads)-1].Value, &v); err != nil {
			return err
		}
		p, err := decimal.Parse(v.Points)
		if err != nil {
			return err
		}
		points[code], reasons[code] = p, v.Reason
		return nil
	})
	return points, reasons, split, err
}
