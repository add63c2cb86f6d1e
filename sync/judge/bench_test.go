package judge_test

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// BenchmarkReceive is what a desk does with each change of a colleague: decode, verify, judge, fold, hash into the log.
func BenchmarkReceive(b *testing.B) {
	s := newScene()
	for n := range 1000 {
		key := changeset.NewKey(s.sheet(s.b), fmt.Sprint(n), "self")
		s.Write(s.staffB, s.unitB, "score", changeset.Op("score", key, "input", emulation.Fields{"points": "9.5"}))
	}
	control, all := s.Received(s.Control, 0), s.Received(s.unitB, 0)
	b.ResetTimer()
	for done := 0; done < b.N; {
		b.StopTimer()
		store, j := newStore(), judge.New(s.Judge.Anchor)
		o := judge.NewOverlay(store)
		for _, in := range control {
			if err := j.Receive(o, store, in); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
		for _, in := range all[:min(len(all), b.N-done)] {
			if err := j.Receive(o, store, in); err != nil {
				b.Fatal(err)
			}
			done++
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "changes/s")
}
