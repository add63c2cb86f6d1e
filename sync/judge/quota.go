package judge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// What came into a log in one day is counted beside it, by key, by unit or office, and together: first leaves of version 3 and later. The server's
// own changes are not counted.

// kindUsage is a row the fold keeps for itself; owner = who brought it together (unit, office; zero: all), id = the key (zero: all of the owner).
const kindUsage = "_usage"

const fieldDay = "day"

// day is the length of one, in milliseconds.
const day = 24 * 3600 * 1000

// Usage is what came into a log on one day.
type Usage struct {
	_   struct{} `cbor:",toarray"`
	Day int64    // days since 1970, UTC
	emulation.Quota
}

func usageRef(scope changeset.Scope, subject, log emulation.ID) changeset.Ref {
	return changeset.Ref{Scope: scope, Kind: kindUsage, Group: subject, ID: log}
}

// costs is what a change takes of a quota.
func costs(c *changeset.Signed) emulation.Quota {
	q := emulation.Quota{Leaves: 1, Bytes: uint64(len(c.Raw))}
	for i := range c.Operations {
		if op := &c.Operations[i]; record.Evidence.File.Is(op) {
			if e, err := record.Evidence.File.Load(op.Value); err == nil && e.Storable() {
				q.Evidence += e.Length
			}
		}
	}
	return q
}

func plus(a, b emulation.Quota) emulation.Quota {
	return emulation.Quota{Leaves: a.Leaves + b.Leaves, Bytes: a.Bytes + b.Bytes, Evidence: a.Evidence + b.Evidence}
}

func beyond(used, quota emulation.Quota) bool {
	return used.Leaves > quota.Leaves || used.Bytes > quota.Bytes || used.Evidence > quota.Evidence
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
	return [3]changeset.Ref{usageRef(scope, subject, log), usageRef(scope, subject, emulation.ID{}), usageRef(scope, emulation.ID{}, emulation.ID{})}
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

// over reports whether the change goes beyond what may come into its log on the day of its leaf. At the own desk nothing does: it is kept and
// sent when there is room. In the control log the office is never shut out: there it takes in, revokes and raises quotas.
func (x *exam) over() (bool, error) {
	if x.isOffice() && x.c.Scope == x.control {
		return false, nil
	}
	if x.at.Control == changeset.Now || x.cert.Subject.Kind == emulation.SubjectServer {
		return false, nil
	}
	quotas, err := x.j.Quotas(x.v, x.control, x.at.Control)
	if err != nil {
		return false, err
	}
	cost, limits := costs(x.c), [3]emulation.Quota{quotas.Key, quotas.Unit, quotas.Log}
	for i, ref := range rows(x.c.Scope, x.cert.Subject.ID, x.c.Log) {
		used, err := usage(x.v, ref, x.at.Received/day)
		if err != nil {
			return false, err
		}
		if beyond(plus(used.Quota, cost), limits[i]) {
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
	subject, server, err := j.subject(o, control, c, &e.Leaf)
	if err != nil {
		return err
	}
	if err := o.Append(e, c); err != nil || server {
		return err
	}
	for _, ref := range rows(c.Scope, subject, c.Log) {
		used, err := usage(o, ref, e.Leaf.Received/day)
		if err != nil {
			return err
		}
		used.Quota = plus(used.Quota, costs(c))
		r := &changeset.Record{Key: record.Certificate.Key(record.ByLog{Log: c.Log}), Fields: map[string][]changeset.Version{}}
		r.Add(fieldDay, changeset.Version{ID: c.Version(0), Author: c.Log, HLC: c.HLC, Leaf: int64(e.Leaf.Index), Value: changeset.MustEncode(used)})
		o.batch.Records[ref] = r
	}
	return nil
}

// subject is of whom a change is counted.
func (j *Judge) subject(v View, control changeset.Scope, c *changeset.Signed, leaf *changeset.Leaf) (id emulation.ID, server bool, err error) {
	cert, err := j.CertificateAt(v, control, c.Log, changeset.AsOf(leaf.ControlSize), leaf.Received)
	if err == nil && cert == nil {
		cert = (&exam{j: j, c: c}).ownCertificate()
	}
	if err != nil || cert == nil {
		return id, false, err
	}
	return cert.Subject.ID, cert.Subject.Kind == emulation.SubjectServer, nil
}
