package sheet

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/vietnamese"
	"thidua/workspace/book"
	reviewroom "thidua/workspace/review"
	sheetroom "thidua/workspace/sheet"
)

// ReviewVerbs are those of verifying: who verifies whom, what is said to it, and the steps of a sheet.
type ReviewVerbs struct {
	Assign      SheetAssignCmd      `cmd:"" help:"cli.sheet.assign"`
	Assignments SheetAssignmentsCmd `cmd:"" help:"cli.sheet.assignments"`
	Explain     SheetExplainCmd     `cmd:"" help:"cli.sheet.explain"`
	Comment     SheetCommentCmd     `cmd:"" help:"cli.sheet.comment"`
	Comments    SheetCommentsCmd    `cmd:"" help:"cli.sheet.comments"`
	Step        SheetStepCmd        `cmd:"" help:"cli.sheet.step"`
	Agree       SheetAgreeCmd       `cmd:"" help:"cli.sheet.agree"`
	ConfirmNA   SheetConfirmNACmd   `cmd:"" name:"confirm-na" help:"cli.sheet.confirm-na"`
	TakeBack    SheetTakeBackCmd    `cmd:"" name:"take-back" help:"cli.sheet.take-back"`
	OnBehalf    SheetOnBehalfCmd    `cmd:"" name:"on-behalf" help:"cli.sheet.on-behalf"`
	Changes     SheetChangesCmd     `cmd:"" help:"cli.sheet.changes"`
}

// SheetAssignCmd names the verifier of a unit's sheets, or proposes verifiers for all.
type SheetAssignCmd struct {
	Unit    string `help:"cli.flag.unit" placeholder:"U"`
	By      string `help:"cli.flag.verifier" placeholder:"U"`
	Round   uint64 `help:"cli.flag.round" default:"1" placeholder:"N"`
	End     bool   `help:"cli.flag.end"`
	Reason  string `help:"cli.flag.why" placeholder:"T"`
	Propose bool   `help:"cli.flag.propose"`
	Yes     bool   `help:"cli.flag.yes"`
}

// Run writes the assignment; a proposal is only shown without --yes.
func (c *SheetAssignCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if c.Propose {
			return c.propose(a, d)
		}
		if c.Unit == "" || c.By == "" {
			return emulation.Errorf(emulation.Invalid, "cli.assign.what")
		}
		unit, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		by, err := d.Workspace.FindUnit(c.By)
		if err != nil {
			return err
		}
		key := "cli.assign.done"
		if c.End {
			key = "cli.assign.ended"
			err = reviewroom.At(d.Workspace).EndAssignment(unit.ID, by.ID, c.Reason)
		} else {
			err = reviewroom.At(d.Workspace).AssignVerifier(unit.ID, by.ID, sheetroom.Round(c.Round))
		}
		if err != nil {
			return err
		}
		return a.Done(map[string]any{"unit": unit.Code, "verifier": by.Code, "round": c.Round, "ended": c.End}, key, "unit", unit.Name, "verifier", by.Name, "round", c.Round)
	})
}

func (c *SheetAssignCmd) propose(a *verb.App, d *desk.Desk) error {
	list, err := reviewroom.At(d.Workspace).ProposeAssignments(sheetroom.Round(c.Round))
	if err != nil {
		return err
	}
	var left []reviewroom.AssignmentView
	if c.Yes {
		if left, err = reviewroom.At(d.Workspace).AssignVerifiers(list); err != nil {
			return err
		}
	}
	out := map[string]any{"written": c.Yes, "assignments": assignments(a, list), "left": assignments(a, left)}
	return a.Show(out, func(w io.Writer) {
		assignments(a, list).Table(a, w)
		for _, l := range left {
			fmt.Fprintln(w, a.Say("cli.assign.left", "unit", l.Sheet.Name))
		}
		if !c.Yes {
			fmt.Fprintln(w, a.Say("cli.assign.proposed"))
		}
	})
}

