package season

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
	"thidua/workspace/sheet"
)

// SeasonChecklist is what stands between the season and its next step: Blocking must be settled first, past what is Missing it goes for a
// reason. A step back needs nothing but its reason.
func (room Room) SeasonChecklist(to emulation.SeasonStep) (sheet.Checklist, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) (sheet.Checklist, error) { return w.seasonChecklist(s, to) })
}

func (w View) seasonChecklist(s *book.Season, to emulation.SeasonStep) (sheet.Checklist, error) {
	c := seasonCheck{w: w, s: s}
	if emulation.StepsBack(s.Step, to) || !emulation.CanStepSeason(s.Step, to) {
		return c.list, nil
	}
	check := map[emulation.SeasonStep]func() error{
		emulation.SeasonConsulting:  c.consulting,
		emulation.SeasonAdopted:     c.adopted,
		emulation.SeasonRegistering: c.registering,
		emulation.SeasonRunning:     c.running,
		emulation.SeasonVerifying:   c.handedIn,
		emulation.SeasonExplaining:  c.checked,
		emulation.SeasonConference:  c.agreed,
		emulation.SeasonProposed:    c.proposed,
		emulation.SeasonDecided:     c.decided,
	}[to]
	if check == nil {
		return c.list, nil
	}
	err := check()
	return c.list, err
}

// seasonCheck looks through a season before a step.
type seasonCheck struct {
	w    View
	s    *book.Season
	list sheet.Checklist
}

func (c *seasonCheck) missing(key string, pairs ...any) {
	c.list.Missing = append(c.list.Missing, emulation.Say(key, pairs...))
}

// missingOf names units in a sentence, if there are any.
func (c *seasonCheck) missingOf(key string, units []book.Unit) {
	if len(units) == 0 {
		return
	}
	c.missing(key, "units", book.Labels(units, ", "))
}

func (c *seasonCheck) consulting() error {
	if len(c.s.Cluster.Members) == 0 {
		c.list.Blocking = append(c.list.Blocking, emulation.Say("setup.check.no-members"))
	}
	if len(c.s.Head) == 0 {
		c.missing("setup.check.no-head")
	}
	return nil
}

func (c *seasonCheck) adopted() error {
	if c.s.Set == nil {
		c.list.Blocking = append(c.list.Blocking, emulation.Say("setup.check.no-criteria"))
	}
	return nil
}

func (c *seasonCheck) registering() error {
	compact, err := pledge.Of(c.w.Book).Compact(c.s)
	if err == nil && !compact.Given {
		c.missing("setup.check.no-compact")
	}
	if err == nil && compact.Carried != "" {
		c.missing("setup.check.compact-carried", "season", compact.Carried)
	}
	return err
}

func (c *seasonCheck) running() error {
	registered, err := pledge.Of(c.w.Book).Registrations(c.s)
	if err != nil {
		return err
	}
	var none []book.Unit
	for i := range registered {
		if !registered[i].Given {
			none = append(none, registered[i].Unit)
		}
	}
	c.missingOf("setup.check.not-registered", none)
	compact, err := pledge.Of(c.w.Book).Compact(c.s)
	if err != nil {
		return err
	}
	if !compact.Given {
		c.missing("setup.check.no-compact")
		return nil
	}
	if compact.Carried != "" {
		c.missing("setup.check.compact-carried", "season", compact.Carried)
	}
	c.missingOf("setup.check.not-signed", compact.Unsigned())
	return nil
}

// sheets sorts the members by a question about the step of their sheets.
func (c *seasonCheck) sheets(lacks func(emulation.SheetStep) bool) ([]book.Unit, error) {
	var found []book.Unit
	for _, u := range c.s.Cluster.Members {
		step, err := sheet.Of(c.w.Book).Step(c.s, u.ID)
		if err != nil {
			return nil, err
		}
		if lacks(step) {
			found = append(found, u)
		}
	}
	return found, nil
}

func (c *seasonCheck) handedIn() error {
	units, err := c.sheets(sheet.Open)
	c.missingOf("setup.check.not-handed-in", units)
	return err
}

func (c *seasonCheck) checked() error {
	if err := c.handedIn(); err != nil {
		return err
	}
	units, err := c.sheets(func(step emulation.SheetStep) bool { return step == emulation.SheetSubmitted })
	c.missingOf("setup.check.not-checked", units)
	return err
}

// agreed looks for sheets on which unit and verifiers are not at one, and for differences nobody explained. Two verifiers who differ block the
// conference: no points stand there at all.
func (c *seasonCheck) agreed() error {
	if err := c.handedIn(); err != nil {
		return err
	}
	units, err := c.sheets(func(step emulation.SheetStep) bool {
		return !sheet.Open(step) && step != emulation.SheetAgreed && step != emulation.SheetLocked
	})
	c.missingOf("setup.check.not-agreed", units)
	if err != nil || c.s.Set == nil {
		return err
	}
	sheets := sheet.Of(c.w.Book)
	for _, u := range units {
		sh, err := sheets.Sheet(c.s, u.ID)
		if emulation.CodeOf(err) == emulation.NotFound {
			continue // it was handed in and is not here yet
		}
		if err != nil {
			return err
		}
		explained, err := sheets.Explanations(sh)
		if err != nil {
			return err
		}
		unexplained := 0
		for i := range sh.Rows {
			r := &sh.Rows[i]
			if r.Criterion == nil {
				continue
			}
			if r.Split {
				c.list.Blocking = append(c.list.Blocking, emulation.Say("setup.check.split", "unit", u.Label(), "code", r.Code()))
			}
			if _, ok := explained[r.Code()]; r.Unanswered(ok) {
				unexplained++
			}
		}
		if unexplained > 0 {
			c.missing("setup.check.unexplained", "unit", u.Label(), "count", unexplained)
		}
	}
	return nil
}

// proposals counts the proposals of the season, and those a question fits.
func (c *seasonCheck) proposals(lacks func(emulation.ProposalStep) bool) (all, found int, err error) {
	err = book.Each(c.w.Store, c.s.Cluster.Scope(), record.Proposal.Step, c.s.ID, func(p book.Item[record.UnitForm, emulation.ProposalStep]) error {
		all++
		if lacks(p.Value) {
			found++
		}
		return nil
	})
	return all, found, err
}

func (c *seasonCheck) proposed() error {
	all, unsent, err := c.proposals(func(s emulation.ProposalStep) bool {
		return s == emulation.ProposalDraft || s == emulation.ProposalChecked || s == emulation.ProposalVoted || s == emulation.ProposalReturned
	})
	if all == 0 {
		c.missing("setup.check.no-proposals")
	}
	if unsent > 0 {
		c.missing("setup.check.not-sent", "count", unsent)
	}
	return err
}

func (c *seasonCheck) decided() error {
	_, undecided, err := c.proposals(func(s emulation.ProposalStep) bool {
		return s.Stands() && s != emulation.ProposalDecided
	})
	if undecided > 0 {
		c.missing("setup.check.undecided", "count", undecided)
	}
	return err
}
