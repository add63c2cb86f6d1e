package desk_test

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"thidua/internal/desk"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/replica"
)

// schoolProxy lets everything through to one server, whatever name it is asked for, and counts.
type schoolProxy struct {
	target string
	passed atomic.Int32
}

func (p *schoolProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	to, err := net.Dial("tcp", p.target)
	if err != nil || r.Method != http.MethodConnect {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer to.Close()
	c, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer c.Close()
	p.passed.Add(1)
	io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
	go func() { io.Copy(to, c); to.Close() }()
	io.Copy(c, to)
}

// cutOff is a store on a computer whose power fails right after the desk is set up.
type cutOff struct {
	desk.Store
	off bool
}

func (c *cutOff) Commit(b *changeset.Batch) error {
	if c.off {
		return errDisk
	}
	err := c.Store.Commit(b)
	if err == nil {
		c.off, err = workspace.SetUp(c.Store)
	}
	return err
}

// A desk that a sheet set up again knows its way to the server from the first moment it is a desk.
func TestThePowerFailsOnceASheetIsRestored(t *testing.T) {
	dir, e, s := serveSample(t)
	s.Start()
	lost, err := desk.Open(dir, e)
	ok(t, err)
	from := replica.At(lost.Workspace).Recovery()
	ok(t, lost.Close())
	line := desk.Line{Server: s.URL, Route: client.Route{Proxy: client.Direct}}
	folder, cut := t.TempDir(), e
	cut.Open = func(dir string, o storage.Options) (desk.Store, error) {
		db, err := storage.Open(dir, o)
		return &cutOff{Store: db}, err
	}
	if d, err := desk.Recover(t.Context(), folder, line, from, cut); err == nil {
		ok(t, d.Close())
	}
	d, err := desk.Open(folder, e)
	ok(t, err)
	defer func() { ok(t, d.Close()) }()
	if got, err := d.Line(); err != nil || got.Server != line.Server || got.Route.Proxy != client.Direct {
		t.Errorf("the way is lost: %+v %v", got, err)
	}
}

// A school's new computer reaches a server with a certificate of its own only through the school's proxy: the sheet is restored that way, and
// the way is remembered. A wrong pin restores nothing, and what is typed right after it does.
func TestASheetIsRestoredThroughAProxyFromAPinnedServer(t *testing.T) {
	dir, e, s := serveSample(t)
	s.StartTLS()
	lost, err := desk.Open(dir, e)
	ok(t, err)
	from := replica.At(lost.Workspace).Recovery()
	ok(t, lost.Close())
	p := &schoolProxy{target: s.Listener.Addr().String()}
	proxy := httptest.NewServer(p)
	defer proxy.Close()
	line := desk.Line{Server: "https://thidua.example.vn", Route: client.Route{Proxy: proxy.URL, Pin: identity.PinOf(s.Certificate())}}
	folder := t.TempDir()

	wrong := line
	wrong.Route.Pin = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	_, err = desk.Recover(t.Context(), folder, wrong, from, e)
	fails(t, err, "sync.pin")
	d, err := desk.Recover(t.Context(), folder, line, from, e)
	ok(t, err)
	if p.passed.Load() == 0 {
		t.Error("nothing went through the proxy")
	}
	if d.Workspace.Key().LogID() != from.Key.LogID() {
		t.Error("it is another desk")
	}
	ok(t, d.Close())

	d, err = desk.Open(folder, e)
	ok(t, err)
	defer func() { ok(t, d.Close()) }()
	got, err := d.Line()
	ok(t, err)
	if got.Server != line.Server || got.Route.Pin != line.Route.Pin || got.Route.Proxy != line.Route.Proxy {
		t.Errorf("the line is %+v", got)
	}
	_, err = d.Sync(t.Context(), line.Server)
	ok(t, err)
}