// assignments are who verifies whom.
func assignments(a *verb.App, list []reviewroom.AssignmentView) verb.Rows[reviewroom.AssignmentView] {
	return verb.Of(list,
		verb.Field("unit", func(l *reviewroom.AssignmentView) any { return l.Sheet.Code }),
		verb.Field("verifier", func(l *reviewroom.AssignmentView) any { return l.Verifier.Code }),
		verb.Both(">round", "round", func(l *reviewroom.AssignmentView) any { return uint64(l.Round) }),
		verb.Cell("sheet-of", func(l *reviewroom.AssignmentView) string { return l.Sheet.Name }),
		verb.Cell("verifier", func(l *reviewroom.AssignmentView) string { return l.Verifier.Name }),
		verb.Field("author,omitempty", func(l *reviewroom.AssignmentView) any { return l.Author }),
		verb.Field("conflict,omitempty", func(l *reviewroom.AssignmentView) any { return l.Conflict }),
		verb.Field("no_desk,omitempty", func(l *reviewroom.AssignmentView) any { return l.NoDesk }),
		verb.Cell("note", func(l *reviewroom.AssignmentView) string {
			switch {
			case l.Conflict:
				return a.Say("cli.state.conflict")
			case l.NoDesk:
				return a.Say("cli.assign.no-desk")
			}
			return ""
		}))
}

// SheetAssignmentsCmd lists who verifies whom.
type SheetAssignmentsCmd struct{}

func (SheetAssignmentsCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := reviewroom.At(d.Workspace).Assignments()
		if err != nil {
			return err
		}
		rows := assignments(a, list)
		return rows.Show(a, rows, "")
	})
}

// SheetExplainCmd answers verified points of the own unit's sheet, or lists the answers of a unit.
type SheetExplainCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
	Accept    bool   `help:"cli.flag.accept"`
	Text      string `arg:"" optional:"" help:"cli.arg.text"`
}

// Run writes the answer; without a criterion it lists what was answered.
func (c *SheetExplainCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.With(func(d *desk.Desk) error {
		if c.Criterion == "" {
			return c.list(a, of, d)
		}
		if err := verb.Own(d, c.Unit); err != nil {
			return err
		}
		err := sheetroom.Over(of.sheets(d)).Explain(c.Criterion, c.Text, c.Accept)
		return a.DoneUnless(err, map[string]any{"saved": true}, "cli.explain.done", "code", c.Criterion)
	})
}

func (c *SheetExplainCmd) list(a *verb.App, of *SheetCmd, d *desk.Desk) error {
	unit, err := d.Workspace.FindUnit(c.Unit)
	if err != nil {
		return err
	}
	list, err := sheetroom.Over(of.sheets(d)).Explanations(unit.ID)
	if err != nil {
		return err
	}
	return verb.List(a, list, "",
		verb.Both("code", "criterion", func(e *sheetroom.ExplanationView) any { return e.Code }),
		verb.Cell("at", func(e *sheetroom.ExplanationView) string { return a.When(e.At) }),
		verb.Cell("author", func(e *sheetroom.ExplanationView) string { return e.Author }),
		verb.Field("accepts", func(e *sheetroom.ExplanationView) any { return e.Accepts }),
		verb.Both("text", "text,omitempty", func(e *sheetroom.ExplanationView) any { return e.Text }, func(e *sheetroom.ExplanationView) string {
			if e.Accepts {
				return a.Say("cli.explain.accepts") + " " + e.Text
			}
			return e.Text
		}),
		verb.Field("author", func(e *sheetroom.ExplanationView) any { return e.Author }),
		verb.Field("at", func(e *sheetroom.ExplanationView) any { return a.When(e.At) }),
		verb.Field("conflict,omitempty", func(e *sheetroom.ExplanationView) any { return e.Conflict }))
}

// SheetCommentCmd remarks on a criterion.
type SheetCommentCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" required:"" placeholder:"C"`
	Text      string `arg:"" help:"cli.arg.text"`
}

func (c *SheetCommentCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		err := sheetroom.Over(of.sheets(d)).Comment(unit.ID, c.Criterion, c.Text)
		return a.DoneUnless(err, map[string]any{"saved": true}, "cli.comment.done", "code", c.Criterion, "unit", unit.Name)
	})
}

