package replica

import (
	"bytes"
	"encoding/binary"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
)

// An office whose server was damaged opens a new generation of its logs: what nobody could give back is no part of them any more. A desk takes
// that in only when the root's signature is right and a person has confirmed it, once; until then it keeps its logs as they are. What it then
// holds beyond the ends of the logs is set aside, and sent again.

const (
	metaOffered   = "generation/offered"   // the announcement a person has to confirm
	metaConfirmed = "generation/confirmed" // number of the last one that was confirmed
	metaCutting   = "generation/cutting"   // the announcement that was confirmed, while logs are still to be cut
)

// Offer is a new generation that waits for a person's word.
type Offer struct {
	Generation uint64
	Logs       []OfferedLog // those of which something here is no part of the logs any more
	Confirmed  bool         // it was, and the desk has to be opened anew
}

// OfferedLog is what a new generation leaves out of a log.
type OfferedLog struct {
	Scope  changeset.Scope
	Here   uint64 // leaves here
	End    uint64 // leaves that stay
	Differ bool   // also what stays is not what this desk was shown
}

// Messages say what is to be confirmed, and what becomes of what is here.
func (o *Offer) Messages() []emulation.Message {
	if o.Confirmed {
		return []emulation.Message{emulation.Say("generation.restart")}
	}
	out := []emulation.Message{emulation.Say("generation.offered", "generation", o.Generation)}
	for _, l := range o.Logs {
		key := "generation.log"
		if l.Differ {
			key = "generation.log-differs"
		}
		out = append(out, emulation.Say(key, "log", book.LogName(l.Scope), "here", l.Here, "end", l.End))
	}
	if len(o.Logs) == 0 {
		return append(out, emulation.Say("generation.nothing"))
	}
	return append(out, emulation.Say("generation.kept"))
}

// confirmed is the number of the last generation a person confirmed at this desk.
func (w View) confirmed() (uint64, error) {
	raw, err := w.Store.Meta(metaConfirmed)
	if err != nil || len(raw) != 8 {
		return 0, err
	}
	return binary.BigEndian.Uint64(raw), nil
}

// generation is the one this desk is of: what its control log says, or what was confirmed and is still to come.
func (w View) generation() (uint64, error) {
	said, err := w.Judge.Generation(w.Store, w.Control, changeset.Logged)
	if err != nil {
		return 0, err
	}
	confirmed, err := w.confirmed()
	return max(said, confirmed), err
}

// Opened hears of a new generation, from a server or a file. One that the root did not sign is an alarm.
func (room Room) Opened(signed []byte) error {
	w, done := room.desk.Edit()
	defer done()
	return w.opened(signed)
}

func (w Edit) opened(signed []byte) error {
	a, err := identity.ParseAnnouncement(w.Root().Key(), signed)
	if err != nil || a.Control != w.Control {
		return w.Raise(&judge.Alarm{Scope: w.Control, What: "generation", Leaf: signed, Cause: err})
	}
	now, err := w.generation()
	if err != nil || a.Generation <= now {
		return err
	}
	kept, err := w.Store.Meta(metaOffered)
	if err != nil || bytes.Equal(kept, signed) {
		return err
	}
	if err := w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaOffered: signed}}); err != nil {
		return err
	}
	w.Tell(workspace.Event{Kind: workspace.Alarmed, Scope: w.Control})
	return nil
}

// opens reports whether a leaf opens a generation that nobody at this desk has confirmed; it is then offered. Where the desk is being set up
// nothing is here that could be lost.
func (w Edit) opens(in judge.Received) (bool, error) {
	if in.Scope != w.Control || !bytes.Contains(in.Change, []byte("generation")) {
		return false, nil
	}
	if old, err := workspace.SetUp(w.Disk); err != nil || !old {
		return false, err
	}
	c, err := changeset.Decode(w.Tenant(), in.Change)
	if err != nil {
		return false, nil // judged later
	}
	a, signed := w.Judge.OpeningOf(&c.Change)
	if a == nil {
		return false, nil
	}
	now, err := w.generation()
	if err != nil || a.Generation <= now {
		return false, err
	}
	return true, w.opened(signed)
}

// Offered is the generation that waits for a person's word; nil if none does.
func (room Room) Offered() (*Offer, error) {
	w, done := room.desk.View()
	defer done()
	return w.offered()
}

