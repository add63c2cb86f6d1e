package main

import (
	"fmt"
	"io"
	"strconv"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// SeasonShowCmd tells where the season stands.
type SeasonShowCmd struct{}

type memberOut struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Post string `json:"post,omitempty"`
	Step string `json:"sheet"`
}

type formerOut struct {
	unitOut
	Until  string    `json:"until"`
	Reason string    `json:"reason,omitempty"`
	Became string    `json:"became,omitempty"`
	Into   []unitOut `json:"into,omitempty"`
}

type nextOut struct {
	Step     string   `json:"step"`
	Back     bool     `json:"back"`
	Blocking []string `json:"blocking"`
	Missing  []string `json:"missing"`
}

type heldOut struct {
	Identity string `json:"identity"`
	Scope    string `json:"scope"`
	Step     string `json:"step"`
	Author   string `json:"author"`
	At       string `json:"at"`
	Reason   string `json:"reason,omitempty"`
	Mine     bool   `json:"mine"`
}

type seasonOut struct {
	Cluster      string       `json:"cluster"`
	Organiser    string       `json:"organiser"`
	Season       string       `json:"season"`
	Name         string       `json:"name"`
	Kind         string       `json:"kind,omitempty"`
	Theme        string       `json:"theme,omitempty"`
	Grounds      []string     `json:"grounds,omitempty"`
	Review       string       `json:"review,omitempty"`
	Place        string       `json:"place,omitempty"`
	Date         string       `json:"date,omitempty"`
	Previous     string       `json:"previous,omitempty"`
	Step         string       `json:"step"`
	Criteria     string       `json:"criteria"`
	Version      uint64       `json:"version"`
	Illustrative bool         `json:"illustrative"`
	Members      []memberOut  `json:"members"`
	Former       []formerOut  `json:"former"`
	Next         []nextOut    `json:"next"`
	Who          string       `json:"who"`
	Mine         bool         `json:"mine"`
	Deadline     *deadlineOut `json:"deadline,omitempty"`
	Held         []heldOut    `json:"held"`
	Waits        []string     `json:"waits"`
}

// Run prints it: the step, who takes the next one, until when, and what is missing.
func (SeasonShowCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		st, err := d.Workspace.SeasonState()
		if err != nil {
			return err
		}
		out, err := a.seasonOut(d, st)
		if err != nil {
			return err
		}
		return a.show(out, func(w io.Writer) { a.tellSeason(w, st, out) })
	})
}

func (a *App) seasonOut(d *desk.Desk, st *workspace.SeasonState) (*seasonOut, error) {
	s := st.Season
	r, err := d.Workspace.Ranking()
	if err != nil && emulation.KeyOf(err) != "workspace.no-criteria" {
		return nil, err
	}
	steps := map[string]string{}
	if r != nil {
		for _, st := range r.Standings {
			steps[st.Unit.Code] = string(st.Step)
		}
	}
	out := &seasonOut{Cluster: s.Cluster.Info.Name, Organiser: s.Cluster.Info.Organiser, Season: s.Label, Name: s.Info.Name, Kind: s.Info.Kind, Theme: s.Info.Theme,
		Grounds: s.Info.Grounds, Review: s.Info.Review, Place: s.Info.Place, Date: s.Info.Date, Previous: s.Info.Previous, Step: string(s.Step), Version: s.Version,
		Illustrative: s.Info.Illustrative, Members: []memberOut{}, Former: []formerOut{}, Next: []nextOut{}, Who: phrase.Render(a.lang, st.Who), Mine: st.Mine,
		Held: []heldOut{}, Waits: a.rendered(st.Waits)}
	if s.Set != nil {
		out.Criteria = s.Set.Name
	}
	for _, u := range s.Cluster.Members {
		m := memberOut{Code: u.Code, Name: u.Name, Step: steps[u.Code], Post: post(s, u)}
		if m.Step == "" {
			m.Step = string(emulation.SheetDraft)
		}
		out.Members = append(out.Members, m)
	}
	for _, f := range s.Cluster.Former {
		former := formerOut{unitOut{f.Code, f.Name}, f.Until, f.Reason, f.Became, nil}
		if len(f.Into) > 0 {
			former.Into = unitsOut(f.Into)
		}
		out.Former = append(out.Former, former)
	}
	for _, n := range st.Next {
		out.Next = append(out.Next, nextOut{string(n.To), n.Back, a.rendered(n.Blocking), a.rendered(n.Missing)})
	}
	if st.Deadline != nil {
		out.Deadline = &deadlineOut{st.Deadline.Date, st.Deadline.Overdue, st.Deadline.DaysLeft}
	}
	for _, h := range st.Held {
		out.Held = append(out.Held, heldOut{h.Identity.String(), h.Scope.String(), string(h.To), h.Author, a.when(h.At), h.Reason, h.Mine})
	}
	return out, nil
}

