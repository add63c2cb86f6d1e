package judge

import (
	"crypto/ed25519"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Anchor is what is trusted without proof: the root key, and the tenant it names.
type Anchor struct {
	Tenant changeset.Tenant
	Root   ed25519.PublicKey
}

// NewAnchor trusts a root key.
func NewAnchor(root ed25519.PublicKey) Anchor {
	return Anchor{Tenant: changeset.TenantOf(root), Root: root}
}

// Judge judges changes under one root. It keeps parsed certificates and posts while the control log does not grow. Several goroutines may use it
// at once, as long as their views have the same control logs.
type Judge struct {
	Anchor
	Knows uint64 // the highest judge version this program judges by; Latest, unless a test makes it an older program

	mu      sync.Mutex                          // guards what follows, and what is in it
	control map[changeset.Scope]changeset.Scope // the control log a cluster or unit belongs to
	caches  map[changeset.Scope]*controlCache
}

type controlCache struct {
	head    []emulation.Hash // frontier of the control log it was read from
	certs   map[changeset.LogID][]dated
	records map[changeset.Ref]*changeset.Record
	raises  []raise // of the judge version; nil: not read yet
	resets  []reset // of the clock; nil: not read yet

	openings []opening // of generations; nil: not read yet
}

type dated struct {
	leaf int64
	cert *identity.Certificate
}

func New(anchor Anchor) *Judge {
	return &Judge{Anchor: anchor, Knows: Latest, control: map[changeset.Scope]changeset.Scope{}, caches: map[changeset.Scope]*controlCache{}}
}

// ControlOf finds the control log a scope belongs to: where its cluster or unit is recorded as of then. False: nowhere.
func (j *Judge) ControlOf(v View, scope changeset.Scope, at changeset.AsOf) (changeset.Scope, bool, error) {
	if scope.Kind() == changeset.Control {
		return scope, true, nil
	}
	j.mu.Lock()
	c, ok := j.control[scope]
	j.mu.Unlock()
	if ok {
		if r, err := j.record(v, c, ownerRef(c, scope)); err != nil || record.Unit.Last(r, at) != nil {
			return c, err == nil, err
		}
	}
	scopes, err := v.Scopes()
	if err != nil {
		return changeset.Scope{}, false, err
	}
	for _, c := range scopes {
		if c.Kind() != changeset.Control {
			continue
		}
		r, err := j.record(v, c, ownerRef(c, scope))
		if err != nil {
			return changeset.Scope{}, false, err
		}
		if record.Unit.Last(r, at) != nil {
			j.mu.Lock()
			j.control[scope] = c
			j.mu.Unlock()
			return c, true, nil
		}
	}
	return changeset.Scope{}, false, nil
}

// LogsOf lists the logs of an office: its control log, and those that belong to it as it stands, in the order of Scopes.
func (j *Judge) LogsOf(v View, control changeset.Scope) ([]changeset.Scope, error) {
	scopes, err := v.Scopes()
	if err != nil {
		return nil, err
	}
	var logs []changeset.Scope
	for _, s := range scopes {
		c, ok, err := j.ControlOf(v, s, changeset.Logged)
		if err != nil {
			return nil, err
		}
		if ok && c == control {
			logs = append(logs, s)
		}
	}
	return logs, nil
}

// ownerRef is where a control log records the unit or cluster of a scope: both kinds are named as their logs are, and described in one field.
func ownerRef(control, scope changeset.Scope) changeset.Ref {
	return changeset.Ref{Scope: control, Kind: scope.Kind().String(), Group: control.ID(), ID: scope.ID()}
}

func (j *Judge) cache(v View, control changeset.Scope) (*controlCache, error) {
	head, err := v.Log(control)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	c := j.caches[control]
	if c == nil || !slices.Equal(c.head, head.Frontier) {
		c = &controlCache{head: head.Frontier, certs: map[changeset.LogID][]dated{}, records: map[changeset.Ref]*changeset.Record{}}
		j.caches[control] = c
	}
	return c, nil
}

// Forget drops what was kept, after pending control changes were added that did not grow the log.
func (j *Judge) Forget() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.caches = map[changeset.Scope]*controlCache{}
}

// kept is a list of a cache, read when it is asked for first: read gives none that is nil.
func kept[T any](j *Judge, at *[]T, read func() ([]T, error)) ([]T, error) {
	j.mu.Lock()
	list := *at
	j.mu.Unlock()
	if list != nil {
		return list, nil
	}
	list, err := read()
	if err == nil {
		j.mu.Lock()
		*at = list
		j.mu.Unlock()
	}
	return list, err
}

// record reads a control record through the cache. It must not be changed.
func (j *Judge) record(v View, control changeset.Scope, ref changeset.Ref) (*changeset.Record, error) {
	c, err := j.cache(v, control)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	r, ok := c.records[ref]
	j.mu.Unlock()
	if ok {
		return r, nil
	}
	if r, err = v.Record(ref); err == nil {
		r, err = Known(v, ref, r)
	}
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	c.records[ref] = r
	j.mu.Unlock()
	return r, nil
}

