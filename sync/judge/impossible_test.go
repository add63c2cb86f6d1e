package judge_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
)

// random is a season lived at random: commands of anybody, right and wrong, with an old screen now and then, and decisions on what waits.
type random struct {
	*cast
	t       *rapid.T
	old     map[changeset.Ref][]changeset.VersionID // heads that were on some screen before
	written []*changeset.Signed
}

// op writes a field in the knowledge of what stands now, or of what stood before.
func (r *random) op(kind string, key changeset.Key, field string, value any) changeset.Operation {
	op := r.put(kind, key, field, value)
	ref := changeset.NaturalRef(r.cluster, kind+"."+field, key)
	if before, ok := r.old[ref]; ok && rapid.IntRange(0, 5).Draw(r.t, "old screen") == 5 {
		op.Expects = before
	}
	if r.old[ref] = op.Expects; rapid.IntRange(0, 40).Draw(r.t, "strange") == 40 {
		op.Expects = []changeset.VersionID{{Change: emulation.ID{9}, Op: 1}}
	}
	return op
}

// reason adds the reason of a step, mostly.
func (r *random) reason(ops []changeset.Operation, kind string, key changeset.Key, to string) []changeset.Operation {
	if rapid.IntRange(0, 4).Draw(r.t, "reason") > 0 {
		ops = append(ops, r.op(kind, key, "reason", emulation.StepReason{To: to, Reason: "lý do", OnBehalf: paperOf(rapid.Bool().Draw(r.t, "paper"))}))
	}
	return ops
}

// toward draws where a life cycle goes next: mostly where it can, at times anywhere.
func toward[S ~string](r *random, all []S, can func(to S) bool) S {
	var next []S
	for _, s := range all {
		if can(s) {
			next = append(next, s)
		}
	}
	if len(next) == 0 || rapid.IntRange(0, 5).Draw(r.t, "anywhere") == 5 {
		next = all
	}
	return rapid.SampledFrom(next).Draw(r.t, "to")
}

func (r *random) at(kind string, key changeset.Key) string {
	record, _ := r.Store.Record(changeset.NaturalRef(r.cluster, kind, key))
	return textOf(record.Last("step", changeset.Logged))
}

func textOf(v *changeset.Version) string {
	var s string
	if v != nil {
		_ = changeset.Load(v.Value, &s)
	}
	return s
}

var sheetSteps = []emulation.SheetStep{emulation.SheetSubmitted, emulation.SheetReturned, emulation.SheetCrossChecked, emulation.SheetExplained,
	emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked}

func (r *random) command() []changeset.Operation {
	unit := rapid.SampledFrom([]emulation.ID{r.u, r.h}).Draw(r.t, "unit")
	sheet := changeset.NewKey(r.season, unit, period)
	proposal := changeset.NewKey(r.season, unit, "flag")
	var ops []changeset.Operation
	switch rapid.IntRange(0, 9).Draw(r.t, "what") {
	case 0, 1, 2:
		to := toward(r, emulation.SeasonSteps, func(to emulation.SeasonStep) bool { return emulation.CanStepSeason(r.standing(), to) })
		ops = append(ops, r.op("season", r.seasonKey, "step", string(to)))
		if to == emulation.SeasonLocked && rapid.IntRange(0, 4).Draw(r.t, "statement") > 0 {
			ops = append(ops, r.op("season", r.seasonKey, "result", []byte("statement")))
		}
		return r.reason(ops, "season", r.seasonKey, string(to))
	case 3, 4:
		at := emulation.SheetStep(r.at("sheet", sheet))
		to := toward(r, sheetSteps, func(to emulation.SheetStep) bool { return emulation.WhoStepsSheet(at, to) != 0 })
		ops = append(ops, r.op("sheet", sheet, "step", string(to)))
		if to == emulation.SheetSubmitted {
			ops = append(ops, r.op("sheet", sheet, "submission", emulation.Submission{Criteria: 1, OnBehalf: paperOf(rapid.Bool().Draw(r.t, "paper"))}))
		}
		return r.reason(ops, "sheet", sheet, string(to))
	case 5:
		column := rapid.SampledFrom([]string{"verified", "final"}).Draw(r.t, "column")
		return []changeset.Operation{r.op("score", changeset.NewKey(changeset.RecordID("sheet", sheet), "1.1", column), "verified", emulation.VerifiedScore{Points: "5"})}
	case 6, 7:
		at := emulation.ProposalStep(r.at("proposal", proposal))
		to := toward(r, emulation.ProposalSteps, func(to emulation.ProposalStep) bool { return emulation.StepProposal(at, to).By != 0 })
		ops = append(ops, r.op("proposal", proposal, "step", string(to)))
		decision := emulation.AwardDecision{Number: "1", OnBehalf: paperOf(rapid.Bool().Draw(r.t, "paper"))}
		switch {
		case to == emulation.ProposalRevoked:
			ops = append(ops, r.op("proposal", proposal, "revocation", decision))
		case to == emulation.ProposalDecided && rapid.IntRange(0, 3).Draw(r.t, "decision") > 0:
			ops = append(ops, r.op("proposal", proposal, "decision", decision))
		}
		return r.reason(ops, "proposal", proposal, string(to))
	case 8:
		votes := rapid.Int64Range(6, 7).Draw(r.t, "yes")
		return []changeset.Operation{r.op("tally", changeset.NewKey(r.season, rapid.SampledFrom([]string{"award", "none"}).Draw(r.t, "vote"), uint64(1)), "tally",
			ballot.Tally{Members: 7, Present: 7, Valid: 7, Lines: []ballot.Line{{ID: "U", Yes: votes}}})}
	}
	return []changeset.Operation{r.op("criteria", changeset.NewKey(r.season, rapid.Uint64Range(1, 2).Draw(r.t, "number")), "version",
		emulation.CriteriaVersion{Name: rapid.SampledFrom([]string{"a", "b"}).Draw(r.t, "text")})}
}

