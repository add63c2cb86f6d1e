package hub

import (
	"context"
	"fmt"
	"time"

	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// renew gives a key's certificate a later end if it is near its end or has just passed it: the same rights, nothing else. It is the first
// thing a sync does, so that what the caller pushes next is judged by the new one. The server renews its own certificate in the same way.
func (t *taking) renew(control changeset.Scope, log changeset.LogID) error {
	for _, l := range []changeset.LogID{t.h.log, log} {
		if err := t.renewOne(control, l); err != nil {
			return err
		}
	}
	return nil
}

// renews reports whether renew has something to do.
func (h *Hub) renews(c *caller) (bool, error) {
	defer h.among()()
	nowMs := h.now().UnixMilli()
	for _, l := range []changeset.LogID{h.log, c.log} {
		cert, err := h.judge.CertificateAt(h.store, c.control, l, changeset.Logged, nowMs)
		if err != nil || cert != nil && h.due(cert, nowMs) {
			return err == nil, err
		}
	}
	return false, nil
}

// Maintain renews the server's own certificate where it is due, also when nobody syncs for months, and does what a stop left undone. A server
// calls it when it starts and a few times a day: once that certificate has ended, only the root key, in the office's file, can give it a new one.
func (h *Hub) Maintain(ctx context.Context) error {
	defer h.alone()()
	scopes, err := h.store.Scopes()
	if err != nil {
		return err
	}
	t, doubt := h.taking()
	if doubt != nil {
		return nil // nothing is renewed at a time that nobody believes; who is asked whether it is ready says so
	}
	t.alone = true
	for _, s := range scopes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if s.Kind() == changeset.Cluster { // a paper came, and the server stopped before it could say so
			if err := t.file(s); err != nil {
				return err
			}
		}
		if s.Kind() != changeset.Control {
			continue
		}
		if err := t.renewOne(s, h.log); err != nil {
			return fmt.Errorf("renewing the server's certificate: %w", err)
		}
		if err := t.reachAll(s); err != nil {
			return fmt.Errorf("judging again what revoked keys wrote: %w", err)
		}
		if err := t.settle(s); err != nil {
			return fmt.Errorf("taking in what is held back: %w", err)
		}
	}
	return t.flush()
}

func (t *taking) renewOne(control changeset.Scope, log changeset.LogID) error {
	cert, err := t.h.judge.CertificateAt(t.o, control, log, changeset.Logged, t.nowMs)
	if err != nil || cert == nil || !t.h.due(cert, t.nowMs) {
		return err
	}
	next := *cert
	next.NotBefore = t.nowMs / 1000
	next.NotAfter = next.NotBefore + identity.MaxValidity
	raw, err := next.Sign(t.h.anchor.Tenant, t.h.key)
	if err != nil {
		return err
	}
	key := record.ByLog{Log: log}
	r, err := t.o.Record(record.Certificate.Ref(control, key))
	if err != nil {
		return err
	}
	stands := changeset.IDs(record.Certificate.Heads(r, changeset.Logged))
	c, err := t.compose(control, "renew", record.Certificate.Op(key, raw, stands...))
	if err != nil {
		return err
	}
	leaf, _, err := t.nextLeaf(control)
	if err != nil {
		return unlessRefused(err)
	}
	// A key that was revoked, or a server whose own certificate has ended, gets nothing; then nothing is written either. Nor is it in a log
	// whose last leaf was given at a later time than now.
	ruling, err := t.h.judge.Precheck(t.o, &c.Change, leaf.Received)
	if _, refused := judge.AsRefusal(err); refused {
		return nil
	}
	if err != nil || ruling.Verdict != changeset.Accepted {
		return err
	}
	if _, err := t.take(c, nil); err != nil {
		return err
	}
	t.counts.Renewed++
	return nil
}

// due reports whether a certificate is near its end or has just passed it.
func (h *Hub) due(cert *identity.Certificate, nowMs int64) bool {
	end := time.UnixMilli(cert.NotAfter * 1000)
	now := time.UnixMilli(nowMs)
	return now.After(end.Add(-h.RenewBefore)) && now.Before(end.Add(h.RenewGrace))
}

// compose signs a change of the server's own chain in a log.
func (t *taking) compose(scope changeset.Scope, intent string, ops ...changeset.Operation) (*changeset.Signed, error) {
	head, err := t.h.judge.Head(t.o, scope)
	if err != nil {
		return nil, err
	}
	chain, err := t.o.Chain(changeset.ChainKey{Scope: scope, Log: t.h.log})
	if err != nil {
		return nil, err
	}
	schema, err := t.h.judge.InForceFor(t.o, scope)
	if err != nil {
		return nil, err
	}
	return changeset.Change{
		Format: changeset.Format, Schema: schema, Tenant: t.h.anchor.Tenant, Log: t.h.log, Scope: scope,
		Previous: chain.Identity, Seq: chain.Seq + 1, Generation: head.Generation, BaseSize: head.Size, BaseRoot: head.Root(),
		HLC: changeset.HLC(0).Next(t.nowMs), Operations: ops, Intent: intent,
	}.Sign(t.h.key)
}
