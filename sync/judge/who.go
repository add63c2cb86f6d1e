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
