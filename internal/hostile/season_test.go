package hostile_test

import (
	"reflect"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/conference"
	"thidua/workspace/sheet"
)

// apart are fields whose values are judged by their own signatures, or whose loss would end the writing.
var apart = map[string]bool{"certificate": true, "invitation": true, "revocation": true}

// scribble lets somebody write a record of every kind once, as strange as the judge takes it.
func (c *cluster) scribble() {
	c.Helper()
	p := c.pool
	for _, e := range record.All() {
		if apart[e.Kind] {
			continue
		}
		for _, log := range e.Logs {
			for try := 0; try < 40; try++ {
				p.Calm = []int{2, 4, 12, 60}[try%4]
				name := append([]string{"office"}, units...)[p.IntN(1+len(units))]
				scope := map[changeset.ScopeKind]changeset.Scope{changeset.Control: c.desks["office"].Workspace.Control(),
					changeset.Cluster: changeset.NewScope(changeset.Cluster, c.season.Cluster)}[log]
				if log == changeset.Unit {
					if name == "office" {
						continue
					}
					scope = changeset.NewScope(log, c.unit(name))
				}
				if c.write(name, scope, c.record(name, scope, e)...) && p.IntN(3) > 0 {
					break
				}
			}
		}
	}
}

// record is operations on one record of a kind, on some of its fields.
func (c *cluster) record(name string, scope changeset.Scope, e *record.Entry) []changeset.Operation {
	p := c.pool
	parts := make([]any, len(e.Parts))
	for i, part := range e.Parts {
		switch part.Sort {
		case 'i':
			parts[i] = p.ID()
			if p.IntN(4) > 0 {
				switch part.Name {
				case "season":
					parts[i] = record.Season.ID(c.season)
				case "cluster":
					parts[i] = c.season.Cluster
				case "office":
					parts[i] = c.desks["office"].Workspace.Control().ID()
				case "unit":
					parts[i] = c.unit(units[p.IntN(len(units))])
				case "sheet":
					parts[i] = record.Sheet.ID(record.UnitPeriod{Season: record.Season.ID(c.season), Unit: c.unit(units[p.IntN(len(units))]), Period: "season"})
				}
			}
			if e.Kind == record.Membership.Kind && part.Name == "unit" {
				parts[i] = emulation.ID{byte(p.Uint32())} // whoever leaves writes no more
			}
		case 't':
			parts[i] = p.Of(part.Name)
			if e.Kind == record.Season.Kind && p.IntN(2) == 0 {
				parts[i] = c.season.Code
			}
		case 'n':
			parts[i] = p.Number()
		case 'b':
			parts[i] = make([]byte, 32)
		}
	}
	key := changeset.NewKey(parts...)
	r, err := c.desks[name].DB.Record(changeset.NaturalRef(scope, e.Kind, key))
	c.must(err)
	var ops []changeset.Operation
	for _, f := range e.Fields {
		if e.Kind == record.Season.Kind && f.Name == record.FieldStep || len(ops) > 0 && p.IntN(2) == 0 || e.Free && len(ops) > 0 {
			continue
		}
		op := changeset.Operation{Kind: e.Kind, Key: key, Field: f.Name, Value: changeset.MustEncode(c.value(f)), New: e.Free}
		if !e.Free && p.IntN(5) > 0 {
			op.Expects = changeset.IDs(f.Heads(r, changeset.Now))
		}
		if len(op.Value) < changeset.MaxChange/2 || e.Kind == "sheet" || e.Kind == "criteria" {
			ops = append(ops, op)
		}
	}
	if e.Kind == record.Proposal.Kind && p.IntN(3) > 0 {
		ops = c.proposal(record.Proposal.Read(key), r)
	}
	for i := range ops { // some go only with a step and its reason
		if f := record.FieldOf(&ops[i]); f.Name == record.FieldStep && record.Find(e.Kind).Field(record.FieldReason) != nil && p.IntN(2) == 0 {
			var to string
			_ = changeset.Load(ops[i].Value, &to)
			ops = append(ops, changeset.Operation{Kind: e.Kind, Key: key, Field: record.FieldReason, Value: changeset.MustEncode(emulation.StepReason{To: to, Reason: "x"})})
			break
		}
	}
	if len(ops) == 0 {
		ops = append(ops, changeset.Operation{Kind: e.Kind, Key: key, Field: e.Fields[0].Name, Value: changeset.MustEncode(""), New: e.Free})
	}
	return ops
}

// proposal takes a proposal a step on, with what goes with that step.
func (c *cluster) proposal(key record.UnitForm, r *changeset.Record) []changeset.Operation {
	from, _, err := record.Proposal.Step.Value(r, changeset.Now)
	c.must(err)
	var next []emulation.ProposalStep
	for _, to := range c.pool.By["ProposalStep"] {
		if emulation.StepProposal(from, emulation.ProposalStep(to)).By != 0 {
			next = append(next, emulation.ProposalStep(to))
		}
	}
	if len(next) == 0 {
		return nil
	}
	to := next[c.pool.IntN(len(next))]
	ops := []changeset.Operation{record.Proposal.Step.Op(key, to, changeset.IDs(record.Proposal.Step.Heads(r, changeset.Now))...)}
	with := map[emulation.ProposalStep]*record.AnyField{emulation.ProposalDraft: record.Proposal.Info.AnyField, emulation.ProposalProposed: record.Proposal.Sent.AnyField,
		emulation.ProposalDecided: record.Proposal.Decision.AnyField, emulation.ProposalRevoked: record.Proposal.Revocation.AnyField}[to]
	if with != nil {
		ops = append(ops, changeset.Operation{Kind: with.Of.Kind, Key: record.Proposal.Key(key), Field: with.Name, Value: changeset.MustEncode(c.value(with))})
	}
	return ops
}

