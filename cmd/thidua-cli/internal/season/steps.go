package season

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/season"
)

// SeasonStepCmd takes the season to another step: the next one if none is named.
type SeasonStepCmd struct {
	To     string `arg:"" optional:"" help:"cli.arg.season-step"`
	Reason string `help:"cli.flag.step-reason" placeholder:"TEXT"`
}

func (c *SeasonStepCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		to, err := target(d, c.To)
		if err != nil {
			return err
		}
		if err := season.At(d.Workspace).StepSeason(to, c.Reason); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.stepped")
	})
}

// target is the step that was named, or the next one; from running that is self-scoring, as a mid-review may be left out.
func target(d *desk.Desk, named string) (emulation.SeasonStep, error) {
	if named != "" {
		return emulation.SeasonStep(named), nil
	}
	s, err := d.Workspace.Season()
	if err != nil {
		return "", err
	}
	for _, to := range s.NextSteps() {
		if to != emulation.SeasonMidReview && !emulation.StepsBack(s.Step, to) {
			return to, nil
		}
	}
	return s.Step, nil // the last one: the refusal says so
}

// SeasonBackCmd undoes the season's last step.
type SeasonBackCmd struct {
	Reason string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (c *SeasonBackCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := season.At(d.Workspace).StepBack(c.Reason); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.stepped")
	})
}

// SeasonCheckCmd tells what stands before a step.
type SeasonCheckCmd struct {
	To string `arg:"" optional:"" help:"cli.arg.season-step"`
}

func (c *SeasonCheckCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		to, err := target(d, c.To)
		if err != nil {
			return err
		}
		s, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		list, err := season.At(d.Workspace).SeasonChecklist(to)
		if err != nil {
			return err
		}
		next := season.SeasonNext{To: to, Checklist: list}
		return a.Show(nextOf(a, &next), func(w io.Writer) {
			if to == s.Step && to == emulation.SeasonArchived {
				fmt.Fprintln(w, a.Say("cli.season.at-end"))
				return
			}
			tellNext(a, w, []season.SeasonNext{next})
			if len(list.Blocking)+len(list.Missing) == 0 {
				fmt.Fprintln(w, "  "+a.Say("cli.season.nothing-missing"))
			}
		})
	})
}

// SeasonHistoryCmd tells every step the season took.
type SeasonHistoryCmd struct{}

// Run prints them, the first one first.
func (SeasonHistoryCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]season.StepTaken, error) { return season.At(d.Workspace).SeasonHistory() }, "",
		verb.Cell("at", func(t *season.StepTaken) string { return a.When(t.At) }),
		verb.Field("from", func(t *season.StepTaken) any { return t.From }),
		verb.Both("season-step", "to", func(t *season.StepTaken) any { return t.To }, func(t *season.StepTaken) string {
			if t.Back {
				return a.Say("cli.season.back-to", "step", a.StepName(t.To))
			}
			return a.StepName(t.To)
		}),
		verb.Cell("author", func(t *season.StepTaken) string { return t.Author }),
		verb.Field("back", func(t *season.StepTaken) any { return t.Back }),
		verb.Both("why", "reason,omitempty", func(t *season.StepTaken) any { return t.Reason }),
		verb.Field("author", func(t *season.StepTaken) any { return t.Author }),
		verb.Field("at", func(t *season.StepTaken) any { return a.When(t.At) }),
		verb.Field("pending", func(t *season.StepTaken) any { return t.Pending }))
}

// deadline says until when a step lasts.
func deadline(a *verb.App, l *season.CalendarLine) string {
	switch {
	case l.Date == "" || l.Past:
		return a.Date(l.Date)
	case l.Overdue:
		return a.Say("cli.season.overdue", "date", a.Date(l.Date), "days", -l.DaysLeft)
	}
	return a.Say("cli.season.due", "date", a.Date(l.Date), "days", l.DaysLeft)
}

// SeasonDeadlineCmd sets until when a step lasts.
type SeasonDeadlineCmd struct {
	Step   string `arg:"" help:"cli.arg.season-step"`
	Date   string `arg:"" help:"cli.arg.date"`
	Reason string `help:"cli.flag.extension" placeholder:"TEXT"`
}

func (c *SeasonDeadlineCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := season.At(d.Workspace).SetDeadline(emulation.SeasonStep(c.Step), c.Date, c.Reason)
		return a.DoneUnless(err, map[string]string{"step": c.Step, "date": c.Date}, "cli.season.deadline-set", "step", a.StepName(emulation.SeasonStep(c.Step)), "date", c.Date)
	})
}

// SeasonCalendarCmd tells the season's steps with their deadlines.
type SeasonCalendarCmd struct{}

func (SeasonCalendarCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		calendar, err := season.At(d.Workspace).Calendar()
		if err != nil {
			return err
		}
		return verb.List(a, calendar, "",
			verb.Cell("", func(l *season.CalendarLine) string { return current(l.Current) }),
			verb.Both("code", "step", func(l *season.CalendarLine) any { return l.Step }),
			verb.Cell("season-step", func(l *season.CalendarLine) string { return a.StepName(l.Step) }),
			verb.Both("deadline", "date,omitempty", func(l *season.CalendarLine) any { return l.Date }, func(l *season.CalendarLine) string { return deadline(a, l) }),
			verb.Cell("note", func(l *season.CalendarLine) string {
				if l.Conflict {
					return a.Say("cli.state.conflict")
				}
				return l.Reason
			}),
			verb.Field("current", func(l *season.CalendarLine) any { return l.Current }),
			verb.Field("past", func(l *season.CalendarLine) any { return l.Past }),
			verb.Field("overdue", func(l *season.CalendarLine) any { return l.Overdue }),
			verb.Field("days_left", func(l *season.CalendarLine) any { return l.DaysLeft }),
			verb.Field("conflict", func(l *season.CalendarLine) any { return l.Conflict }),
			verb.Field("history", func(l *season.CalendarLine) any {
				return emulation.Map(l.History, func(h season.DeadlineSet) verb.Object {
					return verb.Object{"date", h.Date, "reason,omitempty", h.Reason, "author", h.Author, "at", a.When(h.At)}
				})
			}))
	})
}
