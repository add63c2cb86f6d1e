// Package replay plays a season from a script: everybody at the own desk, with the commands people use, over a real server on this computer,
// and reads afterwards what the season came to at the desk of somebody who only received the logs.
//
// It knows no command: a Runner does a command line, and the script says which. What a season should have come to is told by its sample.
package replay

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"thidua/assets"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/workspace/replica"
	"thidua/workspace/result"
)

// scriptName is the file of a sample that holds its season.
const scriptName = "season.txt"

// Report is what a replay came to.
type Report struct {
	Sample      string   `json:"sample"`
	Name        string   `json:"name"`
	Step        string   `json:"step"`
	Commands    int      `json:"commands"`
	Desks       int      `json:"desks"`
	Logs        int      `json:"logs"`
	Changes     uint64   `json:"changes"`
	Reader      string   `json:"reader"` // the desk that only received the log, from which the outcome was read
	Statement   string   `json:"statement,omitempty"`
	Outcome     *Outcome `json:"outcome"`
	Published   *Outcome `json:"published"`
	Differences []string `json:"differences"`

	names map[string]string // of the units, by code
}

// Season plays the whole season of a sample in an empty folder, and compares what it came to with what was published. tell hears each heading
// of the script; it may be nil. Errors: NotFound "replay.no-script"; Invalid "replay.stopped", with the line, where a command did not end as
// the script says.
func Season(ctx context.Context, run Runner, env desk.Environment, s *sample.Sample, dir string, tell func(heading string)) (out *Report, err error) {
	files, err := fs.Sub(assets.Samples, path.Join("samples", s.ID))
	if err != nil {
		return nil, err
	}
	raw, err := fs.ReadFile(files, scriptName)
	if err != nil {
		return nil, emulation.Errorf(emulation.NotFound, "replay.no-script", "sample", s.Name)
	}
	name := path.Join("samples", s.ID, scriptName)
	script, err := Parse(name, string(raw))
	if err != nil {
		return nil, err
	}
	p, err := New(run, env, s, files, dir, script.Begin())
	if err != nil {
		return nil, fmt.Errorf("setting up the replay: %w", err)
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	p.Tell = tell
	if err := p.Run(ctx, name, script); err != nil {
		return nil, err
	}
	if out, err = p.outcome(ctx); err != nil {
		return nil, fmt.Errorf("reading what the season came to: %w", err)
	}
	return out, nil
}

// outcome brings the last unit's desk up to date, checks every log there from its signed bytes, and reads the outcome.
func (p *Play) outcome(ctx context.Context) (*Report, error) {
	var reader *desk.Desk
	out := &Report{Sample: p.sample.ID, Name: p.sample.Name, Commands: p.count, Desks: len(p.desks), Published: Published(p.sample), Differences: []string{}, names: map[string]string{}}
	for _, u := range p.Units {
		out.names[u.Code] = u.Name
		if d, err := p.Desk(u.Code); err == nil {
			reader, out.Reader = d, u.Code
		}
	}
	if reader == nil {
		return nil, emulation.Errorf(emulation.NotFound, "replay.nobody")
	}
	for _, name := range slices.Sorted(maps.Keys(p.desks)) { // whatever still waits goes up, then everybody hears it
		if _, err := p.desks[name].Sync(ctx, ""); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.desks)) {
		if _, err := p.desks[name].Sync(ctx, ""); err != nil {
			return nil, err
		}
		if err := p.desks[name].Workspace.ChooseSeason(p.sample.Founding.Cluster.Code, p.sample.Founding.Season.Label); err != nil {
			return nil, err
		}
	}
	logs, err := reader.VerifyLogs(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range logs {
		if l.Fault != nil {
			return nil, l.Fault
		}
		out.Logs++
		out.Changes += l.Changes
	}
	season, err := reader.Workspace.Season()
	if err != nil {
		return nil, err
	}
	out.Step = string(season.Step)
	status, err := replica.At(reader.Workspace).Status()
	if err != nil {
		return nil, err
	}
	if status.Waiting+status.Conflicts > 0 { // somebody would have to decide what the season does not tell of
		out.Differences = append(out.Differences, "waiting")
	}
	if out.Outcome, err = recorded(reader.Workspace); err != nil {
		return nil, err
	}
	out.Outcome.Criteria = criteriaOf(season, p.sample.Facts.Criteria)
	if out.Outcome.Steps, err = p.steps(reader.Workspace, season); err != nil {
		return nil, err
	}
	out.Differences = append(out.Differences, Differences(out.Published, out.Outcome)...)
	if emulation.SeasonReached(season.Step, emulation.SeasonLocked) {
		if out.Statement, err = p.statement(reader); err != nil {
			return nil, err
		}
		if out.Statement == "" {
			out.Differences = append(out.Differences, "statement")
		}
	}
	return out, nil
}

// statement recomputes the locked result at a desk that only received the log, and compares it with what the other desks hold, byte for byte:
// its digest, or "" where anything differs.
func (p *Play) statement(reader *desk.Desk) (string, error) {
	check, err := result.At(reader.Workspace).CheckResult()
	if err != nil {
		return "", err
	}
	same := check.Matches && bytes.Equal(check.Locked, check.Recomputed)
	for _, d := range p.desks {
		r, err := result.At(d.Workspace).Result()
		if err != nil {
			return "", err
		}
		same = same && r != nil && r.InForce && bytes.Equal(r.Bytes, check.Recomputed)
	}
	if !same {
		return "", nil
	}
	sum := sha256.Sum256(check.Recomputed)
	return hex.EncodeToString(sum[:]), nil
}

// Named lists units by their names.
func (o *Report) Named(codes ...string) string {
	return strings.Join(emulation.Map(codes, func(c string) string { return cmp.Or(o.names[c], c) }), ", ")
}
