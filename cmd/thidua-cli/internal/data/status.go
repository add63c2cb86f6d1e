package data

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/internal/desk"
	"thidua/internal/phrase"
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
		type log struct {
			Scope   string `json:"scope"`
			Size    uint64 `json:"size"`
			Pending int    `json:"pending"`
			Stated  uint64 `json:"stated"` // at which size the server signed the state that is here
			Alarm   string `json:"alarm,omitempty"`
			Signed  bool   `json:"signed,omitempty"` // the server's signature under it is kept
			Held    string `json:"held,omitempty"`
			Kept    string `json:"kept,omitempty"`
		}
		out := struct {
			Who       string   `json:"who"`
			Roles     []string `json:"roles"`
			Server    string   `json:"server"`
			Way       string   `json:"way,omitempty"` // to the server
			Sample    string   `json:"sample,omitempty"`
			Drafts    int      `json:"drafts"`
			Pending   int      `json:"pending"`
			Conflicts int      `json:"conflicts"`
			Waiting   int      `json:"waiting"`
			Logs      []log    `json:"logs"`
			Findings  []string `json:"findings"`
		}{Who: who(a, st.Me), Server: st.Server, Sample: st.Origin, Drafts: st.Drafts, Pending: st.Pending, Conflicts: st.Conflicts, Waiting: st.Waiting,
			Roles: []string{}, Logs: []log{}, Findings: []string{}}
		line, err := d.Line()
		if err != nil {
			return err
		}
		out.Way = wayTo(a, line.Route)
		for _, r := range st.Me.May {
			out.Roles = append(out.Roles, string(r))
		}
		for _, l := range st.Logs {
			entry := log{Scope: l.Scope.String(), Size: l.Size, Pending: l.Pending, Stated: l.Stated}
			if l.Alarm.Key != "" {
				entry.Alarm, entry.Signed = phrase.Render(a.Lang, l.Alarm), l.Signed
			}
			if l.Kept.Key != "" {
				entry.Kept = phrase.Render(a.Lang, l.Kept)
			}
			if l.Held.Key != "" {
				entry.Held = phrase.Render(a.Lang, l.Held)
			}
			out.Logs = append(out.Logs, entry)
		}
		out.Findings = a.Render(append(d.Findings(), st.Odd...))
		if st.Offer != nil {
			out.Findings = append(out.Findings, a.Render(st.Offer.Messages())...)
			out.Findings = append(out.Findings, a.Say("cli.log.generation.how"))
		}
		return a.Show(out, func(w io.Writer) {
			roles := make([]string, len(st.Me.May))
			for i, r := range st.Me.May {
				roles[i] = a.Say("role." + string(r))
			}
			fmt.Fprintln(w, a.Say("cli.status.who", "who", out.Who, "roles", strings.Join(roles, ", ")))
			server := st.Server
			server = cmp.Or(server, a.Say("cli.status.no-server"))
			fmt.Fprintln(w, a.Say("cli.status.server", "server", server))
			if out.Way != "" {
				fmt.Fprintln(w, a.Say("cli.status.way", "way", out.Way))
			}
			fmt.Fprintln(w, a.Say("cli.status.work", "drafts", st.Drafts, "pending", st.Pending, "conflicts", st.Conflicts, "waiting", st.Waiting))
			for _, l := range out.Logs {
				fmt.Fprintln(w, a.Say("cli.status.log", "scope", l.Scope, "size", strconv.FormatUint(l.Size, 10), "pending", l.Pending))
				if l.Stated > 0 {
					fmt.Fprintln(w, "  "+a.Say("cli.status.stated", "size", strconv.FormatUint(l.Stated, 10)))
				}
				if l.Alarm != "" {
					fmt.Fprintln(w, "  "+a.Say("cli.status.alarm", "what", l.Alarm))
				}
				if l.Signed {
					fmt.Fprintln(w, "  "+a.Say("cli.status.signed"))
				}
				if l.Kept != "" {
					fmt.Fprintln(w, "  "+l.Kept)
				}
				if l.Held != "" {
					fmt.Fprintln(w, "  "+a.Say("cli.status.held", "what", l.Held))
				}
			}
			for _, f := range out.Findings {
				fmt.Fprintln(w, f)
			}
		})
	})
}
