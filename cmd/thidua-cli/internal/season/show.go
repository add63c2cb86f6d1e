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

// Run prints it: the step, who takes the next one, until when, and what is missing.
func (SeasonShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		st, err := season.At(d.Workspace).SeasonState()
		if err != nil {
			return err
		}
		out, rows, err := seasonOf(a, d, st)
		if err != nil {
			return err
		}
		return a.Show(out, func(w io.Writer) { tellSeason(a, w, st, rows) })
	})
}

// seasonOf is a season in JSON, and its members.
func seasonOf(a *verb.App, d *desk.Desk, st *season.SeasonState) (verb.Object, verb.Rows[member], error) {
	s := st.Season
	r, err := result.At(d.Workspace).Ranking()
	if err != nil && emulation.KeyOf(err) != "workspace.no-criteria" {
		return nil, verb.Rows[member]{}, err
	}
	steps := map[string]string{}
	if r != nil {
		for _, st := range r.Standings {
			steps[st.Unit.Code] = string(st.Step)
		}
	}
	var until verb.Object
	if l := st.Deadline; l != nil {
		until = verb.Object{"date", l.Date, "overdue", l.Overdue, "days_left", l.DaysLeft}
	}
	rows := members(a, s, steps)
	return verb.Object{"cluster", s.Cluster.Info.Name, "organiser", s.Cluster.Info.Organiser, "season", s.Label, "name", s.Info.Name, "kind,omitempty", s.Info.Kind,
		"theme,omitempty", s.Info.Theme, "grounds,omitempty", s.Info.Grounds, "review,omitempty", s.Info.Review, "place,omitempty", s.Info.Place,
		"date,omitempty", s.Info.Date, "previous,omitempty", s.Info.Previous, "step", s.Step, "criteria", criteriaName(s), "version", s.Version,
		"illustrative", s.Info.Illustrative, "members", rows,
		"former", emulation.Map(s.Cluster.Former, func(f book.Former) verb.Object {
			return verb.Object{"", verb.UnitOf(f.Unit), "until", f.Until, "reason,omitempty", f.Reason, "became,omitempty", f.Became, "into,omitempty", verb.UnitsOf(f.Into)}
		}),
		"next", emulation.Map(st.Next, func(n season.SeasonNext) verb.Object { return nextOf(a, &n) }),
		"who", phrase.Render(a.Lang, st.Who), "mine", st.Mine, "deadline,omitempty", until,
		"held", emulation.Map(st.Held, func(h season.HeldStep) verb.Object {
			return verb.Object{"identity", h.Identity.String(), "scope", h.Scope.String(), "step", h.To, "author", h.Author, "at", a.When(h.At), "reason,omitempty", h.Reason,
				"mine", h.Mine}
		}),
		"waits", a.Render(st.Waits)}, rows, nil
}

// nextOf is a step that may be taken, in JSON.
func nextOf(a *verb.App, n *season.SeasonNext) verb.Object {
	return verb.Object{"step", n.To, "back", n.Back, "blocking", a.Render(n.Blocking), "missing", a.Render(n.Missing)}
}

func criteriaName(s *book.Season) string {
	if s.Set == nil {
		return ""
	}
	return s.Set.Name
}

func tellSeason(a *verb.App, w io.Writer, st *season.SeasonState, members verb.Rows[member]) {
	s := st.Season
	fmt.Fprintln(w, a.Say("cli.season.head", "cluster", s.Cluster.Info.Name, "season", s.Info.Name, "step", a.StepName(s.Step)))
	if s.Info.Theme != "" {
		fmt.Fprintln(w, a.Say("cli.season.theme", "theme", s.Info.Theme))
	}
	fmt.Fprintln(w, a.Say("cli.season.criteria", "criteria", criteriaName(s), "version", strconv.FormatUint(s.Version, 10)))
	if s.Info.Illustrative {
		fmt.Fprintln(w, a.Say("cli.illustrative"))
	}
	if st.Deadline != nil {
		fmt.Fprintln(w, deadline(a, st.Deadline))
	}
	fmt.Fprintln(w, a.Say("cli.season.who", "who", st.Who))
	tellNext(a, w, st.Next)
	for _, line := range a.Render(st.Waits) {
		fmt.Fprintln(w, "! "+line)
	}
	members.Table(a, w)
	for _, f := range s.Cluster.Former {
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
		verb.Over(map[*string]*string{&info.Name: c.Name, &info.Kind: c.Kind, &info.Theme: c.Theme, &info.Place: c.Place, &info.Date: c.Date,
			&info.Review: c.Review, &info.ReviewOf: c.ReviewOf})
		if len(c.Ground) > 0 {
			info.Grounds = c.Ground
		}
		if err := season.At(d.Workspace).SetSeasonInfo(info); err != nil {
			return err
		}
		return inUse(a, d, "cli.season.described")
	})
}
