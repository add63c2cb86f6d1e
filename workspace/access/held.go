package access

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// metaHeld is what the server said last that it holds back.
const metaHeld = "desk/held-back"

// HeldBack is what the server holds back of one key, for the office to decide.
type HeldBack struct {
	_       struct{} `cbor:",toarray"`
	Log     changeset.LogID
	Changes []HeldChange
	Dropped uint64 // more came than there was room for; counted up to emulation.MostHeld
}

// HeldChange is a change that got no leaf. Its content is its author's until it is taken in.
type HeldChange struct {
	_          struct{} `cbor:",toarray"`
	Identity   changeset.Identity
	Scope      changeset.Scope
	Epoch, Seq uint64
	At         int64 // when it came, milliseconds since 1970
	Bytes      uint64
	Reason     string // a word of the judge
	Intent     string
	Operations uint64
}

type keptHeld struct {
	_      struct{} `cbor:",toarray"`
	Digest []byte
	Places []HeldBack
}

func (w View) held() (kept keptHeld, err error) {
	raw, err := w.Store.Meta(metaHeld)
	if err == nil && raw != nil {
		err = changeset.Load(raw, &kept)
	}
	return kept, err
}

// HeldDigest is that of what was heard last; nil at a desk that is not the office's, which is not told.
func (room Room) HeldDigest() ([]byte, error) {
	w, done := room.desk.View()
	defer done()
	me, err := w.Certified()
	if err != nil || me == nil || !me.Is(emulation.SubjectOffice, w.Control.ID()) || !emulation.HasRole(me.May, emulation.RoleOffice) {
		return nil, err
	}
	kept, err := w.held()
	if len(kept.Digest) == 0 {
		return []byte{0}, err
	}
	return kept.Digest, err
}

// KeepHeld keeps what the server holds back.
func (room Room) KeepHeld(digest []byte, places []HeldBack) error {
	w, done := room.desk.Edit()
	defer done()
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaHeld: changeset.MustEncode(keptHeld{Digest: digest, Places: places})}})
}

// Held lists what the server holds back and the office has not decided yet, as of the last sync.
func (room Room) Held() ([]HeldBack, error) {
	w, done := room.desk.View()
	defer done()
	return w.Held()
}

// Held is Room.Held.
func (w View) Held() ([]HeldBack, error) {
	kept, err := w.held()
	if err != nil {
		return nil, err
	}
	var out []HeldBack
	for _, p := range kept.Places {
		open := HeldBack{Log: p.Log, Dropped: p.Dropped}
		for _, c := range p.Changes {
			r, err := w.Store.Record(record.Admission.Ref(w.Control, record.ByChange{Change: c.Identity[:]}))
			if err != nil {
				return nil, err
			}
			if record.Admission.Last(r, changeset.Now) == nil {
				open.Changes = append(open.Changes, c)
			}
		}
		if len(open.Changes) > 0 {
			out = append(out, open)
		}
	}
	return out, nil
}

// admissionsAtOnce is how many decisions one change holds.
const admissionsAtOnce = 200

// Decide takes all that is held of a key in, or discards it. Errors: Invalid "access.reason", NotFound "access.nothing-held".
func (room Room) Decide(log changeset.LogID, accept bool, reason string) (int, error) {
	w, done := room.desk.Edit()
	defer done()
	if reason = book.Clean(reason); reason == "" {
		return 0, emulation.Errorf(emulation.Invalid, "access.reason")
	}
	places, err := w.Held()
	if err != nil {
		return 0, err
	}
	n := 0
	var ops []changeset.Operation
	for _, p := range places {
		for i := 0; p.Log == log && i < len(p.Changes); i++ {
			ops = append(ops, record.Admission.Op(record.ByChange{Change: p.Changes[i].Identity[:]}, emulation.Decision{Accept: accept, Reason: reason}))
			if n++; len(ops) == admissionsAtOnce {
				if _, err := w.Write(w.Control, "admit", ops...); err != nil {
					return n, err
				}
				ops = nil
			}
		}
	}
	if n == 0 {
		return 0, emulation.Errorf(emulation.NotFound, "access.nothing-held")
	}
	if len(ops) > 0 {
		_, err = w.Write(w.Control, "admit", ops...)
	}
	return n, err
}

// Quotas are what may come into each log in one day.
func (room Room) Quotas() (emulation.Quotas, error) {
	w, done := room.desk.View()
	defer done()
	return w.Judge.Quotas(w.Store, w.Control, changeset.Now)
}

// SetQuotas sets them; 0 is the preset.
func (room Room) SetQuotas(q emulation.Quotas) error {
	w, done := room.desk.Edit()
	defer done()
	return workspace.SetOver(w.Tx, w.Control, record.Quotas, record.ByOffice{Office: w.Control.ID()}, q)
}