func (a *App) tellSeason(w io.Writer, st *workspace.SeasonState, out *seasonOut) {
	fmt.Fprintln(w, a.say("cli.season.head", "cluster", out.Cluster, "season", out.Name, "step", a.stepName(st.Season.Step)))
	if out.Theme != "" {
		fmt.Fprintln(w, a.say("cli.season.theme", "theme", out.Theme))
	}
	fmt.Fprintln(w, a.say("cli.season.criteria", "criteria", out.Criteria, "version", strconv.FormatUint(out.Version, 10)))
	if out.Illustrative {
		fmt.Fprintln(w, a.say("cli.illustrative"))
	}
	if st.Deadline != nil {
		fmt.Fprintln(w, a.deadline(st.Deadline))
	}
	fmt.Fprintln(w, a.say("cli.season.who", "who", out.Who))
	a.tellNext(w, st.Next)
	for _, line := range out.Waits {
		fmt.Fprintln(w, "! "+line)
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
	for _, f := range st.Season.Cluster.Former {
		key, pairs := "cli.season.former", []any{"unit", f.Name, "until", a.date(f.Until)}
		if f.Became != "" {
			key, pairs = "cli.season.ended", append(pairs, "what", a.say("succession."+f.Became))
		}
		fmt.Fprintln(w, a.say(key, pairs...))
	}
}

// tellNext prints what stands before the steps that go on.
func (a *App) tellNext(w io.Writer, next []workspace.SeasonNext) {
	for _, n := range next {
		if n.Back {
			continue
		}
		fmt.Fprintln(w, a.say("cli.season.next", "step", a.stepName(n.To)))
		for _, m := range a.rendered(n.Blocking) {
			fmt.Fprintln(w, "  "+a.say("cli.season.blocks", "what", m))
		}
		for _, m := range a.rendered(n.Missing) {
			fmt.Fprintln(w, "  "+a.say("cli.season.misses", "what", m))
		}
	}
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

// SeasonListCmd lists the seasons of every cluster this desk takes part in.
type SeasonListCmd struct{}

// Run prints them, the one in use marked.
func (SeasonListCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		list, err := d.Workspace.Seasons()
		if err != nil {
			return err
		}
		type line struct {
			Cluster string    `json:"cluster"`
			Season  string    `json:"season"`
			Name    string    `json:"name"`
			Step    string    `json:"step"`
			Head    []unitOut `json:"head"`
			Current bool      `json:"current"`
		}
		out := []line{}
		var rows [][]string
		for _, s := range list {
			out = append(out, line{s.Cluster.Code, s.Label, s.Info.Name, string(s.Step), unitsOut(s.Head), s.Current})
			mark := ""
			if s.Current {
				mark = "*"
			}
			rows = append(rows, []string{mark, s.Cluster.Info.Name, s.Label, a.stepName(s.Step), names(s.Head)})
		}
		return a.show(out, func(w io.Writer) {
			table(w, []string{"", a.say("cli.col.cluster"), a.say("cli.col.season"), a.say("cli.col.season-step"), a.say("cli.col.head")}, rows)
		})
	})
}

