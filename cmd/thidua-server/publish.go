package main

import (
	"context"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/upgrade"
)

// PublishCmd puts a release of the programs where desks of this server are offered it, also while the server runs.
type PublishCmd struct {
	Dir      string `help:"server.help.dir" required:"" type:"path" placeholder:"DIR"`
	Withdraw bool   `help:"server.help.publish.withdraw"`
	File     string `arg:"" optional:"" type:"existingfile" placeholder:"FILE" help:"server.help.publish.file"`
}

// Run takes the manifest and every file it names, if its publisher signed them: the server itself can sign none.
func (c *PublishCmd) Run(ctx context.Context, m *Main) error {
	if _, _, err := readKey(c.Dir); err != nil {
		return err
	}
	if c.Withdraw == (c.File != "") {
		return emulation.Errorf(emulation.Invalid, "server.publish-what")
	}
	l := m.depot(c.Dir)
	if c.Withdraw {
		if err := l.Withdraw(); err != nil {
			return fileError(c.Dir, err)
		}
		m.tell("server.withdrawn")
		return nil
	}
	found, err := l.Take(ctx, filepath.Dir(c.File))
	if err != nil {
		return err
	}
	m.tell("server.published", "name", found.Name, "number", found.Number, "files", len(found.Files))
	return nil
}

// depot is what is offered to desks.
func (m *Main) depot(dir string) *upgrade.Depot {
	return upgrade.NewDepot(filepath.Join(dir, "release"), upgrade.Here{Keys: m.Keys, Now: m.Now})
}
