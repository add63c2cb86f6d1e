package record

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// What a change says, whoever it is that asks.

// Costs is what a change takes of a quota.
func Costs(c *changeset.Signed) emulation.Quota {
	q := emulation.Quota{Leaves: 1, Bytes: uint64(len(c.Raw))}
	for i := range c.Operations {
		if op := &c.Operations[i]; Evidence.File.Is(op) {
			if e, err := Evidence.File.Load(op.Value); err == nil && e.Storable() {
				q.Evidence += e.Length
			}
		}
	}
	return q
}

// RestsOn are the papers a change rests on that others than a unit's leader brought, by the names of their content.
func RestsOn(c *changeset.Change) []emulation.Evidence {
	var papers []emulation.Evidence
	for i := range c.Operations {
		if f := FieldOf(&c.Operations[i]); f != nil {
			if b := f.OnBehalf(c.Operations[i].Value); b != nil && b.Paper.Storable() {
				papers = append(papers, b.Paper)
			}
		}
	}
	return papers
}

// Revokes reports whether a change revokes a key.
func Revokes(c *changeset.Change, log changeset.LogID) bool {
	for i := range c.Operations {
		if op := &c.Operations[i]; Revocation.Is(op) && Revocation.Read(op.Key).Log == log {
			return true
		}
	}
	return false
}
