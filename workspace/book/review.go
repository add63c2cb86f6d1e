package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// OfOffice reports whether a key is the standing office's; readOffice comes first.
func (b *Book) OfOffice(log changeset.LogID) bool { return b.office[log] }

// ReadOffice finds the keys of the standing office, whose points alone count where criteria are reserved to it; they are kept until the control
// log changes.
func (b *Book) ReadOffice() error {
	if b.office != nil {
		return nil
	}
	keys := map[changeset.LogID]bool{}
	err := b.Store.EachRecord(b.Control, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		cert, err := b.Judge.Certificate(b.Store, b.Control, record.Certificate.Read(r.Key).Log, changeset.Now)
		if err == nil && cert != nil && cert.Subject.Kind == emulation.SubjectOffice && emulation.HasRole(cert.May, emulation.RoleOffice) {
			keys[cert.Key.LogID()] = true
		}
		return err
	})
	if err == nil {
		b.office = keys
	}
	return err
}
