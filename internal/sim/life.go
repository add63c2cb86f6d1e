package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
)

// Life is one tenant's life from a seed: first everything happens to it, then the lines hold and all desks sync until nothing is left to do,
// and then it is looked at.
type Life struct {
	Seed   uint64
	Faults []string // what the checker found; none is what it should be
	Told   []string // what happened, line by line

	timeline
	*beginning
	chance *rand.Rand
	bytes  *rand.ChaCha8 // nonces, salts
	goes   scenario
	fault  Fault
	server *server
	desks  []*computer
	acked  map[changeset.Identity]changeset.Scope // what a desk took for received
	lies   *liar                                  // nil: the server tells the truth
	old    *memstore.DB                           // the server's store as it was once
	texts  int                                    // typed so far
	states map[changeset.Scope]emulation.Hash     // of the server, once they were asked for
	calm   bool                                   // nothing goes wrong any more
}

// Live lives the life of a seed.
func Live(seed uint64) *Life { return With{}.Live(seed) }

// With is what lives have whatever their seed says.
type With struct {
	Lie   Lie   // of the server
	Fault Fault // built in
}

// Live lives the life of a seed, with these.
func (w With) Live(seed uint64) *Life {
	l := &Life{Seed: seed, fault: w.Fault, acked: map[changeset.Identity]changeset.Scope{}, states: map[changeset.Scope]emulation.Hash{}, chance: rand.New(rand.NewPCG(seed, 0)),
		bytes: rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24), byte(seed >> 32)})}
	defer l.end()
	if err := l.play(w); err != nil {
		l.wrong("the life could not be lived: %v", err)
	}
	return l
}

func (l *Life) play(with With) (err error) {
	if l.beginning, err = begun(); err != nil {
		return err
	}
	if l.goes = scenarioOf(l.chance); with.Lie != truth {
		l.goes.Lies = with.Lie
	}
	l.tell("%+v", l.goes)
	l.server = l.newServer()
	if err = l.server.open(); err != nil && !l.server.away {
		return err
	}
	for _, p := range people[:l.goes.People] {
		if p.name == hostile && l.goes.Hostile > 0 {
			continue
		}
		d, err := l.newComputer(p.name, p, l.keys[p.name], l.beginning.desks[p.name])
		if err != nil {
			return err
		}
		l.desks = append(l.desks, d)
	}
	for range l.goes.Acts {
		l.after(l.within(l.goes.Days), l.act)
	}
	if l.goes.Lies != truth {
		l.after(l.goes.Days/4, func() { l.old = l.server.disk.DB.Copy(nil) })
		l.after(l.goes.Days/2, l.lie)
	}
	for day := 24 * time.Hour; day < l.goes.Days; day += 24 * time.Hour {
		l.after(day, func() {
			if err := l.server.maintain(); err != nil {
				l.tell("the server looks after itself: %v", err)
			}
		})
	}
	l.run()
	l.settle()
	l.check()
	return nil
}

// Lied is whether somebody was told what is not so.
func (l *Life) Lied() bool { return l.lies != nil && len(l.lies.told) > 0 }

// settle lets everything hold, and every desk sync until nothing is left to do.
func (l *Life) settle() {
	l.calm = true
	l.tell("from now on nothing goes wrong")
	l.server.mend()
	for _, d := range l.desks {
		d.mend()
	}
	for round := range settling {
		for _, d := range l.desks {
			l.start(d.sync)
			l.run()
		}
		for _, d := range l.desks {
			if d.outside() && !l.lies.about(d) && !l.lies.about(l.desks[0]) {
				d.joinsAgain()
				l.start(d.sync)
				l.run()
			}
		}
		if round > 1 && l.settled() { // evidence goes up after the changes that name it, and then comes down
			return
		}
	}
}

// settling is how often all desks sync before what still waits is taken for stuck: what one brings another needs, and what waited for that
// goes up a round later.
const settling = 8

// wrong notes something that must never be.
func (l *Life) wrong(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !slices.Contains(l.Faults, text) {
		l.Faults = append(l.Faults, text)
	}
	l.tell("WRONG: %s", text)
}

// tell notes what happened.
func (l *Life) tell(format string, args ...any) {
	l.Told = append(l.Told, fmt.Sprintf("%14s  ", l.now.Round(time.Millisecond))+fmt.Sprintf(format, args...))
}

// Trace is what happened.
func (l *Life) Trace() string { return strings.Join(l.Told, "\n") }

// one in n times it is so; never for 0.
func (l *Life) one(n int) bool { return n > 0 && l.chance.IntN(n) == 0 }

// within is a time of that length at most.
func (l *Life) within(most time.Duration) time.Duration {
	return time.Duration(l.chance.Int64N(int64(most) + 1))
}

// soon is a time of that length at most, and mostly a short one.
func (l *Life) soon(most time.Duration) time.Duration {
	f := l.chance.Float64()
	return time.Duration(f * f * f * float64(most))
}
