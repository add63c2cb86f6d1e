//go:build unix

package bench_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// pusher is a desk whose requests are made without its store: only the hub's work is to be measured.
type pusher struct {
	*testdesk.Desk
	scope  changeset.Scope
	ticket []byte
	chain  changeset.ChainHead
}

// request signs changes of one operation each, on the log as it stands at the hub, and the request that brings them.
func (p *pusher) request(b *testing.B, w *testdesk.World, round, each int) (raw []byte, changes []*changeset.Signed) {
	head, err := w.Store.Log(p.scope)
	if err != nil {
		b.Fatal(err)
	}
	out, err := wire.NewRequest(&wire.Header{Features: wire.FeaturePack, Cursors: []wire.Cursor{{Scope: p.scope, Size: head.Size}}, Only: true}, wire.FeaturePack)
	if err != nil {
		b.Fatal(err)
	}
	for n := range each {
		cell := record.SheetColumn{Sheet: testdesk.ID(fmt.Sprint(p.Name, round)), Criterion: fmt.Sprintf("%d.%d", n/20+1, n%20+1), Column: record.ColumnSelf}
		c, err := changeset.Change{Format: changeset.Format, Schema: changeset.Schema, Tenant: p.Judge.Tenant, Log: p.Log, Scope: p.scope,
			Previous: p.chain.Identity, Seq: p.chain.Seq + 1, HLC: changeset.HLC(0).Next(w.Clock.Now().UnixMilli()), BaseSize: head.Size, BaseRoot: head.Root(), Intent: "score",
			Operations: []changeset.Operation{record.Score.Input.Op(cell, emulation.Fields{"value": fmt.Sprint(n * 7919 % 100)})}}.Sign(p.Private)
		if err != nil {
			b.Fatal(err)
		}
		p.chain = changeset.ChainHead{Seq: c.Seq, Identity: c.Identity}
		changes = append(changes, c)
		if err := out.Push(&wire.Push{Change: c.Raw}); err != nil {
			b.Fatal(err)
		}
	}
	if raw, err = out.Seal(p.Judge.Tenant, p.Private, p.ticket); err != nil {
		b.Fatal(err)
	}
	return raw, changes
}

// read takes the next ticket from an answer.
func (p *pusher) read(b *testing.B, a *hub.Answer) {
	var out bytes.Buffer
	if err := a.Write(context.Background(), &out, nil); err != nil {
		b.Fatal(err)
	}
	items := wire.NewReader(&out, 64<<20)
	defer items.Close()
	first, err := items.Next()
	ticket, ok := first.(*wire.Ticket)
	if err != nil || !ok {
		b.Fatal(err, first)
	}
	p.ticket = ticket.Ticket
}

// BenchmarkServerTake gives a hub on the disk the requests of 50 desks at once, 200 changes of one operation each, every answer after its flush
// to the disk; beside it, in the same run, the signatures of the same changes are verified and nothing else done, by as many processors. What it
// says of both is by the wall clock and by the time the processors worked.
func BenchmarkServerTake(b *testing.B) {
	const desks, each = 50, 200
	w := testdesk.NewOnDisk(b)
	w.Disk = testdesk.NewDisk(false) // of the desks
	w.Found()
	all := make([]*pusher, desks)
	keys := map[changeset.LogID]ed25519.PublicKey{}
	for i := range all {
		unit := testdesk.Units[i%len(testdesk.Units)]
		d := w.Join(unit, fmt.Sprint("desk ", i), emulation.RoleStaff)
		d.Sync()
		all[i], keys[d.Log] = &pusher{Desk: d, scope: testdesk.UnitScope(unit)}, d.Private.Public().(ed25519.PublicKey)
		raw, _ := all[i].request(b, w, 0, 0) // without a ticket: that is what it gets
		a, err := w.Hub.Receive(raw, true, nil)
		if err != nil {
			b.Fatal(err)
		}
		all[i].read(b, a)
	}
	var taken, bare span
	for round := 0; b.Loop(); round++ {
		requests, answers := make([][]byte, desks), make([]*hub.Answer, desks)
		var changes []*changeset.Signed
		for i, d := range all {
			w.Clock.Forward(time.Second)
			raw, written := d.request(b, w, round, each)
			requests[i], changes = raw, append(changes, written...)
		}
		runtime.GC()
		bare.Add(func() {
			parallel(len(changes), func(i int) {
				if err := changes[i].Verify(keys[changes[i].Log]); err != nil {
					b.Error(err)
				}
			})
		})
		taken.Add(func() {
			var wait sync.WaitGroup
			for i := range requests {
				wait.Go(func() {
					a, err := w.Hub.Receive(requests[i], true, nil) // what is handed out is another matter
					if err != nil || a.Taken != each {
						b.Error(err, a.Outcome)
					}
					answers[i] = a
				})
			}
			wait.Wait()
		})
		b.StopTimer()
		for i := range all {
			all[i].read(b, answers[i])
		}
		b.StartTimer()
	}
	n := float64(b.N) * desks * each
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(n/taken.Wall.Seconds(), "changes/s")
	b.ReportMetric(n/bare.Wall.Seconds(), "signatures/s")
	b.ReportMetric(100*bare.Wall.Seconds()/taken.Wall.Seconds(), "%-of-bound")
	b.ReportMetric(100*bare.CPU.Seconds()/taken.CPU.Seconds(), "%-of-bound-cpu")
	b.ReportMetric(taken.CPU.Seconds()/taken.Wall.Seconds(), "cores")
}

// parallel does n things with all processors.
func parallel(n int, do func(i int)) {
	var wait sync.WaitGroup
	for p := range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := p; i < n; i += runtime.GOMAXPROCS(0) {
				do(i)
			}
		})
	}
	wait.Wait()
}
