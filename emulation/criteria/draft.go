package criteria

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

// Draft is a set that is being put together: it holds whatever is not right yet, and is written and read back as it stands. It is changed by its methods;
// each gives another draft, so that a step can be taken back.
type Draft struct {
	Set    *Set   // as far as it goes: no figure is to be counted by it
	YAML   []byte // LoadSet reads it once it is sound
	Faults Errors // why it is not
	Unread bool   // the faults are of how it is written; else only sums are not what they should be
}

// NewDraft begins a set with one empty group.
func NewDraft(name, group string) *Draft {
	full := decimal.FromInt(100)
	return draftOf(&Set{ID: "bo-tieu-chi", Name: name, Scale: Scale{Total: &full}, Rounding: Rounding{Places: 2, Mode: decimal.HalfUp},
		Groups: []*Group{{Code: "I", Name: group, Aggregate: Sum}}})
}

// ReadDraft reads what was written of a draft, or a set to begin from. The error is that of a text that is no criteria file at all.
func ReadDraft(raw []byte) (*Draft, error) {
	r := yamlfile.New("")
	top := r.Root(raw)
	if top == nil {
		return nil, r.Result()
	}
	if err := checkFormat("", top, SetFormat); err != nil {
		return nil, err
	}
	l := newLoader(top, raw)
	l.load()
	d := &Draft{Set: l.set, YAML: raw, Unread: r.Faults() > 0}
	if !d.Unread {
		l.check()
	}
	d.Faults, _ = r.Result().(Errors)
	return d, nil
}

func draftOf(s *Set) *Draft {
	d, err := ReadDraft(WriteSet(s, nil))
	if err != nil { // WriteSet writes a file of the format
		panic("criteria: " + err.Error())
	}
	return d
}

// edit changes a copy of the draft's set.
func (d *Draft) edit(change func(*Set)) *Draft {
	own := draftOf(d.Set).Set
	change(own)
	return draftOf(own)
}

// Head is what is said of a set as a whole.
type Head struct {
	Name, Cite string
	Scale      Scale
	Places     int // digits behind the comma
	TieBreak   []TieBreak
	Classes    *Classes // nil: no classification
}

// Headed gives the set another head.
func (d *Draft) Headed(h Head) *Draft {
	return d.edit(func(s *Set) {
		s.Name, s.Cite, s.Scale, s.Rounding.Places, s.TieBreak, s.Classes = h.Name, h.Cite, h.Scale, h.Places, h.TieBreak, h.Classes
		s.ByClass = s.ByClass && h.Classes != nil
	})
}

// TieBreaks are the steps that a set may have.
func (s *Set) TieBreaks() []TieBreak {
	var all []TieBreak
	for _, g := range s.groups {
		all = append(all, TieBreak{TieGroup, g.Code})
	}
	for _, c := range s.criteria {
		all = append(all, TieBreak{TieCriterion, c.Code})
	}
	for _, k := range []TieBreakKind{TieFewerDeductions, TieBonus, TiePreviousRank, TieBallot, TieChair} {
		all = append(all, TieBreak{Kind: k})
	}
	return all
}

// Sound reports whether the draft may become a version.
func (d *Draft) Sound() bool { return len(d.Faults) == 0 && len(d.Set.criteria) > 0 }

// Put puts a criterion into a group (by its code), in the place of the one that has the code was, or at the end where was is "". A code that changed
// is followed wherever the set refers to it.
func (d *Draft) Put(was string, c Criterion, group string) (*Draft, error) {
	if err := d.free(c.Code, c.Code != was, d.Set.byCode[c.Code] != nil); err != nil {
		return nil, err
	}
	if d.Set.groupCode[group] == nil {
		return nil, emulation.Errorf(emulation.NotFound, "criteria.draft.no-group", "code", group)
	}
	return d.edit(func(s *Set) {
		to := s.groupCode[group]
		at := len(to.Criteria)
		if old := s.byCode[was]; old != nil {
			i := slices.Index(old.Group.Criteria, old)
			old.Group.Criteria = slices.Delete(old.Group.Criteria, i, i+1)
			if at = len(to.Criteria); old.Group == to {
				at = i
			}
			s.follow(TieCriterion, was, c.Code)
		}
		to.Criteria = slices.Insert(to.Criteria, at, &c)
	}), nil
}

// PutGroup gives a group (by the code was) other words and settings, or adds one at the end of its parent ("" = the top) where was is "".
func (d *Draft) PutGroup(was string, g Group, parent string) (*Draft, error) {
	if err := d.free(g.Code, g.Code != was, d.Set.groupCode[g.Code] != nil); err != nil {
		return nil, err
	}
	return d.edit(func(s *Set) {
		if old := s.groupCode[was]; old != nil {
			g.Criteria, g.Groups, g.Parent = old.Criteria, old.Groups, old.Parent
			inherits(old, g.Bonus)
			*old = g
			s.follow(TieGroup, was, g.Code)
			return
		}
		list := &s.Groups
		if up := s.groupCode[parent]; up != nil {
			list = &up.Groups
		}
		*list = append(*list, &g)
	}), nil
}

// inherits gives what lies beneath a group, and had its sort of points, the group's new one.
func inherits(g *Group, now Bonus) {
	for _, c := range g.Criteria {
		if c.Bonus == g.Bonus {
			c.Bonus = now
		}
	}
	for _, sub := range g.Groups {
		if sub.Bonus == g.Bonus {
			inherits(sub, now)
			sub.Bonus = now
		}
	}
}

