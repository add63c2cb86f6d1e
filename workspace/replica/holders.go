package replica

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Holder is a key for which something can be encrypted, by its certificate in the log here.
type Holder struct {
	*identity.Certificate
	Name string // of the person or key, as it is shown
}

// Servers are the servers of the office, whether or not their certificates hold now: a server renews its own, and a desk without a line may not
// have heard of it.
func (room Room) Servers() ([]Holder, error) {
	return room.holders(func(_ View, c *identity.Certificate) (bool, error) {
		return c.Subject.Kind == emulation.SubjectServer, nil
	})
}

// Colleagues are the others who read the clusters' logs that are here: those of one unit, or with a zero id everybody. Whose certificate has
// ended reads nothing before it is renewed.
func (room Room) Colleagues(unit emulation.ID) ([]Holder, error) {
	return room.holders(func(w View, c *identity.Certificate) (bool, error) {
		head, err := w.Store.Log(w.Control)
		ended := c.NotAfter < plausible(w.Now().Unix(), head.Received/1000)
		return !ended && c.Subject.Kind != emulation.SubjectServer && c.Key.LogID() != w.Self() && (unit.IsZero() || c.Subject.ID == unit), err
	})
}

func (room Room) holders(wanted func(View, *identity.Certificate) (bool, error)) ([]Holder, error) {
	w, done := room.desk.View()
	defer done()
	var all []Holder
	err := w.Store.EachRecord(w.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		log := record.Certificate.Read(r.Key).Log
		cert, err := w.Judge.Certificate(w.Store, w.Control, log, changeset.Logged)
		if err != nil || cert == nil {
			return err
		}
		if ok, err := wanted(w, cert); err != nil || !ok {
			return err
		}
		if revoked, err := w.revoked(log); err != nil || revoked {
			return err
		}
		name, err := w.AuthorName(log)
		all = append(all, Holder{cert, name})
		return err
	})
	return all, err
}

// revoked reports whether the log here says that a key was taken back.
func (w View) revoked(log changeset.LogID) (bool, error) {
	r, err := w.Store.Record(record.Revocation.Ref(w.Control, record.ByLog{Log: log}))
	return record.Revocation.Last(r, changeset.Logged) != nil, err
}

// Shared are the logs here that all of these may read: control first, no unit's own.
func (room Room) Shared(with []Holder) ([]changeset.Scope, error) {
	w, done := room.desk.View()
	defer done()
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	scopes := []changeset.Scope{w.Control}
	for _, c := range clusters {
		all := true
		for _, h := range with {
			ok, err := w.Judge.MayRead(w.Store, w.Control, h.Certificate, c.Scope(), changeset.Logged)
			if err != nil {
				return nil, err
			}
			all = all && ok
		}
		if all {
			scopes = append(scopes, c.Scope())
		}
	}
	return scopes, nil
}

// AuthorName is how the holder of a key is shown.
func (room Room) AuthorName(log changeset.LogID) (string, error) {
	w, done := room.desk.View()
	defer done()
	return w.AuthorName(log)
}

// IsServer reports whether the log here names a key as a server's that was not revoked.
func (room Room) IsServer(key identity.PublicKey) bool {
	servers, err := room.Servers()
	return err == nil && slices.ContainsFunc(servers, func(h Holder) bool { return h.Key == key })
}

// Knows reports whether the log here names a key that was not revoked, whether or not its certificate holds now: who was long without a line is
// renewed by what is carried for it.
func (room Room) Knows(key identity.PublicKey) bool {
	w, done := room.desk.View()
	defer done()
	cert, err := w.Judge.Certificate(w.Store, w.Control, key.LogID(), changeset.Logged)
	if err != nil || cert == nil {
		return false
	}
	revoked, err := w.revoked(key.LogID())
	return err == nil && !revoked
}
