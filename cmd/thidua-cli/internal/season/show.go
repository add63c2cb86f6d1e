package season

import (
	"cmp"
	"fmt"
	"io"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/result"
	"thidua/workspace/season"
)

// SeasonShowCmd tells where the season stands.
type SeasonShowCmd struct{}

// member is a unit of the cluster with where its sheet stands.
type member struct {
	book.Unit
	post, step string
}

// members are the units of the cluster; steps are those of their sheets, by code.
func members(a *verb.App, s *book.Season, steps map[string]string) verb.Rows[member] {
	list := emulation.Map(s.Cluster.Members, func(u book.Unit) member {
		return member{u, post(s, u), cmp.Or(steps[u.Code], string(emulation.SheetDraft))}
	})
	return verb.Of(list,
		verb.Both("code", "code", func(m *member) any { return m.Code }),
		verb.Both("unit", "name", func(m *member) any { return m.Name }),
		verb.Both("post", "post,omitempty", func(m *member) any { return m.post }, func(m *member) string {
			if m.post == "" {
				return ""
			}
			return a.Say("post." + m.post)
		}),
		verb.Both("sheet", "sheet", func(m *member) any { return m.step }, func(m *member) string { return a.Say("step." + m.step) }))
}

type formerOut struct {
	verb.UnitOut
	Until  string         `json:"until"`
	Reason string         `json:"reason,omitempty"`
	Became string         `json:"became,omitempty"`
	Into   []verb.UnitOut `json:"into,omitempty"`
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
	Cluster      string            `json:"cluster"`
	Organiser    string            `json:"organiser"`
	Season       string            `json:"season"`
	Name         string            `json:"name"`
	Kind         string            `json:"kind,omitempty"`
	Theme        string            `json:"theme,omitempty"`
	Grounds      []string          `json:"grounds,omitempty"`
	Review       string            `json:"review,omitempty"`
	Place        string            `json:"place,omitempty"`
	Date         string            `json:"date,omitempty"`
	Previous     string            `json:"previous,omitempty"`
	Step         string            `json:"step"`
	Criteria     string            `json:"criteria"`
	Version      uint64            `json:"version"`
	Illustrative bool              `json:"illustrative"`
	Members      verb.Rows[member] `json:"members"`
	Former       []formerOut       `json:"former"`
	Next         []nextOut         `json:"next"`
	Who          string            `json:"who"`
	Mine         bool              `json:"mine"`
	Deadline     *deadlineOut      `json:"deadline,omitempty"`
	Held         []heldOut         `json:"held"`
	Waits        []string          `json:"waits"`
}

// Run prints it: the step, who takes the next one, until when, and what is missing.
func (SeasonShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		st, err := season.At(d.Workspace).SeasonState()
		if err != nil {
			return err
		}
		out, err := seasonOf(a, d, st)
		if err != nil {
			return err
		}
		return a.Show(out, func(w io.Writer) { tellSeason(a, w, st, out) })
	})
}

func seasonOf(a *verb.App, d *desk.Desk, st *season.SeasonState) (*seasonOut, error) {
	s := st.Season
	r, err := result.At(d.Workspace).Ranking()
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
		Illustrative: s.Info.Illustrative, Former: []formerOut{}, Next: []nextOut{}, Who: phrase.Render(a.Lang, st.Who), Mine: st.Mine,
		Held: []heldOut{}, Waits: a.Render(st.Waits)}
	if s.Set != nil {
		out.Criteria = s.Set.Name
	}
	out.Members = members(a, s, steps)
	for _, f := range s.Cluster.Former {
		former := formerOut{verb.UnitOf(f.Unit), f.Until, f.Reason, f.Became, nil}
		if len(f.Into) > 0 {
			former.Into = verb.UnitsOf(f.Into)
		}
		out.Former = append(out.Former, former)
	}
	for _, n := range st.Next {
		out.Next = append(out.Next, nextOut{string(n.To), n.Back, a.Render(n.Blocking), a.Render(n.Missing)})
	}
	if st.Deadline != nil {
		out.Deadline = &deadlineOut{st.Deadline.Date, st.Deadline.Overdue, st.Deadline.DaysLeft}
	}
	for _, h := range st.Held {
		out.Held = append(out.Held, heldOut{h.Identity.String(), h.Scope.String(), string(h.To), h.Author, a.When(h.At), h.Reason, h.Mine})
	}
	return out, nil
}

