package season

import (
	"slices"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// StepSeason takes the season to another step. What blocks it is the error "setup.blocked"; past what is missing (setup.missing) it goes for a
// reason, which is recorded; so is why a step goes back.
func (room Room) StepSeason(to emulation.SeasonStep, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		return w.stepSeason(s, to, book.Clean(reason))
	})
}

// StepBack undoes the last step of the season, for a reason. A mid-review that was left out is not gone back to.
func (room Room) StepBack(reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		to := s.OneBack()
		if s.Step == emulation.SeasonSelfScoring {
			history, err := w.history(s)
			if err != nil {
				return err
			}
			if n := len(history); n == 0 || history[n-1].From != emulation.SeasonMidReview {
				to = emulation.SeasonRunning
			}
		}
		return w.stepSeason(s, to, book.Clean(reason))
	})
}

func (w Edit) stepSeason(s *book.Season, to emulation.SeasonStep, reason string) error {
	if !emulation.CanStepSeason(s.Step, to) {
		may := emulation.Map(s.NextSteps(), StepName)
		return emulation.Errorf(emulation.Forbidden, "setup.step-impossible", "from", StepName(s.Step), "to", StepName(to), "may", may)
	}
	if s.Step == emulation.SeasonConference && to == emulation.SeasonLocked {
		return emulation.Errorf(emulation.Forbidden, "setup.lock-by-result")
	}
	ops, err := w.StepOperations(s, to, reason)
	if err != nil {
		return err
	}
	if err := w.Allowed(s.Cluster.Scope(), ops...); err != nil {
		return w.Namely(s, err)
	}
	c, err := w.seasonChecklist(s, to)
	switch {
	case err != nil:
		return err
	case len(c.Blocking) > 0:
		return emulation.Errorf(emulation.Conflict, "setup.blocked", "step", StepName(to), "what", c.Blocking)
	case len(c.Missing) > 0 && reason == "":
		return emulation.Errorf(emulation.Conflict, "setup.missing", "step", StepName(to), "what", c.Missing)
	}
	_, err = w.Write(s.Cluster.Scope(), "step", ops...)
	return err
}

// StepName is the name of a step on screen.
func StepName(step emulation.SeasonStep) emulation.Message {
	if step == "" {
		return emulation.Say("setup.not-begun")
	}
	if slices.Contains(emulation.SeasonSteps, step) {
		return emulation.Say("season." + string(step))
	}
	return emulation.Say("setup.quoted", "text", string(step))
}

// StepOperations are what taking a season to a step writes.
func (w View) StepOperations(s *book.Season, to emulation.SeasonStep, reason string) ([]changeset.Operation, error) {
	scope, key := s.Cluster.Scope(), s.Key()
	step, err := w.Operation(scope, record.Season.Step.Op(key, to))
	if err != nil || reason == "" {
		return []changeset.Operation{step}, err
	}
	why, err := w.Operation(scope, record.Season.Reason.Op(key, emulation.StepReason{To: string(to), Reason: reason}))
	return []changeset.Operation{why, step}, err
}

// Namely says of a refusal for want of a right who has it, by name.
func (w View) Namely(s *book.Season, err error) error {
	if emulation.KeyOf(err) != "workspace.refused-to" {
		return err
	}
	who, nameErr := w.WhoLeads(s)
	if nameErr != nil {
		return nameErr
	}
	return emulation.Errorf(emulation.Forbidden, "workspace.refused-to", "who", who)
}

// WhoLeads names those who take the season's steps: the leaders of the head's and the deputies' units, and the standing office.
func (w View) WhoLeads(s *book.Season) (emulation.Message, error) {
	list := emulation.Map(s.Head, func(u book.Unit) emulation.Message { return emulation.Say("setup.who-head", "unit", u.Label()) })
	for _, u := range s.Deputies {
		list = append(list, emulation.Say("setup.who-deputy", "unit", u.Label()))
	}
	office, err := w.OfficeName()
	if office == "" {
		list = append(list, emulation.Say("actor.office"))
	} else {
		list = append(list, emulation.Say("setup.who-office", "office", office))
	}
	return emulation.Say("actor.any", "actors", list), err
}

// HeldStep is a step that somebody took without seeing another one, and that waits for a decision (TakeIn).
type HeldStep struct {
	Scope    changeset.Scope
	Identity changeset.Identity
	To       emulation.SeasonStep
	Reason   string
	Author   string
	At       int64 // milliseconds
	Mine     bool
}

// heldSteps lists the steps of a season that wait for a decision.
func (w View) heldSteps(s *book.Season) ([]HeldStep, error) {
	var list []HeldStep
	scope := s.Cluster.Scope()
	err := judge.EachHeld(w.Store, scope, changeset.LogID{}, func(h judge.Held) error {
		raw, err := w.Store.Change(h.Identity)
		if err != nil || raw == nil {
			return err
		}
		c, err := changeset.Decode(w.Judge.Tenant, raw)
		if err != nil {
			return err
		}
		taken, why, ok := seasonStepOf(c, s.Key())
		if !ok {
			return nil
		}
		held := HeldStep{Scope: scope, Identity: h.Identity, To: taken, Reason: why, At: c.HLC.Milliseconds(), Mine: c.Log == w.Self()}
		held.Author, err = w.AuthorName(c.Log)
		list = append(list, held)
		return err
	})
	return list, err
}

// seasonStepOf finds in a change the step it takes a season to, and why.
func seasonStepOf(c *changeset.Signed, season record.ClusterCode) (to emulation.SeasonStep, why string, ok bool) {
	for i := range c.Operations {
		op := &c.Operations[i]
		if record.Season.Read(op.Key) != season {
			continue
		}
		switch {
		case record.Season.Step.Is(op):
			ok = changeset.Load(op.Value, &to) == nil
		case record.Season.Reason.Is(op):
			var r emulation.StepReason
			if changeset.Load(op.Value, &r) == nil {
				why = r.Reason
			}
		}
	}
	return to, why, ok
}
