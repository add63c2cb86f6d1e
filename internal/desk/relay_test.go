package desk_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/testyear"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// TestAKilledExchangeWithARelayLeavesNoFolders: what it worked in is gone with the next start; what looks like it and is somebody's stays.
func TestAKilledExchangeWithARelayLeavesNoFolders(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	d := w.Join("son-la", emulation.RoleLeader)
	for _, name := range []string{"relay-1234567890", "relay-of-the-school", "relay-2024.old", "relay"} {
		w.OK(os.MkdirAll(filepath.Join(d.Dir, name), 0o700))
		w.OK(os.WriteFile(filepath.Join(d.Dir, name, "x.thidua"), []byte("half"), 0o600))
	}
	d = w.Reopen(d)
	left, err := filepath.Glob(filepath.Join(d.Dir, "relay*"))
	w.OK(err)
	if len(left) != 3 || durable.Exists(filepath.Join(d.Dir, "relay-1234567890")) {
		t.Errorf("left: %v", left)
	}
}

// TestAServerNamesFilesWithoutEnd: what it lacks of files that nobody here can send is not kept.
func TestAServerNamesFilesWithoutEnd(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d)
	draft := bundle.Draft{Tenant: d.Workspace.Tenant(), Key: w.Server.Private, Made: w.Clock.Now().UnixMilli(), Purpose: bundle.Answer,
		To: []bundle.To{{Key: identity.PublicOf(d.Workspace.Key().Private), Recipient: d.Workspace.Key().Recipient()}},
		Fill: func(out *wire.Writer) error {
			for i := range 500 {
				blob := changeset.BlobName{Root: emulation.Hash{byte(i), byte(i >> 8)}, Length: 100}
				if err := out.Item(&wire.BlobState{Blob: blob, Missing: []byte{1}}); err != nil {
					return err
				}
			}
			return nil
		}}
	path := filepath.Join(w.TempDir(), "answer.thidua")
	w.OK(durable.Replace(path, durable.Private, func(out io.Writer) error { _, err := draft.Write(out); return err }))
	if in := testyear.Must(d.ImportBundle(t.Context(), path))(w); !in.Server {
		t.Fatalf("%+v", in)
	}
	if kept := testyear.Must(d.Workspace.Value("sync/bundles"))(w); len(kept) > 1000 {
		t.Errorf("%d bytes are kept of it", len(kept))
	}
}
