package replica

import (
	"errors"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/vietnamese"
)

// metaRefused is why what waits in a log was not taken by the server, by scope.
const metaRefused = "desk/refused/"

// refusal is the server's last answer to what waits in a log, where sending it again at once is of no use.
type refusal struct {
	_        struct{}           `cbor:",toarray"`
	Identity changeset.Identity // of the first change it concerns
	Seq      uint64
	Reason   string
	Until    int64  // it is not sent before, milliseconds since 1970
	Said     []byte // the server's signed word, to be compared with the log; empty once it was
}

// revokedPause is for how long a revoked key's work is not sent again.
const revokedPause = 24 * time.Hour

// Refused hears that a pushed change got no leaf, and the server's signed word on a quota. One whose base does not fit says that this desk was
// shown another history than the server's. One that is over a quota, or beyond a revocation, stays here and is sent again later.
func (room Room) Refused(id changeset.Identity, reason string, said []byte) error {
	if reason != judge.ReasonBase && reason != judge.RefusedQuota && reason != judge.ReasonRevoked {
		return nil
	}
	w, done := room.desk.Edit()
	defer done()
	place, err := w.Store.Place(id)
	if err != nil || place == nil {
		return err
	}
	if reason == judge.ReasonBase {
		head, err := w.Store.Log(place.Scope)
		if err != nil {
			return err
		}
		return w.Notice(&judge.Alarm{Scope: place.Scope, Index: head.Size, What: "history"})
	}
	kept, err := w.refusal(place.Scope)
	if err != nil || kept.Identity != id && kept.Seq < place.Seq && kept.Until > w.NowMs() {
		return err // of an earlier one, which this waits for
	}
	kept = refusal{Identity: id, Seq: place.Seq, Reason: reason, Until: w.NowMs() + revokedPause.Milliseconds(), Said: said}
	if err := w.keepRefusal(place.Scope, kept); err != nil || reason != judge.RefusedQuota {
		return err
	}
	return w.checkRefusal(place.Scope, kept)
}

// CheckRefusals compares what the server said of quotas with the logs, as far as they are here now.
func (room Room) CheckRefusals() error {
	w, done := room.desk.Edit()
	defer done()
	scopes, err := w.pendingScopes()
	if err != nil {
		return err
	}
	for scope := range scopes {
		kept, err := w.refusal(scope)
		if err == nil && kept.Reason == judge.RefusedQuota && len(kept.Said) > 0 {
			err = w.checkRefusal(scope, kept)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkRefusal notices a server that says a quota was used up where the log shows room, or that does not sign what it says.
func (w Edit) checkRefusal(scope changeset.Scope, kept refusal) error {
	raw, err := w.Store.Change(kept.Identity)
	if err != nil || raw == nil {
		return err
	}
	c, err := changeset.Decode(w.Judge.Tenant, raw)
	if err != nil {
		return err
	}
	said, err := w.Judge.CheckSaid(w.Store, w.Control, c, kept.Said)
	var alarm *judge.Alarm
	if errors.As(err, &alarm) {
		kept.Said, kept.Until = nil, 0 // nothing keeps it from being sent
		if err := w.keepRefusal(scope, kept); err != nil {
			return err
		}
		return w.Notice(alarm)
	}
	if err != nil || said == nil {
		return err
	}
	kept.Said, kept.Until = nil, said.Until()
	return w.keepRefusal(scope, kept)
}

func (w View) refusal(scope changeset.Scope) (kept refusal, err error) {
	raw, err := w.Store.Meta(metaRefused + scope.String())
	if err == nil && raw != nil {
		err = changeset.Load(raw, &kept)
	}
	return kept, err
}

func (w Edit) keepRefusal(scope changeset.Scope, kept refusal) error {
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaRefused + scope.String(): changeset.MustEncode(kept)}})
}

// pendingScopes are the logs in which own changes wait for a leaf.
func (w View) pendingScopes() (map[changeset.Scope]bool, error) {
	scopes := map[changeset.Scope]bool{}
	return scopes, w.Store.Pending(func(p changeset.PendingChange) error {
		scopes[p.Change.Scope] = true
		return nil
	})
}

// resting are the logs in which what waits is not sent now, each with the first change it concerns.
func (room Room) resting() (map[changeset.Scope]uint64, error) {
	w, done := room.desk.View()
	defer done()
	scopes, err := w.pendingScopes()
	if err != nil {
		return nil, err
	}
	from := map[changeset.Scope]uint64{}
	for scope := range scopes {
		kept, err := w.refusal(scope)
		if err != nil {
			return nil, err
		}
		if kept.Until > w.NowMs() {
			from[scope] = kept.Seq
		}
	}
	return from, nil
}

// kept says why what waits in a log stays here; without a key if it does not.
func (w View) kept(scope changeset.Scope) (emulation.Message, error) {
	kept, err := w.refusal(scope)
	if err != nil || kept.Reason == "" {
		return emulation.Message{}, err
	}
	place, err := w.Store.Place(kept.Identity)
	if err != nil || place == nil || place.First != changeset.Pending {
		return emulation.Message{}, err
	}
	return emulation.Say("log.kept", "why", emulation.Say("reason."+kept.Reason),
		"until", vietnamese.ShortMoment(time.UnixMilli(kept.Until).In(w.Now().Location()))), nil
}