// free refuses a code that is none, or is another's.
func (d *Draft) free(code string, changed, taken bool) error {
	switch {
	case strings.TrimSpace(code) == "":
		return emulation.Errorf(emulation.Invalid, "criteria.draft.no-code")
	case changed && taken:
		return emulation.Errorf(emulation.Invalid, "criteria.draft.code-taken", "code", code)
	}
	return nil
}

// Remove takes a criterion out, with what refers to it.
func (d *Draft) Remove(code string) *Draft {
	return d.edit(func(s *Set) {
		if c := s.byCode[code]; c != nil {
			c.Group.Criteria = slices.DeleteFunc(c.Group.Criteria, func(x *Criterion) bool { return x == c })
			s.follow(TieCriterion, code, "")
		}
	})
}

// RemoveGroup takes a group out with all beneath it, and what refers to them.
func (d *Draft) RemoveGroup(code string) *Draft {
	return d.edit(func(s *Set) {
		g := s.groupCode[code]
		if g == nil {
			return
		}
		list := s.beside(g)
		*list = slices.DeleteFunc(*list, func(x *Group) bool { return x == g })
		var gone func(g *Group)
		gone = func(g *Group) {
			s.follow(TieGroup, g.Code, "")
			for _, c := range g.Criteria {
				s.follow(TieCriterion, c.Code, "")
			}
			for _, sub := range g.Groups {
				gone(sub)
			}
		}
		gone(g)
	})
}

// beside is the list a group stands in.
func (s *Set) beside(g *Group) *[]*Group {
	if g.Parent == nil {
		return &s.Groups
	}
	return &g.Parent.Groups
}

// Move moves a criterion one place up (-1) or down (1): within its group, or over its end into the group next to it.
func (d *Draft) Move(code string, by int) *Draft {
	return d.edit(func(s *Set) {
		c := s.byCode[code]
		if c == nil {
			return
		}
		from := c.Group
		at := slices.Index(from.Criteria, c)
		if to := at + by; to >= 0 && to < len(from.Criteria) {
			from.Criteria[at], from.Criteria[to] = from.Criteria[to], from.Criteria[at]
			return
		}
		next := from.Index + by
		if next < 0 || next >= len(s.groups) {
			return
		}
		from.Criteria = slices.Delete(from.Criteria, at, at+1)
		to, place := s.groups[next], 0
		if by < 0 {
			place = len(to.Criteria)
		}
		if c.Bonus == from.Bonus {
			c.Bonus = to.Bonus
		}
		to.Criteria = slices.Insert(to.Criteria, place, c)
	})
}

// MoveGroup moves a group one place up (-1) or down (1) among those beside it.
func (d *Draft) MoveGroup(code string, by int) *Draft {
	return d.edit(func(s *Set) {
		g := s.groupCode[code]
		if g == nil {
			return
		}
		list := *s.beside(g)
		at := slices.Index(list, g)
		if to := at + by; to >= 0 && to < len(list) {
			list[at], list[to] = list[to], list[at]
		}
	})
}

// follow has whatever refers to a code refer to another, or to nothing: then it goes.
func (s *Set) follow(sort TieBreakKind, was, now string) {
	if was == now {
		return
	}
	drop := now == ""
	s.TieBreak = slices.DeleteFunc(s.TieBreak, func(t TieBreak) bool { return drop && t.Kind == sort && t.Code == was })
	for i := range s.TieBreak {
		if t := &s.TieBreak[i]; t.Kind == sort && t.Code == was {
			t.Code = now
		}
	}
	of := func(k GateKind) bool { return (k == GroupZero) == (sort == TieGroup) && k != AnyGroupZero }
	s.Gates = slices.DeleteFunc(s.Gates, func(g Gate) bool { return drop && of(g.When) && g.Code == was })
	for i := range s.Gates {
		if g := &s.Gates[i]; of(g.When) && g.Code == was {
			g.Code = now
		}
	}
	if s.Classes == nil {
		return
	}
	for i := range s.Classes.Bands {
		b := &s.Classes.Bands[i]
		b.When = slices.DeleteFunc(b.When, func(c Condition) bool { return drop && c.Of == Compared{string(sort), was} })
		for j := range b.When {
			if c := &b.When[j]; c.Of == (Compared{string(sort), was}) {
				c.Of.Code = now
			}
		}
	}
}

// Refers lists in words what beside the tree refers to a criterion or group.
func (s *Set) Refers(code string, group bool) []emulation.Message {
	sort := TieCriterion
	if group {
		sort = TieGroup
	}
	var out []emulation.Message
	for _, t := range s.TieBreak {
		if t.Kind == sort && t.Code == code {
			out = append(out, t.Words())
		}
	}
	for _, g := range s.Gates {
		if g.Code == code && g.When != AnyGroupZero && (g.When == GroupZero) == group {
			out = append(out, gateOf(g))
		}
	}
	if s.Classes != nil {
		for _, b := range s.Classes.Bands {
			for _, c := range b.When {
				if c.Of == (Compared{string(sort), code}) {
					out = append(out, c.Told())
				}
			}
		}
	}
	return out
}

// FaultsOf are the faults told of a line: of a criterion or a group. Those of line 0 are all that are told of neither.
func (d *Draft) FaultsOf(line int) []emulation.Message {
	own := map[int]bool{}
	for _, c := range d.Set.criteria {
		own[c.Line] = true
	}
	for _, g := range d.Set.groups {
		own[g.Line] = true
	}
	var out []emulation.Message
	for _, f := range d.Faults {
		if f.Line == line && line > 0 || line == 0 && !own[f.Line] {
			out = append(out, f.Message)
		}
	}
	return out
}
