package main

import (
	"fmt"
	"io"
	"strconv"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// RankCmd ranks the cluster.
type RankCmd struct{}

// Run prints the ranking, best place first.
func (RankCmd) Run(a *App) error {
	return a.with(func(d *desk.Desk) error {
		r, err := d.Workspace.Ranking()
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
		}
		out := struct {
			Season       string   `json:"season"`
			Provisional  bool     `json:"provisional"`
			Illustrative bool     `json:"illustrative"`
			Ranking      []line   `json:"ranking"`
			Missing      []string `json:"missing"`
		}{r.Season.Label, r.Provisional, r.Illustrative, []line{}, []string{}}
		comma := a.lang == phrase.Vietnamese
		places := r.Season.Set.Rounding.Places
		var rows [][]string
		for _, st := range r.Standings {
			l := line{st.Final.Rank, st.Unit.Code, st.Unit.Name, st.Self.Total.String(), "", st.Final.Total.String(), st.Final.Percent.String(), st.Final.Class, string(st.Step)}
			verified := ""
			if st.Verified != nil {
				l.Verified, verified = st.Verified.String(), st.Verified.LocaliseFixed(places, comma)
			}
			out.Ranking = append(out.Ranking, l)
			rows = append(rows, []string{strconv.Itoa(l.Rank), st.Unit.Name, st.Self.Total.LocaliseFixed(places, comma), verified,
				st.Final.Total.LocaliseFixed(places, comma), l.Class, a.say("step." + l.Sheet)})
		}
		for _, u := range r.Missing {
			out.Missing = append(out.Missing, u.Code)
		}
		return a.show(out, func(w io.Writer) {
			fmt.Fprintln(w, a.say("cli.rank.head", "cluster", r.Season.Cluster.Info.Name, "season", r.Season.Info.Name))
			if r.Illustrative {
				fmt.Fprintln(w, a.say("cli.illustrative"))
			}
			table(w, []string{">" + a.say("cli.col.rank"), a.say("cli.col.unit"), ">" + a.say("cli.col.self"), ">" + a.say("cli.col.verified"),
				">" + a.say("cli.col.final"), a.say("cli.col.class"), a.say("cli.col.sheet")}, rows)
			for _, u := range r.Missing {
				fmt.Fprintln(w, a.say("cli.rank.missing", "unit", u.Name))
			}
			if r.Provisional {
				fmt.Fprintln(w, a.say("cli.rank.provisional"))
			}
		})
	})
}

// ScoreCmd scores two files, without any data folder.
type ScoreCmd struct {
	Criteria string `help:"cli.flag.criteria" required:"" placeholder:"C.yaml"`
	Inputs   string `help:"cli.flag.inputs" required:"" placeholder:"I.yaml"`
}

// Run prints the scores: a pure function of the two files.
func (c *ScoreCmd) Run(a *App) error {
	say := func(m emulation.Message) string { return phrase.Render(a.lang, m) }
	result, err := c.score(a)
	if err != nil {
		if !a.cli.JSON {
			for _, f := range scoring.Faults(err, say) {
				fmt.Fprintf(a.Stderr, "%s:%d: %s\n", f.File, f.Line, f.Message)
			}
			return quiet{exitRefused}
		}
		raw, jsonErr := scoring.ErrorJSON(err, say)
		if jsonErr != nil {
			return jsonErr
		}
		fmt.Fprintf(a.Stdout, "%s\n", raw)
		return quiet{exitRefused}
	}
	if a.cli.JSON {
		raw, err := result.JSON(say)
		if err == nil {
			_, err = fmt.Fprintf(a.Stdout, "%s\n", raw)
		}
		return err
	}
	comma := a.lang == phrase.Vietnamese
	var rows [][]string
	for _, u := range result.Units {
		rows = append(rows, []string{strconv.Itoa(u.Rank), u.Name, u.Total.Localise(comma), u.Percent.Localise(comma), u.Class})
	}
	table(a.Stdout, []string{">" + a.say("cli.col.rank"), a.say("cli.col.unit"), ">" + a.say("cli.col.total"), ">%", a.say("cli.col.class")}, rows)
	for _, w := range result.Warnings {
		fmt.Fprintln(a.Stderr, say(w.Message()))
	}
	return nil
}

func (c *ScoreCmd) score(a *App) (*scoring.Result, error) {
	raw, err := a.file(c.Criteria)
	if err != nil {
		return nil, err
	}
	set, err := criteria.LoadSet(c.Criteria, raw)
	if err != nil {
		return nil, err
	}
	if raw, err = a.file(c.Inputs); err != nil {
		return nil, err
	}
	in, err := criteria.LoadInputs(set, c.Inputs, raw)
	if err != nil {
		return nil, err
	}
	return scoring.Score(set, in.Units, in.Decisions)
}
