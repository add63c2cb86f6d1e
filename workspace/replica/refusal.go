package replica

import (
	"errors"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/refusal"
	"thidua/vietnamese"
)

// A server that will not take a change says why. A desk believes what the logs prove, and then does not send it again for a while. What they do
// not prove is told, and the change is sent with the next sync: nobody silences a desk by a word.

// metaRefused is why what waits in a log was not taken by the server, by scope.
const metaRefused = "desk/refused/"

// refused is the server's last answer to what waits in a log.
type refused struct {
	_        struct{}           `cbor:",toarray"`
	Identity changeset.Identity // of the first change it concerns
	Seq      uint64
	Reason   string
	Until    int64  // it is not sent before, milliseconds since 1970; 0: the logs have not shown that it is so
	Said     []byte // the server's signed word on a quota, until the sync in which it came is over
}

// longestRest is for how long at most work is not sent again, in milliseconds.
const longestRest = int64(24 * time.Hour / time.Millisecond)

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
	if place.First != changeset.Pending || place.Log != w.Self() {
		return nil // it has its leaf, whatever somebody says
	}
	kept, err := w.refused(place.Scope)
	if err != nil {
		return err
	}
	if kept.Identity != id && kept.Seq < place.Seq {
		if waits, err := w.waits(kept.Identity); err != nil || waits {
			return err // this waits for that one
		}
	}
	kept = refused{Identity: id, Seq: place.Seq, Reason: reason, Said: said}
	if reason == judge.RefusedQuota {
		if old, err := w.old(said); err != nil || old {
			return errors.Join(err, w.keepRefused(place.Scope, refused{Identity: id, Seq: place.Seq, Reason: reason}))
		}
	}
	return w.weigh(place.Scope, kept, false)
}

// waits reports whether an own change has no leaf yet.
func (w View) waits(id changeset.Identity) (bool, error) {
	place, err := w.Store.Place(id)
	return place != nil && place.First == changeset.Pending, err
}

func (w View) words() refusal.Reader {
	return refusal.Reader{Judge: w.Judge, View: w.Store, Control: w.Control}
}

// old reports whether a server's word was true once at most: the logs have gone on since, and were told to be here before it was said.
func (w View) old(said []byte) (bool, error) {
	word, err := w.words().Open(said)
	if err != nil || word == nil {
		return false, err
	}
	_, older, err := w.words().Behind(word)
	return older, err
}

