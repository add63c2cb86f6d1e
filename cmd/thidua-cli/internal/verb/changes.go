package verb

import (
	"fmt"
	"io"

	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

// Changes are what two versions of a criteria set differ in; more stands behind the code.
func (a *App) Changes(list []criteria.Change, more ...Column[criteria.Change]) Rows[criteria.Change] {
	columns := append([]Column[criteria.Change]{Field("code", func(c *criteria.Change) any { return c.Code })}, more...)
	return Of(list, append(columns,
		Field("scores", func(c *criteria.Change) any { return c.Scores }),
		Field("message", func(c *criteria.Change) any { return phrase.Render(a.Lang, c.Message) }))...)
}

// Effects are what scoring again would change, in words.
func (a *App) Effects(e *scoring.Effect) []string {
	out := []string{}
	for _, u := range e.Units {
		out = append(out, a.Render(u.Messages())...)
	}
	return out
}

// TellChanges prints what two versions differ in; a star marks what can change points.
func (a *App) TellChanges(w io.Writer, list []criteria.Change) {
	scores := 0
	for _, c := range list {
		if c.Scores {
			scores++
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(w, a.Say("cli.diff.none"))
	} else {
		fmt.Fprintln(w, a.Say("cli.diff.count", "count", len(list), "scores", scores))
	}
	for _, c := range list {
		mark := " "
		if c.Scores {
			mark = "*"
		}
		fmt.Fprintln(w, mark, phrase.Render(a.Lang, c.Message))
	}
}

// TellEffects prints what scoring again would change under a heading.
func (a *App) TellEffects(w io.Writer, heading string, effects []string) {
	if len(effects) == 0 {
		fmt.Fprintln(w, a.Say("cli.diff.no-effect"))
		return
	}
	fmt.Fprintln(w, a.Say(heading))
	for _, e := range effects {
		fmt.Fprintln(w, " ", e)
	}
}
