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

// FetchInvitation asks a server for the invitation of a code. The server hears only the code's look-up name, and a signature of the one-time
// key under the root it shows; what it answers is taken only if the invitation names the key derived from the code and that root, so a false
// server finds no key that fits. server is the address to keep, judge the highest judge version this program knows. Whether the control log in
// it is true is for judge.Receive. Errors: NotFound, Forbidden (used, void, expired, or "sync.false-server"), Unavailable.
func FetchInvitation(ctx context.Context, t Transport, server string, seed identity.Seed, judge uint64) (*identity.InviteFile, error) {
	f := &identity.InviteFile{Seed: seed, Server: server}
	lookup, err := changeset.Encode(wire.Lookup{Judge: judge})
	if err != nil {
		return nil, err
	}
	control, challenge, err := lookUp(ctx, t, f, lookup)
	if err == nil && challenge != nil { // a server of before there were challenges answers at once
		root := ed25519.PublicKey(challenge.Root[:])
		if lookup, err = wire.SignLookup(changeset.TenantOf(root), seed.OneTimeKey(root), challenge.Ticket, seed.LookupName(), judge); err != nil {
			return nil, err
		}
		control, _, err = lookUp(ctx, t, f, lookup)
	}
	if err != nil {
		return nil, err
	}
	if err := checkWorld(f, control); err != nil {
		return nil, err
	}
	return f, nil
}

// lookUp asks once, and fills in what comes: a challenge, or the invitation and the control log it stands in.
func lookUp(ctx context.Context, t Transport, f *identity.InviteFile, lookup []byte) (control changeset.Scope, challenge *wire.Challenge, err error) {
	body, err := t.Invitation(ctx, f.Seed.LookupName(), lookup)
	if err != nil {
		return control, nil, fmt.Errorf("asking for the invitation: %w", err)
	}
	defer body.Close()
	items := wire.NewReader(body, maxResponse)
	defer items.Close()
	for {
		item, err := items.Next()
		if err == io.EOF {
			return control, challenge, nil
		}
		if err != nil {
			return control, nil, fmt.Errorf("reading the invitation: %w", err)
		}
		switch item := item.(type) {
		case *wire.Challenge:
			challenge = item
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
