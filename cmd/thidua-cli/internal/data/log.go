package data

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/console"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/judge"
	"thidua/workspace/replica"
)

// SyncCmd exchanges changes with the server.
type SyncCmd struct {
	LineFlags `embed:""`
}

// Run syncs until both sides have all, and says what went over the wire. One that is told to stop keeps what came.
func (c *SyncCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := c.sync(ctx, a, d)
		if err != nil && ctx.Err() != nil {
			return emulation.Errorf(emulation.Unavailable, verb.SyncStopped, "received", r.Received).Because(err)
		}
		if err != nil {
			return err
		}
		a.Among(d) // a first sync brings the cluster
		out := struct {
			RoundTrips int            `json:"roundTrips"`
			Up         int64          `json:"bytesSent"`
			Down       int64          `json:"bytesReceived"`
			Sent       int            `json:"sent"`
			Received   int            `json:"received"`
			Returned   int            `json:"returned,omitempty"` // leaves given back to a server that was restored
			Waiting    int            `json:"waiting"`
			Refused    map[string]int `json:"refused,omitempty"`
			Problems   []string       `json:"problems,omitempty"` // what the server did not give, and why
		}{r.RoundTrips, r.BytesUp, r.BytesDown, r.Sent, r.Received, r.Returned, r.Waiting, r.Refused, nil}
		barred := false // nothing is given to read
		for _, p := range r.Problems {
			out.Problems = append(out.Problems, phrase.Error(a.Lang, p))
			key := emulation.KeyOf(p)
			barred = barred || key == "sync.expired" || key == "sync.revoked"
		}
		err = a.Show(out, func(w io.Writer) {
			if barred {
				return
			}
			fmt.Fprintln(w, a.Say("cli.sync.done", "sent", r.Sent, "received", r.Received, "up", r.BytesUp, "down", r.BytesDown, "trips", r.RoundTrips))
			if r.Returned > 0 {
				fmt.Fprintln(w, a.Say("cli.sync.returned", "count", r.Returned))
			}
			for reason, n := range r.Refused {
				fmt.Fprintln(w, a.Say("sync.not-taken", "count", n, "reason", a.Say("reason."+reason)))
			}
		})
		for _, said := range out.Problems {
			fmt.Fprintln(a.Stderr, said)
		}
		if err == nil && barred {
			return verb.ErrTold
		}
		return err
	})
}

func (c *SyncCmd) sync(ctx context.Context, a *verb.App, d *desk.Desk) (client.Report, error) {
	if !c.given() {
		return d.Sync(ctx, "")
	}
	line, err := d.Line()
	if err == nil {
		line, err = c.over(a, line)
	}
	if err != nil {
		return client.Report{}, err
	}
	return d.SyncOver(ctx, line)
}

// LogCmd is about the signed logs.
type LogCmd struct {
	Verify  LogVerifyCmd  `cmd:"" help:"cli.log.verify"`
	Trail   LogTrailCmd   `cmd:"" help:"cli.log.trail"`
	Roots   LogRootsCmd   `cmd:"" help:"cli.log.roots"`
	Compare LogCompareCmd `cmd:"" help:"cli.log.compare"`
	Clock   LogClockCmd   `cmd:"" help:"cli.log.clock"`

	Generation LogGenerationCmd `cmd:"" help:"cli.log.generation"`
}

// LogGenerationCmd shows the new generation of the logs that the office opened after its server was damaged, and confirms it.
type LogGenerationCmd struct {
	Confirm bool `help:"cli.log.generation.confirm"`
}

// Run shows what is to be confirmed; with the flag it is, and what that asks for is done.
func (c *LogGenerationCmd) Run(a *verb.App) error {
	var offer *replica.Offer
	err := a.With(func(d *desk.Desk) (err error) {
		offer, err = replica.At(d.Workspace).Offered()
		return err
	})
	if err != nil {
		return err
	}
	out := struct {
		Generation uint64   `json:"generation"` // 0: none waits
		Confirmed  bool     `json:"confirmed"`
		Said       []string `json:"said"`
	}{Said: []string{}}
	if offer == nil {
		out.Said = []string{a.Say("generation.none")}
	} else {
		out.Generation, out.Said = offer.Generation, a.Render(offer.Messages())
	}
	if c.Confirm && offer != nil {
		dir, err := a.Dir()
		if err != nil {
			return err
		}
		if _, err := desk.ConfirmGeneration(dir, a.Env); err != nil {
			return err
		}
		out.Confirmed = true
		out.Said = append(out.Said, a.Say("generation.confirmed"))
	}
	return a.Show(out, func(w io.Writer) {
		for _, s := range out.Said {
			fmt.Fprintln(w, s)
		}
	})
}

