package ballot

import (
	"fmt"

	"thidua/emulation"
)

// Fault is one equation that does not hold: the field to look at, and the sentence with its figures.
type Fault struct {
	Path    string // "returned", "lines[2]"
	Message emulation.Message
}

// Verify holds the figures against each other and refuses what no count of ballots can give. The error lists every fault, not only the first.
func (r Rules) Verify(t Tally) error {
	if err := r.Check(); err != nil {
		return err
	}
	faults := r.Faults(t)
	if len(faults) == 0 {
		return nil
	}
	sentences := emulation.Map(faults, func(f Fault) emulation.Message { return f.Message })
	return emulation.Errorf(emulation.Invalid, "ballot.wrong", "faults", sentences).At("", 0, faults[0].Path)
}

// Faults are the equations that do not hold, in the order of the counting minutes; none = the figures can be of one count. Absurd figures are
// named alone, because nothing can be computed of them.
func (r Rules) Faults(t Tally) []Fault {
	if absurd := magnitudes(t); len(absurd) > 0 {
		return absurd
	}
	c := &check{}
	attending := t.Present + t.Written
	c.atMost("present", attending, t.Members, "ballot.more-than-members", "present", t.Present, "written", t.Written, "sum", attending, "members", t.Members)
	c.atMost("recused", t.Recused, t.Present, "ballot.recused", "recused", t.Recused, "present", t.Present)
	if !r.Written && t.Written > 0 {
		c.fault("written", "ballot.written-not-counted", "written", t.Written)
	}
	if r.Secret {
		r.papers(c, t)
	} else {
		r.hands(c, t)
	}
	c.lines(r, t)
	return c.faults
}

// papers are the equations of a secret ballot.
func (r Rules) papers(c *check, t Tally) {
	could := r.eligible(t)
	c.atMost("issued", t.Issued, could, "ballot.issued", "issued", t.Issued, "eligible", could, "present", t.Present, "recused", t.Recused, "written", r.written(t))
	c.atMost("returned", t.Returned, t.Issued, "ballot.returned", "returned", t.Returned, "issued", t.Issued)
	c.atMost("written", r.written(t), t.Returned, "ballot.written", "written", t.Written, "returned", t.Returned)
	if sum := t.Valid + t.Invalid; sum != t.Returned {
		c.fault("valid", "ballot.valid-invalid", "valid", t.Valid, "invalid", t.Invalid, "sum", sum, "returned", t.Returned)
	}
}

// hands are the equations of an open vote.
func (r Rules) hands(c *check, t Tally) {
	if t.Issued != 0 || t.Returned != 0 || t.Invalid != 0 {
		c.fault("issued", "ballot.open-papers", "issued", t.Issued, "returned", t.Returned, "invalid", t.Invalid)
	}
	could := r.eligible(t)
	c.atMost("valid", t.Valid, could, "ballot.hands", "valid", t.Valid, "eligible", could, "present", t.Present, "recused", t.Recused, "written", r.written(t))
	c.atMost("written", r.written(t), t.Valid, "ballot.hands-written", "written", t.Written, "valid", t.Valid)
}

// check collects the faults.
type check struct{ faults []Fault }

func (c *check) fault(path, key string, pairs ...any) {
	c.faults = append(c.faults, Fault{path, emulation.Say(key, pairs...)})
}

func (c *check) atMost(path string, n, limit int64, key string, pairs ...any) {
	if n > limit {
		c.fault(path, key, pairs...)
	}
}

func (c *check) lines(r Rules, t Tally) {
	if len(t.Lines) == 0 {
		c.fault("lines", "ballot.no-lines")
	}
	seen := map[string]bool{}
	key := "ballot.line-open"
	if r.Secret {
		key = "ballot.line"
	}
	for i, l := range t.Lines {
		at := linePath(i)
		switch {
		case l.ID == "":
			c.fault(at, "ballot.no-id", "line", i+1)
		case seen[l.ID]:
			c.fault(at, "ballot.line-twice", "id", l.ID)
		}
		seen[l.ID] = true
		switch sum := l.Yes + l.No + l.Blank; {
		case l.Invalid == nil && sum != t.Valid:
			c.fault(at, key, "id", l.ID, "yes", l.Yes, "no", l.No, "blank", l.Blank, "sum", sum, "valid", t.Valid)
		case l.Invalid == nil:
		case !r.Secret:
			c.fault(at, "ballot.line-hands", "id", l.ID, "invalid", *l.Invalid)
		case *l.Invalid < t.Invalid:
			c.fault(at, "ballot.line-invalid", "id", l.ID, "invalid", *l.Invalid, "all", t.Invalid)
		case sum+*l.Invalid != t.Returned:
			c.fault(at, "ballot.line-returned", "id", l.ID, "yes", l.Yes, "no", l.No, "blank", l.Blank, "invalid", *l.Invalid, "sum", sum+*l.Invalid, "returned", t.Returned)
		}
	}
}

func linePath(i int) string { return fmt.Sprintf("lines[%d]", i) }

// magnitudes are the figures below nought or beyond what a meeting can have.
func magnitudes(t Tally) []Fault {
	c := &check{}
	one := func(path string, n int64) {
		if n < 0 || n > Limit {
			c.fault(path, "ballot.absurd", "figure", emulation.Say("ballot.figure."+path), "count", n, "limit", Limit)
		}
	}
	one("members", t.Members)
	one("recused", t.Recused)
	one("present", t.Present)
	one("written", t.Written)
	one("issued", t.Issued)
	one("returned", t.Returned)
	one("valid", t.Valid)
	one("invalid", t.Invalid)
	if len(t.Lines) > Limit {
		c.fault("lines", "ballot.absurd", "figure", emulation.Say("ballot.figure.lines"), "count", len(t.Lines), "limit", Limit)
		return c.faults
	}
	for i, l := range t.Lines {
		counts := []int64{l.Yes, l.No, l.Blank}
		if l.Invalid != nil {
			counts = append(counts, *l.Invalid)
		}
		for _, n := range counts {
			if n < 0 || n > Limit {
				c.fault(linePath(i), "ballot.absurd", "figure", emulation.Say("ballot.figure.line", "id", l.ID), "count", n, "limit", Limit)
			}
		}
	}
	return c.faults
}
