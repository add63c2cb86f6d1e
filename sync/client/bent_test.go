package client_test

import (
	"context"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
)

// bending alters the last byte of every chunk on its way down.
type bending struct{ hub.Local }

func (l bending) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	raw, err := l.Local.GetChunk(ctx, opening, name, n)
	if len(raw) > 0 {
		raw[len(raw)-1] ^= 1
	}
	return raw, err
}

// A chunk that is not the file's is refused before anything of the desk sees it.
func TestAttackServerThatBendsAChunk(t *testing.T) {
	w, a, _ := written(t, 0, 0)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	blob := attach(t, a, "son-la", "photo", 3*changeset.BlobChunk+77)
	a.Sync()
	colleague.Transport = bending{hub.Local{Hub: w.Hub}}
	if r, err := colleague.Client.Once(t.Context()); emulation.KeyOf(err) != "blob.chunk" || strings.Contains(err.Error(), "storing") || r.ChunksDown != 0 {
		t.Errorf("%d came down, %v", r.ChunksDown, err)
	}
	colleague.Transport = hub.Local{Hub: w.Hub}
	if colleague.Sync(); !whole(t, colleague, blob) {
		t.Error("the file did not come whole from a server that gives it as it is")
	}
}
