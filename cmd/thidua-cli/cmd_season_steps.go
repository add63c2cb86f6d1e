package main

import (
	"fmt"
	"io"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace"
)

// SeasonStepCmd takes the season to another step: the next one if none is named.
type SeasonStepCmd struct {
	To     string `arg:"" optional:"" help:"cli.arg.season-step"`
	Reason string `help:"cli.flag.step-reason" placeholder:"TEXT"`
}

// Run takes the step.
func (c *SeasonStepCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		to, err := target(d, c.To)
		if err != nil {
			return err
		}
		if err := d.Workspace.StepSeason(to, c.Reason); err != nil {
			return err
		}
		return a.inUse(d, "cli.season.stepped")
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

// Run takes the step back.
func (c *SeasonBackCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if err := d.Workspace.StepBack(c.Reason); err != nil {
			return err
		}
		return a.inUse(d, "cli.season.stepped")
	})
}

// SeasonCheckCmd tells what stands before a step.
type SeasonCheckCmd struct {
	To string `arg:"" optional:"" help:"cli.arg.season-step"`
}

// Run prints it.
func (c *SeasonCheckCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		to, err := target(d, c.To)
		if err != nil {
			return err
		}
		s, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		list, err := d.Workspace.SeasonChecklist(to)
		if err != nil {
			return err
		}
		out := nextOut{Step: string(to), Blocking: a.rendered(list.Blocking), Missing: a.rendered(list.Missing)}
		return a.show(out, func(w io.Writer) {
			if to == s.Step && to == emulation.SeasonArchived {
				fmt.Fprintln(w, a.say("cli.season.at-end"))
				return
			}
			a.tellNext(w, []workspace.SeasonNext{{To: to, Checklist: list}})
			if len(list.Blocking)+len(list.Missing) == 0 {
				fmt.Fprintln(w, "  "+a.say("cli.season.nothing-missing"))
			}
		})
	})
}

// SeasonHistoryCmd tells every step the season took.
type SeasonHistoryCmd struct{}

// Run prints them, the first one first.
func (SeasonHistoryCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		history, err := d.Workspace.SeasonHistory()
		if err != nil {
			return err
		}
		type taken struct {
			From    string `json:"from"`
			To      string `json:"to"`
			Back    bool   `json:"back"`
			Reason  string `json:"reason,omitempty"`
			Author  string `json:"author"`
			At      string `json:"at"`
			Pending bool   `json:"pending"`
		}
		out := []taken{}
		var rows [][]string
		for _, t := range history {
			out = append(out, taken{string(t.From), string(t.To), t.Back, t.Reason, t.Author, a.when(t.At), t.Pending})
			step := a.stepName(t.To)
			if t.Back {
				step = a.say("cli.season.back-to", "step", step)
			}
			rows = append(rows, []string{a.when(t.At), step, t.Author, t.Reason})
		}
		return a.show(out, func(w io.Writer) {
			table(w, []string{a.say("cli.col.at"), a.say("cli.col.season-step"), a.say("cli.col.author"), a.say("cli.col.why")}, rows)
		})
	})
}

type deadlineOut struct {
	Date     string `json:"date"`
	Overdue  bool   `json:"overdue"`
	DaysLeft int    `json:"days_left"`
}

// deadline says until when a step lasts.
func (a *App) deadline(l *workspace.CalendarLine) string {
	switch {
	case l.Date == "" || l.Past:
		return a.date(l.Date)
	case l.Overdue:
		return a.say("cli.season.overdue", "date", a.date(l.Date), "days", -l.DaysLeft)
	}
	return a.say("cli.season.due", "date", a.date(l.Date), "days", l.DaysLeft)
}

// SeasonDeadlineCmd sets until when a step lasts.
type SeasonDeadlineCmd struct {
	Step   string `arg:"" help:"cli.arg.season-step"`
	Date   string `arg:"" help:"cli.arg.date"`
	Reason string `help:"cli.flag.extension" placeholder:"TEXT"`
}

// Run sets it.
func (c *SeasonDeadlineCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if err := d.Workspace.SetDeadline(emulation.SeasonStep(c.Step), c.Date, c.Reason); err != nil {
			return err
		}
		return a.done(map[string]string{"step": c.Step, "date": c.Date}, "cli.season.deadline-set", "step", a.stepName(emulation.SeasonStep(c.Step)), "date", c.Date)
	})
}

// SeasonCalendarCmd tells the season's steps with their deadlines.
type SeasonCalendarCmd struct{}

// Run prints them.
func (SeasonCalendarCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		calendar, err := d.Workspace.Calendar()
		if err != nil {
			return err
		}
		type set struct {
			Date   string `json:"date"`
			Reason string `json:"reason,omitempty"`
			Author string `json:"author"`
			At     string `json:"at"`
		}
		type line struct {
			Step     string `json:"step"`
			Date     string `json:"date,omitempty"`
			Current  bool   `json:"current"`
			Past     bool   `json:"past"`
			Overdue  bool   `json:"overdue"`
			DaysLeft int    `json:"days_left"`
			Conflict bool   `json:"conflict"`
			History  []set  `json:"history"`
		}
		out := []line{}
		var rows [][]string
		for i := range calendar {
			l := &calendar[i]
			item := line{string(l.Step), l.Date, l.Current, l.Past, l.Overdue, l.DaysLeft, l.Conflict, []set{}}
			for _, h := range l.History {
				item.History = append(item.History, set{h.Date, h.Reason, h.Author, a.when(h.At)})
			}
			out = append(out, item)
			mark, note := "", l.Reason
			if l.Current {
				mark = "*"
			}
			if l.Conflict {
				note = a.say("cli.state.conflict")
			}
			rows = append(rows, []string{mark, string(l.Step), a.stepName(l.Step), a.deadline(l), note})
		}
		return a.show(out, func(w io.Writer) {
			table(w, []string{"", a.say("cli.col.code"), a.say("cli.col.season-step"), a.say("cli.col.deadline"), a.say("cli.col.note")}, rows)
		})
	})
}
