package awards

import (
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	awardsroom "thidua/workspace/awards"
	"thidua/workspace/season"
)

// AwardFormCmd is about the award forms an office has beside those of the law.
type AwardFormCmd struct {
	Add      AwardFormAddCmd      `cmd:"" help:"cli.award.form.add"`
	List     AwardFormsCmd        `cmd:"" help:"cli.award.form.list"`
	Withdraw AwardFormWithdrawCmd `cmd:"" help:"cli.award.form.withdraw"`
}

// AwardFormAddCmd records a form, or puts one right.
type AwardFormAddCmd struct {
	ID           string   `arg:"" optional:"" help:"cli.arg.award-id"`
	Name         string   `help:"cli.flag.award-name" required:"" placeholder:"TEXT"`
	Decider      string   `help:"cli.flag.award-decider" required:"" placeholder:"TEXT"`
	Level        string   `help:"cli.flag.award-level" required:"" placeholder:"LEVEL"`
	Kind         string   `help:"cli.flag.award-kind" required:"" placeholder:"KIND"`
	For          string   `help:"cli.flag.award-for" placeholder:"WHO"`
	Title        string   `help:"cli.flag.award-title" placeholder:"TEXT"`
	Under        string   `help:"cli.flag.award-under" placeholder:"F"`
	Alias        []string `help:"cli.flag.award-alias" sep:"none" placeholder:"TEXT"`
	Cite         string   `help:"cli.flag.award-cite" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.flag.illustrative"`
}

func (c *AwardFormAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		f, err := awardsroom.At(d.Workspace).SetForm(c.ID, emulation.AwardForm{Name: c.Name, Title: c.Title, Decider: c.Decider, Level: c.Level, Kind: c.Kind,
			For: c.For, Under: c.Under, Aliases: c.Alias, Cite: c.Cite, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]string{"id": f.ID, "name": f.Name}, "cli.award.form.done", "award", f.Name, "id", f.ID)
	})
}

// AwardFormWithdrawCmd ends a form.
type AwardFormWithdrawCmd struct {
	Form string `arg:"" help:"cli.flag.form"`
}

func (c *AwardFormWithdrawCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		f, err := awardsroom.At(d.Workspace).WithdrawForm(c.Form)
		return a.DoneUnless(err, map[string]string{"id": f.ID}, "cli.award.form.withdrawn", "award", f.Name)
	})
}

// AwardDecidingCmd is about how the cluster decides on each form, as its regulation has it.
type AwardDecidingCmd struct {
	Set  AwardDecidingSetCmd  `cmd:"" help:"cli.award.deciding.set"`
	List AwardDecidingListCmd `cmd:"" help:"cli.award.deciding.list"`

	Withdraw AwardDecidingWithdrawCmd `cmd:"" help:"cli.award.deciding.withdraw"`
}

// AwardDecidingSetCmd records it for a form.
type AwardDecidingSetCmd struct {
	Form string `arg:"" help:"cli.flag.form"`
	How  string `help:"cli.flag.deciding-how" default:"ballot" placeholder:"HOW"`
	verb.BallotFlags
	Line         string   `help:"cli.flag.deciding-line" required:"" placeholder:"TEXT"`
	Rank         uint64   `help:"cli.flag.deciding-rank" placeholder:"N"`
	Free         bool     `help:"cli.flag.deciding-free"`
	Otherwise    string   `help:"cli.flag.deciding-otherwise" placeholder:"F"`
	Track        []string `help:"cli.flag.deciding-track" sep:"none" placeholder:"T=TEXT=N"`
	Illustrative bool     `help:"cli.flag.illustrative"`
}

func (c *AwardDecidingSetCmd) Run(a *verb.App) error {
	deciding, err := c.deciding()
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		f, err := awardsroom.At(d.Workspace).FindForm(c.Form)
		if err != nil {
			return err
		}
		err = season.At(d.Workspace).SetDeciding(f.ID, deciding)
		return a.DoneUnless(err, map[string]any{"form": f.ID, "how": deciding.How}, "cli.award.deciding.done", "award", f.Name, "told", deciding.Message())
	})
}

func (c *AwardDecidingSetCmd) deciding() (ballot.Deciding, error) {
	d := ballot.Deciding{How: c.How, Line: c.Line, Rank: c.Rank, Free: c.Free, Otherwise: c.Otherwise, Illustrative: c.Illustrative}
	rules, err := c.Rules()
	if err != nil {
		return d, err
	}
	if rules != (ballot.Rules{}) {
		d.Rules = &rules
	}
	for _, text := range c.Track {
		parts := strings.Split(text, "=")
		if len(parts) != 3 {
			return d, emulation.Errorf(emulation.Invalid, "deciding.track", "track", text)
		}
		n, err := strconv.ParseUint(strings.TrimSpace(parts[2]), 10, 32)
		if err != nil {
			return d, emulation.Errorf(emulation.Invalid, "deciding.track", "track", text)
		}
		d.Tracks = append(d.Tracks, ballot.Track{Code: parts[0], Name: parts[1], Count: n})
	}
	return d, nil
}

// AwardDecidingWithdrawCmd takes back what was recorded for a form.
type AwardDecidingWithdrawCmd struct {
	Form string `arg:"" help:"cli.flag.form"`
}

func (c *AwardDecidingWithdrawCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		f, err := season.At(d.Workspace).WithdrawDeciding(c.Form)
		return a.DoneUnless(err, map[string]string{"form": f.ID}, "cli.award.deciding.withdrawn", "award", f.Name)
	})
}

// AwardDecidingListCmd lists it, form by form.
type AwardDecidingListCmd struct{}

func (AwardDecidingListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]season.FormDeciding, error) { return season.At(d.Workspace).Decidings() }, "",
		verb.Both("code", "form", func(x *season.FormDeciding) any { return x.Form.ID }),
		verb.Both("form", "name", func(x *season.FormDeciding) any { return x.Form.Name }),
		verb.Field("how", func(x *season.FormDeciding) any { return x.How }),
		verb.Both("cli.award.how", "told", func(x *season.FormDeciding) any { return phrase.Render(a.Lang, x.Message()) }, func(x *season.FormDeciding) string {
			if x.Conflict {
				return a.Say("cli.state.conflict")
			}
			return phrase.Render(a.Lang, x.Message())
		}),
		verb.Field("line", func(x *season.FormDeciding) any { return x.Line }),
		verb.Field("rank,omitempty", func(x *season.FormDeciding) any { return x.Rank }),
		verb.Field("free", func(x *season.FormDeciding) any { return x.Free }),
		verb.Field("otherwise,omitempty", func(x *season.FormDeciding) any { return x.Otherwise }),
		verb.Field("tracks", func(x *season.FormDeciding) any {
			return emulation.Map(x.Tracks, func(t ballot.Track) verb.Object { return verb.Object{"code", t.Code, "name", t.Name, "count", t.Count} })
		}),
		verb.Field("illustrative", func(x *season.FormDeciding) any { return x.Illustrative }),
		verb.Field("conflict", func(x *season.FormDeciding) any { return x.Conflict }))
}
