package data

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/workspace/questions"
)

// LogTrailCmd tells who wrote what, and when the server took it in.
type LogTrailCmd struct {
	Most   int  `help:"cli.flag.trail-most" default:"50" placeholder:"N"`
	Others bool `help:"cli.flag.trail-others"`
}

// Run lists it, the newest first.
func (c *LogTrailCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := questions.At(d.Workspace).Trail(c.Most, c.Others)
		if err != nil {
			return err
		}
		when := func(x *questions.Written) string {
			if x.Received == 0 {
				return ""
			}
			return a.When(x.Received)
		}
		return verb.Of(list,
			verb.Field("received", func(x *questions.Written) any { return when(x) }), // "": it waits here
			verb.Field("author", func(x *questions.Written) any { return x.Author }),
			verb.Field("mine", func(x *questions.Written) any { return x.Mine }),
			verb.Field("scope", func(x *questions.Written) any { return x.Scope.String() }),
			verb.Field("wrote", func(x *questions.Written) any { return a.Render(x.Says) }),
			verb.Field("reason,omitempty", func(x *questions.Written) any { return x.Reason })).Tell(a, "cli.trail.none", func(w io.Writer, x *questions.Written) {
			key := "cli.trail.line"
			if x.Received == 0 {
				key = "cli.trail.waits"
			}
			fmt.Fprintln(w, a.Say(key, "at", when(x), "author", x.Author))
			for _, s := range a.Render(x.Says) {
				fmt.Fprintln(w, "  "+s)
			}
			if x.Reason != "" {
				fmt.Fprintln(w, "  "+a.Say("cli.trail.held", "reason", a.Say("reason."+x.Reason)))
			}
		})
	})
}
