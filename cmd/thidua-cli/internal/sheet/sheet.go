package sheet

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"sort"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
	sheetroom "thidua/workspace/sheet"
)

// SheetCmd is about score sheets.
type SheetCmd struct {
	Period

	Show    SheetShowCmd    `cmd:"" help:"cli.sheet.show"`
	Set     SheetSetCmd     `cmd:"" help:"cli.sheet.set"`
	Import  SheetImportCmd  `cmd:"" help:"cli.sheet.import"`
	Submit  SheetSubmitCmd  `cmd:"" help:"cli.sheet.submit"`
	Return  SheetReturnCmd  `cmd:"" help:"cli.sheet.return"`
	Verify  SheetVerifyCmd  `cmd:"" help:"cli.sheet.verify"`
	Confirm SheetConfirmCmd `cmd:"" help:"cli.sheet.confirm"`

	ReviewVerbs `embed:""`
}

// SheetShowCmd prints a unit's sheet.
type SheetShowCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
}

func (c *SheetShowCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		sh, err := sheetroom.Over(of.sheets(d)).Sheet(unit.ID)
		if err != nil {
			return err
		}
		points := func(u *scoring.UnitResult) string {
			if u == nil {
				return ""
			}
			return u.Total.String()
		}
		rows := lines(a, sh)
		out := verb.Object{"unit", sh.Unit.Code, "name", sh.Unit.Name, "step", sh.Step, "criteria", sh.Counts.Criteria, "asked", sh.Counts.Asked, "given", sh.Counts.Given,
			"conflicts", sh.Counts.Conflicts, "faults", sh.Counts.Faults, "total", points(sh.Self), "verified,omitempty", points(sh.Verified),
			"second,omitempty", points(sh.Second), "final", points(sh.Final()), "period", sh.Period, "version", sh.Version, "on_behalf,omitempty", behalf(a, sh), "reason,omitempty", sh.Reason,
			"class,omitempty", sh.Final().Class, "illustrative", sh.Illustrative, "rows", rows}
		return a.Show(out, func(w io.Writer) { printSheet(a, w, sh, rows) })
	})
}

// behalf says who entered a sheet for its unit; "" nobody.
func behalf(a *verb.App, sh *sheetroom.Sheet) string {
	if sh.OnBehalf == nil {
		return ""
	}
	return a.Say("sheet.on-behalf", "signer", sh.OnBehalf.Signer, "paper", sh.OnBehalf.Paper.Name, "who", sh.EnteredBy)
}

func lines(a *verb.App, sh *sheetroom.Sheet) verb.Rows[sheetroom.Row] {
	exact := func(p *decimal.Decimal) string {
		if p == nil {
			return ""
		}
		return p.String()
	}
	return verb.Of(sh.Rows,
		verb.Both("code", "code", func(r *sheetroom.Row) any { return r.Code() }),
		verb.Both("criterion", "name", func(r *sheetroom.Row) any { return r.Name() }),
		verb.Field("group,omitempty", func(r *sheetroom.Row) any { return r.Group != nil }),
		verb.Both(">max", "max", func(r *sheetroom.Row) any { return exact(&r.Max) }, func(r *sheetroom.Row) string { return a.Points(&r.Max) }),
		verb.Both(">result", "typed,omitempty", func(r *sheetroom.Row) any { return r.Typed }, func(r *sheetroom.Row) string { return answer(a, r) }),
		verb.Field("fields,omitempty", func(r *sheetroom.Row) any { return r.Fields }),
		verb.Both(">self", "self", func(r *sheetroom.Row) any { return exact(&r.Self) }, func(r *sheetroom.Row) string {
			if r.Criterion != nil && !r.Asked() {
				return ""
			}
			return a.Points(&r.Self)
		}),
		verb.Both(">verified", "verified,omitempty", func(r *sheetroom.Row) any { return exact(r.Verified) }, func(r *sheetroom.Row) string { return a.Points(r.Verified) }),
		verb.Both(">final", "final,omitempty", func(r *sheetroom.Row) any { return exact(r.Final) }, func(r *sheetroom.Row) string { return a.Points(r.Final) }),
		verb.Field("reason,omitempty", func(r *sheetroom.Row) any { return r.Reason }),
		verb.Field("first,omitempty", func(r *sheetroom.Row) any { return review(a, r.First) }),
		verb.Field("second,omitempty", func(r *sheetroom.Row) any { return review(a, r.Second) }),
		verb.Field("reserved,omitempty", func(r *sheetroom.Row) any { return r.Reserved }),
		verb.Field("provisional,omitempty", func(r *sheetroom.Row) any { return r.Provision || r.Waits }),
		verb.Field("evidence,omitempty", func(r *sheetroom.Row) any { return r.Evidence }),
		verb.Field("state", func(r *sheetroom.Row) any { return state(r) }),
		verb.Field("doubt,omitempty", func(r *sheetroom.Row) any {
			if r.Odd == nil {
				return ""
			}
			return a.Render([]emulation.Message{*r.Odd})[0]
		}),
		verb.Field("confirmed,omitempty", func(r *sheetroom.Row) any { return r.Sure }),
		verb.Field("later,omitempty", func(r *sheetroom.Row) any { return r.Later }),
		verb.Field("fault,omitempty", func(r *sheetroom.Row) any { return fault(a, r) }),
		verb.Field("explain,omitempty", func(r *sheetroom.Row) any {
			if !r.Given {
				return ""
			}
			return phrase.Render(a.Lang, sh.Self.Explain(r.Code()))
		}),
		verb.Cell("note", func(r *sheetroom.Row) string { return note(a, r) }))
}

