package changeset

import (
	"strings"

	"thidua/emulation"
)

// ScopeKind says which of the three logs a scope is.
type ScopeKind byte

// The three kinds of log; see docs/format.md.
const (
	Control ScopeKind = 1 // of one standing office: certificates, units, clusters, posts; read by everyone certified by it
	Cluster ScopeKind = 2 // of one cluster: seasons, criteria, submitted sheets, results; read by its members and its office
	Unit    ScopeKind = 3 // of one unit: its saved work; read by that unit only
)

// Scope names one log: a kind byte and the 16 bytes of the office, cluster or unit.
type Scope [17]byte

// NewScope makes the scope of an office, cluster or unit.
func NewScope(kind ScopeKind, id emulation.ID) Scope {
	var s Scope
	s[0] = byte(kind)
	copy(s[1:], id[:])
	return s
}

// Kind is control, cluster or unit.
func (s Scope) Kind() ScopeKind { return ScopeKind(s[0]) }

// ID is the office, cluster or unit the log belongs to.
func (s Scope) ID() emulation.ID { return emulation.ID(s[1:]) }

// Valid reports whether the kind is one of the three.
func (s Scope) Valid() bool { return s[0] >= byte(Control) && s[0] <= byte(Unit) }

func (k ScopeKind) String() string {
	switch k {
	case Control:
		return "control"
	case Cluster:
		return "cluster"
	case Unit:
		return "unit"
	}
	return "unknown"
}

// String writes "control/<hex>", "cluster/<hex>" or "unit/<hex>".
func (s Scope) String() string { return s.Kind().String() + "/" + s.ID().String() }

func ParseScope(text string) (Scope, error) {
	kind, hex, ok := strings.Cut(text, "/")
	if ok {
		for _, k := range []ScopeKind{Control, Cluster, Unit} {
			if k.String() == kind {
				id, err := emulation.ParseID(hex)
				return NewScope(k, id), err
			}
		}
	}
	return Scope{}, emulation.Errorf(emulation.Invalid, "changeset.scope", "text", text)
}
