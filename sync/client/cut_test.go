package client_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// line is a transport to a hub in this process that a test can cut.
type line struct {
	hub.Local
	cutDown  int // the response ends after so many bytes; 0: it does not
	cutUp    int // the server gets so many bytes of the request and the caller nothing; 0: all
	cutChunk int // chunks go through before the line is cut; 0: all
	requests int
	up, down int
}

var errLine = errors.New("the line is cut")

func (l *line) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	l.requests++
	l.up += len(request)
	if l.cutUp > 0 && l.cutUp < len(request) {
		_, _ = l.Hub.Sync(context.Background(), request[:l.cutUp], false, io.Discard, nil) // nobody hears the answer
		return nil, emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "").Because(errLine)
	}
	body, err := l.Local.Sync(ctx, request)
	if err != nil {
		return nil, err
	}
	return &cutBody{r: body, l: l, left: l.cutDown, limited: l.cutDown > 0}, nil
}

type cutBody struct {
	r       io.Reader
	l       *line
	left    int
	limited bool
}

func (c *cutBody) Read(b []byte) (int, error) {
	if c.limited {
		if c.left == 0 {
			return 0, errLine
		}
		b = b[:min(len(b), c.left)]
	}
	n, err := c.r.Read(b)
	c.left -= n
	c.l.down += n
	return n, err
}

func (c *cutBody) Close() error { return nil }

func (l *line) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	if err := l.chunk(); err != nil {
		return err
	}
	return l.Local.PutChunk(ctx, opening, name, n, body)
}

func (l *line) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	if err := l.chunk(); err != nil {
		return nil, err
	}
	return l.Local.GetChunk(ctx, opening, name, n)
}

func (l *line) chunk() error {
	if l.cutChunk > 0 {
		if l.cutChunk--; l.cutChunk == 0 {
			return emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "").Because(errLine)
		}
	}
	return nil
}

// noise is text that does not compress.
func noise(t testing.TB, name string, n int) string {
	t.Helper()
	b := make([]byte, n/2)
	if _, err := io.ReadFull(testdesk.Random(name), b); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(b)
}

// written is a world in which desk a has written n remarks of some size that b does not have yet.
func written(t testing.TB, n, size int) (w *testdesk.World, a, b *testdesk.Desk) {
	t.Helper()
	w = testdesk.New(t)
	w.Found()
	a = w.Join("son-la", "an", emulation.RoleLeader)
	b = w.Join("cao-bang", "binh", emulation.RoleStaff)
	a.Sync()
	b.Sync()
	for i := range n {
		a.Comment(noise(t, string(rune(i)), size))
	}
	return w, a, b
}

// agree fails unless two desks hold the cluster's log whole, alike, and each leaf applied once.
func agree(t *testing.T, w *testdesk.World, a, b *testdesk.Desk) {
	t.Helper()
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []*testdesk.Desk{a, b} {
		have, err := d.DB.Log(w.Cluster)
		if err != nil {
			t.Fatal(err)
		}
		if have.Size != head.Size || have.Root() != head.Root() {
			t.Fatalf("%s has %d of %d leaves", d.Name, have.Size, head.Size)
		}
	}
	if a.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Fatal("the states differ")
	}
}

func TestResponseCutAtEveryPlace(t *testing.T) {
	w, a, b := written(t, 40, 2000)
	a.Sync()
	whole := &line{Local: hub.Local{Hub: w.Hub}}
	b.Transport = whole
	b.Sync()
	step := max(1, whole.down/40)
	for cut := 1; cut < whole.down+step; cut += step {
		d := w.NewDesk("binh", b.Private) // the same desk with an empty disk: it fetches everything
		l := &line{Local: hub.Local{Hub: w.Hub}, cutDown: cut}
		d.Transport = l
		_, err := d.Client.Once(t.Context())
		if cut < whole.down && (err == nil || emulation.CodeOf(err) != emulation.Unavailable) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		got := d.Applied
		if frames := cut/wire.MaxFrame - 1; frames > 0 && got < frames*4 {
			t.Errorf("cut at %d of %d bytes: only %d leaves kept", cut, whole.down, got)
		}
		l.cutDown = 0
		d.Sync()
		agree(t, w, a, d)
		total := uint64(0)
		for _, s := range []changeset.Scope{w.Control, w.Cluster, testdesk.UnitScope("cao-bang")} {
			h, err := w.Store.Log(s)
			if err != nil {
				t.Fatal(err)
			}
			total += h.Size
		}
		if uint64(d.Applied) != total {
			t.Fatalf("cut at %d: %d leaves applied, the logs hold %d", cut, d.Applied, total)
		}
	}
}

