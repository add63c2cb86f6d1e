// Package access is the verbs about who may work: keys, what is revoked, what the server holds back for the office, and quotas.
package access

import (
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	room "thidua/workspace/access"
	"thidua/workspace/book"
)

// KeysCmd lists the keys of people's desks.
type KeysCmd struct{}

// Run lists them.
func (KeysCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]room.Key, error) { return room.At(d.Workspace).Keys() }, "cli.keys.none",
		verb.Both("access-key", "key", func(k *room.Key) any { return k.Log.String() }, func(k *room.Key) string { return short(k.Log) }),
		verb.Both("access-who", "who", func(k *room.Key) any { return k.Name }),
		verb.Both("access-since", "since", func(k *room.Key) any { return k.Since }, func(k *room.Key) string { return a.When(k.Since) }),
		verb.Both("access-until", "notAfter", func(k *room.Key) any { return k.NotAfter }, func(k *room.Key) string { return a.When(k.NotAfter * 1000) }),
		verb.Both("access-revoked", "revoked", func(k *room.Key) any { return k.Revoked != nil }, func(k *room.Key) string {
			if k.Revoked == nil {
				return ""
			}
			return k.Revoked.Reason
		}))
}

func short(log changeset.LogID) string { return log.String()[:8] }

// is reports whether a person's text is the beginning of a log id.
func is(log changeset.LogID, text string) bool {
	return len(text) >= 4 && strings.HasPrefix(log.String(), strings.ToLower(text))
}

// InvitationsCmd lists the invitations that were handed out.
type InvitationsCmd struct{}

// Run lists them.
func (InvitationsCmd) Run(a *verb.App) error {
	state := func(i *room.Invitation) string {
		switch {
		case i.Used:
			return "used"
		case i.Void:
			return "void"
		}
		return "open"
	}
	return verb.Listed(a, func(d *desk.Desk) ([]room.Invitation, error) { return room.At(d.Workspace).Invitations() }, "cli.invitations.none",
		verb.Both("access-key", "invitation", func(i *room.Invitation) any { return i.Log.String() }, func(i *room.Invitation) string { return short(i.Log) }),
		verb.Both("unit", "for", func(i *room.Invitation) any { return i.For }),
		verb.Both("access-until", "notAfter", func(i *room.Invitation) any { return i.NotAfter }, func(i *room.Invitation) string { return a.When(i.NotAfter * 1000) }),
		verb.Both("access-state", "state", func(i *room.Invitation) any { return state(i) }, func(i *room.Invitation) string { return a.Say("cli.invitations." + state(i)) }))
}

// QuotaCmd tells or sets what one key, one unit and all together may bring into a log in one day.
type QuotaCmd struct {
	Key  uint64 `help:"cli.flag.quota-key" placeholder:"N"`
	Unit uint64 `help:"cli.flag.quota-unit" placeholder:"N"`
	Log  uint64 `help:"cli.flag.quota-log" placeholder:"N"`
	MB   uint64 `name:"mb" help:"cli.flag.quota-mb" placeholder:"N"`
}

// Run sets what is named, and tells what holds.
func (c *QuotaCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		q, err := room.At(d.Workspace).Quotas()
		if err != nil {
			return err
		}
		for into, n := range map[*uint64]uint64{&q.Key.Leaves: c.Key, &q.Unit.Leaves: c.Unit, &q.Log.Leaves: c.Log, &q.Key.Bytes: c.MB << 20} {
			if n > 0 {
				*into = n
			}
		}
		if c.Key+c.Unit+c.Log+c.MB > 0 {
			if err := room.At(d.Workspace).SetQuotas(q); err != nil {
				return err
			}
		}
		return a.Done(map[string]any{"key": q.Key.Leaves, "unit": q.Unit.Leaves, "log": q.Log.Leaves, "keyBytes": q.Key.Bytes}, "cli.quota.shown",
			"key", q.Key.Leaves, "unit", q.Unit.Leaves, "log", q.Log.Leaves, "mb", q.Key.Bytes>>20)
	})
}

// HeldCmd is about what the server holds back for the office.
type HeldCmd struct {
	List    HeldListCmd    `cmd:"" help:"cli.held.list"`
	Take    HeldTakeCmd    `cmd:"" help:"cli.held.take"`
	Discard HeldDiscardCmd `cmd:"" help:"cli.held.discard"`
}

// HeldListCmd lists it, as of the last sync.
type HeldListCmd struct{}

type heldRow struct {
	room.HeldChange
	key changeset.LogID
	who string
}

// Run lists it.
func (HeldListCmd) Run(a *verb.App) error {
	read := func(d *desk.Desk) (rows []heldRow, err error) {
		places, err := room.At(d.Workspace).Held()
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			who, err := room.At(d.Workspace).Name(p.Log)
			if err != nil {
				return nil, err
			}
			for _, c := range p.Changes {
				rows = append(rows, heldRow{c, p.Log, who})
			}
		}
		return rows, nil
	}
	return verb.Listed(a, read, "cli.held.none",
		verb.Both("access-key", "key", func(r *heldRow) any { return r.key.String() }, func(r *heldRow) string { return short(r.key) }),
		verb.Both("access-who", "who", func(r *heldRow) any { return r.who }),
		verb.Both("access-since", "at", func(r *heldRow) any { return r.At }, func(r *heldRow) string { return a.When(r.At) }),
		verb.Both("access-log", "scope", func(r *heldRow) any { return r.Scope.String() }, func(r *heldRow) string { return phrase.Render(a.Lang, book.LogName(r.Scope)) }),
		verb.Field("intent", func(r *heldRow) any { return r.Intent }),
		verb.Field("identity", func(r *heldRow) any { return r.Identity.String() }),
		verb.Field("reason", func(r *heldRow) any { return r.Reason }))
}

type heldFlags struct {
	Key    string `arg:"" help:"cli.arg.key" placeholder:"KEY"`
	Reason string `help:"cli.flag.revoke-reason" required:"" placeholder:"TEXT"`
}

// HeldTakeCmd takes in what is held of a key.
type HeldTakeCmd struct{ heldFlags }

// Run takes it in.
func (c *HeldTakeCmd) Run(a *verb.App) error { return c.decide(a, true, "cli.held.taken") }

// HeldDiscardCmd discards it.
type HeldDiscardCmd struct{ heldFlags }

// Run discards it.
func (c *HeldDiscardCmd) Run(a *verb.App) error { return c.decide(a, false, "cli.held.discarded") }

func (c *heldFlags) decide(a *verb.App, accept bool, done string) error {
	return a.With(func(d *desk.Desk) error {
		places, err := room.At(d.Workspace).Held()
		if err != nil {
			return err
		}
		for _, p := range places {
			if is(p.Log, c.Key) {
				n, err := room.At(d.Workspace).Decide(p.Log, accept, c.Reason)
				return a.DoneUnless(err, map[string]any{"key": p.Log.String(), "changes": n, "taken": accept}, done, "count", n)
			}
		}
		return emulation.Errorf(emulation.NotFound, "access.nothing-held")
	})
}
