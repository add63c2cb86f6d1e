package access

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	room "thidua/workspace/access"
)

// RevokeCmd takes keys and invitations back.
type RevokeCmd struct {
	Device     RevokeDeviceCmd     `cmd:"" help:"cli.revoke.device"`
	Person     RevokePersonCmd     `cmd:"" help:"cli.revoke.person"`
	Code       RevokeCodeCmd       `cmd:"" help:"cli.revoke.code"`
	Invitation RevokeInvitationCmd `cmd:"" help:"cli.revoke.invitation"`
}

// revokeFlags are what a revocation of keys says.
type revokeFlags struct {
	Reason string    `help:"cli.flag.revoke-reason" placeholder:"TEXT"`
	Since  time.Time `help:"cli.flag.revoke-since" format:"2006-01-02T15:04:05Z07:00" placeholder:"TIME"`
	Last   []string  `help:"cli.flag.revoke-last" placeholder:"LOG=N"`
	Show   bool      `help:"cli.flag.revoke-show"`
}

// RevokeDeviceCmd takes the key of one desk back.
type RevokeDeviceCmd struct {
	Key string `arg:"" help:"cli.arg.key" placeholder:"KEY"`
	revokeFlags
}

// Run revokes with the last good changes that are proposed, or only shows them.
func (c *RevokeDeviceCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		keys, err := room.At(d.Workspace).FindKeys(c.Key)
		if err != nil {
			return err
		}
		if len(keys) > 1 {
			return emulation.Errorf(emulation.Conflict, "access.many-keys", "text", c.Key,
				"keys", strings.Join(emulation.Map(keys, func(k room.Key) string { return short(k.Log) }), ", "))
		}
		return c.revoke(a, d, keys)
	})
}

// RevokePersonCmd takes all keys of a person back.
type RevokePersonCmd struct {
	Who string `arg:"" help:"cli.arg.person" placeholder:"NAME"`
	revokeFlags
}

// Run is RevokeDeviceCmd.Run for each of them.
func (c *RevokePersonCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		keys, err := room.At(d.Workspace).FindKeys(c.Who)
		if err != nil {
			return err
		}
		for _, k := range keys {
			if k.Person != keys[0].Person {
				return emulation.Errorf(emulation.Conflict, "access.many-people", "text", c.Who, "names", keys[0].Name+"; "+k.Name)
			}
		}
		return c.revoke(a, d, keys)
	})
}

// last puts in the last good changes a person gave instead of those proposed.
func (c *revokeFlags) last(p *room.Proposal) error {
	for _, text := range c.Last {
		name, number, _ := strings.Cut(text, "=")
		scope, err := changeset.ParseScope(name)
		if err != nil {
			return err
		}
		seq, err := strconv.ParseUint(number, 10, 64)
		if err != nil {
			return emulation.Errorf(emulation.Invalid, "access.last", "text", text).Because(err)
		}
		p.Logs = append(slices.DeleteFunc(p.Logs, func(g room.LastGood) bool { return g.Scope == scope }), room.LastGood{Scope: scope, Seq: seq})
	}
	return nil
}

// revokedJSON is what a revocation says of one key.
type revokedJSON struct {
	Key         string            `json:"key"`
	Who         string            `json:"who"`
	LastGood    map[string]uint64 `json:"lastGood"`
	LetIn       []string          `json:"letIn"`       // keys it let in since, which stand until they are revoked
	Invitations []string          `json:"invitations"` // void with it
}

func (c *revokeFlags) revoke(a *verb.App, d *desk.Desk, keys []room.Key) error {
	said := "cli.revoke.done"
	if c.Show {
		said = "cli.revoke.shown"
	}
	var out []revokedJSON
	for _, k := range keys {
		p, err := room.At(d.Workspace).Propose(k.Log, c.Since)
		if err != nil {
			return err
		}
		if err := c.last(p); err != nil {
			return err
		}
		if !c.Show {
			if err := room.At(d.Workspace).Revoke(k.Log, p.Logs, c.Reason); err != nil {
				return err
			}
		}
		r := revokedJSON{Key: k.Log.String(), Who: k.Name, LastGood: map[string]uint64{},
			LetIn:       emulation.Map(p.LetIn, func(k room.Key) string { return k.Log.String() }),
			Invitations: emulation.Map(p.Invitations, func(i room.Invitation) string { return i.Log.String() })}
		for _, g := range p.Logs {
			r.LastGood[g.Scope.String()] = g.Seq
		}
		out = append(out, r)
	}
	return a.Show(out, func(w io.Writer) {
		for _, r := range out {
			fmt.Fprintln(w, a.Say(said, "who", r.Who, "key", r.Key[:8]))
			for _, scope := range slices.Sorted(maps.Keys(r.LastGood)) {
				kind, _, _ := strings.Cut(scope, "/")
				fmt.Fprintln(w, "  "+a.Say("cli.revoke.last", "name", a.Say("log."+kind), "log", scope, "seq", r.LastGood[scope]))
			}
			for _, log := range r.LetIn {
				fmt.Fprintln(w, "  "+a.Say("cli.revoke.let-in", "key", log[:8]))
			}
			if n := len(r.Invitations); n > 0 {
				fmt.Fprintln(w, "  "+a.Say("cli.revoke.void", "count", n))
			}
		}
	})
}

// RevokeCodeCmd takes the invitation of a code back.
type RevokeCodeCmd struct {
	Code   string `arg:"" help:"cli.arg.code" placeholder:"CODE"`
	Reason string `help:"cli.flag.revoke-reason" required:"" placeholder:"TEXT"`
}

// Run revokes it.
func (c *RevokeCodeCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		log, err := room.At(d.Workspace).OfCode(c.Code)
		if err != nil {
			return err
		}
		return takeBack(a, d, log, c.Reason)
	})
}

// RevokeInvitationCmd takes an invitation back, as the list names it.
type RevokeInvitationCmd struct {
	Invitation string `arg:"" help:"cli.arg.invitation" placeholder:"KEY"`
	Reason     string `help:"cli.flag.revoke-reason" required:"" placeholder:"TEXT"`
}

// Run revokes it.
func (c *RevokeInvitationCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := room.At(d.Workspace).Invitations()
		if err != nil {
			return err
		}
		for _, i := range list {
			if is(i.Log, c.Invitation) {
				return takeBack(a, d, i.Log, c.Reason)
			}
		}
		return emulation.Errorf(emulation.NotFound, "access.no-invitation")
	})
}

func takeBack(a *verb.App, d *desk.Desk, log changeset.LogID, reason string) error {
	return a.DoneUnless(room.At(d.Workspace).Revoke(log, nil, reason), map[string]any{"revoked": log.String()}, "cli.revoke.taken-back", "key", short(log))
}
