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
	Provision bool // the figure may still change
	Draft     bool // saved, not yet signed
	Pending   bool // signed, not yet at the server
	Conflict  bool // two people changed it: a person has to decide
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

// Sheet reads a unit's sheet of the current season: the own unit's with drafts on top, another's as it was submitted. A sheet that is not
// here yet is the error "workspace.sheet-not-here".
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
	fields                   emulation.Fields
	typed                    string
	fault                    error
	draft, pending, conflict bool
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
	sh := &Sheet{Season: season, Unit: unit, ID: season.SheetID(unitID), Own: me.Is(emulation.SubjectUnit, unitID)}
	if sh.Step, err = w.sheetStep(season, unitID); err != nil {
		return nil, err
	}
	sub, err := w.submission(season, unitID)
	if err != nil {
		return nil, err
	}
	set := season.Set
	var cells map[string]cellState
	if sh.Own {
		cells, err = w.ownCells(season, unit)
		sh.Editable = sh.Step == emulation.SheetDraft || sh.Step == emulation.SheetReturned
	} else {
		if sub == nil {
			return nil, emulation.Errorf(emulation.NotFound, "workspace.sheet-not-here", "unit", unit.Label())
		}
		if set, err = w.criteriaSet(season.Cluster.Scope(), season.ID, sub.Criteria); err != nil {
			return nil, err
		}
		cells = submittedCells(set, sub)
	}
	if err != nil {
		return nil, err
	}
	if sub != nil {
		sh.Illustrative = sub.Illustrative
	}
	sh.Illustrative = sh.Illustrative || season.Info.Illustrative
	return sh, w.fill(sh, set, cells, sub)
}

// fill computes the sheet from its cells.
func (w *Workspace) fill(sh *Sheet, set *criteria.Set, cells map[string]cellState, sub *emulation.Submission) error {
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
	peers, err := w.peers(sh, set, in)
	if err != nil {
		return err
	}
	sh.Self = scoring.ScoreUnit(set, &in, peers)
	verified, reasons, split, err := w.verifiedPoints(sh.Season.Cluster.Scope(), sh.ID, set)
	if err != nil {
		return err
	}
	if len(verified) > 0 {
		over := in
		over.Override = verified
		sh.Verified = scoring.ScoreUnit(set, &over, peers)
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
					Draft: cell.draft, Pending: cell.pending, Conflict: cell.conflict || split[c.Code], Reason: reasons[c.Code]}
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

// ownCells reads the self column of the own sheet: the signed values, with drafts on top.
func (w *Workspace) ownCells(season *Season, unit Unit) (map[string]cellState, error) {
	cells := map[string]cellState{}
	sheet := season.SheetID(unit.ID)
	for _, c := range season.Set.Criteria() {
		r, err := w.store.Record(changeset.NaturalRef(unit.Scope(), "score", changeset.NewKey(sheet, c.Code, "self")))
		if err != nil {
			return nil, err
		}
		heads := r.Heads("input", changeset.Now)
		if len(heads) == 0 {
			continue
		}
		last := heads[len(heads)-1]
		cell := cellState{conflict: changeset.Conflict(heads), pending: last.Leaf == changeset.Pending}
		if err := changeset.Load(last.Value, &cell.fields); err != nil {
			return nil, err
		}
		cell.typed = criteria.FormatTyped(c.Rule, cell.fields, true)
		cells[c.Code] = cell
	}
	drafts, err := w.store.Drafts(unit.Scope())
	if err != nil {
		return nil, err
	}
	for i := range drafts {
		d := &drafts[i]
		if d.Kind != "score" || d.Key.ID(0) != sheet {
			continue
		}
		code := d.Key.Text(1)
		cell := cellState{typed: d.Text, draft: true, conflict: cells[code].conflict}
		if len(d.Value) > 0 {
			if err := changeset.Load(d.Value, &cell.fields); err != nil {
				return nil, err
			}
		} else if c, ok := season.Set.ByCode(code); ok {
			fields, fault := criteria.ParseTyped(c.Rule, d.Text)
			if fault == nil {
				_, fault = criteria.ParseInput(c.Rule, fields)
			}
			if fault == nil { // an editor left open by a crash: readable, not yet confirmed
				cell.fields = fields
			}
			cell.fault = fault
		}
		cells[code] = cell
	}
	return cells, nil
}

func submittedCells(set *criteria.Set, sub *emulation.Submission) map[string]cellState {
	cells := map[string]cellState{}
	for code, fields := range sub.Inputs {
		if c, ok := set.ByCode(code); ok {
			cells[code] = cellState{fields: fields, typed: criteria.FormatTyped(c.Rule, fields, true)}
		}
	}
	return cells
}

// submission is what a unit handed in; nil if it did not.
func (w *Workspace) submission(s *Season, unit emulation.ID) (*emulation.Submission, error) {
	r, err := w.store.Record(changeset.NaturalRef(s.Cluster.Scope(), "sheet", s.sheetKey(unit)))
	if err != nil {
		return nil, err
	}
	sub := new(emulation.Submission)
	if ok, err := lastValue(r, "submission", sub); err != nil || !ok {
		return nil, err
	}
	return sub, nil
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