// fault is why a result cannot be read.
func fault(a *verb.App, r *sheetroom.Row) string {
	if r.Fault == nil {
		return ""
	}
	return phrase.Error(a.Lang, r.Fault)
}

// note says how a line stands, and what the reviews said of it.
func note(a *verb.App, r *sheetroom.Row) string {
	var notes []string
	switch s := state(r); {
	case s == "empty" && r.Reserved && r.Verified == nil && r.Final == nil:
		notes = append(notes, a.Say("cli.state.reserved"))
	case s == "empty" && !r.Asked():
	case s != "accepted" && s != "group":
		notes = append(notes, a.Say("cli.state."+s, "later", r.Later))
	}
	if r.Criterion != nil && r.Given && (r.Provision || r.Waits) {
		notes = append(notes, a.Say("cli.state.provisional"))
	}
	switch {
	case r.Odd != nil && r.Sure:
		notes = append(notes, a.Say("sheet.confirmed", "what", *r.Odd))
	case r.Odd != nil:
		notes = append(notes, a.Say("sheet.doubtful", "what", *r.Odd))
	}
	for _, said := range []*sheetroom.Review{r.First, r.Second} {
		if said != nil {
			notes = append(notes, reviewed(a, review(a, said)))
		}
	}
	return strings.Join(notes, "; ")
}

// state is one word for how a line stands.
func state(r *sheetroom.Row) string {
	switch {
	case r.Group != nil:
		return "group"
	case r.Conflict:
		return "conflict"
	case r.Later != "":
		return "later"
	case r.Fault != nil:
		return "fault"
	case r.Open:
		return "open"
	case r.Draft:
		return "draft"
	case r.Pending:
		return "pending"
	case r.NA:
		return "na"
	case !r.Given:
		return "empty"
	}
	return "accepted"
}

func printSheet(a *verb.App, w io.Writer, sh *sheetroom.Sheet, rows verb.Rows[sheetroom.Row]) {
	fmt.Fprintln(w, a.Say("cli.sheet.head", "unit", sh.Unit.Name, "step", emulation.Say("step."+string(sh.Step)), "given", sh.Counts.Given, "criteria", sh.Counts.Asked))
	if sh.Illustrative {
		fmt.Fprintln(w, a.Say("cli.illustrative"))
	}
	if said := behalf(a, sh); said != "" {
		fmt.Fprintln(w, said)
	}
	if sh.Reason != "" {
		fmt.Fprintln(w, a.Say("sheet.unproven", "reason", sh.Reason))
	}
	most := sh.Final().MostTotal()
	rows.Table(a, w, verb.Line("", a.Say("cli.col.total"), a.Points(&most), "", a.Points(&sh.Self.Total), total(a, sh.Verified), total(a, sh.Second),
		sh.Final().Class))
	for i := range sh.Rows {
		if r := &sh.Rows[i]; r.Fault != nil {
			fmt.Fprintf(w, "%s: %s\n", r.Code(), fault(a, r))
		}
	}
}

// reviewLine is what a review said of a criterion, for --json; Note says why it does not count.
type reviewLine struct {
	Points string `json:"points"`
	Reason string `json:"reason,omitempty"`
	NA     bool   `json:"na,omitempty"`
	Author string `json:"author"`
	Note   string `json:"note,omitempty"`
}

// reviewed says what a review gave, why and who: every point has a reason and an author.
func reviewed(a *verb.App, r *reviewLine) string {
	points := a.Number(r.Points)
	if r.NA {
		points = a.Say("cli.state.na")
	}
	return strings.Join(emulation.NonEmpty(points+": "+cmp.Or(r.Reason, a.Say("cli.sheet.no-reason")), r.Note), ", ") + " (" + r.Author + ")"
}

