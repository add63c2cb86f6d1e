//go:build full

package bench_test

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkLineFresh fetches 20,000 records at a desk that has nothing: a new device, or one that lost its disk. With tls; then the same with
// the line cut four times on its way.
func BenchmarkLineFresh(b *testing.B) {
	for _, per := range []int{10, 1} {
		b.Run(fmt.Sprintf("%d-a-change", per), func(b *testing.B) {
			p := newPair(b)
			p.types(p.c, 20_000, per)
			p.c.Sync()
			p.a = p.NewDesk("an", p.a.Private)
			l := p.reach(b, remote, true)
			_, whole := p.stage(b, "whole", l)
			p.a = p.NewDesk("an", p.a.Private)
			l = p.reach(b, fast, true)
			for range 4 {
				l.Cut(-1, whole/5)
				if _, err := p.a.Client.Once(context.Background()); err == nil {
					b.Fatal("the line was not cut")
				}
				p.Clock.Forward(1e9)
				l.Cut(-1, -1)
			}
			b.Run("cut", func(b *testing.B) {
				if _, err := p.a.Client.Once(context.Background()); err != nil {
					b.Fatal(err)
				}
				_, d := l.Traffic()
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(d-whole), "B-down-again")
			})
		})
	}
}