// SheetCommentsCmd lists the remarks on a sheet.
type SheetCommentsCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" placeholder:"C"`
}

func (c *SheetCommentsCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		list, err := sheetroom.Over(of.sheets(d)).Comments(unit.ID, c.Criterion)
		if err != nil {
			return err
		}
		return verb.List(a, list, "",
			verb.Both("code", "criterion", func(m *sheetroom.Comment) any { return m.Code }),
			verb.Cell("at", func(m *sheetroom.Comment) string { return a.When(m.At) }),
			verb.Cell("author", func(m *sheetroom.Comment) string { return m.Author }),
			verb.Both("text", "text", func(m *sheetroom.Comment) any { return m.Text }),
			verb.Field("author", func(m *sheetroom.Comment) any { return m.Author }),
			verb.Field("at", func(m *sheetroom.Comment) any { return a.When(m.At) }),
			verb.Both("note", "private,omitempty", func(m *sheetroom.Comment) any { return m.Private }, func(m *sheetroom.Comment) string {
				if m.Private {
					return a.Say("cli.comment.private")
				}
				return ""
			}))
	})
}

// SheetStepCmd takes a sheet to another step, or all those this desk's unit was assigned to verify.
type SheetStepCmd struct {
	Unit     string `help:"cli.flag.unit" required:"" xor:"whose" placeholder:"U"`
	Assigned bool   `help:"cli.flag.assigned" required:"" xor:"whose"`

	To     string `help:"cli.flag.step" required:"" enum:"returned,cross-checked,explained,verified,agreed,locked" placeholder:"S"`
	Reason string `help:"cli.flag.why" placeholder:"T"`
	verb.SignedPaper
}

// Run says what is worth a look, and takes the step.
func (c *SheetStepCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.With(func(d *desk.Desk) error {
		if !c.Assigned {
			return stepped(a, of, d, c.Unit, emulation.SheetStep(c.To), c.Reason, c.SignedPaper)
		}
		list, err := reviewroom.Over(of.sheets(d)).ToCheck()
		if err != nil {
			return err
		}
		list = emulation.Where(list, func(x reviewroom.SheetToCheck) bool { return len(x.Assigned) > 0 })
		if len(list) == 0 {
			return emulation.Errorf(emulation.NotFound, "cli.step.none-assigned")
		}
		var done []taken
		for _, x := range list {
			var t taken
			if t, err = step(a, of, d, x.Unit, emulation.SheetStep(c.To), c.Reason, c.SignedPaper); err != nil {
				break
			}
			done = append(done, t)
		}
		if len(done) == 0 { // the first one failed
			return err
		}
		shown := a.Show(done, func(w io.Writer) {
			for _, t := range done {
				t.tell(a, w)
			}
		})
		if err == nil {
			err = shown
		}
		return err
	})
}

// taken is a step that a sheet was taken to, and what was worth a look.
type taken struct {
	Missing []string            `json:"missing"`
	Step    emulation.SheetStep `json:"step"`
	Unit    string              `json:"unit"`

	name string
}

func (t taken) tell(a *verb.App, w io.Writer) {
	for _, m := range t.Missing {
		fmt.Fprintln(w, m)
	}
	fmt.Fprintln(w, a.Say("cli.step.done", "unit", t.name, "step", emulation.Say("step."+string(t.Step))))
}

// stepped takes the sheet of a unit by its name to a step, and says so.
func stepped(a *verb.App, of *SheetCmd, d *desk.Desk, name string, to emulation.SheetStep, reason string, paper verb.SignedPaper) error {
	unit, err := d.Workspace.FindUnit(name)
	if err != nil {
		return err
	}
	t, err := step(a, of, d, unit, to, reason, paper)
	if err != nil {
		return err
	}
	return a.Show(t, func(w io.Writer) { t.tell(a, w) })
}

