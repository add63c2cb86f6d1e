package replay

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/sample"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/year"
)

// steps are the steps the source names that were taken: those of the cluster as the reader's desk has them, those inside the units at each unit's own
// desk, since nobody else gets them.
func (p *Play) steps(reader *workspace.Workspace, s *book.Season) ([]string, error) {
	var taken []string
	for _, step := range p.sample.Facts.Steps {
		done := true
		var err error
		switch step.Is {
		case sample.StepRegistration:
			var list []pledge.Registered
			list, err = pledge.At(reader).Registrations()
			for _, r := range list {
				done = done && r.Given
			}
		case sample.StepCompact:
			var c *pledge.Compact
			if c, err = pledge.At(reader).Compact(); err == nil {
				done = c.Given && len(c.Unsigned()) == 0
			}
		case sample.StepInternal:
			done, err = p.inside(s, step)
		case sample.StepClosing:
			var c *conference.Conference
			if c, err = conference.At(reader).Conference(emulation.ConferenceClosing); err == nil {
				done = c.Held
			}
		default:
			done = false
		}
		if err != nil {
			return nil, err
		}
		if done {
			taken = append(taken, step.Name)
		}
	}
	return taken, nil
}

// inside reports whether every unit classified its departments in a period of each sort the step is taken in.
func (p *Play) inside(s *book.Season, step sample.Step) (bool, error) {
	for _, u := range p.Units {
		d, err := p.Desk(u.Code)
		if err != nil {
			return false, err
		}
		found := map[string]bool{}
		for _, period := range emulation.Periods(s.Label) {
			if period.IsWeek() {
				continue
			}
			in, err := year.At(d.Workspace).Internal(string(period))
			if err != nil {
				return false, err
			}
			for _, sheet := range in.Standings {
				if sheet.Given {
					found[sortOf(period)] = true
				}
			}
		}
		for _, sort := range step.Periods {
			if !found[sort] {
				return false, nil
			}
		}
	}
	return true, nil
}

// sortOf is the sort of a period as facts name it.
func sortOf(p emulation.Period) string {
	switch {
	case strings.Contains(string(p), "-Q"):
		return "quarter"
	case strings.Contains(string(p), "-"):
		return "month"
	}
	return "season"
}

// outcomeCriteria are the scored lines of which something was published.
type outcomeCriteria struct {
	Tasks     []string `json:"tasks,omitempty"`
	Solutions []string `json:"solutions,omitempty"`
}

// published are the names of lines as they were published; one that was not is "".
func published(l sample.Lines) []string {
	names := make([]string, l.Count)
	copy(names, l.Names)
	return names
}

// criteriaOf are the lines of the adopted criteria that stand in the groups of the facts.
func criteriaOf(s *book.Season, f sample.CriteriaFacts) *outcomeCriteria {
	if s.Set == nil {
		return nil
	}
	lines := func(of sample.Lines) []string {
		for _, g := range s.Set.Groups {
			if g.Code == of.Group {
				return emulation.Map(g.Criteria, func(c *criteria.Criterion) string { return c.Name })
			}
		}
		return nil
	}
	return &outcomeCriteria{lines(f.Tasks), lines(f.Solutions)}
}

// same reports whether lines are those that were published: as many, and under the names that are known.
func (c *outcomeCriteria) same(got *outcomeCriteria) bool {
	fits := func(want, got []string) bool {
		if len(want) == 0 {
			return true
		}
		if len(want) != len(got) {
			return false
		}
		for i := range want {
			if want[i] != "" && want[i] != got[i] {
				return false
			}
		}
		return true
	}
	return got != nil && fits(c.Tasks, got.Tasks) && fits(c.Solutions, got.Solutions)
}