// announced is the announcement kept under a name, as it was signed and as it reads; nil if there is none.
func (w View) announced(name string) (signed []byte, a *identity.Announcement, err error) {
	signed, err = w.Store.Meta(name)
	if err != nil || signed == nil {
		return nil, nil, err
	}
	a, err = identity.ParseAnnouncement(w.Root().Key(), signed)
	return signed, a, err
}

func (w View) offered() (*Offer, error) {
	raw, a, err := w.announced(metaOffered)
	if err != nil || a == nil {
		return nil, err
	}
	cutting, err := w.Store.Meta(metaCutting)
	if err != nil {
		return nil, err
	}
	o := &Offer{Generation: a.Generation, Confirmed: bytes.Equal(cutting, raw)}
	o.Logs, err = w.beyond(a)
	return o, err
}

// beyond lists the logs here that hold something a generation leaves out.
func (w View) beyond(a *identity.Announcement) (out []OfferedLog, err error) {
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			return nil, err
		}
		end := a.End(s)
		l := OfferedLog{Scope: s, Here: head.Size, End: end.Size}
		if head.Size >= end.Size {
			root, _, err := w.Store.RootAt(s, end.Size)
			if err != nil {
				return nil, err
			}
			l.Differ = root != end.Root
		}
		if l.Here > l.End || l.Differ {
			out = append(out, l)
		}
	}
	return out, nil
}

// Confirm is a person's word that the desk goes on in the generation that was offered. again says that logs have to be cut first, which is done
// when the desk is opened the next time. Without an offer the error is "generation.none".
func (room Room) Confirm() (again bool, err error) {
	w, done := room.desk.Edit()
	defer done()
	o, err := w.offered()
	if err != nil {
		return false, err
	}
	if o == nil {
		return false, emulation.Errorf(emulation.NotFound, "generation.none")
	}
	raw, err := w.Store.Meta(metaOffered)
	if err != nil {
		return false, err
	}
	if len(o.Logs) > 0 {
		return true, w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaCutting: raw}, Typed: true})
	}
	meta, err := w.settled(o.Generation)
	if err != nil {
		return false, err
	}
	if err := w.Disk.Commit(&changeset.Batch{Meta: meta, Typed: true}); err != nil {
		return false, err
	}
	w.Tell(workspace.Event{Kind: workspace.Changed, Scope: w.Control})
	return false, nil
}

// ofHistory are the small values that speak of one history of a log.
var ofHistory = []string{book.MetaAlarm, book.MetaDiffers, metaWitness, metaStated, metaRefused}

// settled are the small values of a desk that goes on in a generation: what spoke against the one before is settled by it.
func (w View) settled(generation uint64) (map[string][]byte, error) {
	meta := map[string][]byte{metaOffered: nil, metaCutting: nil, metaConfirmed: binary.BigEndian.AppendUint64(nil, generation)}
	scopes, err := w.Store.Scopes()
	for _, s := range scopes {
		for _, name := range ofHistory {
			meta[name+s.String()] = nil
		}
	}
	return meta, err
}

// MustCut reports whether a person confirmed a generation for which logs of a store are still to be cut: what a start asks first.
func MustCut(store workspace.Store) (bool, error) {
	raw, err := store.Meta(metaCutting)
	return raw != nil, err
}

// Cutting is what a person confirmed and is still to be done: the number of the generation and the logs to be cut; nil if nothing is. It stays
// the same until Regrow has put back what stays.
func (room Room) Cutting() (*Offer, error) {
	w, done := room.desk.View()
	defer done()
	_, a, err := w.announced(metaCutting)
	if err != nil || a == nil {
		return nil, err
	}
	o := &Offer{Generation: a.Generation}
	o.Logs, err = w.beyond(a)
	return o, err
}

// Cut is where the leaves of logs that were cut are read from.
type Cut interface {
	EachCut(number uint64, fn func(*changeset.Entry) error) error
}

// regrowEvery is how many leaves are put back at once.
const regrowEvery = 200

