package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// gate is a TCP line on loopback that is cut after so many bytes in one direction.
type gate struct {
	t      *testing.T
	listen net.Listener
	target string

	mu       sync.Mutex
	up, down int // bytes that may still pass; -1: any number
}

func newGate(t *testing.T, target string) *gate {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{t: t, listen: l, target: target, up: -1, down: -1}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", g.target)
			if err != nil {
				near.Close()
				continue
			}
			go g.pass(near, far, &g.down)
			go g.pass(far, near, &g.up)
		}
	}()
	return g
}

func (g *gate) set(up, down int) { g.mu.Lock(); defer g.mu.Unlock(); g.up, g.down = up, down }

func (g *gate) pass(to, from net.Conn, left *int) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		g.mu.Lock()
		if *left >= 0 {
			n = min(n, *left)
			*left -= n
		}
		end := *left == 0
		g.mu.Unlock()
		if _, werr := to.Write(buf[:n]); werr != nil || err != nil || end {
			return
		}
	}
}

func TestLineIsCutAnywhere(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	b := w.Join("cao-bang", "binh", emulation.RoleStaff)
	s := serve(t, w)
	g := newGate(t, s.address[len("http://"):])
	h, err := client.NewHTTP("http://"+g.listen.Addr().String(), client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	a.Transport = h
	a.Sync()
	s.connect(b)
	b.Sync()
	written := 0
	cuts := 0
	for cut := 50; cut < 3_000; cut += 67 {
		for range 8 {
			a.Comment(testdesk.ID(fmt.Sprint(written)).String() + strings.Repeat("ă", 300))
			written++
		}
		up, down := cut, -1
		if cut%2 == 0 {
			up, down = -1, cut/2
		}
		g.set(up, down)
		if _, err := a.Client.Once(context.Background()); err != nil {
			cuts++
			if emulation.CodeOf(err) != emulation.Unavailable {
				t.Fatalf("cut at %d: %v", cut, err)
			}
		}
		g.set(-1, -1)
	}
	if cuts < 10 {
		t.Errorf("only %d of the syncs were cut", cuts)
	}
	if r := a.Sync(); r.Waiting != 0 {
		t.Fatalf("%d changes still wait", r.Waiting)
	}
	b.Sync()
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	if int(head.Size) != written+1 {
		t.Errorf("%d leaves for %d changes and the season", head.Size, written)
	}
	if a.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Error("the states differ")
	}
}

func TestEvidenceOverHTTP(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	s := serve(t, w)
	s.connect(a)
	s.connect(colleague)
	content := make([]byte, 3*changeset.BlobChunk+5)
	if _, err := io.ReadFull(testdesk.Random("photo"), content); err != nil {
		t.Fatal(err)
	}
	blob, err := a.DB.PutBlob(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	a.Sync()
	a.Write(testdesk.UnitScope("son-la"), "evidence", changeset.Operation{Kind: "evidence", Key: changeset.NewKey(testdesk.ID("sheet"), "1.1"), New: true,
		Field: "file", Value: changeset.MustEncode(emulation.Evidence{Name: "photo.jpg", Root: blob.Root, Length: blob.Length, Size: uint64(len(content))})})
	if r := a.Sync(); r.ChunksUp != 4 {
		t.Fatalf("%d chunks up", r.ChunksUp)
	}
	colleague.Sync()
	f, err := colleague.DB.OpenBlob(blob)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, err := io.ReadAll(f); err != nil || !bytes.Equal(got, content) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
}

func TestJoiningByCodeOverHTTP(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serve(t, w)
	seed := w.Invite("son-la", "an", emulation.RoleLeader)
	w.Office.Sync()
	d := w.NewDesk("an", testdesk.Key("an"))
	h := s.connect(d)
	f, err := client.FetchInvitation(t.Context(), h, s.address, seed)
	if err != nil {
		t.Fatal(err)
	}
	d.Accept(f)
	if r := d.Sync(); r.RoundTrips != 2 || r.Waiting != 0 {
		t.Fatalf("a joining desk: %+v", r)
	}
	if len(d.Scopes) != 2 {
		t.Errorf("it may read %v; its own log begins with its first change", d.Scopes)
	}
}