// begin starts late: with a sheet that came some steps far, and once the result is locked a proposal.
func (r *random) begin(at emulation.SeasonStep, steps int, proposed emulation.ProposalStep) {
	sheet, flag := changeset.NewKey(r.season, r.u, period), changeset.NewKey(r.season, r.u, "flag")
	path := []emulation.SheetStep{emulation.SheetSubmitted, emulation.SheetCrossChecked, emulation.SheetExplained, emulation.SheetVerified, emulation.SheetAgreed}
	for i, to := range path[:steps] {
		r.does([]string{"leader", "office", "leader", "office", "leader"}[i], r.sheetMove(sheet, to, true, false)...)
	}
	r.travel(at)
	if !emulation.SeasonReached(at, emulation.SeasonLocked) || at == emulation.SeasonArchived {
		return
	}
	var from emulation.ProposalStep
	for _, to := range wayTo(proposed) {
		r.does("office", r.proposalMove(from, flag, to, true, true)...)
		from = to
	}
}

// live lets people act; those who can do something act more often than those who cannot.
func (r *random) live(steps int) {
	busy := []string{"office", "head", "deputy", "leader", "verifier", "head-staff", "authority"}
	for range steps {
		who := rapid.SampledFrom(append(busy, r.roles...)).Draw(r.t, "who")
		ops := r.command()
		if rapid.IntRange(0, 9).Draw(r.t, "two at once") == 9 {
			ops = append(ops, r.command()...)
		}
		c, _, err := r.Try(r.who[who], r.cluster, "live", ops...)
		if _, refused := judge.AsRefusal(err); refused {
			continue
		} else if err != nil {
			r.t.Fatal(err)
		}
		r.written = append(r.written, c)
		waiting := r.waiting()
		if len(waiting) == 0 || rapid.IntRange(0, 2).Draw(r.t, "decide") > 0 {
			continue
		}
		by := rapid.SampledFrom([]string{"office", "head", "leader"}).Draw(r.t, "decides")
		id := rapid.SampledFrom(waiting).Draw(r.t, "on")
		cause, _, err := r.Try(r.who[by], r.cluster, "decide", decideOp(id, rapid.IntRange(0, 3).Draw(r.t, "in") > 0))
		if err != nil {
			r.t.Fatal(err)
		}
		for _, c := range r.written {
			if c.Identity == id {
				if _, _, err := r.Again(c, cause); err != nil {
					r.t.Fatal(err)
				}
			}
		}
	}
}

func (r *random) waiting() []changeset.Identity {
	var all []changeset.Identity
	_ = judge.EachHeld(r.Store, r.cluster, changeset.LogID{}, func(h judge.Held) error {
		all = append(all, h.Identity)
		return nil
	})
	slices.SortFunc(all, func(a, b changeset.Identity) int { return slices.Compare(a[:], b[:]) })
	return all
}