// Regrow puts back of the logs that were cut what stays, with every signature and verdict checked anew, and makes the own changes beyond wait for
// the server again. It may be repeated after a stop.
func (room Room) Regrow(from Cut) error {
	w, done := room.desk.Edit()
	defer done()
	_, a, err := w.announced(metaCutting)
	if err != nil || a == nil {
		return err
	}
	stays, err := standing(from, a)
	if err != nil {
		return err
	}
	var batch []judge.Received
	put := func() error {
		_, err := w.apply(batch)
		batch = batch[:0]
		return w.Raise(err)
	}
	err = from.EachCut(a.Generation, func(e *changeset.Entry) error {
		if e.Leaf.Index >= stays[e.Scope] {
			return nil
		}
		batch = append(batch, judge.Received{Scope: e.Scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		if len(batch) < regrowEvery {
			return nil
		}
		return put()
	})
	if err == nil {
		err = put()
	}
	if err == nil {
		err = w.waitAgain(from, a)
	}
	if err != nil {
		return err
	}
	meta, err := w.settled(a.Generation)
	if err != nil {
		return err
	}
	for s := range stays {
		meta[book.CheckpointName(s)] = nil // it is on leaves that are no part of the log
		for _, name := range ofHistory {
			meta[name+s.String()] = nil
		}
	}
	return w.Disk.Commit(&changeset.Batch{Meta: meta, Typed: true})
}

// standing is how many leaves of each log that was cut stay: those the generation keeps, or none where they are others than were here.
func standing(from Cut, a *identity.Announcement) (map[changeset.Scope]uint64, error) {
	heads := map[changeset.Scope]changeset.LogHead{}
	err := from.EachCut(a.Generation, func(e *changeset.Entry) error {
		if head := heads[e.Scope]; e.Leaf.Index == head.Size && head.Size < a.End(e.Scope).Size {
			heads[e.Scope] = head.AppendRaw(&e.Leaf, e.LeafRaw)
		} else if _, met := heads[e.Scope]; !met {
			heads[e.Scope] = changeset.LogHead{}
		}
		return nil
	})
	stays := map[changeset.Scope]uint64{}
	for s, head := range heads {
		stays[s] = 0
		if end := a.End(s); head.Size == end.Size && head.Root() == end.Root {
			stays[s] = end.Size
		}
	}
	return stays, err
}

// waitAgain makes the own changes that were cut wait for a leaf, before those that waited already.
func (w Edit) waitAgain(from Cut, a *identity.Announcement) error {
	own := map[changeset.Scope]changeset.ChainHead{}
	again := func(c *changeset.Signed, detached []changeset.Detached) error {
		place, err := w.Store.Place(c.Identity)
		if err != nil || place != nil {
			return err
		}
		if _, known := own[c.Scope]; !known {
			if own[c.Scope], err = w.Store.Own(c.Scope); err != nil {
				return err
			}
		}
		o := judge.NewOverlay(w.Store)
		if err := o.AddPending(c, detached); err != nil {
			return err
		}
		o.Batch().Own[c.Scope] = own[c.Scope] // the chain goes on where it ended
		err = w.Disk.Commit(o.Batch())
		w.Changed(c.Scope)
		w.Touched(o.Batch())
		return err
	}
	err := from.EachCut(a.Generation, func(e *changeset.Entry) error {
		if e.Raw == nil {
			return nil
		}
		c, err := changeset.Decode(w.Tenant(), e.Raw)
		if err != nil || c.Log != w.Self() {
			return err
		}
		beside, _, err := c.Beside(e.Detached, w.Store.Detached)
		if err != nil {
			return err
		}
		return again(c, beside)
	})
	if err != nil {
		return err
	}
	var waiting []changeset.PendingChange
	err = w.Disk.Pending(func(p changeset.PendingChange) error {
		waiting = append(waiting, p)
		return nil
	})
	for _, p := range waiting {
		if err == nil {
			err = again(p.Change, p.Detached)
		}
	}
	return err
}

// Lost visits what others wrote in the logs that were cut and no log here holds again: it is sent once more for them. What servers wrote, they
// write themselves.
func (room Room) Lost(from Cut, number uint64, fn func(changeset.PendingChange) error) error {
	var lost []changeset.PendingChange
	w, done := room.desk.View()
	defer done()
	err := from.EachCut(number, func(e *changeset.Entry) error {
		if e.Raw == nil {
			return nil
		}
		place, err := w.Store.Place(e.Leaf.Identity)
		if err != nil || place != nil {
			return err
		}
		c, err := changeset.Decode(w.Tenant(), e.Raw)
		if err != nil || c.Log == w.Self() {
			return err
		}
		cert, err := w.Judge.Certificate(w.Store, w.Control, c.Log, changeset.Logged)
		if err != nil || cert != nil && cert.Subject.Kind == emulation.SubjectServer {
			return err
		}
		lost = append(lost, changeset.PendingChange{Change: c, Detached: e.Detached})
		return nil
	})
	for _, p := range lost {
		if err == nil {
			err = fn(p)
		}
	}
	return err
}
