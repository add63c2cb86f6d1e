package sheet

import (
	"sort"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
)

// maxCell is how many bytes the meaning of one cell may take: a change holds many cells, and one that fits into none could never be sent.
const maxCell = 4 << 10

// Cell is a cell of the own unit's sheet after it was saved: what it means, or why it cannot be read. Either way it is on disk.
type Cell struct {
	Code   string
	Fields emulation.Fields
	Fault  error // of a value that cannot be read; it is kept as it was typed, and never sent
}

// TypeCell saves what a person typed into the result cell of a criterion of the own unit's sheet. It is on disk when the method returns
// without an error; a value that cannot be read is saved too, and told in Cell.Fault.
func (room Room) TypeCell(code, text string) (Cell, error) {
	p, done := room.desk.Edit()
	defer done()
	return p.saveCell(Typed{code, text})
}

// SetCell is TypeCell for inputs given by name, as on the command line: value=98.54.
func (room Room) SetCell(code string, fields map[string]string) (Cell, error) {
	p, done := room.desk.Edit()
	defer done()
	return p.saveCell(Given{code, fields})
}

// Typed is what was typed for one criterion.
type Typed struct{ Code, Text string }

// Given is what is given for one criterion, by name.
type Given struct {
	Code   string
	Fields map[string]string
}

// Taken is what became of it: the saved cell, or why nothing was saved.
type Taken struct {
	Cell
	Err error
}

// TypeCells is TypeCell for many criteria at once, as a paste or a fill brings them: they are on disk together when it returns without an
// error. What cannot be taken stands in its place of the list.
func (room Room) TypeCells(list []Typed) ([]Taken, error) {
	p, done := room.desk.Edit()
	defer done()
	return saveCells(p, list)
}

// SetCells is TypeCells for inputs given by name, as a file brings them.
func (room Room) SetCells(list []Given) ([]Taken, error) {
	p, done := room.desk.Edit()
	defer done()
	return saveCells(p, list)
}

// entry is what is to stand in a cell.
type entry interface {
	criterion() string
	// read gives the text of the cell, its value and what that means by the criterion's rule.
	read(by *rule.Rule) (string, changeset.Raw, Cell)
}

func (t Typed) criterion() string { return t.Code }

func (t Typed) read(by *rule.Rule) (string, changeset.Raw, Cell) {
	text := vietnamese.NFC(t.Text)
	in, fault := by.ReadTyped(text)
	value, cell := meaning(by, in, fault)
	return text, value, cell
}

func (g Given) criterion() string { return g.Code }

func (g Given) read(by *rule.Rule) (string, changeset.Raw, Cell) {
	value, cell := byName(by, g.Fields)
	text := by.Format(g.Fields, true)
	if cell.Fault != nil && !shows(text, g.Fields) {
		text = pairs(g.Fields)
	}
	return text, value, cell
}

func (p Edit) saveCell(e entry) (Cell, error) {
	taken, err := saveCells(p, []entry{e})
	if err != nil {
		return Cell{}, err
	}
	return taken[0].Cell, taken[0].Err
}

// saveCells puts cells on disk with one flush. What all of them ask of the season and of the drafts is read once.
func saveCells[E entry](p Edit, list []E) ([]Taken, error) {
	taken := make([]Taken, len(list))
	pen, closed := p.pen()
	var drafts []*changeset.Draft
	for i, e := range list {
		if taken[i].Err = closed; closed != nil {
			continue
		}
		d, c, err := pen.draft(e.criterion())
		if err != nil {
			taken[i].Err = err
			continue
		}
		d.Text, d.Value, taken[i].Cell = e.read(&c.Rule)
		taken[i].Code = e.criterion()
		drafts = append(drafts, &d)
	}
	if len(drafts) == 0 {
		return taken, nil
	}
	return taken, p.saveDraft(drafts...)
}

// EditCell saves the text of an editor that is still open, beside what was committed before. It survives a power cut and is never sent
// before it is committed.
func (room Room) EditCell(code, text string) error {
	p, done := room.desk.Edit()
	defer done()
	pen, err := p.pen()
	if err != nil {
		return err
	}
	d, _, err := pen.draft(code)
	if err != nil {
		return err
	}
	d.Field, d.Open, d.Value = book.FieldEditor, true, nil
	d.Text = vietnamese.NFC(text)
	return p.saveDraft(&d)
}

// byName reads a cell whose fields are given by name; see meaning.
func byName(by *rule.Rule, fields map[string]string) (changeset.Raw, Cell) {
	in, fault := by.Read(fields)
	return meaning(by, in, fault)
}

// meaning is the value that is stored of a cell that was read, or the fault for which it is kept as a draft only.
func meaning(by *rule.Rule, in rule.Input, fault error) (changeset.Raw, Cell) {
	if fault != nil {
		return nil, Cell{Fault: fault}
	}
	cell := Cell{Fields: by.Fields(in)}
	value := changeset.MustEncode(cell.Fields)
	if len(value) > maxCell {
		return nil, Cell{Fault: emulation.Errorf(emulation.Invalid, "workspace.cell-too-long", "limit", maxCell)}
	}
	if err := record.Score.Input.Valid(cell.Fields); err != nil {
		return nil, Cell{Fault: err}
	}
	return value, cell
}

// shows reports whether a text holds every value that was given.
func shows(text string, fields map[string]string) bool {
	for _, v := range fields {
		if !strings.Contains(text, v) {
			return false
		}
	}
	return true
}

func pairs(fields map[string]string) string {
	var list []string
	for k, v := range fields {
		list = append(list, k+"="+v)
	}
	sort.Strings(list)
	return strings.Join(list, " ")
}