// answer is the result of a criterion as it is read: what was ticked by its labels, and not by the ids that a clerk types.
func answer(a *verb.App, r *sheetroom.Row) string {
	if ticked, ok := r.Input.Answer.(*rule.Ticked); r.Fault != nil || !ok || len(ticked.IDs) == 0 {
		return r.Typed
	}
	return strings.Join(a.Render(r.Criterion.Rule.Told(r.Input)), "; ")
}

func review(a *verb.App, r *sheetroom.Review) *reviewLine {
	if r == nil {
		return nil
	}
	line := &reviewLine{Points: r.Points.String(), Reason: r.Reason, NA: r.NA, Author: r.Author}
	switch {
	case r.Earlier:
		line.Note = a.Say("sheet.earlier")
	case r.Foreign:
		line.Note = a.Say("sheet.foreign")
	}
	return line
}

func total(a *verb.App, u *scoring.UnitResult) string {
	if u == nil {
		return ""
	}
	return a.Points(&u.Total)
}

// SheetSetCmd sets one criterion of the own unit's sheet.
type SheetSetCmd struct {
	Unit      string   `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string   `help:"cli.flag.criterion" required:"" placeholder:"C"`
	Inputs    []string `arg:"" optional:"" help:"cli.arg.inputs" name:"key=value"`
	Draft     bool     `help:"cli.flag.draft"`
	Accept    bool     `help:"cli.flag.accept-odd" name:"accept-doubtful"`
}

// Run saves the cell, says so, and signs it.
func (c *SheetSetCmd) Run(a *verb.App, of *SheetCmd) error {
	fields, err := verb.KeyValues(c.Inputs)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		if err := verb.Own(d, c.Unit); err != nil {
			return err
		}
		if err := odd(ruled(d), c.Criterion, fields); err != nil && !c.Accept {
			return emulation.Errorf(emulation.Invalid, "cli.sheet.odd", "code", c.Criterion, "reason", err)
		}
		cell, err := sheetroom.Over(of.sheets(d)).SetCell(c.Criterion, fields)
		if err != nil {
			return err
		}
		saved := map[string]any{"saved": true, "criterion": c.Criterion, "fields": cell.Fields, "valid": cell.Fault == nil}
		if err := a.Done(saved, "cli.sheet.saved", "code", c.Criterion, "what", strings.Join(c.Inputs, " ")); err != nil {
			return err
		}
		if cell.Fault != nil {
			return emulation.Errorf(emulation.Invalid, "cli.sheet.kept", "code", c.Criterion, "reason", cell.Fault)
		}
		if c.Draft {
			return nil
		}
		if _, err = d.Workspace.Seal(); err != nil || !c.Accept {
			return err
		}
		return sheetroom.Over(of.sheets(d)).Confirm(c.Criterion)
	})
}

// SheetConfirmCmd says of figures that can hardly be that they are meant.
type SheetConfirmCmd struct {
	Unit     string   `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criteria []string `arg:"" help:"cli.sheet.confirmed"`
}

func (c *SheetConfirmCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.With(func(d *desk.Desk) error {
		if err := verb.Own(d, c.Unit); err != nil {
			return err
		}
		err := sheetroom.Over(of.sheets(d)).Confirm(c.Criteria...)
		return a.DoneUnless(err, map[string]any{"confirmed": c.Criteria}, "cli.sheet.confirm-done", "codes", strings.Join(c.Criteria, ", "))
	})
}

// ruled is the set that cells are saved under; nil where there is none: whoever saves them says why.
func ruled(d *desk.Desk) *criteria.Set {
	season, err := d.Workspace.Season()
	if err != nil {
		return nil
	}
	return season.Set
}

// odd is the question about fields that can be read and yet can hardly be: 301 of 300.
func odd(set *criteria.Set, code string, fields map[string]string) error {
	if set == nil {
		return nil
	}
	c, ok := set.ByCode(code)
	if !ok {
		return nil
	}
	in, err := c.Rule.Read(fields)
	if err != nil {
		return nil
	}
	if m, is := c.Odd(in); is {
		return &emulation.Error{Code: emulation.Invalid, Message: m}
	}
	return nil
}

// SheetImportCmd reads cells of the own unit's sheet from a text file.
type SheetImportCmd struct {
	Unit            string `help:"cli.flag.unit" required:"" placeholder:"U"`
	File            string `arg:"" help:"cli.arg.tsv"`
	OneChangePerRow bool   `help:"cli.flag.one-change-per-row"`
	Accept          bool   `help:"cli.flag.accept-doubtful" name:"accept-doubtful"`
}