// possible walks the log as it was given leaves and asserts of each accepted change, against the state that the accepted ones before it made,
// what no sequence of commands may break. It knows nothing of the judge's rules but the tables of package emulation.
func (r *random) possible() {
	w := walk{random: r, step: map[changeset.Ref]string{}, value: map[changeset.VersionID]string{}, changes: map[changeset.Identity]*changeset.Signed{},
		submitted: map[string]bool{}, versions: map[string]int{}}
	for _, e := range r.Store.Logs[r.cluster] {
		c := w.changes[e.Leaf.Identity]
		if e.Raw != nil {
			var err error
			if c, err = changeset.Decode(r.Judge.Tenant, e.Raw); err != nil {
				r.t.Fatal(err)
			}
			w.changes[c.Identity] = c
		}
		if e.Leaf.Verdict == changeset.Accepted {
			w.accepted(c, e.Leaf.Further())
		}
	}
}

type walk struct {
	*random
	step      map[changeset.Ref]string
	value     map[changeset.VersionID]string
	changes   map[changeset.Identity]*changeset.Signed
	submitted map[string]bool // sheets that were handed in
	versions  map[string]int  // criteria by number
}

func (w *walk) fail(c *changeset.Signed, what string, args ...any) {
	var ops []string
	for i := range c.Operations {
		o := &c.Operations[i]
		ops = append(ops, fmt.Sprintf("%s.%s %x", o.Kind, o.Field, []byte(o.Value)))
	}
	w.t.Fatalf("%s\n%v", fmt.Sprintf(what, args...), ops)
}

// before is where a step was taken from: where its writer had seen the record. If a person took it in, and what the writer had seen is too long
// ago for the judge to know, it is where the record stands.
func (w *walk) before(op *changeset.Operation, ref changeset.Ref, decided bool, can func(from string) bool) string {
	from := ""
	for _, e := range op.Expects {
		from = w.value[e]
	}
	if known := len(op.Expects) == 0 || from != ""; decided && (!known || !can(from)) && len(op.Expects) > 0 {
		return w.step[ref]
	}
	return from
}

func (w *walk) has(c *changeset.Signed, kind, field string) *changeset.Operation {
	for i := range c.Operations {
		if o := &c.Operations[i]; o.Kind == kind && o.Field == field {
			return o
		}
	}
	return nil
}

func (w *walk) by(c *changeset.Signed) *identity.Certificate {
	cert, err := w.Judge.Certificate(w.Store, w.Control, c.Log, changeset.Logged)
	if err != nil || cert == nil {
		w.t.Fatal(err)
	}
	return cert
}