// LogClockCmd is the office's word that its server's clock was ahead.
type LogClockCmd struct {
	From   time.Time `help:"cli.log.clock.from" format:"2006-01-02T15:04:05Z07:00" placeholder:"TIME"`
	Reason string    `help:"cli.log.clock.reason" required:"" placeholder:"TEXT"`
}

// Run records it; the next sync brings it to the server.
func (c *LogClockCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		from, err := replica.At(d.Workspace).SetClock(c.From, c.Reason)
		if err != nil {
			return err
		}
		return a.Done(struct {
			From time.Time `json:"from"`
		}{from}, "cli.log.clock.done")
	})
}

// LogVerifyCmd recomputes everything from the signed bytes.
type LogVerifyCmd struct{}

// Run prints what held and what did not.
func (LogVerifyCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		found, err := d.VerifyLogs(ctx)
		if err != nil {
			return err
		}
		fault := func(v *replica.Verified) string {
			if v.Fault == nil {
				return ""
			}
			return faultText(a, v.Fault)
		}
		err = verb.Of(found,
			verb.Field("scope", func(v *replica.Verified) any { return v.Scope.String() }),
			verb.Field("ok", func(v *replica.Verified) any { return v.Fault == nil }),
			verb.Field("size", func(v *replica.Verified) any { return v.Size }),
			verb.Field("changes", func(v *replica.Verified) any { return v.Changes }),
			verb.Field("root", func(v *replica.Verified) any { return v.Root.String() }),
			verb.Field("checkpoint", func(v *replica.Verified) any { return v.Checkpoint }),
			verb.Field("state", func(v *replica.Verified) any { return v.State.String() }),
			verb.Field("stated", func(v *replica.Verified) any { return v.Stated }),
			verb.Field("fault,omitempty", func(v *replica.Verified) any { return fault(v) })).Tell(a, "", func(w io.Writer, v *replica.Verified) {
			key := "cli.log.ok"
			if v.Fault != nil {
				key = "cli.log.bad"
			}
			fmt.Fprintln(w, a.Say(key, "scope", v.Scope.String(), "size", strconv.FormatUint(v.Size, 10), "signed", strconv.FormatUint(v.Checkpoint, 10),
				"stated", strconv.FormatUint(v.Stated, 10), "root", short(v.Root.String()), "fault", fault(v)))
		})
		if err == nil && slices.ContainsFunc(found, func(v replica.Verified) bool { return v.Fault != nil }) {
			return verb.ErrTold
		}
		return err
	})
}

func faultText(a *verb.App, err error) string {
	if alarm, ok := err.(*judge.Alarm); ok {
		return a.Say("alarm."+alarm.What, "index", strconv.FormatUint(alarm.Index, 10))
	}
	return phrase.Error(a.Lang, err)
}

func short(hash string) string { return hash[:16] }

// StateHashCmd prints the digest of the accepted state of each log.
type StateHashCmd struct{}

func (StateHashCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		logs, err := replica.At(d.Workspace).StateHashes(ctx)
		if err != nil {
			return err
		}
		out := map[string]string{}
		for _, l := range logs {
			out[l.Scope.String()] = l.State.String()
		}
		return a.Show(out, func(w io.Writer) {
			for _, l := range logs {
				fmt.Fprintln(w, l.Scope, l.State)
			}
		})
	})
}

// DoctorCmd looks through the data folder.
type DoctorCmd struct {
	Repair bool `help:"cli.flag.repair"`
}

// Run prints what was found, and repairs if asked.
func (c *DoctorCmd) Run(ctx context.Context, a *verb.App) error {
	dir, err := a.Dir()
	if err != nil {
		return err
	}
	report, err := desk.Doctor(ctx, dir, c.Repair, a.Env)
	if err != nil {
		return err
	}
	h := console.HealthOf(a.Lang, report)
	if err = a.Show(h, func(w io.Writer) { h.Tell(w, a.Lang) }); err == nil && !h.OK {
		return verb.ErrTold
	}
	return err
}

// VersionCmd tells which program this is.
type VersionCmd struct{}

// Run prints version, formats and build.
func (VersionCmd) Run(a *verb.App) error {
	build := console.Build()
	out := map[string]any{"version": emulation.ProgramVersion, "build": build, "changeset": changeset.Format, "schema": judge.Latest, "judge": judge.Latest}
	return a.Done(out, "cli.version.text", "version", emulation.ProgramVersion, "build", build, "format", changeset.Format, "judge", judge.Latest)
}
