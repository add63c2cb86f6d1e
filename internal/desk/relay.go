package desk

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/server/relay"
	"thidua/sync/bundle"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/workspace/replica"
)

// relayDir is where a desk that is a relay holds what it carries, unless said otherwise.
const relayDir = "relay"

// relayMost is how much of a bundle's evidence a relay takes, in bytes.
const relayMost = 8 << 20

// Relay opens this desk's store of bundles for others; dir "" is the one in its data folder.
func (d *Desk) Relay(dir string) (*relay.Relay, error) {
	if dir == "" {
		dir = filepath.Join(d.Dir, relayDir)
	}
	room := replica.At(d.Workspace)
	return relay.Open(relay.Options{Dir: dir, Tenant: d.Workspace.Tenant(), Key: d.Workspace.Key().Private, Now: d.env.Now,
		Known: room.Knows, Server: room.IsServer})
}

// passing begins the name of a folder in which an exchange with a relay works; what follows are digits alone.
const passing = "relay-"

// sweepPassing removes from a data folder what exchanges with a relay left that were killed. They are bundles of what is in the store.
func sweepPassing(dir string) error {
	left, err := durable.Match(dir, passing+"[0-9]*")
	for _, path := range left {
		if strings.Trim(filepath.Base(path)[len(passing):], "0123456789") == "" {
			err = errors.Join(err, durable.RemoveAll(path))
		}
	}
	return err
}

// Passed is what an exchange by a relay came to.
type Passed struct {
	Sent *Exported
	In   []*Imported
	Errs []error // why one that waited was not taken in; the others were
}

// PassBundles brings all that waits for the server to a relay, keeps its receipt, and takes in what waits there for this desk.
func (d *Desk) PassBundles(ctx context.Context, address string) (p *Passed, err error) {
	http, err := client.NewHTTP(address, client.HTTPOptions{})
	if err != nil {
		return nil, err
	}
	defer http.Close()
	dir, err := os.MkdirTemp(d.Dir, passing)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", d.Dir).Because(err)
	}
	defer durable.RemoveAll(dir)
	p = new(Passed)
	if p.Sent, err = d.ExportBundle(ctx, dir, relayMost); err != nil {
		return nil, err
	}
	raw, err := durable.ReadFile(p.Sent.File)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "bundle.unreadable", "file", p.Sent.File).Because(err)
	}
	receipt, err := http.PutBundle(ctx, raw)
	if err != nil {
		return nil, err
	}
	if err := d.passed(ctx, p, filepath.Join(dir, "receipt"), receipt); err != nil {
		return nil, err
	}
	waiting, err := http.Bundles(ctx, identity.PublicOf(d.Workspace.Key().Private).LogID())
	if err != nil {
		return p, err
	}
	for _, digest := range waiting {
		body, err := http.Bundle(ctx, digest)
		if emulation.CodeOf(err) == emulation.NotFound {
			continue // somebody brought a newer one meanwhile
		}
		if err != nil {
			return p, err
		}
		if err := d.passed(ctx, p, filepath.Join(dir, digest.String()), body); err != nil {
			return p, err
		}
	}
	return p, nil
}

// passed takes in a bundle that a relay gave. A fault of the line ends the exchange, one of the bundle does not.
func (d *Desk) passed(ctx context.Context, p *Passed, name string, body io.ReadCloser) error {
	f, err := os.Create(name)
	if err == nil {
		_, err = io.Copy(f, io.LimitReader(body, bundle.MaxFile+1))
		err = errors.Join(err, f.Close())
	}
	if err = errors.Join(err, body.Close()); err != nil {
		return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err)
	}
	in, err := d.ImportBundle(ctx, name)
	switch {
	case ctx.Err() != nil:
		return err
	case err != nil:
		p.Errs = append(p.Errs, err)
	default:
		p.In = append(p.In, in)
	}
	return nil
}
