package data

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
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
		return verb.Of(tasks,
			verb.Field("task", func(t *todo.Task) any { return t.Kind }),
			verb.Field("what", func(t *todo.Task) any { return phrase.Render(a.Lang, t.What) }),
			verb.Field("why,omitempty", func(t *todo.Task) any { return why(a, t) }),
			verb.Field("due,omitempty", func(t *todo.Task) any { return t.Due }),
			verb.Field("overdue", func(t *todo.Task) any { return t.Overdue }),
			verb.Field("urgency", func(t *todo.Task) any { return int(t.Urgency) }),
			verb.Field("", func(t *todo.Task) any { return target(t.Target) })).Tell(a, "cli.tasks.none", func(w io.Writer, t *todo.Task) {
			mark, text := "- ", phrase.Render(a.Lang, t.What)
			if t.Urgency <= todo.Urgent {
				mark = "! "
			}
			switch {
			case t.Overdue:
				text += " " + a.Say("cli.tasks.overdue", "due", t.Due)
			case t.Due != "":
				text += " " + a.Say("cli.tasks.due", "due", t.Due)
			}
			fmt.Fprintln(w, mark+text)
			if said := why(a, t); said != "" {
				fmt.Fprintln(w, "    "+said)
			}
		})
	})
}

// why is the reason of a task, "" where it has none.
func why(a *verb.App, t *todo.Task) string {
	if t.Why.Key == "" {
		return ""
	}
	return phrase.Render(a.Lang, t.Why)
}

// target is where something is done, for --json.
func target(t todo.Target) any {
	return struct {
		Screen string `json:"screen"`
		Unit   string `json:"unit,omitempty"`
		Code   string `json:"code,omitempty"`
		Season string `json:"season,omitempty"`
	}{string(t.Screen), t.Unit.Code, t.Code, t.Season.Label}
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
		if c.Seen {
			if err := todo.At(d.Workspace).SeenNotices(); err != nil {
				return err
			}
		}
		return verb.Of(list,
			verb.Field("at", func(n *todo.Notice) any { return a.When(n.At) }),
			verb.Field("what", func(n *todo.Notice) any { return phrase.Render(a.Lang, n.What) }),
			verb.Field("author", func(n *todo.Notice) any { return n.Author }),
			verb.Field("count", func(n *todo.Notice) any { return n.Count }),
			verb.Field("", func(n *todo.Notice) any { return target(n.Target) })).Tell(a, "cli.news.none", func(w io.Writer, n *todo.Notice) {
			fmt.Fprintln(w, a.Say("cli.news.line", "at", a.When(n.At), "what", n.What, "author", n.Author))
		})
	})
}
