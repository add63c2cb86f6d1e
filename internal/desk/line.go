package desk

import (
	"cmp"
	"context"
	"fmt"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// Line is where a desk's server is, and the way to it.
type Line struct {
	Server string
	Route  client.Route
}

// valueRoute names the way to the server among what is kept for the sync client. A proxy's password lies with it in the data folder, which
// only its owner reads, as the desk's key does.
const valueRoute = "sync/route"

// Line is the one that was set for this desk; a server of "" means that none was named.
func (d *Desk) Line() (Line, error) {
	var l Line
	raw, err := d.Workspace.Value(valueRoute)
	if err == nil && raw != nil {
		err = changeset.Unmarshal(raw, &l.Route)
	}
	if err == nil {
		l.Server, err = d.Workspace.Server()
	}
	if err != nil {
		return l, fmt.Errorf("reading the way to the server: %w", err)
	}
	return l, nil
}

// SetLine remembers where the server is and the way to it. What cannot be is refused, and what was set before stays: errors of
// client.NewHTTP. Without a server only the way is looked at.
func (d *Desk) SetLine(l Line) error {
	if err := l.check(); err != nil {
		return err
	}
	err := d.setRoute(l.Route)
	if err == nil {
		err = d.Workspace.SetServer(l.Server)
	}
	if err != nil {
		return fmt.Errorf("remembering the server: %w", err)
	}
	return nil
}

func (d *Desk) setRoute(r client.Route) error {
	raw, err := changeset.Encode(r)
	if err == nil {
		err = d.Workspace.SetValue(valueRoute, raw)
	}
	return err
}

// Stalled says that no sync came to its end for long; without a key if one did.
func (d *Desk) Stalled() (emulation.Message, error) {
	times, err := client.Barren(d.link)
	if err != nil || times == 0 {
		return emulation.Message{}, err
	}
	return emulation.Say("sync.barren", "times", times), nil
}

// check refuses a line that nothing can go over.
func (l Line) check() error {
	t, err := client.NewHTTP(cmp.Or(l.Server, "http://localhost"), client.HTTPOptions{Route: l.Route})
	if err == nil {
		t.Close()
	}
	return err
}

// open is a transport over the line.
func (l Line) open() (*client.HTTP, error) {
	if l.Server == "" {
		return nil, emulation.Errorf(emulation.NotFound, "desk.no-server")
	}
	return client.NewHTTP(l.Server, client.HTTPOptions{Route: l.Route})
}

// SyncOver exchanges changes once over a line, and remembers it once it went well.
func (d *Desk) SyncOver(ctx context.Context, l Line) (client.Report, error) {
	t, err := l.open()
	if err != nil {
		return client.Report{}, err
	}
	defer t.Close()
	report, err := d.Exchange(ctx, t)
	if err == nil {
		err = d.SetLine(l)
	}
	return report, err
}
