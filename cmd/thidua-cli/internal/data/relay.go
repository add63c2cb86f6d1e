package data

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// RelayCmd holds bundles for others in one building.
type RelayCmd struct {
	Listen string `help:"cli.flag.relay-listen" required:"" placeholder:"ADDR"`
	Folder string `help:"cli.flag.relay-folder" type:"path" placeholder:"DIR"`
}

// Run serves until it is told to stop.
func (c *RelayCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		r, err := d.Relay(c.Folder)
		if err != nil {
			return err
		}
		r.Log = slog.New(slog.NewTextHandler(a.Stderr, nil))
		l, err := net.Listen("tcp", c.Listen)
		if err != nil {
			return emulation.Errorf(emulation.Unavailable, "cli.relay.listen-failed", "address", c.Listen).Because(err)
		}
		out := struct {
			Address string `json:"address"`
			Folder  string `json:"folder"`
		}{l.Addr().String(), r.Dir}
		if err := a.Done(out, "cli.relay.listening", "address", out.Address, "folder", out.Folder); err != nil {
			return err
		}
		return r.Serve(ctx, l)
	})
}

// BundleExchangeCmd exchanges by a relay.
type BundleExchangeCmd struct {
	Address string `arg:"" placeholder:"URL" help:"cli.bundle.relay-address"`
}

// Run brings what waits and takes in what waits there.
func (c *BundleExchangeCmd) Run(ctx context.Context, a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		p, err := d.PassBundles(ctx, c.Address)
		if err != nil {
			return err
		}
		lines := []bundleLine{}
		for _, in := range p.In {
			lines = append(lines, lineOf(a, in.Digest.String()[:16], in, nil))
		}
		out := struct {
			Changes int          `json:"changes"`
			Files   int          `json:"evidenceFiles"`
			Left    int          `json:"evidenceLeft"`
			Bundles []bundleLine `json:"bundles"`
		}{p.Sent.Changes, p.Sent.Files, p.Sent.Left, lines}
		err = a.Show(out, func(w io.Writer) {
			fmt.Fprintln(w, a.Say("cli.bundle.passed", "changes", out.Changes, "files", out.Files, "count", len(lines)))
			if out.Left > 0 {
				fmt.Fprintln(w, a.Say("bundle.told.left", "count", out.Left))
			}
			for i := range lines {
				lines[i].tell(a, w, "bundle.told.imported")
			}
		})
		for _, e := range p.Errs {
			fmt.Fprintln(a.Stderr, phrase.Error(a.Lang, e))
		}
		if err == nil && len(p.Errs) > 0 {
			return verb.ErrTold
		}
		return err
	})
}
