package points

import (
	"fmt"
	"io"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	resultroom "thidua/workspace/result"
)

// RankCmd ranks the cluster.
type RankCmd struct {
	Period  string `help:"cli.flag.period" placeholder:"P"`
	Explain bool   `help:"cli.flag.explain"`
}

// Run prints the ranking, best place first.
func (c *RankCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := resultroom.At(d.Workspace).In(c.Period).Ranking()
		if err != nil {
			return err
		}
		normalise := r.Season.Set.Normalise
		figure := func(p *decimal.Decimal) string {
			return p.LocaliseFixed(r.Season.Set.Rounding.Places, a.Lang.DecimalComma())
		}
		percent := verb.Field("percent", func(st *resultroom.Standing) any { return st.Final.Percent.String() })
		if normalise {
			percent = verb.Both(">percent", "percent", func(st *resultroom.Standing) any { return st.Final.Percent.String() },
				func(st *resultroom.Standing) string { return figure(&st.Final.Percent) })
		}
		ranking := verb.Of(r.Standings,
			verb.Both(">rank", "rank", func(st *resultroom.Standing) any { return st.Final.Rank }),
			verb.Field("unit", func(st *resultroom.Standing) any { return st.Unit.Code }),
			verb.Both("unit", "name", func(st *resultroom.Standing) any { return st.Unit.Name }),
			verb.Both(">self", "self", func(st *resultroom.Standing) any { return st.Self.Total.String() }, func(st *resultroom.Standing) string { return figure(&st.Self.Total) }),
			verb.Both(">verified", "verified,omitempty", func(st *resultroom.Standing) any {
				if st.Verified == nil {
					return ""
				}
				return st.Verified.String()
			}, func(st *resultroom.Standing) string {
				if st.Verified == nil {
					return ""
				}
				return figure(st.Verified)
			}),
			verb.Both(">final", "total", func(st *resultroom.Standing) any { return st.Final.Total.String() }, func(st *resultroom.Standing) string { return figure(&st.Final.Total) }),
			percent,
			verb.Both("class", "class,omitempty", func(st *resultroom.Standing) any { return st.Final.Class }),
			verb.Both("sheet", "sheet", func(st *resultroom.Standing) any { return st.Step }, func(st *resultroom.Standing) string { return a.Say("step." + string(st.Step)) }),
			verb.Field("provisional,omitempty", func(st *resultroom.Standing) any { return st.Final.Provisional }),
			verb.Field("reasons,omitempty", func(st *resultroom.Standing) any {
				if !c.Explain {
					return nil
				}
				return reasons(a, r.Result, st.Final)
			}))
		out := verb.Object{"season", r.Season.Label, "provisional", r.Provisional, "illustrative", r.Illustrative, "ranking", ranking, "missing", book.Codes(r.Missing)}
		return a.Show(out, func(w io.Writer) {
			fmt.Fprintln(w, a.Say("cli.rank.head", "cluster", r.Season.Cluster.Info.Name, "season", r.Season.Info.Name))
			if r.Illustrative {
				fmt.Fprintln(w, a.Say("cli.illustrative"))
			}
			ranking.Table(a, w)
			if normalise {
				fmt.Fprintln(w, a.Say("cli.rank.by-percent"))
			}
			for _, st := range r.Standings {
				if c.Explain {
					tellReasons(a, w, st.Final, reasons(a, r.Result, st.Final))
				}
			}
			for _, u := range r.Missing {
				fmt.Fprintln(w, a.Say("cli.rank.missing", "unit", u.Name))
			}
			if r.Open() {
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
	Accept   bool   `help:"cli.flag.accept-odd-score" name:"accept-doubtful"`
}

// Run prints the scores: a pure function of the two files. A place that rests on a figure in doubt is none: nobody is ranked before a person has settled it.
func (c *ScoreCmd) Run(a *verb.App) error {
	set, err := a.CriteriaFile(c.Criteria)
	if err != nil {
		return a.Faults(err)
	}
	result, doubts, err := scoreFile(a, set, c.Inputs)
	if err != nil {
		return a.Faults(err)
	}
	if len(doubts) > 0 && !c.Accept {
		return a.Faults(append(doubts, emulation.Errorf(emulation.Invalid, "cli.score.doubtful", "count", len(doubts))))
	}
	report := result.Report(func(m emulation.Message) string { return phrase.Render(a.Lang, m) })
	for i, u := range result.Units {
		if c.Explain {
			report.Units[i].Reasons = reasons(a, result, u)
		}
	}
	return a.Show(report, func(w io.Writer) {
		comma := a.Lang.DecimalComma()
		rows := emulation.Map(result.Units, func(u *scoring.UnitResult) []string {
			return []string{strconv.Itoa(u.Rank), u.Name, u.Total.Localise(comma), u.Percent.Localise(comma), u.Class}
		})
		a.Table(w, rows, ">rank", "unit", ">total", ">%", "class")
		for i, u := range result.Units {
			if c.Explain {
				tellReasons(a, w, u, report.Units[i].Reasons)
				tellFigures(a, w, u)
			}
		}
		for _, d := range doubts {
			fmt.Fprintln(a.Stderr, phrase.Error(a.Lang, d))
		}
		for _, warning := range report.Warnings {
			fmt.Fprintln(a.Stderr, warning)
		}
	})
}
