package replica_test

import (
	"slices"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/identity"
	"thidua/workspace/access"
	"thidua/workspace/replica"
)

// copies reports whether a desk's copies of the logs go to another.
func copies(w *testyear.World, from, to *desk.Desk) bool {
	w.Helper()
	return slices.ContainsFunc(testyear.Must(replica.At(from.Workspace).Colleagues(emulation.ID{}))(w), func(h replica.Holder) bool {
		return h.Key == identity.PublicOf(to.Workspace.Key().Private)
	})
}

// months pass, in which the server renews itself.
func months(w *testyear.World, n int) {
	w.Helper()
	for range n {
		w.Clock.Forward(30 * 24 * time.Hour)
		w.OK(w.Hub.Maintain(w.Context()))
	}
}

// Whose certificate has ended, and was not renewed, gets no copies of the logs any more. A clock that is years ahead ends nobody's.
func TestAttackAnExpiredKeyIsGivenCopies(t *testing.T) {
	for what, c := range map[string]struct {
		months int
		sync   bool // the desk that copies hears from the server then
		gets   bool
	}{
		"right away":                   {0, true, true},
		"after five months":            {5, true, false},
		"after five, without a line":   {5, false, false},
		"by a clock that is years off": {50, false, true},
	} {
		t.Run(what, func(t *testing.T) {
			w := testyear.Founded(t, testyear.Table)
			a, b := w.Join("son-la", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleLeader)
			w.Sync(a, b, w.Office, a, b)
			months(w, c.months)
			if c.sync {
				w.Sync(a)
			}
			if got := copies(w, a, b); got != c.gets {
				t.Errorf("a copy goes to it: %v", got)
			}
		})
	}
}

// A relay in the house carries for keys it knows; one that was revoked is a stranger's, one whose certificate has ended is not.
func TestAttackARevokedKeyIsKnown(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	a, b := w.Join("son-la", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleLeader)
	w.Sync(a, b, w.Office, a, b)
	key := identity.PublicOf(b.Workspace.Key().Private)
	knows := func() bool { return replica.At(a.Workspace).Knows(key) }
	if !knows() {
		t.Fatal("a colleague is not known")
	}
	months(w, 5)
	if !knows() {
		t.Error("whose certificate has ended is not known")
	}
	w.Sync(w.Office)
	w.OK(access.At(w.Office.Workspace).Revoke(key.LogID(), nil, "stolen"))
	w.Sync(w.Office, a)
	if knows() || copies(w, a, b) {
		t.Error("a revoked key is known")
	}
}