// Run saves every row, tells which could not be read, and signs the rest. A workbook is shown first and taken only when nothing is in doubt.
func (c *SheetImportCmd) Run(a *verb.App, of *SheetCmd) error {
	if strings.EqualFold(filepath.Ext(c.File), ".xlsx") {
		raw, err := a.File(c.File)
		if err != nil {
			return err
		}
		return c.workbook(a, of, raw)
	}
	text, err := a.Text(c.File)
	if err != nil {
		return err
	}
	return a.With(func(d *desk.Desk) error {
		if err := verb.Own(d, c.Unit); err != nil {
			return err
		}
		list, at, faults := c.lines(text)
		if !c.Accept {
			list, at, faults = c.withoutOdd(ruled(d), list, at, faults)
		}
		taken, err := c.save(a, of, d, list)
		if err != nil {
			return err
		}
		if err := c.confirm(of, d, list); err != nil {
			return err
		}
		saved := 0
		for i, t := range taken {
			err := t.Err
			if err == nil {
				saved++
				err = t.Fault
			}
			if err != nil {
				faults = append(faults, c.fault(list[i].Code, at[i], err))
			}
		}
		sort.SliceStable(faults, func(i, j int) bool { return faults[i].Line < faults[j].Line })
		sentences := emulation.Map(faults, func(f *emulation.Error) string { return phrase.Error(a.Lang, f) })
		out := map[string]any{"saved": saved, "faults": sentences}
		if err := a.Done(out, "cli.import.done", "saved", saved, "faults", len(faults)); err != nil {
			return err
		}
		if len(faults) == 0 {
			return nil
		}
		for _, s := range sentences {
			fmt.Fprintln(a.Stderr, s)
		}
		return verb.ErrTold
	})
}

// lines reads a text file: a criterion's code and its fields in each line, with tabs between. at are the lines' numbers.
func (c *SheetImportCmd) lines(text string) (list []sheetroom.Given, at []int, faults criteria.Errors) {
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		var args []string
		for _, cell := range cells[1:] {
			if cell = strings.TrimSpace(cell); cell != "" {
				args = append(args, cell)
			}
		}
		code := strings.TrimSpace(cells[0])
		fields, err := verb.KeyValues(args)
		if err != nil {
			faults = append(faults, c.fault(code, i+1, err))
			continue
		}
		list, at = append(list, sheetroom.Given{Code: code, Fields: fields}), append(at, i+1)
	}
	return list, at, faults
}

// withoutOdd leaves out the lines that a person has to look at first.
func (c *SheetImportCmd) withoutOdd(set *criteria.Set, list []sheetroom.Given, at []int, faults criteria.Errors) ([]sheetroom.Given, []int, criteria.Errors) {
	var kept []sheetroom.Given
	var lines []int
	for i, g := range list {
		if err := odd(set, g.Code, g.Fields); err != nil {
			faults = append(faults, c.fault(g.Code, at[i], emulation.Errorf(emulation.Invalid, "cli.sheet.odd", "code", g.Code, "reason", err)))
			continue
		}
		kept, lines = append(kept, g), append(lines, at[i])
	}
	return kept, lines, faults
}

func (c *SheetImportCmd) fault(code string, line int, err error) *emulation.Error {
	return emulation.Errorf(emulation.CodeOf(err), "cli.import.row", "row", code, "sentence", err).At(c.File, line, "")
}

// SheetSubmitCmd hands the own unit's sheet in.
type SheetSubmitCmd struct {
	Unit   string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Reason string `help:"cli.flag.unproven" placeholder:"T"`
}

// Run says what is missing and submits.
func (c *SheetSubmitCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.With(func(d *desk.Desk) error {
		if err := verb.Own(d, c.Unit); err != nil {
			return err
		}
		list, err := sheetroom.Over(of.sheets(d)).Checklist()
		if err != nil {
			return err
		}
		missing := a.Render(append(list.Unproven, list.Missing...))
		if err := sheetroom.Over(of.sheets(d)).Because(c.Reason).Submit(); err != nil {
			return err
		}
		return a.Show(map[string]any{"submitted": true, "missing": missing}, func(w io.Writer) {
			for _, m := range missing {
				fmt.Fprintln(w, m)
			}
			fmt.Fprintln(w, a.Say("cli.submit.done"))
		})
	})
}

// SheetReturnCmd gives a submitted sheet back to its unit.
type SheetReturnCmd struct {
	Unit   string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Reason string `help:"cli.flag.why" required:"" placeholder:"T"`
}

func (c *SheetReturnCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		err := sheetroom.Over(of.sheets(d)).Step(unit.ID, emulation.SheetReturned, vietnamese.NFC(c.Reason))
		return a.DoneUnless(err, map[string]any{"returned": unit.Code}, "cli.return.done", "unit", unit.Name)
	})
}

// Period says which sheets are meant: those of the period named, of the season if none was.
type Period struct {
	Period string `help:"cli.flag.period" placeholder:"P"`
}

func (p Period) sheets(d *desk.Desk) workspace.Sheets { return d.Workspace.In(p.Period) }
