package result

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/workspace/result"
)

// ResultCmd is about the season's result.
type ResultCmd struct {
	Ready   ResultReadyCmd   `cmd:"" help:"cli.result.ready"`
	Lock    ResultLockCmd    `cmd:"" help:"cli.result.lock"`
	Show    ResultShowCmd    `cmd:"" help:"cli.result.show"`
	Check   ResultCheckCmd   `cmd:"" help:"cli.result.check"`
	Export  ResultExportCmd  `cmd:"" help:"cli.result.export"`
	Reopen  ResultReopenCmd  `cmd:"" help:"cli.result.reopen"`
	History ResultHistoryCmd `cmd:"" help:"cli.result.history"`
}

// ResultReadyCmd says what stands before a lock.
type ResultReadyCmd struct{}

func (ResultReadyCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := result.At(d.Workspace).Readiness()
		if err != nil {
			return err
		}
		blocking, missing := a.Render(r.Blocking), a.Render(r.Missing)
		return a.Show(verb.Object{"blocking", blocking, "missing", missing}, func(w io.Writer) {
			for _, m := range blocking {
				fmt.Fprintln(w, a.Say("cli.result.blocking", "what", m))
			}
			for _, m := range missing {
				fmt.Fprintln(w, a.Say("cli.result.lacking", "what", m))
			}
			if len(blocking)+len(missing) == 0 {
				fmt.Fprintln(w, a.Say("cli.result.all-there"))
			}
		})
	})
}

type ResultLockCmd struct {
	Reason string `help:"cli.result.lock-reason" placeholder:"TEXT"`
}

func (c *ResultLockCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := result.At(d.Workspace).LockResult(c.Reason); err != nil {
			return err
		}
		return showResult(a, d)
	})
}

type ResultReopenCmd struct {
	Reason string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (c *ResultReopenCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		err := result.At(d.Workspace).ReopenResult(c.Reason)
		return a.DoneUnless(err, map[string]any{"reopened": true}, "cli.result.reopened")
	})
}

// ResultShowCmd shows the last locked result; with --json the statement as it was signed.
type ResultShowCmd struct{}

func (ResultShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error { return showResult(a, d) })
}

func showResult(a *verb.App, d *desk.Desk) error {
	r, err := result.At(d.Workspace).Result()
	if err != nil {
		return err
	}
	if r == nil || r.Statement == nil {
		return emulation.Errorf(emulation.NotFound, "result.none")
	}
	check, err := result.At(d.Workspace).CheckResult()
	if err != nil {
		return err
	}
	if a.JSON {
		if _, err := a.Stdout.Write(r.Bytes); err != nil {
			return err
		}
	} else {
		tellStatement(a, r.Statement)
		a.Tell("cli.result.by", "author", r.Author, "at", a.When(r.At))
		if !r.InForce {
			a.Tell("cli.result.not-in-force", "reason", r.Reopened)
		}
	}
	if !check.Matches { // nobody reads a statement here that the record does not bear out without being told
		fmt.Fprintln(a.Stderr, phrase.Render(a.Lang, check.Message))
		return verb.ErrTold
	}
	return nil
}

func tellStatement(a *verb.App, st *result.Statement) {
	a.Tell("cli.result.head", "season", st.Season.Name, "cluster", st.Cluster.Name)
	if st.Illustrative {
		a.Tell("cli.illustrative")
	}
	columns := []verb.Column[result.StatementUnit]{
		verb.Cell(">rank", func(u *result.StatementUnit) string { return strconv.Itoa(u.Rank) }),
		verb.Cell("unit", func(u *result.StatementUnit) string { return u.Name }),
		verb.Cell(">self", aligned(a, st.Units, func(u *result.StatementUnit) string { return u.Self.Points })),
		verb.Cell(">final", aligned(a, st.Units, func(u *result.StatementUnit) string { return u.Final.Points })),
	}
	if slices.ContainsFunc(st.Units, func(u result.StatementUnit) bool { return u.Final.Max != st.Units[0].Final.Max }) {
		columns = append(columns, verb.Cell(">percent", aligned(a, st.Units, func(u *result.StatementUnit) string { return u.Final.Percent })))
	}
	verb.Of(st.Units, append(columns, verb.Cell("class", func(u *result.StatementUnit) string { return u.Class }))...).Table(a, a.Stdout)
	for _, u := range st.Missing {
		a.Tell("cli.rank.missing", "unit", u.Name)
	}
}

// ResultCheckCmd computes the locked result anew, or checks an exported one.
type ResultCheckCmd struct {
	File string `arg:"" optional:"" help:"cli.result.file"`
}

// Run says whether it holds.
func (c *ResultCheckCmd) Run(a *verb.App) error {
	if c.File == "" {
		return a.With(func(d *desk.Desk) error {
			check, err := result.At(d.Workspace).CheckResult()
			if err != nil {
				return err
			}
			return showCheck(a, check, map[string]any{})
		})
	}
	raw, err := a.File(c.File)
	if err != nil {
		return err
	}
	f, err := result.CheckResultFile(raw)
	if err != nil {
		return err
	}
	out := map[string]any{"signed": true, "root": f.File.Root, "identity": f.File.Identity, "by": f.By}
	if !a.JSON {
		tellStatement(a, &f.Statement)
	}
	a.Tell("cli.result.signed", "author", f.By, "root", f.File.Root)
	check, err := hereToo(a, f, out)
	if err != nil {
		return err
	}
	return showCheck(a, check, out)
}

