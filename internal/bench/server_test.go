//go:build unix

package bench_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
)

// caught is a transport that keeps the request it is given, and brings it nowhere.
type caught struct {
	client.Transport
	request []byte
}

var errCaught = errors.New("caught")

func (c *caught) Sync(_ context.Context, request []byte) (io.ReadCloser, error) {
	c.request = bytes.Clone(request)
	return nil, errCaught
}

// BenchmarkServerTake gives a hub on the disk the requests of 50 desks at once, 350 changes of one operation each, every answer after its flush
// to the disk; beside it, in the same run, the signatures of the same changes are verified and nothing else done, by as many processors. What it
// says of both is by the wall clock and by the time the processors worked.
func BenchmarkServerTake(b *testing.B) {
	const desks, each = 50, 200
	w := testdesk.NewOnDisk(b)
	w.Disk = testdesk.NewDisk(false) // of the desks
	w.Found()
	all := make([]*testdesk.Desk, desks)
	keys := map[changeset.LogID]ed25519.PublicKey{}
	for i := range all {
		d := w.Join(testdesk.Units[i%len(testdesk.Units)], fmt.Sprint("desk ", i), emulation.RoleStaff)
		d.Sync()
		d.Sync()
		all[i], keys[d.Log] = d, d.Private.Public().(ed25519.PublicKey)
	}
	var taken, bare span
	for b.Loop() {
		var requests [][]byte
		var changes []*changeset.Signed
		for i, d := range all {
			scope := testdesk.UnitScope(testdesk.Units[i%len(testdesk.Units)])
			for n := range each {
				w.Clock.Forward(time.Second)
				cell := record.SheetColumn{Sheet: testdesk.ID(d.Name), Criterion: fmt.Sprintf("%d.%d", n/20+1, n%20+1), Column: record.ColumnSelf}
				changes = append(changes, d.Write(scope, "score", record.Score.Input.Op(cell, emulation.Fields{"value": fmt.Sprint(n * 7919 % 100)})))
			}
			hub := d.Transport
			c := &caught{Transport: hub}
			d.Transport = c
			if _, err := d.Client.Once(context.Background()); !errors.Is(err, errCaught) {
				b.Fatal(err)
			}
			d.Transport = hub
			requests = append(requests, c.request)
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
			for _, request := range requests {
				wait.Go(func() {
					a, err := w.Hub.Receive(request, true, nil) // what is handed out is another matter
					if err != nil || a.Taken != each {
						b.Error(err, a.Outcome)
					}
				})
			}
			wait.Wait()
		})
		b.StopTimer()
		for _, d := range all { // what was taken comes back as known
			d.Sync()
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
