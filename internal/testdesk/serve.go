package testdesk

import (
	"crypto/ed25519"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/server"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// Serve makes a server of the hub of a sandbox, whose desk is closed or reaches it over the line from now on; it is not started. root is the key that
// everybody there trusts; clock is that of the server's door.
func Serve(t testing.TB, sandbox string, root ed25519.PublicKey, e desk.Environment, clock func() time.Time) *httptest.Server {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(filepath.Join(sandbox, "hub.key"))
	must(err)
	raw, _, err = identity.DeskKeyFile.Open(raw)
	must(err)
	key, err := identity.ParseKey(raw)
	must(err)
	open := e.Open
	if open == nil {
		open = func(dir string, o storage.Options) (desk.Store, error) { return storage.Open(dir, o) }
	}
	db, err := open(filepath.Join(sandbox, "hub"), storage.Options{Server: true, Now: e.Now, Rand: e.Rand, ReserveBytes: 1})
	must(err)
	t.Cleanup(func() { must(db.Close()) })
	h, err := hub.New(db, judge.NewAnchor(root), key.Private, e.Now)
	must(err)
	log := slog.New(slog.DiscardHandler)
	s := httptest.NewUnstartedServer(server.New(h, server.Options{Log: log, Clock: clock}).Handler())
	s.Config.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelError)
	t.Cleanup(s.Close)
	return s
}