func TestLargeChangeGoesOnInTheMiddle(t *testing.T) {
	w, a, b := written(t, 1, 60_000)
	a.Sync()
	l := &line{Local: hub.Local{Hub: w.Hub}, cutDown: 22_000}
	b.Transport = l
	if _, err := b.Client.Once(t.Context()); !wire.IsCut(err) {
		t.Fatalf("the response was not cut: %v", err)
	}
	if p, err := b.DB.Log(w.Cluster); err != nil || p.Size != 1 {
		t.Fatalf("half a change was applied: %d leaves, %v", p.Size, err)
	}
	l.cutDown, l.down = 0, 0
	if r := b.Sync(); r.Received == 0 {
		t.Fatalf("%+v", r)
	}
	agree(t, w, a, b)
	// Hexadecimal digits compress to half: all of it is 30,000 bytes, and a frame, the most a cut may cost, half of 16 KiB.
	if limit := 30_000 - 22_000 + wire.MaxFrame/2 + 1000; l.down > limit {
		t.Errorf("%d bytes came after the cut, expected at most %d", l.down, limit)
	}
}

func TestRequestCutKeepsWhatArrived(t *testing.T) {
	w, a, b := written(t, 40, 2000)
	before, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Local: hub.Local{Hub: w.Hub}, cutUp: 30_000}
	a.Transport = l
	if _, err := a.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable {
		t.Fatal(err)
	}
	after, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	if after.Size <= before.Size || after.Size == before.Size+40 {
		t.Fatalf("a cut request left %d changes", after.Size-before.Size)
	}
	l.cutUp, l.up = 0, 0
	r := a.Sync()
	if want := 40 - int(after.Size-before.Size); r.Sent != want || r.Waiting != 0 {
		t.Errorf("after the cut %d changes were sent, %d were missing", r.Sent, want)
	}
	b.Sync()
	agree(t, w, a, b)
	if head, _ := w.Store.Log(w.Cluster); head.Size != before.Size+40 {
		t.Errorf("%d leaves for 40 changes", head.Size-before.Size)
	}
}