func step(a *verb.App, of *SheetCmd, d *desk.Desk, unit book.Unit, to emulation.SheetStep, reason string, paper verb.SignedPaper) (taken, error) {
	sheets := of.sheets(d)
	list, err := sheetroom.Over(sheets).StepChecklist(unit.ID, to)
	if err != nil {
		return taken{}, err
	}
	if paper.Paper == "" {
		err = sheetroom.Over(sheets).Step(unit.ID, to, reason)
	} else {
		var file emulation.Evidence
		if file, err = verb.Attach(d, paper.Paper); err == nil {
			err = sheetroom.Over(sheets).StepOnBehalf(unit.ID, to, reason, paper.Signer, file)
		}
	}
	return taken{Unit: unit.Code, Step: to, Missing: a.Render(list.Missing), name: unit.Name}, err
}

// SheetAgreeCmd is the leader's agreement to the own unit's verified sheet.
type SheetAgreeCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	verb.SignedPaper
}

func (c *SheetAgreeCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.With(func(d *desk.Desk) error { return stepped(a, of, d, c.Unit, emulation.SheetAgreed, "", c.SignedPaper) })
}

// SheetConfirmNACmd confirms that a criterion does not apply to a unit, or says that it does.
type SheetConfirmNACmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" required:"" placeholder:"C"`
	Applies   bool   `help:"cli.flag.applies"`
	Final     bool   `help:"cli.flag.final"`
	Reason    string `help:"cli.flag.why" placeholder:"T"`
}

func (c *SheetConfirmNACmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		if err := reviewroom.Over(of.sheets(d)).ConfirmNA(unit.ID, round(c.Final), c.Criterion, c.Applies, vietnamese.NFC(c.Reason)); err != nil {
			return err
		}
		key := "cli.na.confirmed"
		if c.Applies {
			key = "cli.na.applies"
		}
		return a.Done(map[string]any{"saved": true, "applies": c.Applies}, key, "code", c.Criterion, "unit", unit.Name)
	})
}

// SheetTakeBackCmd takes back what a review gave a criterion.
type SheetTakeBackCmd struct {
	Unit      string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Criterion string `help:"cli.flag.criterion" required:"" placeholder:"C"`
	Final     bool   `help:"cli.flag.final"`
}

func (c *SheetTakeBackCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		err := reviewroom.Over(of.sheets(d)).TakeBack(unit.ID, round(c.Final), c.Criterion)
		return a.DoneUnless(err, map[string]any{"saved": true}, "cli.sheet.taken-back", "code", c.Criterion, "unit", unit.Name)
	})
}

// SheetChangesCmd tells what others changed in a sheet since it was looked at here.
type SheetChangesCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Seen bool   `help:"cli.flag.seen"`
}

// Run prints it; with --seen the next call starts from here.
func (c *SheetChangesCmd) Run(a *verb.App, of *SheetCmd) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, unit book.Unit) error {
		sheets := of.sheets(d)
		sh, err := sheetroom.Over(sheets).Sheet(unit.ID)
		if err != nil {
			return err
		}
		n, err := sheetroom.Over(sheets).News(unit.ID)
		if err != nil {
			return err
		}
		if c.Seen {
			if err := sheetroom.Over(sheets).Seen(unit.ID); err != nil {
				return err
			}
		}
		out := map[string]any{"never": n.Never, "step": n.Step, "rows": n.Rows}
		return a.Show(out, func(w io.Writer) { printNews(a, w, sh, n) })
	})
}

func printNews(a *verb.App, w io.Writer, sh *sheetroom.Sheet, n sheetroom.News) {
	switch {
	case n.Never:
		fmt.Fprintln(w, a.Say("cli.changes.never"))
		return
	case n.Step:
		fmt.Fprintln(w, a.Say("cli.changes.step", "step", emulation.Say("step."+string(sh.Step))))
	case len(n.Rows) == 0:
		fmt.Fprintln(w, a.Say("cli.changes.none"))
	}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil {
			continue
		}
		for _, what := range n.Rows[r.Code()] {
			fmt.Fprintln(w, a.Say("cli.changes."+what, "code", r.Code(), "name", r.Name()))
		}
	}
}