func (w *walk) accepted(c *changeset.Signed, decided bool) {
	season := changeset.NaturalRef(w.cluster, "season", w.seasonKey)
	done := emulation.SeasonReached(emulation.SeasonStep(w.step[season]), emulation.SeasonLocked)
	for i := range c.Operations {
		op := &c.Operations[i]
		ref := c.Ref(i)
		switch op.Kind {
		case "sheet", "score", "tally", "criteria":
			if done && !decided {
				w.fail(c, "%s.%s is accepted after the lock, and nobody decided that", op.Kind, op.Field)
			}
		}
		switch op.Kind + "." + op.Field {
		case "season.step":
			to := emulation.SeasonStep(w.text(op))
			from := emulation.SeasonStep(w.before(op, ref, decided, func(from string) bool { return emulation.CanStepSeason(emulation.SeasonStep(from), to) }))
			if !emulation.CanStepSeason(from, to) {
				w.fail(c, "the season goes from %q to %q", from, to)
			}
			if emulation.StepsBack(from, to) && w.has(c, "season", "reason") == nil {
				w.fail(c, "the season goes back from %q to %q without a reason", from, to)
			}
			if to == emulation.SeasonLocked && from == emulation.SeasonConference && w.has(c, "season", "result") == nil {
				w.fail(c, "locked without a statement")
			}
			w.took(c, i)
		case "season.result":
			if step := w.has(c, "season", "step"); step == nil || w.text(step) != string(emulation.SeasonLocked) {
				w.fail(c, "a statement without its lock")
			}
		case "sheet.step":
			to := emulation.SheetStep(w.text(op))
			from := emulation.SheetStep(w.before(op, ref, decided, func(from string) bool { return emulation.WhoStepsSheet(emulation.SheetStep(from), to) != 0 }))
			if emulation.WhoStepsSheet(from, to) == 0 {
				w.fail(c, "the sheet goes from %q to %q", from, to)
			}
			if to == emulation.SheetSubmitted {
				w.submitted[ref.ID.String()] = true
			} else if !w.submitted[ref.ID.String()] {
				w.fail(c, "the sheet is %q and was never handed in", to)
			}
			if checks := emulation.WhoStepsSheet(from, to) == emulation.ActorChecker; checks && w.by(c).Is(emulation.SubjectUnit, op.Key.ID(1)) {
				w.fail(c, "a unit takes its own sheet to %q", to)
			}
			w.took(c, i)
		case "score.verified":
			sheet := op.Key.ID(0)
			if !w.submitted[sheet.String()] {
				w.fail(c, "points for a sheet that nobody handed in")
			}
			for _, unit := range []emulation.ID{w.u, w.h} {
				if sheet == changeset.RecordID("sheet", changeset.NewKey(w.season, unit, period)) && w.by(c).Is(emulation.SubjectUnit, unit) {
					w.fail(c, "a unit verifies its own sheet")
				}
			}
		case "proposal.step":
			to := emulation.ProposalStep(w.text(op))
			from := emulation.ProposalStep(w.before(op, ref, decided, func(from string) bool { return emulation.StepProposal(emulation.ProposalStep(from), to).By != 0 }))
			if emulation.StepProposal(from, to).By == 0 {
				w.fail(c, "the proposal goes from %q to %q", from, to)
			}
			if from == emulation.ProposalAccepted && to == emulation.ProposalDecided && w.has(c, "proposal", "decision") == nil {
				w.fail(c, "decided without a decision")
			}
			w.took(c, i)
		case "proposal.decision", "proposal.revocation":
			var d emulation.AwardDecision
			_ = changeset.Load(op.Value, &d)
			if !emulation.HasRole(w.by(c).May, emulation.RoleAuthority) && d.OnBehalf == nil {
				w.fail(c, "%s by others than the authority, without its paper", op.Field)
			}
		case "criteria.version":
			if w.versions[fmt.Sprint(op.Key)]++; w.versions[fmt.Sprint(op.Key)] > 1 {
				w.fail(c, "two versions of the criteria under one number")
			}
		case "tally.tally":
			var t ballot.Tally
			_ = changeset.Load(op.Value, &t)
			if op.Key.Text(1) != "award" || t.Lines[0].Yes != 7 {
				w.fail(c, "a count of no vote, or one that does not add up")
			}
		}
	}
}

func (w *walk) text(op *changeset.Operation) string {
	var s string
	_ = changeset.Load(op.Value, &s)
	return s
}

func (w *walk) took(c *changeset.Signed, i int) {
	s := w.text(&c.Operations[i])
	w.step[c.Ref(i)], w.value[c.Version(i)] = s, s
}

func TestNoImpossibleState(t *testing.T) {
	start := newCast()
	start.does("office", start.put("vote", changeset.NewKey(start.season, "award"), "vote", question()))
	taken := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		r := &random{cast: start.copied(), t: t, old: map[changeset.Ref][]changeset.VersionID{}}
		r.Judge = judge.New(r.Judge.Anchor)
		if rapid.Bool().Draw(t, "late in the season") {
			r.begin(rapid.SampledFrom(emulation.SeasonSteps[9:]).Draw(t, "from"), rapid.IntRange(0, 5).Draw(t, "sheet"),
				rapid.SampledFrom(emulation.ProposalSteps).Draw(t, "proposal"))
		}
		r.live(rapid.IntRange(1, 40).Draw(t, "commands"))
		r.possible()
		desk := replay(t, r.scene, nil)
		if !maps.Equal(desk.Places, r.Store.Places) {
			t.Fatal("another desk judges otherwise")
		}
		a, _ := state.Of(desk, r.cluster)
		if b, _ := state.Of(r.Store, r.cluster); a != b {
			t.Fatal("another desk comes to another state")
		}
		for _, e := range r.Store.Logs[r.cluster] {
			taken[e.Leaf.Verdict.String()]++
			if e.Leaf.Further() {
				taken["taken in: "+fmt.Sprint(e.Leaf.Verdict == changeset.Accepted)]++
			}
		}
		taken["at "+string(r.standing())]++
		taken["sheet "+r.at("sheet", changeset.NewKey(r.season, r.u, period))]++
		taken["proposal "+r.at("proposal", changeset.NewKey(r.season, r.u, "flag"))]++
	})
	t.Log(taken)
}