// TestCutUploadGoesOnWithoutATicket: after a cut, what arrived is asked before anything is sent again, also where the ticket has ended meanwhile.
func TestCutUploadGoesOnWithoutATicket(t *testing.T) {
	w, a, b := written(t, 40, 2000)
	l := &line{Local: hub.Local{Hub: w.Hub}, cutUp: 30_000}
	a.Transport = l
	if _, err := a.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable {
		t.Fatal(err)
	}
	head, err := w.Store.Log(w.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	w.Clock.Forward(40 * 24 * time.Hour)
	l.cutUp, l.up = 0, 0
	r := a.Sync()
	if want := 41 - int(head.Size); want <= 0 || want >= 40 || r.Sent != want || r.Waiting != 0 {
		t.Errorf("after the cut %d changes were sent, %d were missing; %d wait", r.Sent, want, r.Waiting)
	}
	if r.RoundTrips != 3 { // a ticket, what arrived, the rest
		t.Errorf("%d trips", r.RoundTrips)
	}
	b.Sync()
	agree(t, w, a, b)
}

// TestFirstContactThatWasCut: a new desk's certificate is among what it sends: without a ticket and without proof it goes on sending.
func TestFirstContactThatWasCut(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	l := &line{Local: hub.Local{Hub: w.Hub}, cutUp: 100}
	a.Transport = l
	if _, err := a.Client.Once(t.Context()); emulation.CodeOf(err) != emulation.Unavailable {
		t.Fatal(err)
	}
	l.cutUp = 0
	if r := a.Sync(); r.Waiting != 0 || r.Received == 0 {
		t.Errorf("%+v", r)
	}
}

func TestAnswerLostAfterCommit(t *testing.T) {
	w, a, b := written(t, 10, 100)
	l := &line{Local: hub.Local{Hub: w.Hub}, cutDown: 1}
	a.Transport = l
	if _, err := a.Client.Once(t.Context()); !wire.IsCut(err) {
		t.Fatal(err)
	}
	l.cutDown = 0
	if r := a.Sync(); r.Sent != 0 || r.Received < 10 || r.Waiting != 0 {
		t.Errorf("changes whose answer was lost: %+v", r)
	}
	b.Sync()
	agree(t, w, a, b)
}

func TestPushesAreCutByBudget(t *testing.T) {
	w, a, b := written(t, 100, 4000)
	l := &line{Local: hub.Local{Hub: w.Hub}}
	a.Transport = l
	r := a.Sync()
	if r.RoundTrips < 4 || r.RoundTrips > 6 || r.Sent != 100 || r.Waiting != 0 {
		t.Errorf("400,000 bytes in requests of 128 KiB: %+v", r)
	}
	b.Sync()
	agree(t, w, a, b)
}

func TestPullsAreCutByBudget(t *testing.T) {
	w, a, _ := written(t, 60, 4000)
	a.Sync()
	d := w.NewDesk("binh", testdesk.Key("binh"))
	c := client.New(client.Config{Tenant: d.Judge.Tenant, Key: d.Private, Outbox: d, Applier: d, State: d, Transport: hub.Local{Hub: w.Hub},
		Now: w.Clock.Now, Rand: testdesk.Random("n"), PullBudget: 50_000})
	r, err := c.Once(t.Context())
	if err != nil || r.RoundTrips < 5 {
		t.Fatalf("%+v %v", r, err)
	}
	agree(t, w, a, d)
}

// A desk restored from a copy meets its own control changes without their bytes in an answer that is cut by its budget: it asks for them once
// more, and what it wrote since goes up.
func TestRestoredDeskAsksOnceMoreThoughMoreIsPromised(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	restored := w.NewDesk("restored", w.Office.Private)
	restored.Sync()
	unit := func(d *testdesk.Desk, code string) {
		d.Write(w.Control, "unit", record.Unit.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: code}, emulation.UnitInfo{Name: code}))
	}
	for i := range 60 {
		unit(w.Office, fmt.Sprint("n", i))
	}
	w.Office.Sync()
	unit(restored, "mine")
	restored.Client.PullBudget = 2 << 10
	if r := restored.Sync(); r.Received < 60 || r.Waiting != 0 {
		t.Errorf("%+v", r)
	}
}

// older is a server of an older program: it skips packs, and does not say that it reads them.
type older struct {
	hub.Local
	key    ed25519.PrivateKey
	tenant changeset.Tenant
}

func (o older) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	r, err := wire.ParseRequest(request)
	if err != nil {
		return nil, err
	}
	items := r.Items(wire.MaxInflated)
	defer items.Close()
	first, err := items.Next()
	if err != nil {
		return nil, err
	}
	header := first.(*wire.Header)
	packs := header.Features
	header.Features = 0
	again, err := wire.NewRequest(header, 0)
	if err != nil {
		return nil, err
	}
	if packs == 0 || !o.packed(request, r) {
		for {
			item, err := items.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return nil, err
			}
			if p, ok := item.(*wire.Push); ok {
				if err := again.Push(p); err != nil {
					return nil, err
				}
			}
		}
	}
	raw, err := again.Seal(o.tenant, o.key, r.Ticket)
	if err != nil {
		return nil, err
	}
	body, err := o.Local.Sync(ctx, raw)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	answer := wire.NewReader(body, 64<<20)
	defer answer.Close()
	answer.Asked(wire.Pushed(raw))
	var b bytes.Buffer
	w := wire.NewWriter(&b, nil)
	for {
		item, err := answer.Next()
		if err == io.EOF {
			return io.NopCloser(&b), w.Close()
		}
		if err != nil {
			return nil, err
		}
		if v, ok := item.(*wire.View); ok {
			v.Features = 0
		}
		if err := w.Item(item); err != nil {
			return nil, err
		}
	}
}

// packed reports whether a request holds packs: written anew without them it is longer.
func (o older) packed(request []byte, r *wire.Request) bool {
	items := r.Items(wire.MaxInflated)
	defer items.Close()
	var again *wire.RequestWriter
	for {
		item, err := items.Next()
		if err != nil {
			break
		}
		switch item := item.(type) {
		case *wire.Header:
			again, err = wire.NewRequest(item, 0)
		case *wire.Push:
			err = again.Push(item)
		}
		if err != nil {
			return false
		}
	}
	plain, err := again.Seal(o.tenant, o.key, r.Ticket)
	return err == nil && len(plain) > len(request)+100
}

