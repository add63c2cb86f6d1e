package access

import (
	"cmp"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Proposal is what a revocation of a key would say, from what is known here: its last good change in each log that is read here, and what it let
// in and handed out since. A log that is not named ends with what it holds when the revocation comes.
type Proposal struct {
	Log         changeset.LogID
	Logs        []LastGood   // control first
	LetIn       []Key        // certificates it gave since; they stand until they are revoked themselves
	Invitations []Invitation // not used yet: void with the key
}

// LastGood is the last change of a key that counts in a log, by its number; 0: none does.
type LastGood struct {
	Scope   changeset.Scope
	Seq     uint64
	Last    uint64 // the last there is
	Cluster string // whose log it is; "" for the office's own
}

// Propose makes the proposal for a key that is not to be trusted since a time; zero: what it has logged so far is good.
func (room Room) Propose(log changeset.LogID, since time.Time) (*Proposal, error) {
	w, done := room.desk.View()
	defer done()
	p := &Proposal{Log: log}
	logs, err := w.Judge.LogsOf(w.Store, w.Control)
	if err != nil {
		return nil, err
	}
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	for _, scope := range logs {
		good := LastGood{Scope: scope}
		if good.Seq, err = w.lastGood(scope, log, since); err != nil {
			return nil, err
		}
		if good.Last, err = w.lastGood(scope, log, time.Time{}); err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(clusters, func(c book.Cluster) bool { return c.Scope() == scope }); i >= 0 {
			good.Cluster = clusters[i].Info.Name
		}
		p.Logs = append(p.Logs, good)
	}
	slices.SortFunc(p.Logs, func(a, b LastGood) int {
		return cmp.Or(cmp.Compare(a.Cluster, b.Cluster), cmp.Compare(a.Scope.String(), b.Scope.String()))
	})
	keys, err := w.keys()
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if k.Revoked == nil && k.Log != log && !since.IsZero() && k.Since >= since.UnixMilli() && w.letIn(k, log) {
			p.LetIn = append(p.LetIn, k)
		}
	}
	open, err := w.invitations()
	for _, i := range open {
		if i.By == log && !i.Used && !i.Void {
			p.Invitations = append(p.Invitations, i)
		}
	}
	return p, err
}

// letIn reports whether a key came in by another: its certificate, or the invitation it used, was signed by it.
func (w View) letIn(k Key, by changeset.LogID) bool {
	if k.Issuer == by {
		return true
	}
	inv, err := w.Judge.InvitationOf(w.Store, w.Control, k.Issuer, changeset.Logged)
	return err == nil && inv != nil && inv.Issuer.LogID() == by
}

// lastGood is the last change of a key in a log that came before a time.
func (w View) lastGood(scope changeset.Scope, log changeset.LogID, since time.Time) (uint64, error) {
	last := uint64(0)
	err := changeset.EachChain(w.Store.Chain, changeset.ChainKey{Scope: scope, Log: log}, func(_ uint64, end changeset.ChainHead) (bool, error) {
		for id, seq := end.Identity, end.Seq; seq > last; {
			place, err := w.Store.Place(id)
			if err != nil || place == nil {
				return false, err
			}
			e, err := w.Store.Entry(scope, uint64(place.First))
			if err != nil || e == nil {
				return false, err
			}
			if since.IsZero() || e.Leaf.Received < since.UnixMilli() {
				last = seq
				break
			}
			c, err := changeset.Decode(w.Tenant(), e.Raw)
			if err != nil {
				return false, err
			}
			id, seq = c.Previous, c.Seq-1
		}
		return true, nil
	})
	return last, err
}

// Revoke takes a key back, a desk's or an invitation's, from behind its last good changes on. Error: Invalid "access.reason".
func (room Room) Revoke(log changeset.LogID, good []LastGood, reason string) error {
	w, done := room.desk.Edit()
	defer done()
	if reason = book.Clean(reason); reason == "" {
		return emulation.Errorf(emulation.Invalid, "access.reason")
	}
	if log == w.Self() {
		return emulation.Errorf(emulation.Invalid, "access.self")
	}
	rev := emulation.Revocation{Reason: reason}
	for _, g := range good {
		if rev.LastGood == nil {
			rev.LastGood = map[string]uint64{}
		}
		rev.LastGood[g.Scope.String()] = g.Seq
	}
	return workspace.SetOver(w.Tx, w.Control, record.Revocation, record.ByLog{Log: log}, rev)
}

// OfCode is the log id of the one-time key of an invitation, by its code. Error: Invalid "identity.code", NotFound "access.no-invitation".
func (room Room) OfCode(text string) (changeset.LogID, error) {
	seed, err := identity.ParseCode(text)
	if err != nil {
		return changeset.LogID{}, err
	}
	w, done := room.desk.View()
	defer done()
	root := w.Root()
	log := identity.PublicOf(seed.OneTimeKey(root.Key())).LogID()
	return log, room.known(w, log)
}

func (Room) known(w View, log changeset.LogID) error {
	open, err := w.invitations()
	if err == nil && !slices.ContainsFunc(open, func(i Invitation) bool { return i.Log == log }) {
		err = emulation.Errorf(emulation.NotFound, "access.no-invitation")
	}
	return err
}