// hereToo computes the result of a file with the logs at hand: those of this desk if it follows the cluster, else the file's own.
func hereToo(a *verb.App, f *result.FileCheck, out map[string]any) (*result.ResultCheck, error) {
	d, err := a.Open()
	if emulation.KeyOf(err) == "workspace.not-set-up" {
		return f.Whole, nil
	}
	if err != nil {
		return nil, err
	}
	if d.Workspace.Root() != f.Root {
		out["foreign_root"] = true
		a.Tell("cli.result.other-root")
		return f.Whole, d.Close()
	}
	history, err := result.At(d.Workspace).ResultHistory()
	known := false
	for _, r := range history {
		known = known || r.Identity.String() == f.File.Identity
	}
	out["known"] = known
	if err != nil || !known {
		a.Tell("cli.result.not-here")
		return f.Whole, errors.Join(err, d.Close())
	}
	check, err := result.At(d.Workspace).CheckResult()
	if err == nil && check.Identity.String() != f.File.Identity {
		a.Tell("cli.result.older")
		check = f.Whole
	}
	return check, errors.Join(err, d.Close())
}

// showCheck says what a computation found; one that differs is a refusal.
func showCheck(a *verb.App, check *result.ResultCheck, out map[string]any) error {
	if check == nil {
		return a.Done(out, "cli.result.not-computed")
	}
	told := phrase.Render(a.Lang, check.Message)
	out["matches"], out["pending"], out["foreign"], out["told"] = check.Matches, check.Pending, check.Foreign, told
	out["differs"] = append([]string{}, check.Differs...)
	if err := a.Show(out, func(w io.Writer) { fmt.Fprintln(w, told) }); err != nil || check.Matches {
		return err
	}
	return verb.ErrTold
}

// ResultExportCmd writes the result with its proof into a file.
type ResultExportCmd struct {
	Out   string `help:"cli.flag.out" required:"" placeholder:"FILE"`
	Whole bool   `help:"cli.result.whole"`
}

func (c *ResultExportCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		raw, err := result.At(d.Workspace).ExportResult(c.Whole)
		if err != nil {
			return err
		}
		if err := documents.Save(c.Out, durable.Bytes(raw)); err != nil {
			return err
		}
		return a.Done(map[string]any{"file": c.Out, "bytes": len(raw)}, "cli.result.exported", "file", c.Out)
	})
}

// ResultHistoryCmd lists every result that was locked.
type ResultHistoryCmd struct{}

func (ResultHistoryCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		all, err := result.At(d.Workspace).ResultHistory()
		if err != nil {
			return err
		}
		out := emulation.Map(all, func(r *result.Result) verb.Object {
			return verb.Object{"identity", r.Identity.String(), "author", r.Author, "at", a.When(r.At), "reason,omitempty", r.Reason, "in_force", r.InForce,
				"reopened,omitempty", r.Reopened, "pending", r.Pending}
		})
		return a.Show(out, func(w io.Writer) {
			if len(all) == 0 {
				fmt.Fprintln(w, a.Say("cli.result.no-history"))
			}
			for _, r := range all {
				fmt.Fprintln(w, a.Say("cli.result.by", "author", r.Author, "at", a.When(r.At))+" "+r.Reason)
				if !r.InForce {
					fmt.Fprintln(w, "  "+a.Say("cli.result.not-in-force", "reason", r.Reopened))
				}
			}
		})
	})
}

// LateCmd is about what came after the lock.
type LateCmd struct {
	List   LateListCmd   `cmd:"" help:"cli.late.list"`
	Decide LateDecideCmd `cmd:"" help:"cli.late.decide"`
}

type LateListCmd struct{}

func (LateListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := result.At(d.Workspace).Late()
		if err != nil {
			return err
		}
		changes := func(l *result.Late) []string {
			return emulation.Map(l.Changes, func(c result.LateChange) string { return phrase.Render(a.Lang, c.Message) })
		}
		return verb.Of(list,
			verb.Field("identity", func(l *result.Late) any { return l.Identity.String() }),
			verb.Field("author", func(l *result.Late) any { return l.Author }),
			verb.Field("written", func(l *result.Late) any { return a.When(l.At) }),
			verb.Field("received", func(l *result.Late) any { return a.When(l.Received) }),
			verb.Field("mine", func(l *result.Late) any { return l.Mine }),
			verb.Field("changes", func(l *result.Late) any { return changes(l) })).Tell(a, "cli.late.none", func(w io.Writer, l *result.Late) {
			fmt.Fprintln(w, a.Say("cli.late.line", "author", l.Author, "written", a.When(l.At), "received", a.When(l.Received),
				"what", strings.Join(changes(l), "; "), "identity", l.Identity.String()))
		})
	})
}

// LateDecideCmd takes a late change in, or leaves it out.
type LateDecideCmd struct {
	Identity string `arg:"" help:"cli.late.identity"`
	Accept   bool   `help:"cli.late.accept" xor:"what" required:""`
	Leave    bool   `help:"cli.late.leave" xor:"what" required:""`
	Reason   string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (c *LateDecideCmd) Run(a *verb.App) error {
	id, err := emulation.ParseHash(c.Identity)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		err := result.At(d.Workspace).DecideLate(changeset.Identity(id), c.Accept, c.Reason)
		return a.DoneUnless(err, map[string]any{"accepted": c.Accept}, "cli.late.decided")
	})
}

// aligned writes figures of a column with as many decimals as the longest of them has.
func aligned(a *verb.App, units []result.StatementUnit, figure func(*result.StatementUnit) string) func(*result.StatementUnit) string {
	places := 0
	for i := range units {
		if _, decimals, ok := strings.Cut(figure(&units[i]), "."); ok {
			places = max(places, len(decimals))
		}
	}
	return func(u *result.StatementUnit) string {
		d, err := decimal.Parse(figure(u))
		if err != nil {
			return figure(u)
		}
		return d.LocaliseFixed(places, a.Lang.DecimalComma())
	}
}
