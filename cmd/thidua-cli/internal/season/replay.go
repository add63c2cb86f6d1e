package season

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/internal/sample"
)

// playMemory is the collector's goal while a dozen desks and a server are open at once; with that of one desk it would do little but collect.
const playMemory = 512 << 20

// SeasonReplayCmd plays the whole season of a sample: everybody at the own desk, with the commands people use, over a real server.
type SeasonReplayCmd struct {
	Sample string `help:"cli.flag.sample-id" required:"" placeholder:"ID"`
	Keep   string `help:"cli.flag.keep" type:"path" placeholder:"DIR"`
}

// Run plays it, reads the outcome at the desk of somebody who only received the logs, and compares it with what was published.
func (c *SeasonReplayCmd) Run(ctx context.Context, a *verb.App) error {
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
	out, err := replay.Season(ctx, a.Replay, a.Env, s, dir, func(heading string) { a.Tell("replay.part", "part", heading) })
	if err != nil {
		return err
	}
	if err := a.Show(out, func(w io.Writer) { printReplay(a, w, out) }); err != nil {
		return err
	}
	if len(out.Differences) > 0 {
		return verb.ErrTold
	}
	return nil
}

func printReplay(a *verb.App, w io.Writer, out *replay.Report) {
	a.Lang = a.Lang.Among(emulation.ClusterInfo{Name: out.Outcome.Cluster}.IsBlock())
	fmt.Fprintln(w, a.Say("replay.done", "name", out.Name, "commands", out.Commands, "desks", out.Desks, "changes", out.Changes))
	fmt.Fprintln(w, a.Say("replay.step", "step", emulation.Say("season."+out.Step)))
	if c := out.Outcome.Compact; c != nil {
		fmt.Fprintln(w, a.Say("replay.compact", "signed", c.Signed, "of", c.Of))
	}
	for _, p := range out.Outcome.Proposals {
		fmt.Fprintln(w, a.Say("replay.proposal", "form", p.Form, "count", fmt.Sprintf("%02d", p.Count), "units", out.Named(p.Units...)))
	}
	if n := out.Outcome.Next; n != nil {
		fmt.Fprintln(w, a.Say("replay.next", "label", n.Label, "head", out.Named(n.Head), "how", emulation.Say("how."+n.How)))
		if len(n.Deputies) > 0 {
			fmt.Fprintln(w, a.Say("replay.deputies", "units", out.Named(n.Deputies...)))
		}
	}
	if out.Statement != "" {
		fmt.Fprintln(w, a.Say("replay.statement", "sha256", out.Statement, "desks", out.Desks))
	}
	if len(out.Differences) == 0 {
		fmt.Fprintln(w, a.Say("replay.same"))
		return
	}
	fmt.Fprintln(a.Stderr, phrase.Text(a.Lang, "replay.differs", "fields", out.Differences))
}
