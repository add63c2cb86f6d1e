package judge

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// Actors tells as whom a certificate acts in a season of a cluster on what belongs to a unit (zero: to nobody in particular), as it stands
// here now, pending changes included.
func (j *Judge) Actors(v View, cert *identity.Certificate, control, cluster changeset.Scope, season, unit emulation.ID) (emulation.Actors, error) {
	x := &exam{j: j, v: v, c: &changeset.Signed{Change: changeset.Change{Scope: cluster}}, at: Moment{Control: changeset.Now}, control: control, cert: cert}
	return x.actors(season, unit)
}

// Stands reports whether a key counted when its change got its leaf: it was not revoked before that change, and its certificate had not ended.
func (j *Judge) Stands(v View, cert *identity.Certificate, control changeset.Scope, c *changeset.Signed, at Moment) (bool, error) {
	x := &exam{j: j, v: v, c: c, at: at, control: control, cert: cert}
	r, err := j.standing(x)
	return r.Verdict == changeset.Accepted, err
}
