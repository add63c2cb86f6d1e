package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// What came into a log in one day is counted beside it, by key, by unit or office, and together: first leaves of version 3 and later. The server's
// own changes are not counted.

// kindUsage is a row the fold keeps for itself; owner = who brought it together (unit, office; zero: all), id = the key (zero: all of the owner).
const kindUsage, fieldDay = "_usage", "day"

// Day is the length of one, in milliseconds: quotas are of a day as UTC has it.
const Day = 24 * 3600 * 1000

// Usage is what came into a log on one day.
type Usage struct {
	_   struct{} `cbor:",toarray"`
	Day int64    // days since 1970, UTC
	emulation.Quota
}

// Share is what a change takes of quotas, and of whom it is counted.
type Share struct {
	emulation.Quota
	Of     emulation.ID // the unit or office
	Server bool         // the server's own: it is not counted
}

// Share is that of a change with a leaf.
func (j *Judge) Share(v View, control changeset.Scope, c *changeset.Signed, leaf *changeset.Leaf) (Share, error) {
	s := Share{Quota: record.Costs(c)}
	cert, err := j.CertificateAt(v, control, c.Log, changeset.AsOf(leaf.ControlSize), leaf.Received)
	if err == nil && cert == nil {
		cert = j.Brought(&c.Change)
	}
	if err == nil && cert != nil {
		s.Of, s.Server = cert.Subject.ID, cert.Subject.Kind == emulation.SubjectServer
	}
	return s, err
}

// usage reads a row as it stands on a day.
func usage(v View, ref changeset.Ref, on int64) (Usage, error) {
	u := Usage{Day: on}
	r, err := v.Record(ref)
	if err != nil {
		return u, err
	}
	last := r.Last(fieldDay, changeset.Now)
	if last == nil {
		return u, nil
	}
	var kept Usage
	if err := changeset.Load(last.Value, &kept); err != nil || kept.Day != on {
		return u, err
	}
	return kept, nil
}

// rows are the three that count a change.
func rows(scope changeset.Scope, subject emulation.ID, log changeset.LogID) [3]changeset.Ref {
	row := func(owner, key emulation.ID) changeset.Ref {
		return changeset.Ref{Scope: scope, Kind: kindUsage, Group: owner, ID: key}
	}
	return [3]changeset.Ref{row(subject, log), row(subject, emulation.ID{}), row(emulation.ID{}, emulation.ID{})}
}

// Quotas are those of an office as of a control size, the preset where it said nothing.
func (j *Judge) Quotas(v View, control changeset.Scope, at changeset.AsOf) (emulation.Quotas, error) {
	r, err := j.record(v, control, record.Quotas.Ref(control, record.ByOffice{Office: control.ID()}))
	if err != nil {
		return emulation.Quotas{}, err
	}
	q, _, err := record.Quotas.Value(r, at)
	return q.Filled(), err
}

// unbounded reports whether no quota holds for the change: before there were any, for what the office took in, and for servers. In the control
// log the office is never shut out: there it takes in, revokes and raises quotas.
func (x *exam) unbounded() bool {
	return x.version < Closed || x.taken || x.cert.Subject.Kind == emulation.SubjectServer || x.c.Scope == x.control && x.isOffice()
}

// Unbounded is that, at a moment. Errors are those of Decide for a change whose author may not write in the log at all.
func (j *Judge) Unbounded(v View, c *changeset.Signed, at Moment) (bool, error) {
	x, err := j.examine(v, c, at)
	if err == nil {
		err = x.admitted()
	}
	return err == nil && x.unbounded(), err
}

// over reports whether the change goes beyond what may come into its log on the day of its leaf. At the own desk nothing does: it is kept and
// sent when there is room.
func (x *exam) over() (bool, error) {
	if x.unbounded() || x.at.Control == changeset.Now {
		return false, nil
	}
	quotas, err := x.j.Quotas(x.v, x.control, x.at.Control)
	if err != nil {
		return false, err
	}
	cost, limits := record.Costs(x.c), [3]emulation.Quota{quotas.Key, quotas.Unit, quotas.Log}
	for i, ref := range rows(x.c.Scope, x.cert.Subject.ID, x.c.Log) {
		used, err := usage(x.v, ref, x.at.Received/Day)
		if err != nil {
			return false, err
		}
		if cost.Plus(used.Quota).Exceeds(limits[i]) {
			return true, nil
		}
	}
	return false, nil
}

// Append gives a change its leaf (Overlay.Append), and counts it.
func (j *Judge) Append(o *Overlay, e changeset.Entry, c *changeset.Signed) error {
	if e.Leaf.JudgeVersion < Closed || e.Leaf.Further() {
		return o.Append(e, c)
	}
	control, _, err := j.ControlOf(o, c.Scope, changeset.AsOf(e.Leaf.ControlSize))
	if err != nil {
		return err
	}
	share, err := j.Share(o, control, c, &e.Leaf)
	if err != nil {
		return err
	}
	if err := o.Append(e, c); err != nil || share.Server {
		return err
	}
	for _, ref := range rows(c.Scope, share.Of, c.Log) {
		used, err := usage(o, ref, e.Leaf.Received/Day)
		if err != nil {
			return err
		}
		used.Quota = used.Plus(share.Quota)
		r := &changeset.Record{Key: record.Certificate.Key(record.ByLog{Log: c.Log}), Fields: map[string][]changeset.Version{}}
		r.Add(fieldDay, changeset.Version{ID: c.Version(0), Author: c.Log, HLC: c.HLC, Leaf: int64(e.Leaf.Index), Value: changeset.MustEncode(used)})
		o.batch.Records[ref] = r
	}
	return nil
}
