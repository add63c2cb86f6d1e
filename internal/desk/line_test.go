package desk_test

import (
	"encoding/pem"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/sync/client"
	"thidua/sync/identity"
)

// serveSample makes a sample's desk, closed, and a server for its logs that is not started.
func serveSample(t *testing.T) (dir string, e desk.Environment, s *httptest.Server) {
	t.Helper()
	e, dir = env(), t.TempDir()
	d, err := desk.InitSample(dir, sampleID, "", e)
	ok(t, err)
	root := d.Workspace.Root().Key()
	ok(t, d.Close())
	s = testdesk.Serve(t, filepath.Join(dir, "sandbox"), root, e, time.Now)
	return dir, e, s
}

// The way to a server is remembered once a sync over it went well, over restarts; what cannot be, or failed, leaves what was set.
func TestTheWayToTheServerIsRemembered(t *testing.T) {
	dir, e, s := serveSample(t)
	s.StartTLS()
	good := desk.Line{Server: s.URL, Route: client.Route{Pin: identity.PinOf(s.Certificate())}}
	reopened := func(do func(d *desk.Desk)) {
		t.Helper()
		d, err := desk.Open(dir, e)
		ok(t, err)
		defer func() { ok(t, d.Close()) }()
		do(d)
	}
	is := func(d *desk.Desk, want desk.Line) {
		t.Helper()
		l, err := d.Line()
		ok(t, err)
		if l.Server != want.Server || l.Route.Pin != want.Route.Pin || string(l.Route.CA) != string(want.Route.CA) || l.Route.Password != want.Route.Password {
			t.Errorf("the line is %+v", l)
		}
	}
	reopened(func(d *desk.Desk) {
		_, err := d.SyncOver(t.Context(), desk.Line{Server: s.URL})
		fails(t, err, "sync.certificate")
		is(d, desk.Line{})
		_, err = d.SyncOver(t.Context(), good)
		ok(t, err)
	})
	reopened(func(d *desk.Desk) {
		is(d, good)
		_, err := d.Sync(t.Context(), s.URL) // over the way that was set
		ok(t, err)
		for key, bad := range map[string]desk.Line{
			"sync.address":       {Server: "thidua.vn"},
			"sync.pin-form":      {Server: s.URL, Route: client.Route{Pin: "sha256/x"}},
			"sync.ca-form":       {Server: s.URL, Route: client.Route{CA: []byte("x")}},
			"sync.proxy-address": {Route: client.Route{Proxy: "ftp://x"}},
		} {
			fails(t, d.SetLine(bad), key)
		}
		is(d, good)
		ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
		other := desk.Line{Server: s.URL, Route: client.Route{CA: ca, Proxy: client.Direct, User: "an", Password: "mật khẩu"}}
		ok(t, d.SetLine(other))
		is(d, other)
		c, err := d.Client(func(client.Event) {})
		ok(t, err)
		_, err = c.Once(t.Context())
		ok(t, err)
	})
}
