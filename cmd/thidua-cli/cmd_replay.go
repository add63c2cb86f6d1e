package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"thidua/assets"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// scriptName is the file of a sample that holds its season.
const scriptName = "season.txt"

// playMemory is the collector's goal while a dozen desks and a server are open at once; with that of one desk it would do little but collect.
const playMemory = 512 << 20

// SeasonReplayCmd plays the whole season of a sample: everybody at the own desk, with the commands people use, over a real server.
type SeasonReplayCmd struct {
	Sample string `help:"cli.flag.sample-id" required:"" placeholder:"ID"`
	Keep   string `help:"cli.flag.keep" type:"path" placeholder:"DIR"`
}

// replayOut is what a replay came to.
type replayOut struct {
	Sample      string   `json:"sample"`
	Name        string   `json:"name"`
	Step        string   `json:"step"`
	Commands    int      `json:"commands"`
	Desks       int      `json:"desks"`
	Logs        int      `json:"logs"`
	Changes     uint64   `json:"changes"`
	Reader      string   `json:"reader"` // the desk that only received the log, from which the outcome was read
	Statement   string   `json:"statement,omitempty"`
	Outcome     *outcome `json:"outcome"`
	Published   *outcome `json:"published"`
	Differences []string `json:"differences"`

	names map[string]string // of the units, by code
}

// Run plays it, reads the outcome at the desk of somebody who only received the logs, and compares it with what was published.
func (c *SeasonReplayCmd) Run(a *App) error {
	debug.SetMemoryLimit(playMemory)
	s, err := sample.Load(c.Sample)
	if err != nil {
		return err
	}
	dir := c.Keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "thidua-"); err != nil {
			return emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", os.TempDir()).Because(err)
		}
		defer os.RemoveAll(dir)
	}
	out, err := replay(*a.Main, s, dir, func(heading string) { a.tell("replay.part", "part", heading) })
	if err != nil {
		return err
	}
	if err := a.show(out, func(w io.Writer) { a.printReplay(w, out) }); err != nil {
		return err
	}
	if len(out.Differences) > 0 {
		return quiet{exitRefused}
	}
	return nil
}

// replay plays a sample's season in an empty folder.
func replay(m Main, s *sample.Sample, dir string, tell func(heading string)) (out *replayOut, err error) {
	files, err := fs.Sub(assets.Samples, path.Join("samples", s.ID))
	if err != nil {
		return nil, err
	}
	raw, err := fs.ReadFile(files, scriptName)
	if err != nil {
		return nil, emulation.Errorf(emulation.NotFound, "replay.no-script", "sample", s.Name)
	}
	name := path.Join("samples", s.ID, scriptName)
	script, err := parseScript(name, string(raw))
	if err != nil {
		return nil, err
	}
	p, err := newPlay(m, s, files, dir, script.begin())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	p.tell = tell
	if err := p.run(name, script); err != nil {
		return nil, err
	}
	return p.outcome()
}

// begin is a day before the first moment of a script.
func (s *script) begin() time.Time {
	for _, l := range s.lines {
		if !l.At.IsZero() {
			return l.At.AddDate(0, 0, -1)
		}
	}
	return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
}

// outcome brings the last unit's desk up to date, checks every log there from its signed bytes, and reads the outcome.
func (p *play) outcome() (*replayOut, error) {
	var reader *desk.Desk
	out := &replayOut{Sample: p.sample.ID, Name: p.sample.Name, Commands: p.count, Desks: len(p.desks), Published: published(p.sample), Differences: []string{}, names: map[string]string{}}
	for _, u := range p.units {
		out.names[u.Code] = u.Name
		if d, err := p.desk(u.Code); err == nil {
			reader, out.Reader = d, u.Code
		}
	}
	if reader == nil {
		return nil, emulation.Errorf(emulation.NotFound, "replay.nobody")
	}
	for _, name := range slices.Sorted(maps.Keys(p.desks)) { // whatever still waits goes up, then everybody hears it
		if _, err := p.desks[name].Sync(context.Background(), ""); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.desks)) {
		if _, err := p.desks[name].Sync(context.Background(), ""); err != nil {
			return nil, err
		}
		if err := p.desks[name].Workspace.ChooseSeason(p.sample.Founding.Cluster.Code, p.sample.Founding.Season.Label); err != nil {
			return nil, err
		}
	}
	logs, err := reader.VerifyLogs()
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
	if out.Outcome, err = recorded(reader.Workspace); err != nil {
		return nil, err
	}
	out.Differences = append(out.Differences, differences(out.Published, out.Outcome)...)
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
func (p *play) statement(reader *desk.Desk) (string, error) {
	check, err := reader.Workspace.CheckResult()
	if err != nil {
		return "", err
	}
	same := check.Matches && bytes.Equal(check.Locked, check.Recomputed)
	for _, d := range p.desks {
		r, err := d.Workspace.Result()
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

// named lists units by their names.
func (o *replayOut) named(codes ...string) string {
	list := make([]string, len(codes))
	for i, c := range codes {
		list[i] = cmp.Or(o.names[c], c)
	}
	return strings.Join(list, ", ")
}

func (a *App) printReplay(w io.Writer, out *replayOut) {
	a.lang = a.lang.Among(out.Outcome.Cluster)
	fmt.Fprintln(w, a.say("replay.done", "name", out.Name, "commands", out.Commands, "desks", out.Desks, "changes", out.Changes))
	fmt.Fprintln(w, a.say("replay.step", "step", emulation.Say("season."+out.Step)))
	if c := out.Outcome.Compact; c != nil {
		fmt.Fprintln(w, a.say("replay.compact", "signed", c.Signed, "of", c.Of))
	}
	for _, p := range out.Outcome.Proposals {
		fmt.Fprintln(w, a.say("replay.proposal", "form", p.Form, "count", p.Count, "units", out.named(p.Units...)))
	}
	if n := out.Outcome.Next; n != nil {
		fmt.Fprintln(w, a.say("replay.next", "label", n.Label, "head", out.named(n.Head), "how", emulation.Say("how."+n.How)))
		if len(n.Deputies) > 0 {
			fmt.Fprintln(w, a.say("replay.deputies", "units", out.named(n.Deputies...)))
		}
	}
	if out.Statement != "" {
		fmt.Fprintln(w, a.say("replay.statement", "sha256", out.Statement, "desks", out.Desks))
	}
	if len(out.Differences) == 0 {
		fmt.Fprintln(w, a.say("replay.same"))
		return
	}
	fmt.Fprintln(a.Stderr, phrase.Text(a.lang, "replay.differs", "fields", out.Differences))
}
