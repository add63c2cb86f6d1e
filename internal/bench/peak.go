package bench

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Peak runs something and gives the most memory the program got from the system for it at any moment, what waits to be collected included.
func Peak(do func()) uint64 {
	debug.FreeOSMemory()
	before := held()
	most := before
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	for {
		most = max(most, held())
		select {
		case <-done:
			return max(most, held()) - before
		case <-time.After(time.Millisecond):
		}
	}
}

// held is what the program has from the system now.
func held() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}