// TestNewDeskAtAnOldServer: a desk that knew a newer server meets an older one: what that did not read is sent again as it is.
func TestNewDeskAtAnOldServer(t *testing.T) {
	w, a, b := written(t, 20, 100)
	old := older{hub.Local{Hub: w.Hub}, a.Private, a.Judge.Tenant}
	a.Transport = old
	if r := a.Sync(); r.Waiting != 0 {
		t.Errorf("knowing the server: %+v", r)
	}
	for range 20 {
		a.Comment("thêm")
	}
	a.Transport = old
	for i := range 2 {
		if r := a.Sync(); r.Waiting != 0 || i == 1 && r.RoundTrips != 1 {
			t.Errorf("%+v", r)
		}
	}
	b.Transport = older{hub.Local{Hub: w.Hub}, b.Private, b.Judge.Tenant} // it does not know the server
	b.Sync()
	agree(t, w, a, b)
}

// narrow is a line on which somebody takes no request of more than so many bytes.
type narrow struct {
	hub.Local
	limit    int
	key      string
	refused  int
	requests int
}

func (n *narrow) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	n.requests++
	if len(request) > n.limit {
		n.refused++
		return nil, emulation.Errorf(emulation.Unavailable, n.key)
	}
	return n.Local.Sync(ctx, request)
}

// A proxy, or a server, that takes no long requests gets shorter ones until they go through, in one sync; the next begins with what went through.
// One for which nothing is short enough ends the sync with its own sentence, and nothing is lost.
func TestARequestThatIsTooLongGoesInParts(t *testing.T) {
	for _, key := range []string{"sync.too-long", "wire.too-large"} {
		t.Run(key, func(t *testing.T) {
			w, a, b := written(t, 40, 700)
			n := &narrow{Local: hub.Local{Hub: w.Hub}, limit: 8 << 10, key: key}
			a.Transport = n
			report, err := a.Client.Once(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if n.refused == 0 || n.refused > 5 || report.Waiting != 0 || report.Sent != 40 {
				t.Errorf("%d of %d requests refused, %+v", n.refused, n.requests, report)
			}
			b.Sync()
			agree(t, w, a, b)

			for i := range 40 {
				a.Comment(noise(t, "more"+string(rune(i)), 700))
			}
			before := n.refused
			if _, err := a.Client.Once(t.Context()); err != nil || n.refused-before > 2 {
				t.Errorf("the next sync was refused %d times: %v", n.refused-before, err)
			}
			n.limit = 0
			a.Comment("x")
			a.Comment("y")
			if report, err := a.Client.Once(t.Context()); emulation.KeyOf(err) != key || report.Waiting != 2 {
				t.Errorf("%v, %d wait", err, report.Waiting)
			}
			n.limit = 1 << 20
			if _, err := a.Client.Once(t.Context()); err != nil {
				t.Fatal(err)
			}
			b.Sync()
			agree(t, w, a, b)
		})
	}
}

// A server that never lets a sync come to its end hides what it has, and nothing here can prove it. After many in a row that brought nothing the desk
// says so, and what to do; one that is merely slow, and brings something each time, is not spoken of.
func TestAServerThatNeverLetsASyncEnd(t *testing.T) {
	w, a, b := written(t, 1, 50)
	b.Sync()
	l := &line{Local: hub.Local{Hub: w.Hub}, cutDown: 1}
	b.Transport = l
	b.Comment("x")
	barren := func() uint {
		t.Helper()
		times, err := client.Barren(b)
		if err != nil {
			t.Fatal(err)
		}
		return times
	}
	for i := range 13 {
		want, times := "wire.cut", uint(0)
		if i >= 11 {
			want, times = "sync.barren", uint(i)+1
		}
		if r, err := b.Client.Once(t.Context()); emulation.KeyOf(err) != want || emulation.CodeOf(err) != emulation.Unavailable || r.Waiting != 1 || barren() != times {
			t.Errorf("sync %d: %v, %d", i, err, barren())
		}
	}
	l.cutDown = 0
	b.Sync()
	if barren() != 0 {
		t.Error("a sync that came to its end is not seen")
	}
	for i := range 8 {
		a.Comment(noise(t, fmt.Sprint(i), 3000))
	}
	a.Sync()
	l.cutDown = 6000
	for i := range 13 {
		if _, err := b.Client.Once(t.Context()); emulation.KeyOf(err) == "sync.barren" || barren() != 0 {
			t.Errorf("sync %d brought something: %v", i, err)
		}
	}
}
