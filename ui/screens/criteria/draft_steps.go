package criteria

import (
	"strings"

	"fyne.io/fyne/v2"

	"thidua/documents/intake/prose"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/season"
)

// How the keys of the lines begin in which something new is typed.
const (
	keyAdd      = "+ "
	keyAddGroup = "+"
)

var evidences = []string{string(criteria.EvidenceNone), string(criteria.EvidenceOptional), string(criteria.EvidenceRequired)}

// save takes what was typed into a line of the draft. A name that was emptied asks whether the line goes.
func (d *draft) save(key string, in []string) {
	for i := range in {
		in[i] = vietnamese.NFC(strings.TrimSpace(in[i]))
	}
	added := strings.HasPrefix(key, keyAddGroup)
	switch {
	case d.now == nil, added && d.register.Emptied(key): // there is no draft, or the new line was given up
		d.register.Drop(key)
		return
	case added && (in[columnName] == "" || key != keyAddGroup && in[columnMax] == ""):
		d.register.Hold(key) // more is to come
		return
	case in[columnName] == "":
		d.register.Drop(key)
		d.remove(key)
		return
	}
	next, err := d.typed(key, in)
	if err != nil {
		d.register.Refuse(key, text.Error(err))
		return
	}
	d.register.Saved(key)
	d.did(next, d.notes) // at once: the next line of a paste is typed into it
	d.screen.Later(d.again)
}

// typed is the draft with what was typed into a line.
func (d *draft) typed(key string, in []string) (*criteria.Draft, error) {
	set := d.now.Set
	if key == keyAddGroup {
		return d.now.PutGroup("", criteria.Group{Code: in[columnCode], Name: in[columnName], Aggregate: criteria.Sum}, "")
	}
	old, g := lineOf(set, key)
	if g != nil {
		own := *g
		own.Code, own.Name = in[columnCode], in[columnName]
		return d.now.PutGroup(g.Code, own, "")
	}
	plain, err := rule.ParseFigure(in[columnMax])
	if err != nil {
		return nil, err
	}
	evidence := text.Meant(in[columnEvidence], evidences, func(e string) string { return text.T("diff.evidence." + e) })
	if in[columnEvidence] == "" {
		evidence = string(criteria.EvidenceNone)
	}
	if evidence == "" {
		words := emulation.Map(evidences, func(e string) string { return text.T("diff.evidence." + e) })
		return nil, emulation.Errorf(emulation.Invalid, "ui.criteria.bad-evidence", "text", in[columnEvidence], "known", strings.Join(words, "; "))
	}
	var own criteria.Criterion
	was, group := "", strings.TrimPrefix(key, keyAdd)
	if old != nil {
		own, was, group = *old, old.Code, old.Group.Code
	} else {
		to, _ := set.GroupByCode(group)
		if to == nil {
			return nil, emulation.Errorf(emulation.NotFound, "criteria.draft.no-group", "code", group)
		}
		own = fresh(to)
	}
	own.Code, own.Name, own.Evidence, own.Max = in[columnCode], in[columnName], criteria.Evidence(evidence), decimal.MustParse(plain)
	own.Rule = rule.New(own.Max, own.Rule.Parameters)
	return d.now.Put(was, own, group)
}

// fresh is a criterion of a group of which nothing is said yet: whoever scores gives the points.
func fresh(g *criteria.Group) criteria.Criterion {
	return criteria.Criterion{Weight: decimal.FromInt(1), Evidence: criteria.EvidenceNone, Scorer: criteria.SelfScored, Bonus: g.Bonus, Group: g,
		Rule: rule.New(decimal.Decimal{}, &rule.Manual{Step: prose.UsualStep})}
}

// move moves the chosen line up or down.
func (d *draft) move(by int) {
	if d.now == nil || d.form != nil {
		return
	}
	d.register.Keep()
	row, col := d.register.Grid.Selected()
	key := d.register.Key(row)
	next := d.now
	switch c, g := lineOf(d.now.Set, key); {
	case c != nil:
		next = d.now.Move(c.Code, by)
	case g != nil:
		next = d.now.MoveGroup(g.Code, by)
	}
	if string(next.YAML) == string(d.now.YAML) {
		return
	}
	d.step(next)
	d.choose(key, col)
}

// choose goes to a line.
func (d *draft) choose(key string, col int) {
	for row := range d.register.Rows() {
		if d.register.Key(row) == key {
			d.register.Grid.Select(row, col)
			return
		}
	}
}