// CheckRefused compares what the server said with the logs, as far as they are here now; whole are the logs of which it said, after that, that
// there is no more. Without any a sync begins: a word that the one before did not prove counts no more.
func (room Room) CheckRefused(whole []changeset.Scope) error {
	w, done := room.desk.Edit()
	defer done()
	scopes, err := w.pendingScopes()
	if err != nil {
		return err
	}
	for _, scope := range scopes {
		kept, err := w.refused(scope)
		if err != nil || kept.Reason == "" || kept.Until != 0 {
			if err != nil {
				return err
			}
			continue
		}
		all, err := w.holdsAll(whole, scope, w.Control)
		if err == nil {
			err = w.weigh(scope, kept, all)
		}
		if err == nil && whole == nil {
			err = w.drop(scope)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// holdsAll reports whether logs are among those that are whole, and nothing here keeps leaves of them back.
func (w View) holdsAll(whole []changeset.Scope, logs ...changeset.Scope) (bool, error) {
	offer, err := w.offered()
	if err != nil || offer != nil {
		return false, err
	}
	for _, s := range logs {
		held, err := w.Held(s)
		if err != nil || held.Version > 0 || !slices.Contains(whole, s) {
			return false, err
		}
	}
	return true, nil
}

// weigh lets work rest where the logs prove what the server said, and notices a server that says a quota was used up where they show room, that
// does not sign it, or that names leaves nobody has.
func (w Edit) weigh(scope changeset.Scope, kept refused, whole bool) error {
	c, err := w.own(kept.Identity)
	if err != nil || c == nil {
		return err
	}
	if kept.Reason == judge.ReasonRevoked {
		if shut, err := w.Judge.Shut(w.Store, c, w.NowMs()); err != nil {
			return err
		} else if shut {
			kept.Until = w.NowMs() + longestRest
		}
		return w.keepRefused(scope, kept)
	}
	if kept.Said == nil {
		return w.keepRefused(scope, kept)
	}
	word, err := w.words().Check(c, kept.Said, whole)
	var alarm *judge.Alarm
	if errors.As(err, &alarm) {
		kept.Said = nil
		if err := w.keepRefused(scope, kept); err != nil {
			return err
		}
		return w.Notice(alarm)
	}
	if err != nil {
		return err
	}
	if word != nil {
		kept.Said, kept.Until = nil, min(word.Until(), w.NowMs()+longestRest)
	}
	return w.keepRefused(scope, kept)
}

// drop forgets a word that the sync in which it came did not prove.
func (w Edit) drop(scope changeset.Scope) error {
	kept, err := w.refused(scope)
	if err != nil || kept.Said == nil {
		return err
	}
	kept.Said = nil
	return w.keepRefused(scope, kept)
}

func (w View) own(id changeset.Identity) (*changeset.Signed, error) {
	raw, err := w.Store.Change(id)
	if err != nil || raw == nil {
		return nil, err
	}
	return changeset.Decode(w.Judge.Tenant, raw)
}

func (w View) refused(scope changeset.Scope) (kept refused, err error) {
	raw, err := w.Store.Meta(metaRefused + scope.String())
	if err == nil && raw != nil {
		err = changeset.Load(raw, &kept)
	}
	return kept, err
}

// keepRefused writes it down, unless it stands there.
func (w Edit) keepRefused(scope changeset.Scope, kept refused) error {
	before, err := w.Store.Meta(metaRefused + scope.String())
	raw := changeset.MustEncode(kept)
	if err != nil || string(before) == string(raw) {
		return err
	}
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaRefused + scope.String(): raw}})
}

// pendingScopes are the logs in which own changes wait for a leaf: the own chain ends behind what is logged of it. What waits may be a hundred
// thousand changes, and is not read for it, unless the chain went on in another epoch: then what waits may stand in one before.
func (w View) pendingScopes() ([]changeset.Scope, error) {
	begun, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	followed, err := w.followed() // the own unit's may not have begun
	if err != nil {
		return nil, err
	}
	var waiting, further []changeset.Scope
	for _, s := range slices.Concat(begun, followed) {
		own, err := w.Store.Own(s)
		if err != nil {
			return nil, err
		}
		logged, err := w.Store.Chain(changeset.ChainKey{Scope: s, Log: w.Self(), Epoch: own.Epoch})
		switch {
		case err != nil:
			return nil, err
		case slices.Contains(waiting, s):
		case own.Seq > logged.Seq:
			waiting = append(waiting, s)
		case own.Epoch > 0:
			further = append(further, s)
		}
	}
	if len(further) == 0 {
		return waiting, nil
	}
	err = w.Store.Pending(func(p changeset.PendingChange) error {
		if s := p.Change.Scope; p.Change.Log == w.Self() && slices.Contains(further, s) && !slices.Contains(waiting, s) {
			waiting = append(waiting, s)
		}
		return nil
	})
	return waiting, err
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
	for _, scope := range scopes {
		kept, err := w.refused(scope)
		if err != nil {
			return nil, err
		}
		if kept.Until <= w.NowMs() {
			continue
		}
		if waits, err := w.waits(kept.Identity); err != nil {
			return nil, err
		} else if waits {
			from[scope] = kept.Seq
		}
	}
	return from, nil
}

// kept says why what waits in a log stays here; without a key if it does not.
func (w View) kept(scope changeset.Scope) (emulation.Message, error) {
	kept, err := w.refused(scope)
	if err != nil || kept.Reason == "" {
		return emulation.Message{}, err
	}
	if waits, err := w.waits(kept.Identity); err != nil || !waits {
		return emulation.Message{}, err
	}
	why := emulation.Say("reason." + kept.Reason)
	if kept.Until == 0 {
		return emulation.Say("log.refused", "why", why), nil
	}
	return emulation.Say("log.kept", "why", why, "until", vietnamese.ShortMoment(time.UnixMilli(kept.Until).In(w.Now().Location()))), nil
}
