package storetest

import (
	"crypto/sha256"
	"maps"
	"slices"
	"sort"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/state"
)

// FirstState is the digest of the state of a log as the first released programs printed it: by it tests hold what they left on a disk, and what
// the first judge made of a log, to what those programs saw.
func FirstState(v state.Records, scope changeset.Scope) (emulation.Hash, error) {
	h := sha256.New()
	h.Write([]byte("state/1"))
	h.Write(scope[:])
	err := v.EachRecord(scope, "", emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
		if strings.HasPrefix(ref.Kind, "_") {
			return nil
		}
		for _, f := range slices.Sorted(maps.Keys(r.Fields)) {
			heads := r.Heads(f, changeset.Logged)
			if len(heads) == 0 {
				continue
			}
			sort.Slice(heads, func(i, j int) bool {
				return string(changeset.MustEncode(heads[i].ID)) < string(changeset.MustEncode(heads[j].ID))
			})
			h.Write(changeset.MustEncode([]any{ref.Kind, ref.Group, ref.ID, f, len(heads)}))
			for _, head := range heads {
				h.Write(changeset.MustEncode(head.ID))
				sum := sha256.Sum256(head.Value)
				h.Write(sum[:])
			}
		}
		return nil
	})
	return emulation.Hash(h.Sum(nil)), err
}
