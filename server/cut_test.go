package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/judge"
)

func TestLineIsCutAnywhere(t *testing.T) {
	w := testdesk.NewOnDisk(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	b := w.Join("cao-bang", "binh", emulation.RoleStaff)
	s := serve(t, w)
	g := testdesk.NewGate(t, s.address[len("http://"):])
	h, err := client.NewHTTP(g.Address(), client.HTTPOptions{})
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
		g.Set(up, down)
		if _, err := a.Client.Once(context.Background()); err != nil {
			cuts++
			if emulation.CodeOf(err) != emulation.Unavailable {
				t.Fatalf("cut at %d: %v", cut, err)
			}
		}
		g.Set(-1, -1)
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
	w := testdesk.NewOnDisk(t)
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
	w := testdesk.NewOnDisk(t)
	w.Found()
	s := serve(t, w)
	seed := w.Invite("son-la", "an", emulation.RoleLeader)
	w.Office.Sync()
	d := w.NewDesk("an", testdesk.Key("an"))
	h := s.connect(d)
	f, err := client.FetchInvitation(t.Context(), h, s.address, seed, judge.Latest)
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