// Certificate is whose a key is as of a control size; nil if it has no certificate. Whether it holds at a time, CertificateAt knows.
func (j *Judge) Certificate(v View, control changeset.Scope, log changeset.LogID, at changeset.AsOf) (*identity.Certificate, error) {
	return j.CertificateAt(v, control, log, at, 0)
}

// CertificateAt is the certificate of a key as of a control size that counts at a time in milliseconds; nil if it has none. Whether it is valid
// then is ValidAt.
func (j *Judge) CertificateAt(v View, control changeset.Scope, log changeset.LogID, at changeset.AsOf, ms int64) (*identity.Certificate, error) {
	set, err := j.reset(v, control, at)
	if err != nil {
		return nil, err
	}
	return j.certificate(v, control, log, at, set, ms)
}

func (j *Judge) certificate(v View, control changeset.Scope, log changeset.LogID, at changeset.AsOf, set *reset, ms int64) (*identity.Certificate, error) {
	c, err := j.cache(v, control)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	list, ok := c.certs[log]
	j.mu.Unlock()
	if !ok {
		r, err := v.Record(record.Certificate.Ref(control, record.ByLog{Log: log}))
		if err != nil {
			return nil, err
		}
		if r != nil {
			for _, version := range record.Certificate.Versions(r) {
				cert, err := j.parseCertificate(version.Value)
				if err != nil {
					return nil, err
				}
				list = append(list, dated{leaf: version.Leaf, cert: cert})
			}
		}
		j.mu.Lock()
		c.certs[log] = list
		j.mu.Unlock()
	}
	for i := len(list) - 1; i >= 0; i-- {
		if set.neverWas(list, i, ms) {
			continue
		}
		if list[i].leaf == changeset.Pending {
			if at == changeset.Now {
				return list[i].cert, nil
			}
			continue
		}
		if at == changeset.Now || list[i].leaf < int64(at) {
			return list[i].cert, nil
		}
	}
	return nil, nil
}

func (j *Judge) parseCertificate(value changeset.Raw) (*identity.Certificate, error) {
	var raw []byte
	if err := changeset.Load(value, &raw); err != nil {
		return nil, err
	}
	return identity.ParseCertificate(j.Tenant, raw)
}

// Active reports whether a unit is a member of a cluster as of a control size; ever is true also for one that left.
func (j *Judge) Active(v View, control changeset.Scope, cluster, unit emulation.ID, at changeset.AsOf) (active, ever bool, err error) {
	r, err := j.record(v, control, record.Membership.Ref(control, record.ClusterUnit{Cluster: cluster, Unit: unit}))
	if err != nil {
		return false, false, err
	}
	m, ever, err := record.Membership.Value(r, at)
	return ever && err == nil && m.Until == "", ever, err
}

// Holds reports whether a unit holds one of the posts in a season of a cluster as of a control size.
func (j *Judge) Holds(v View, control changeset.Scope, cluster, season, unit emulation.ID, at changeset.AsOf, posts ...emulation.Post) (bool, error) {
	for _, post := range posts {
		r, err := j.record(v, control, record.Post.Ref(control, record.UnitPost{Cluster: cluster, Season: season, Post: post, Unit: unit}))
		if err != nil {
			return false, err
		}
		if p, held, err := record.Post.Value(r, at); err != nil || held && !p.Ended {
			return err == nil, err
		}
	}
	return false, nil
}

// Revoked gives the last sequence number of a key that counts in a scope, if the key was revoked as of then.
func (j *Judge) Revoked(v View, control changeset.Scope, log changeset.LogID, scope changeset.Scope, at changeset.AsOf) (uint64, bool, error) {
	r, err := j.record(v, control, record.Revocation.Ref(control, record.ByLog{Log: log}))
	if err != nil {
		return 0, false, err
	}
	rev, revoked, err := record.Revocation.Value(r, at)
	if err != nil || !revoked {
		return 0, false, err
	}
	return rev.LastGood[scope.String()], true, nil
}

// MayRead reports whether a certificate may read a scope as of a control size: control by everyone certified there, a cluster by its
// members and its office, a unit by itself only. Who has no certificate reads nothing.
func (j *Judge) MayRead(v View, control changeset.Scope, cert *identity.Certificate, scope changeset.Scope, at changeset.AsOf) (bool, error) {
	if cert == nil {
		return false, nil
	}
	switch scope.Kind() {
	case changeset.Control:
		return scope == control, nil
	case changeset.Cluster:
		if cert.Is(emulation.SubjectOffice, control.ID()) {
			return true, nil
		}
		if cert.Subject.Kind != emulation.SubjectUnit {
			return false, nil
		}
		_, ever, err := j.Active(v, control, scope.ID(), cert.Subject.ID, at)
		return ever, err
	case changeset.Unit:
		return cert.Is(emulation.SubjectUnit, scope.ID()), nil
	}
	return false, nil
}