// value is one for a field: whatever its type can hold, and of criteria sometimes a file that can be read.
func (c *cluster) value(f *record.AnyField) any {
	p := c.pool
	if f.Is(&changeset.Operation{Kind: record.Proposal.Kind, Field: record.Proposal.Sent.Name}) {
		return p.Of("Date")
	}
	v := p.Fill(reflect.TypeOf(f.New()).Elem()).Interface()
	if q, ok := v.(ballot.Question); ok && p.IntN(2) == 0 {
		q.Rules = ballot.Rules{Secret: p.IntN(2) == 0, Denominator: "present", Num: 1, Den: []int64{2, 1_000_000}[p.IntN(2)], Tie: "chair", Places: int64(p.Number() % 1_000_001)}
		q.Lines, q.Members = []ballot.Choice{{ID: "son-la"}, {ID: "cao-bang", Name: p.Text(), Unit: p.ID()}}, int64(p.Number()%1_000_001)
		return q
	}
	if _, ok := v.(ballot.Tally); ok && p.IntN(2) == 0 {
		n := []int64{0, 3, 1_000_000}[p.IntN(3)]
		return ballot.Tally{Members: n, Present: n, Issued: n, Returned: n, Valid: n, Lines: []ballot.Line{{ID: "son-la", Yes: n}, {ID: "cao-bang", Yes: n}}}
	}
	if file, ok := v.(emulation.CriteriaVersion); ok {
		texts := []string{string(table), "", "a: [", strings.Repeat("[", 10_000), "a: &a [*a]", "format: thidua-criteria/1",
			strings.ReplaceAll(string(table), "10 * x / value", "I.5 / I.5"), strings.ReplaceAll(string(table), "max: 10", "max: "+strings.Repeat("9", 50)),
			strings.ReplaceAll(string(table), "I.2", "I.1"), strings.ReplaceAll(string(table), "Nền nếp", strings.Repeat("n", 100_000))}
		file.YAML = []byte(texts[c.pool.IntN(len(texts))])
		return file
	}
	return v
}

// ordinary is what people do in any season: their sheets are handed in, and a vote is announced.
func (c *cluster) ordinary() {
	c.Helper()
	for _, code := range units[:2] {
		sheets := sheet.At(c.desks[code].Workspace)
		for criterion, typed := range map[string]string{"I.1": "98,5", "I.2": "7,25", "I.4": "tot", "II.1": "3", "II.2": "12"} {
			cell, err := sheets.TypeCell(criterion, typed)
			c.must(err)
			c.must(cell.Fault)
		}
		c.must(sheets.Because("chưa có minh chứng").Submit())
	}
	c.must(conference.At(c.desks[units[0]].Workspace).OpenVote("award", ballot.Question{Title: "Award", On: "other", Conference: "closing",
		Rules: ballot.Rules{Secret: true, Denominator: "present", Num: 1, Den: 2, Tie: "chair", Places: 1}, Lines: []ballot.Choice{{ID: "son-la"}, {ID: "cao-bang"}}}))
	c.sync(c.names()...)
}

// play is a whole season in which people write, at each of its steps, what nobody can have meant. Everything is looked at when it is over, or
// in between too.
func play(t *testing.T, seed uint64, between bool) {
	c := newCluster(t, seed, judge.First+seed%4/3) // most under the first judge, which takes the most
	look := func(when string) {
		c.sync(c.names()...)
		if between {
			c.views(when, 6)
		}
	}
	if seed%3 > 0 {
		c.ordinary()
	}
	c.scribble()
	look("scoring")
	c.step(emulation.SeasonVerifying)
	c.scribble()
	c.step(emulation.SeasonExplaining)
	c.step(emulation.SeasonConference)
	c.scribble()
	look("conference")
	result := []byte("{")
	if c.pool.IntN(2) == 0 {
		result = []byte(`{"format":"thidua-result/1","units":null}`)
	}
	c.step(emulation.SeasonLocked, record.Season.Result.Op(c.season, result))
	c.scribble()
	c.scribble()
	c.sync(c.names()...)
	c.joinLate("later", units[2])
	c.sync(c.names()...)
	tries := 2
	if between {
		tries = 6
	}
	c.views("locked", tries)
	var never []string
	for _, e := range record.All() {
		for _, f := range e.Fields {
			if !apart[e.Kind] && c.wrote[f.String()] == 0 {
				never = append(never, f.String())
			}
		}
	}
	t.Log("never taken:", never)
}

// TestNoAcceptedLogStopsADesk: whatever stands in logs that the judge accepted, every view, paper and sync of every desk goes through.
func TestNoAcceptedLogStopsADesk(t *testing.T) { play(t, 1, false) }
