package season

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
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
func (c *SeasonStepCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		to, err := target(d, c.To)
		if err != nil {
			return err
		}
		if err := d.Workspace.StepSeason(to, c.Reason); err != nil {
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

// Run takes the step back.
func (c *SeasonBackCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.StepBack(c.Reason); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.stepped")
	})
}

// SeasonCheckCmd tells what stands before a step.
type SeasonCheckCmd struct {
	To string `arg:"" optional:"" help:"cli.arg.season-step"`
}

// Run prints it.
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
		list, err := d.Workspace.SeasonChecklist(to)
		if err != nil {
			return err
		}
		out := nextOut{Step: string(to), Blocking: a.Render(list.Blocking), Missing: a.Render(list.Missing)}
		return a.Show(out, func(w io.Writer) {
			if to == s.Step && to == emulation.SeasonArchived {
				fmt.Fprintln(w, a.Say("cli.season.at-end"))
				return
			}
			tellNext(a, w, []workspace.SeasonNext{{To: to, Checklist: list}})
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
	return a.With(func(d *desk.Desk) error {
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
			out = append(out, taken{string(t.From), string(t.To), t.Back, t.Reason, t.Author, a.When(t.At), t.Pending})
			step := a.StepName(t.To)
			if t.Back {
				step = a.Say("cli.season.back-to", "step", step)
			}
			rows = append(rows, []string{a.When(t.At), step, t.Author, t.Reason})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{a.Say("cli.col.at"), a.Say("cli.col.season-step"), a.Say("cli.col.author"), a.Say("cli.col.why")}, rows)
		})
	})
}

type deadlineOut struct {
	Date     string `json:"date"`
	Overdue  bool   `json:"overdue"`
	DaysLeft int    `json:"days_left"`
}

// deadline says until when a step lasts.
func deadline(a *verb.App, l *workspace.CalendarLine) string {
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

// Run sets it.
func (c *SeasonDeadlineCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.SetDeadline(emulation.SeasonStep(c.Step), c.Date, c.Reason); err != nil {
			return err
		}
		return a.Done(map[string]string{"step": c.Step, "date": c.Date}, "cli.season.deadline-set", "step", a.StepName(emulation.SeasonStep(c.Step)), "date", c.Date)
	})
}

// SeasonCalendarCmd tells the season's steps with their deadlines.
type SeasonCalendarCmd struct{}

// Run prints them.
func (SeasonCalendarCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
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
				item.History = append(item.History, set{h.Date, h.Reason, h.Author, a.When(h.At)})
			}
			out = append(out, item)
			mark, note := "", l.Reason
			if l.Current {
				mark = "*"
			}
			if l.Conflict {
				note = a.Say("cli.state.conflict")
			}
			rows = append(rows, []string{mark, string(l.Step), a.StepName(l.Step), deadline(a, l), note})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{"", a.Say("cli.col.code"), a.Say("cli.col.season-step"), a.Say("cli.col.deadline"), a.Say("cli.col.note")}, rows)
		})
	})
}
