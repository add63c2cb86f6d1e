package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"thidua/emulation"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/replica"
)

// Sync exchanges changes once: with the server named, on the way that was set, else with the one remembered; a sandbox exchanges with its own
// hub. A server that answers is remembered.
func (d *Desk) Sync(ctx context.Context, server string) (client.Report, error) {
	if server != "" {
		line, err := d.Line()
		if err != nil {
			return client.Report{}, err
		}
		line.Server = server
		return d.SyncOver(ctx, line)
	}
	transport, done, err := d.transport()
	if err != nil {
		return client.Report{}, err
	}
	report, err := d.Exchange(ctx, transport)
	return report, errors.Join(err, done())
}

// Client is the sync client of a desk with a server, for a program that stays open: it syncs by itself whenever the server can be reached.
// A sandbox, and a desk without a server, have none: the error is "desk.no-server".
func (d *Desk) Client(events func(client.Event)) (*client.Client, error) {
	line, err := d.Line()
	if err != nil {
		return nil, err
	}
	transport, err := line.open()
	if err != nil {
		return nil, err
	}
	return d.client(transport, func(e client.Event) {
		if e.Kind == client.Finished || e.Kind == client.Failed {
			if err := d.DB.Checkpoint(); err != nil && e.Kind == client.Finished {
				e = client.Event{Kind: client.Failed, Report: e.Report, Err: err}
			}
		}
		events(e)
	}), nil
}

// transport is the way to the server; done releases it.
func (d *Desk) transport() (t client.Transport, done func() error, err error) {
	origin, err := d.Workspace.Origin()
	if err != nil {
		return nil, nil, err
	}
	if origin != "" {
		h, done, err := d.sandboxHub()
		return hub.Local{Hub: h}, done, err
	}
	line, err := d.Line()
	if err != nil {
		return nil, nil, err
	}
	http, err := line.open()
	if err != nil {
		return nil, nil, err
	}
	return http, func() error { http.Close(); return nil }, nil
}

// JoinByCode sets up an invited person's desk in an empty folder with a code: the server is asked for the invitation, a new key joins, and a
// first sync brings the cluster. If that sync fails or is told to stop, the desk is set up all the same and the next sync goes on.
func JoinByCode(ctx context.Context, dir string, line Line, seed identity.Seed, name string, env Environment) (*Desk, error) {
	http, err := line.open()
	if err != nil {
		return nil, err
	}
	defer http.Close()
	invite, err := client.FetchInvitation(ctx, http, line.Server, seed, judge.Latest)
	if err != nil {
		return nil, fmt.Errorf("looking the code up: %w", err)
	}
	d, err := InitInvite(dir, invite, name, env)
	if err != nil {
		return nil, err
	}
	if err := d.SetLine(line); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if _, err = d.Exchange(ctx, http); err != nil && ctx.Err() == nil && emulation.CodeOf(err) != emulation.Unavailable {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// JoinAgain uses another invitation at a desk that the server did not let in, with the key and the data that are here: see replica's JoinAgain. The
// line is remembered once it went well; without a server in it, the invitation names it.
func (d *Desk) JoinAgain(invite *identity.InviteFile, line Line) error {
	if err := line.check(); err != nil {
		return err
	}
	err := replica.At(d.Workspace).JoinAgain(invite)
	if err == nil {
		line.Server = cmp.Or(line.Server, invite.Server)
		err = d.SetLine(line)
	}
	return errors.Join(err, d.DB.Checkpoint())
}

// JoinAgainByCode is JoinAgain with a code that the server is asked about.
func (d *Desk) JoinAgainByCode(ctx context.Context, seed identity.Seed, line Line) error {
	http, err := line.open()
	if err != nil {
		return err
	}
	defer http.Close()
	invite, err := client.FetchInvitation(ctx, http, line.Server, seed, d.Workspace.JudgeKnown())
	if err != nil {
		return fmt.Errorf("looking the code up: %w", err)
	}
	return d.JoinAgain(invite, line)
}

// Exchange runs one sync over a transport, and makes what it brought durable, also when an error or the end of the context cut it short.
func (d *Desk) Exchange(ctx context.Context, t client.Transport) (client.Report, error) {
	report, err := d.client(t, nil).Once(ctx)
	if err != nil {
		err = fmt.Errorf("syncing: %w", err)
	}
	return report, errors.Join(err, d.DB.Checkpoint())
}

func (d *Desk) client(t client.Transport, events func(client.Event)) *client.Client {
	var applier client.Applier = d.link
	if d.link.shelf != nil {
		applier = offered{d.link}
	}
	return client.New(client.Config{Tenant: d.Workspace.Tenant(), Key: d.Workspace.Key().Private, Outbox: d.link, Applier: applier, State: d.link,
		Judge:     d.Workspace.JudgeKnown(),
		Transport: t, Now: d.env.Now, Rand: d.env.Rand, Events: events})
}