func tellSeason(a *verb.App, w io.Writer, st *season.SeasonState, out *seasonOut) {
	fmt.Fprintln(w, a.Say("cli.season.head", "cluster", out.Cluster, "season", out.Name, "step", a.StepName(st.Season.Step)))
	if out.Theme != "" {
		fmt.Fprintln(w, a.Say("cli.season.theme", "theme", out.Theme))
	}
	fmt.Fprintln(w, a.Say("cli.season.criteria", "criteria", out.Criteria, "version", strconv.FormatUint(out.Version, 10)))
	if out.Illustrative {
		fmt.Fprintln(w, a.Say("cli.illustrative"))
	}
	if st.Deadline != nil {
		fmt.Fprintln(w, deadline(a, st.Deadline))
	}
	fmt.Fprintln(w, a.Say("cli.season.who", "who", out.Who))
	tellNext(a, w, st.Next)
	for _, line := range out.Waits {
		fmt.Fprintln(w, "! "+line)
	}
	out.Members.Table(a, w)
	for _, f := range st.Season.Cluster.Former {
		key, pairs := "cli.season.former", []any{"unit", f.Name, "until", a.Date(f.Until)}
		if f.Became != "" {
			key, pairs = "cli.season.ended", append(pairs, "what", a.Say("succession."+f.Became))
		}
		fmt.Fprintln(w, a.Say(key, pairs...))
	}
}

// tellNext prints what stands before the steps that go on.
func tellNext(a *verb.App, w io.Writer, next []season.SeasonNext) {
	for _, n := range next {
		if n.Back {
			continue
		}
		fmt.Fprintln(w, a.Say("cli.season.next", "step", a.StepName(n.To)))
		for _, m := range a.Render(n.Blocking) {
			fmt.Fprintln(w, "  "+a.Say("cli.season.blocks", "what", m))
		}
		for _, m := range a.Render(n.Missing) {
			fmt.Fprintln(w, "  "+a.Say("cli.season.misses", "what", m))
		}
	}
}

func post(s *book.Season, u book.Unit) string {
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
func (SeasonListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]book.SeasonLine, error) { return d.Workspace.Seasons() }, "",
		verb.Cell("", func(s *book.SeasonLine) string { return current(s.Current) }),
		verb.Both("cluster", "cluster", func(s *book.SeasonLine) any { return s.Cluster.Code }, func(s *book.SeasonLine) string { return s.Cluster.Info.Name }),
		verb.Both("season", "season", func(s *book.SeasonLine) any { return s.Label }),
		verb.Field("name", func(s *book.SeasonLine) any { return s.Info.Name }),
		verb.Both("season-step", "step", func(s *book.SeasonLine) any { return s.Step }, func(s *book.SeasonLine) string { return a.StepName(s.Step) }),
		verb.Both("head", "head", func(s *book.SeasonLine) any { return verb.UnitsOf(s.Head) }, func(s *book.SeasonLine) string { return book.Names(s.Head) }),
		verb.Field("current", func(s *book.SeasonLine) any { return s.Current }))
}

// current marks the line of a list that is in use.
func current(yes bool) string {
	if yes {
		return "*"
	}
	return ""
}

// SeasonUseCmd works in a season from now on; without one, in the latest.
type SeasonUseCmd struct {
	Label string `arg:"" optional:"" help:"cli.arg.season"`
}

func (c *SeasonUseCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		c.Label = cmp.Or(c.Label, a.InSeason)
		if err := d.Workspace.UseSeason(a.InCluster, c.Label); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.used")
	})
}

// inUse says which season this desk works in.
func inUse(a *verb.App, d *desk.Desk, key string) error {
	s, err := d.Workspace.Season()
	if err != nil {
		return err
	}
	return a.Done(map[string]string{"cluster": s.Cluster.Code, "season": s.Label, "step": string(s.Step)}, key,
		"cluster", s.Cluster.Info.Name, "season", s.Info.Name, "step", a.StepName(s.Step))
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
func (c *SeasonNewCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		info := emulation.SeasonInfo{Name: c.Name, Kind: c.Kind, Theme: c.Theme, Grounds: c.Ground, Review: c.Review, ReviewOf: c.ReviewOf, Illustrative: c.Illustrative}
		if err := season.At(d.Workspace).NewSeason(a.InCluster, c.Label, info, c.From); err != nil {
			return err
		}
		if err := inUse(a, d, "cli.season.begun"); err != nil {
			return err
		}
		st, err := season.At(d.Workspace).SeasonState()
		if err != nil {
			return err
		}
		for _, m := range a.Render(st.Waits) {
			a.Tell("cli.season.waits", "what", m)
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

func (c *SeasonInfoCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
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
		if err := season.At(d.Workspace).SetSeasonInfo(info); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.described")
	})
}
