package data

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/todo"
)

// TasksCmd lists what there is to do for whoever sits here.
type TasksCmd struct{}

// Run lists it, the most urgent first.
func (TasksCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		tasks, err := todo.At(d.Workspace).Tasks()
		if err != nil {
			return err
		}
		type line struct {
			Task    string     `json:"task"`
			What    string     `json:"what"`
			Why     string     `json:"why,omitempty"`
			Due     legal.Date `json:"due,omitempty"`
			Overdue bool       `json:"overdue"`
			Urgency int        `json:"urgency"`
			Screen  string     `json:"screen"`
			Unit    string     `json:"unit,omitempty"`
			Code    string     `json:"code,omitempty"`
		}
		out := []line{}
		for _, t := range tasks {
			l := line{t.Kind, phrase.Render(a.Lang, t.What), "", t.Due, t.Overdue, int(t.Urgency), string(t.Target.Screen), t.Target.Unit.Code, t.Target.Code}
			if t.Why.Key != "" {
				l.Why = phrase.Render(a.Lang, t.Why)
			}
			out = append(out, l)
		}
		return a.Show(out, func(w io.Writer) {
			if len(tasks) == 0 {
				fmt.Fprintln(w, a.Say("cli.tasks.none"))
			}
			for i, t := range tasks {
				text := out[i].What
				if t.Urgency <= todo.Urgent {
					text = "! " + text
				} else {
					text = "- " + text
				}
				switch {
				case t.Overdue:
					text += " " + a.Say("cli.tasks.overdue", "due", t.Due)
				case t.Due != "":
					text += " " + a.Say("cli.tasks.due", "due", t.Due)
				}
				fmt.Fprintln(w, text)
				if out[i].Why != "" {
					fmt.Fprintln(w, "    "+out[i].Why)
				}
			}
		})
	})
}

// NewsCmd lists what others did since this desk last looked.
type NewsCmd struct {
	Seen bool `help:"cli.flag.news-seen"`
}

// Run lists it, the latest first.
func (c *NewsCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := todo.At(d.Workspace).Notices()
		if err != nil {
			return err
		}
		type line struct {
			At     string `json:"at"`
			What   string `json:"what"`
			Author string `json:"author"`
			Count  int    `json:"count"`
			Screen string `json:"screen"`
			Unit   string `json:"unit,omitempty"`
			Code   string `json:"code,omitempty"`
		}
		out := []line{}
		for _, n := range list {
			out = append(out, line{a.When(n.At), phrase.Render(a.Lang, n.What), n.Author, n.Count, string(n.Target.Screen), n.Target.Unit.Code, n.Target.Code})
		}
		if c.Seen {
			if err := todo.At(d.Workspace).SeenNotices(); err != nil {
				return err
			}
		}
		return a.Show(out, func(w io.Writer) {
			if len(out) == 0 {
				fmt.Fprintln(w, a.Say("cli.news.none"))
			}
			for _, l := range out {
				fmt.Fprintln(w, a.Say("cli.news.line", "at", l.At, "what", l.What, "author", l.Author))
			}
		})
	})
}