func (w Edit) saveDraft(drafts ...*changeset.Draft) error {
	now := w.NowMs()
	for _, d := range drafts {
		d.At = now
	}
	if err := w.Disk.SaveDraft(drafts...); err != nil {
		return err
	}
	w.Tell(workspace.Event{Kind: workspace.Drafted, Scope: drafts[0].Scope})
	return nil
}

// pen writes into the own sheet, which may be written now.
type pen struct {
	of     View
	season *book.Season
	unit   book.Unit
	sheet  emulation.ID
	drafts *book.CellDrafts
}

func (p View) pen() (*pen, error) {
	s, unit, err := p.openSheet()
	if err != nil {
		return nil, err
	}
	drafts, err := p.Drafts(unit.Scope())
	if err != nil {
		return nil, err
	}
	return &pen{p, s, unit, s.SheetIDOf(unit.ID, p.Period.Name), drafts}, nil
}

// draft is the draft of a criterion's cell, with what it expects, and the criterion.
func (x *pen) draft(code string) (d changeset.Draft, c *criteria.Criterion, err error) {
	c, ok := x.season.Set.ByCode(code)
	if !ok {
		return d, nil, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", x.season.Set.Name)
	}
	d = record.Score.Input.Draft(x.unit.Scope(), record.SheetColumn{Sheet: x.sheet, Criterion: code, Column: record.ColumnSelf})
	d.Expects, err = x.expected(&d, code)
	return d, c, err
}

// expected are the versions that were on screen when editing of the cell began: those of its draft, or what stands there now. A cell two
// people changed is not edited over: the question is decided first.
func (x *pen) expected(d *changeset.Draft, code string) ([]changeset.VersionID, error) {
	if cell := x.drafts.Of(d); cell != nil {
		return cell.Expects(), nil
	}
	r, err := x.of.Store.Record(changeset.NaturalRef(d.Scope, d.Kind, d.Key))
	if err != nil {
		return nil, err
	}
	heads := record.Score.Input.Heads(r, changeset.Now)
	if changeset.Conflict(heads) {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.conflict-first", "code", code)
	}
	return changeset.IDs(heads), nil
}

// ownSheet is the season and the unit whose sheet this desk writes.
func (p View) ownSheet() (*book.Season, book.Unit, error) {
	me, err := p.Certificate()
	if err != nil {
		return nil, book.Unit{}, err
	}
	if me.Subject.Kind != emulation.SubjectUnit {
		return nil, book.Unit{}, emulation.Errorf(emulation.Forbidden, "workspace.no-own-sheet")
	}
	s, err := p.Begun()
	if err != nil {
		return nil, book.Unit{}, err
	}
	u, ok := s.Cluster.Member(me.Subject.ID)
	if !ok {
		return nil, book.Unit{}, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	return s, u, nil
}

// openSheet is ownSheet for somebody who may write in it now.
func (p View) openSheet() (*book.Season, book.Unit, error) {
	s, unit, err := p.ownSheet()
	if err != nil {
		return nil, book.Unit{}, err
	}
	me, err := p.Certificate()
	if err != nil {
		return nil, book.Unit{}, err
	}
	if !fillsIn(me.May) {
		return nil, book.Unit{}, emulation.Errorf(emulation.Forbidden, "workspace.not-your-sheet-to-fill")
	}
	step, err := p.Step(s, unit.ID)
	if err != nil {
		return nil, book.Unit{}, err
	}
	if !Open(step) {
		return nil, book.Unit{}, emulation.Errorf(emulation.Forbidden, "workspace.sheet-closed", "step", emulation.Say("step."+string(step)))
	}
	return s, unit, nil
}

// fillsIn reports whether these roles let a person fill in the own unit's sheet.
func fillsIn(may []emulation.Role) bool {
	return emulation.HasRole(may, emulation.RoleLeader, emulation.RoleStaff)
}

// Open reports whether a sheet at a step is with its unit.
func Open(step emulation.SheetStep) bool {
	return step == emulation.SheetDraft || step == emulation.SheetReturned
}

// Step is where a unit's sheet stands. Once the season's result is locked every sheet is, whatever was recorded of it; if the season is taken
// back a step, it stands again where it stood.
func (p View) Step(s *book.Season, unit emulation.ID) (emulation.SheetStep, error) {
	if emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		return emulation.SheetLocked, nil
	}
	return p.recorded(s, unit)
}

// Reviewed reports whether a review of a unit's sheet was finished. A result that is locked closes every sheet, and reviews none.
func (p View) Reviewed(s *book.Season, unit emulation.ID) (bool, error) {
	step, err := p.recorded(s, unit)
	return step.Reviewed(), err
}

// recorded is the step a unit's sheet was brought to, whatever became of the season.
func (p View) recorded(s *book.Season, unit emulation.ID) (emulation.SheetStep, error) {
	id := s.SheetIDOf(unit, p.Period.Name)
	if step := p.KnownStep(id); step != "" {
		return step, nil
	}
	r, err := p.Store.Record(record.Sheet.Place(s.Cluster.Scope(), s.ID, id))
	if err != nil {
		return "", err
	}
	step, err := stepOf(r)
	if err == nil {
		p.KeepStep(id, step)
	}
	return step, err
}

// stepOf is the step a sheet's record says.
func stepOf(r *changeset.Record) (emulation.SheetStep, error) {
	step, ok, err := record.Sheet.Step.Value(r, changeset.Now)
	if err == nil && !ok {
		step = emulation.SheetDraft
	}
	return step, err
}
