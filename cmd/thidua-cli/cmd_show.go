package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// StatusCmd tells the state of the desk's data.
type StatusCmd struct{}

// Run prints it.
func (StatusCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		st, err := d.Workspace.Status()
		if err != nil {
			return err
		}
		type log struct {
			Scope   string `json:"scope"`
			Size    uint64 `json:"size"`
			Pending int    `json:"pending"`
			Alarm   string `json:"alarm,omitempty"`
		}
		out := struct {
			Who       string   `json:"who"`
			Roles     []string `json:"roles"`
			Server    string   `json:"server"`
			Sample    string   `json:"sample,omitempty"`
			Drafts    int      `json:"drafts"`
			Pending   int      `json:"pending"`
			Conflicts int      `json:"conflicts"`
			Waiting   int      `json:"waiting"`
			Logs      []log    `json:"logs"`
			Findings  []string `json:"findings"`
		}{Who: a.who(st.Me), Server: st.Server, Sample: st.Origin, Drafts: st.Drafts, Pending: st.Pending, Conflicts: st.Conflicts, Waiting: st.Waiting,
			Roles: []string{}, Logs: []log{}, Findings: []string{}}
		for _, r := range st.Me.May {
			out.Roles = append(out.Roles, string(r))
		}
		for _, l := range st.Logs {
			entry := log{Scope: l.Scope.String(), Size: l.Size, Pending: l.Pending}
			if l.Alarm.Key != "" {
				entry.Alarm = phrase.Render(a.lang, l.Alarm)
			}
			out.Logs = append(out.Logs, entry)
		}
		for _, f := range d.Findings() {
			out.Findings = append(out.Findings, phrase.Render(a.lang, f))
		}
		return a.show(out, func(w io.Writer) {
			roles := make([]string, len(st.Me.May))
			for i, r := range st.Me.May {
				roles[i] = a.say("role." + string(r))
			}
			fmt.Fprintln(w, a.say("cli.status.who", "who", out.Who, "roles", strings.Join(roles, ", ")))
			server := st.Server
			if server == "" {
				server = a.say("cli.status.no-server")
			}
			fmt.Fprintln(w, a.say("cli.status.server", "server", server))
			fmt.Fprintln(w, a.say("cli.status.work", "drafts", st.Drafts, "pending", st.Pending, "conflicts", st.Conflicts, "waiting", st.Waiting))
			for _, l := range out.Logs {
				fmt.Fprintln(w, a.say("cli.status.log", "scope", l.Scope, "size", strconv.FormatUint(l.Size, 10), "pending", l.Pending))
				if l.Alarm != "" {
					fmt.Fprintln(w, "  "+a.say("cli.status.alarm", "what", l.Alarm))
				}
			}
			for _, f := range out.Findings {
				fmt.Fprintln(w, f)
			}
		})
	})
}

// SeasonCmd is about the season.
type SeasonCmd struct {
	Show     SeasonShowCmd     `cmd:"" help:"cli.season.show"`
	Criteria SeasonCriteriaCmd `cmd:"" help:"cli.season.criteria-versions"`
}

// SeasonShowCmd tells where the season stands.
type SeasonShowCmd struct{}

// Run prints it.
func (SeasonShowCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		s, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		r, err := d.Workspace.Ranking()
		if err != nil && emulation.KeyOf(err) != "workspace.no-criteria" {
			return err
		}
		steps := map[string]string{}
		if r != nil {
			for _, st := range r.Standings {
				steps[st.Unit.Code] = string(st.Step)
			}
		}
		type member struct {
			Code string `json:"code"`
			Name string `json:"name"`
			Post string `json:"post,omitempty"`
			Step string `json:"sheet"`
		}
		out := struct {
			Cluster      string   `json:"cluster"`
			Organiser    string   `json:"organiser"`
			Season       string   `json:"season"`
			Name         string   `json:"name"`
			Step         string   `json:"step"`
			Criteria     string   `json:"criteria"`
			Version      uint64   `json:"version"`
			Illustrative bool     `json:"illustrative"`
			Members      []member `json:"members"`
		}{Cluster: s.Cluster.Info.Name, Organiser: s.Cluster.Info.Organiser, Season: s.Label, Name: s.Info.Name, Step: string(s.Step), Version: s.Version,
			Illustrative: s.Info.Illustrative, Members: []member{}}
		if s.Set != nil {
			out.Criteria = s.Set.Name
		}
		for _, u := range s.Cluster.Members {
			m := member{Code: u.Code, Name: u.Name, Step: steps[u.Code], Post: post(s, u)}
			if m.Step == "" {
				m.Step = string(emulation.SheetDraft)
			}
			out.Members = append(out.Members, m)
		}
		return a.show(out, func(w io.Writer) {
			fmt.Fprintln(w, a.say("cli.season.head", "cluster", out.Cluster, "season", out.Name, "step", emulation.Say("season."+out.Step)))
			fmt.Fprintln(w, a.say("cli.season.criteria", "criteria", out.Criteria, "version", strconv.FormatUint(out.Version, 10)))
			if out.Illustrative {
				fmt.Fprintln(w, a.say("cli.illustrative"))
			}
			var rows [][]string
			for _, m := range out.Members {
				p := ""
				if m.Post != "" {
					p = a.say("post." + m.Post)
				}
				rows = append(rows, []string{m.Code, m.Name, p, a.say("step." + m.Step)})
			}
			table(w, []string{a.say("cli.col.code"), a.say("cli.col.unit"), a.say("cli.col.post"), a.say("cli.col.sheet")}, rows)
		})
	})
}

func post(s *workspace.Season, u workspace.Unit) string {
	for _, h := range s.Head {
		if h.ID == u.ID {
			return string(emulation.PostHead)
		}
	}
	for _, h := range s.Deputies {
		if h.ID == u.ID {
			return string(emulation.PostDeputy)
		}
	}
	return ""
}