// SeasonUseCmd works in a season from now on; without one, in the latest.
type SeasonUseCmd struct {
	Label string `arg:"" optional:"" help:"cli.arg.season"`
}

// Run remembers it.
func (c *SeasonUseCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		if c.Label == "" {
			c.Label = a.cli.InSeason
		}
		if err := d.Workspace.UseSeason(a.cli.InCluster, c.Label); err != nil {
			return err
		}
		return a.inUse(d, "cli.season.used")
	})
}

// inUse says which season this desk works in.
func (a *App) inUse(d *desk.Desk, key string) error {
	s, err := d.Workspace.Season()
	if err != nil {
		return err
	}
	return a.done(map[string]string{"cluster": s.Cluster.Code, "season": s.Label, "step": string(s.Step)}, key,
		"cluster", s.Cluster.Info.Name, "season", s.Info.Name, "step", a.stepName(s.Step))
}

// SeasonNewCmd begins a season.
type SeasonNewCmd struct {
	Label        string   `arg:"" help:"cli.arg.season"`
	Name         string   `help:"cli.flag.season-name" required:"" placeholder:"TEXT"`
	From         string   `help:"cli.flag.from-season" placeholder:"S"`
	Kind         string   `help:"cli.flag.season-kind" placeholder:"K"`
	Theme        string   `help:"cli.flag.theme" placeholder:"TEXT"`
	Ground       []string `help:"cli.flag.season-ground" placeholder:"TEXT" sep:"none"`
	Review       string   `help:"cli.flag.review" placeholder:"TEXT"`
	ReviewOf     string   `help:"cli.flag.review-of" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.flag.illustrative"`
}

// Run begins it and says what is left to the office.
func (c *SeasonNewCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		info := emulation.SeasonInfo{Name: c.Name, Kind: c.Kind, Theme: c.Theme, Grounds: c.Ground, Review: c.Review, ReviewOf: c.ReviewOf, Illustrative: c.Illustrative}
		if err := d.Workspace.NewSeason(a.cli.InCluster, c.Label, info, c.From); err != nil {
			return err
		}
		if err := a.inUse(d, "cli.season.begun"); err != nil {
			return err
		}
		st, err := d.Workspace.SeasonState()
		if err != nil {
			return err
		}
		for _, m := range a.rendered(st.Waits) {
			a.tell("cli.season.waits", "what", m)
		}
		return nil
	})
}

// SeasonInfoCmd describes the season; what is not given stays.
type SeasonInfoCmd struct {
	Name     *string  `help:"cli.flag.season-name" placeholder:"TEXT"`
	Kind     *string  `help:"cli.flag.season-kind" placeholder:"K"`
	Theme    *string  `help:"cli.flag.theme" placeholder:"TEXT"`
	Place    *string  `help:"cli.flag.place" placeholder:"TEXT"`
	Date     *string  `help:"cli.flag.conference-date" placeholder:"D"`
	Review   *string  `help:"cli.flag.review" placeholder:"TEXT"`
	ReviewOf *string  `help:"cli.flag.review-of" placeholder:"TEXT"`
	Ground   []string `help:"cli.flag.season-ground" placeholder:"TEXT" sep:"none"`
}

// Run writes it.
func (c *SeasonInfoCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		s, err := d.Workspace.Season()
		if err != nil {
			return err
		}
		info := s.Info
		for to, given := range map[*string]*string{&info.Name: c.Name, &info.Kind: c.Kind, &info.Theme: c.Theme, &info.Place: c.Place, &info.Date: c.Date,
			&info.Review: c.Review, &info.ReviewOf: c.ReviewOf} {
			if given != nil {
				*to = *given
			}
		}
		if len(c.Ground) > 0 {
			info.Grounds = c.Ground
		}
		if err := d.Workspace.SetSeasonInfo(info); err != nil {
			return err
		}
		return a.inUse(d, "cli.season.described")
	})
}
