package points

import (
	"fmt"
	"io"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// RankCmd ranks the cluster.
type RankCmd struct {
	Period  string `help:"cli.flag.period" placeholder:"P"`
	Explain bool   `help:"cli.flag.explain"`
}

// Run prints the ranking, best place first.
func (c *RankCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := d.Workspace.In(c.Period).Ranking()
		if err != nil {
			return err
		}
		type line struct {
			Rank     int    `json:"rank"`
			Unit     string `json:"unit"`
			Name     string `json:"name"`
			Self     string `json:"self"`
			Verified string `json:"verified,omitempty"`
			Total    string `json:"total"`
			Percent  string `json:"percent"`
			Class    string `json:"class,omitempty"`
			Sheet    string `json:"sheet"`

			Reasons []string `json:"reasons,omitempty"`
		}
		out := struct {
			Season       string   `json:"season"`
			Provisional  bool     `json:"provisional"`
			Illustrative bool     `json:"illustrative"`
			Ranking      []line   `json:"ranking"`
			Missing      []string `json:"missing"`
		}{r.Season.Label, r.Provisional, r.Illustrative, []line{}, []string{}}
		comma := a.Lang.DecimalComma()
		places, normalise := r.Season.Set.Rounding.Places, r.Season.Set.Normalise
		var rows [][]string
		for _, st := range r.Standings {
			l := line{st.Final.Rank, st.Unit.Code, st.Unit.Name, st.Self.Total.String(), "", st.Final.Total.String(), st.Final.Percent.String(), st.Final.Class, string(st.Step), nil}
			verified := ""
			if st.Verified != nil {
				l.Verified, verified = st.Verified.String(), st.Verified.LocaliseFixed(places, comma)
			}
			if c.Explain {
				l.Reasons = reasons(a, r.Result, st.Final)
			}
			out.Ranking = append(out.Ranking, l)
			row := []string{strconv.Itoa(l.Rank), st.Unit.Name, st.Self.Total.LocaliseFixed(places, comma), verified, st.Final.Total.LocaliseFixed(places, comma)}
			if normalise {
				row = append(row, st.Final.Percent.LocaliseFixed(places, comma))
			}
			rows = append(rows, append(row, l.Class, a.Say("step."+l.Sheet)))
		}
		for _, u := range r.Missing {
			out.Missing = append(out.Missing, u.Code)
		}
		return a.Show(out, func(w io.Writer) {
			fmt.Fprintln(w, a.Say("cli.rank.head", "cluster", r.Season.Cluster.Info.Name, "season", r.Season.Info.Name))
			if r.Illustrative {
				fmt.Fprintln(w, a.Say("cli.illustrative"))
			}
			titles := []string{">" + a.Say("cli.col.rank"), a.Say("cli.col.unit"), ">" + a.Say("cli.col.self"), ">" + a.Say("cli.col.verified"), ">" + a.Say("cli.col.final")}
			if normalise {
				titles = append(titles, ">"+a.Say("cli.col.percent"))
			}
			verb.Table(w, append(titles, a.Say("cli.col.class"), a.Say("cli.col.sheet")), rows)
			if normalise {
				fmt.Fprintln(w, a.Say("cli.rank.by-percent"))
			}
			for i, st := range r.Standings {
				tellReasons(a, w, st.Final, out.Ranking[i].Reasons)
			}
			for _, u := range r.Missing {
				fmt.Fprintln(w, a.Say("cli.rank.missing", "unit", u.Name))
			}
			if r.Provisional {
				fmt.Fprintln(w, a.Say("cli.rank.provisional"))
			}
		})
	})
}

// ScoreCmd scores two files, without any data folder.
type ScoreCmd struct {
	Criteria string `help:"cli.flag.criteria" required:"" placeholder:"C.yaml"`
	Inputs   string `help:"cli.flag.inputs" required:"" placeholder:"I.yaml"`
	Explain  bool   `help:"cli.flag.explain"`
}

// Run prints the scores: a pure function of the two files.
func (c *ScoreCmd) Run(a *verb.App) error {
	set, err := a.CriteriaFile(c.Criteria)
	if err != nil {
		return a.Faults(err)
	}
	result, err := scoreFile(a, set, c.Inputs)
	if err != nil {
		return a.Faults(err)
	}
	report := result.Report(func(m emulation.Message) string { return phrase.Render(a.Lang, m) })
	for i, u := range result.Units {
		if c.Explain {
			report.Units[i].Reasons = reasons(a, result, u)
		}
	}
	return a.Show(report, func(w io.Writer) {
		comma := a.Lang.DecimalComma()
		var rows [][]string
		for _, u := range result.Units {
			rows = append(rows, []string{strconv.Itoa(u.Rank), u.Name, u.Total.Localise(comma), u.Percent.Localise(comma), u.Class})
		}
		verb.Table(w, []string{">" + a.Say("cli.col.rank"), a.Say("cli.col.unit"), ">" + a.Say("cli.col.total"), ">%", a.Say("cli.col.class")}, rows)
		for i, u := range result.Units {
			if c.Explain {
				tellReasons(a, w, u, report.Units[i].Reasons)
				tellFigures(a, w, u)
			}
		}
		for _, warning := range report.Warnings {
			fmt.Fprintln(a.Stderr, warning)
		}
	})
}
