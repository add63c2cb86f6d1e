//go:build unix

package bench_test

import (
	"syscall"
	"time"
)

// span is how long something took.
type span struct {
	Wall time.Duration
	CPU  time.Duration // that the processors worked for this program; other programs on the machine lengthen Wall, and hardly this
}

// Add does something and adds what it took.
func (s *span) Add(do func()) {
	cpu, begun := worked(), time.Now()
	do()
	s.Wall, s.CPU = s.Wall+time.Since(begun), s.CPU+worked()-cpu
}

// worked is how long the processors worked for this program.
func worked() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
