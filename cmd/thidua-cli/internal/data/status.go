package data

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/replica"
)

// StatusCmd tells the state of the desk's data.
type StatusCmd struct{}

func (StatusCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		st, err := replica.At(d.Workspace).Status()
		if err != nil {
			return err
		}
		line, err := d.Line()
		if err != nil {
			return err
		}
		way := wayTo(a, line.Route)
		say := func(m emulation.Message) string {
			if m.Key == "" {
				return ""
			}
			return phrase.Render(a.Lang, m)
		}
		findings := a.Render(append(d.Findings(), st.Odd...))
		stalled, err := d.Stalled()
		if err != nil {
			return err
		}
		if stalled.Key != "" {
			findings = append(findings, say(stalled))
		}
		if st.Offer != nil {
			findings = append(append(findings, a.Render(st.Offer.Messages())...), a.Say("cli.log.generation.how"))
		}
		out := verb.Object{"who", who(a, st.Me), "roles", emulation.Map(st.Me.May, func(r emulation.Role) string { return string(r) }), "server", st.Server,
			"way,omitempty", way, "sample,omitempty", st.Origin, "drafts", st.Drafts, "pending", st.Pending, "conflicts", st.Conflicts, "waiting", st.Waiting,
			"logs", emulation.Map(st.Logs, func(l replica.LogStatus) verb.Object {
				return verb.Object{"scope", l.Scope.String(), "size", l.Size, "pending", l.Pending, "stated", l.Stated, "alarm,omitempty", say(l.Alarm),
					"signed,omitempty", l.Alarm.Key != "" && l.Signed, "held,omitempty", say(l.Held), "kept,omitempty", say(l.Kept)}
			}), "findings", findings}
		return a.Show(out, func(w io.Writer) {
			roles := emulation.Map(st.Me.May, func(r emulation.Role) string { return a.Say("role." + string(r)) })
			fmt.Fprintln(w, a.Say("cli.status.who", "who", who(a, st.Me), "roles", strings.Join(roles, ", ")))
			fmt.Fprintln(w, a.Say("cli.status.server", "server", cmp.Or(st.Server, a.Say("cli.status.no-server"))))
			if way != "" {
				fmt.Fprintln(w, a.Say("cli.status.way", "way", way))
			}
			fmt.Fprintln(w, a.Say("cli.status.work", "drafts", st.Drafts, "pending", st.Pending, "conflicts", st.Conflicts, "waiting", st.Waiting))
			for _, l := range st.Logs {
				fmt.Fprintln(w, a.Say("cli.status.log", "log", book.LogName(l.Scope), "size", strconv.FormatUint(l.Size, 10), "pending", l.Pending))
				if l.Stated > 0 { // the size at which the server signed the state that is here
					fmt.Fprintln(w, "  "+a.Say("cli.status.stated", "size", strconv.FormatUint(l.Stated, 10)))
				}
				if l.Alarm.Key != "" {
					fmt.Fprintln(w, "  "+a.Say("cli.status.alarm", "what", say(l.Alarm)))
				}
				if l.Alarm.Key != "" && l.Signed {
					fmt.Fprintln(w, "  "+a.Say("cli.status.signed"))
				}
				if l.Kept.Key != "" {
					fmt.Fprintln(w, "  "+say(l.Kept))
				}
				if l.Held.Key != "" {
					fmt.Fprintln(w, "  "+a.Say("cli.status.held", "what", say(l.Held)))
				}
			}
			for _, f := range findings {
				fmt.Fprintln(w, f)
			}
		})
	})
}