// remove asks whether a line goes, and names what goes with it.
func (d *draft) remove(key string) {
	var next func() *criteria.Draft // of what the draft is once the answer comes
	var name string
	var refers []emulation.Message
	c, g := lineOf(d.now.Set, key)
	switch {
	case c != nil:
		next, name, refers = func() *criteria.Draft { return d.now.Remove(c.Code) }, text.T("ui.criteria.named", "code", c.Code, "name", c.Name), d.now.Set.Refers(c.Code, false)
	case g != nil:
		next, name, refers = func() *criteria.Draft { return d.now.RemoveGroup(g.Code) }, text.T("ui.criteria.named", "code", g.Code, "name", g.Name), d.now.Set.Refers(g.Code, true)
	default:
		return
	}
	question := text.T("ui.criteria.draft.remove.sure", "name", name)
	if len(refers) > 0 {
		question = text.T("ui.criteria.draft.remove.refers", "name", name, "what", refers)
	}
	s := d.screen
	s.Confirm(question, text.T("ui.criteria.draft.remove"), func() {
		s.Ask.Drop()
		if d.register.Keep(); d.now != nil {
			d.step(next())
		}
		s.Focus()
	})
}

// drop asks whether the whole draft is not wanted any more.
func (d *draft) drop() {
	s := d.screen
	if d.now == nil {
		return
	}
	s.Confirm(text.T("ui.criteria.draft.drop.sure"), text.T("ui.criteria.draft.drop"), func() {
		s.Ask.Drop()
		d.register.Keep()
		d.close()
		d.step(nil)
	})
}

// compare shows in place of the chosen line what the draft changes against the version in force, and what it does to sheets.
func (d *draft) compare() {
	s, now := d.screen, d.now
	if now == nil || d.filled() {
		return
	}
	d.register.Keep()
	now = d.now
	force := d.reading.season.Version
	s.Queue.Go(func() func() {
		var between *season.CriteriaComparison
		var err error
		switch {
		case force == 0:
		case now.Sound():
			between, err = s.room.CompareWith(force, now.Set)
		default: // nothing is scored by what is not right yet
			var set *criteria.Set
			if set, err = s.room.Criteria(force); err == nil {
				between = &season.CriteriaComparison{Changes: criteria.Diff(set, now.Set)}
			}
		}
		return func() {
			if err != nil {
				s.Refused(err)
				return
			}
			if d.now == nil || d.filled() { // meanwhile
				return
			}
			d.compared = true
			parts := append(d.allFaults(), widgets.NewParagraph(text.T("ui.criteria.draft.against", "number", force)).Bold())
			if between == nil {
				parts = []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.criteria.draft.against-none"))}
			} else {
				parts = append(parts, told(between)...)
			}
			d.side.put("between", parts...)
		}
	})
}

// allFaults are all that keeps the draft from being recorded.
func (d *draft) allFaults() []fyne.CanvasObject {
	return warnings(emulation.Map(d.now.Faults, func(f *emulation.Error) emulation.Message { return f.Message }))
}

// filled says that a form is open, whose words would be lost.
func (d *draft) filled() bool {
	if d.form != nil {
		d.screen.Tell(widgets.Warn, text.T("ui.criteria.draft.form-open"))
	}
	return d.form != nil
}

// record makes a version of the draft, which the others then see; it is in force only once it is adopted.
func (d *draft) record() {
	s := d.screen
	if d.now == nil {
		return
	}
	d.register.Keep()
	s.Later(func() { // what was just typed is a step of its own
		if !d.ready() {
			return
		}
		question := text.T("ui.criteria.draft.record.sure", "count", len(d.now.Set.Criteria()), "points", sumOf(d.now.Set))
		s.Confirm(question, text.T("ui.criteria.draft.record"), func() {
			if d.register.Keep(); !d.ready() { // what was typed since the question came is recorded as well
				s.Ask.Drop()
				return
			}
			d.write(d.now)
		})
	})
}

// ready reports whether the draft may be recorded as it stands, and tells why not.
func (d *draft) ready() bool {
	s, now := d.screen, d.now
	switch {
	case now == nil, d.filled():
	case d.register.Unsaved():
		s.Tell(widgets.Warn, text.T("ui.criteria.draft.unsaved"))
	case len(now.Faults) > 0:
		s.Tell(widgets.Warn, text.T("ui.criteria.draft.not-sound", "count", len(now.Faults), "first", text.Say(now.Faults[0].Message)))
	case len(d.notes) > 0:
		s.Tell(widgets.Warn, text.T("ui.criteria.note.left", "count", len(d.notes), "first", d.notes[0].text))
	case !now.Sound():
		s.Tell(widgets.Warn, text.T("ui.criteria.draft.no-criteria"))
	default:
		return true
	}
	return false
}

// write records a draft. One that was typed into while it was being written stays, with all that was typed.
func (d *draft) write(now *criteria.Draft) {
	s := d.screen
	var number uint64
	s.Queue.Go(func() func() {
		var err error
		number, err = s.room.AddCriteria(emulation.CriteriaVersion{Name: vietnamese.Slug(now.Set.Name) + ".yaml", YAML: now.YAML})
		return func() {
			said := "ui.criteria.draft.recorded"
			if err == nil {
				d.register.Keep()
				s.versions.pair.Set(pair{after: number})
				s.table.at.Set(number)
				if d.now == now && d.form == nil && !d.register.Unsaved() {
					d.keep(state{})
					d.again()
					s.Turn(tabVersions)
				} else {
					said = "ui.criteria.draft.recorded-before"
				}
			}
			s.Acted(text.T(said, "number", number), err)
		}
	})
}
