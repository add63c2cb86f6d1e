package client

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// FetchInvitation asks a server for the invitation of a code. The server hears only the code's look-up name; what it answers is taken only if
// the invitation names the one-time key derived from the code and the root the server shows, so a false server finds no key that fits.
// server is the address to keep. Whether the control log in it is true is for judge.Receive. Errors: NotFound, Forbidden (used, expired,
// or "sync.false-server"), Unavailable.
func FetchInvitation(ctx context.Context, t Transport, server string, seed identity.Seed) (*identity.InviteFile, error) {
	body, err := t.Invitation(ctx, seed.LookupName())
	if err != nil {
		return nil, fmt.Errorf("asking for the invitation: %w", err)
	}
	defer body.Close()
	items := wire.NewReader(body, maxResponse)
	defer items.Close()
	f := &identity.InviteFile{Seed: seed, Server: server}
	var control changeset.Scope
	for {
		item, err := items.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading the invitation: %w", err)
		}
		switch item := item.(type) {
		case *wire.World:
			f.Root, f.Invite, control = identity.PublicKey(item.Root), item.Invitation, item.Control
			f.Logs = []identity.LogCopy{{Scope: control}}
		case *wire.Entry:
			if len(f.Logs) == 1 && item.Scope == control {
				f.Logs[0].Entries = append(f.Logs[0].Entries, identity.EntryCopy{Leaf: item.Leaf, Change: item.Change, Detached: item.Detached})
			}
		case *wire.Checkpoint:
			if len(f.Logs) == 1 && item.Scope == control {
				f.Logs[0].Checkpoint = item.Note
			}
		}
	}
	if err := checkWorld(f, control); err != nil {
		return nil, err
	}
	return f, nil
}

func checkWorld(f *identity.InviteFile, control changeset.Scope) error {
	root := ed25519.PublicKey(f.Root[:])
	inv, err := identity.ParseInvitation(changeset.TenantOf(root), f.Invite)
	if err != nil {
		return emulation.Errorf(emulation.Forbidden, "sync.false-server").Because(err)
	}
	oneTime := identity.PublicOf(f.Seed.OneTimeKey(root))
	if !bytes.Equal(inv.OneTime[:], oneTime[:]) || inv.Name != f.Seed.LookupName() || control.Kind() != changeset.Control {
		return emulation.Errorf(emulation.Forbidden, "sync.false-server")
	}
	return nil
}
