package sim

import (
	"math/rand/v2"
	"time"
)

// scenario is what kind of life it is: how many people, for how long, and what goes wrong. A number n means one in n times, 0 never.
type scenario struct {
	People int
	Acts   int
	Days   time.Duration

	Lost, Cut, Twice, Late, Flipped int // of messages
	Dies                            int // of commits: the machine stops just before or after
	Crashes                         int // of acts: a desk is killed, or its power is cut
	Restarts                        int // of acts: the server
	Backups                         int // of acts: the server is backed up, and later goes back to that
	Full                            int // of acts: a disk has no room for a while
	Restored                        int // of acts: a desk goes back to an older copy of itself
	Cloned                          int // of acts: a desk's disk is copied, and both are used
	Clocks                          int // of desks: a clock that is off, by years
	Joins                           int // of acts: somebody joins
	Lies                            Lie // what the server tells that is not so
	Hostile                         int // of acts: a member tries something
}

func scenarioOf(chance *rand.Rand) scenario {
	some := func(in, from, to int) int { // one in so many lives has it, then one in from…to times
		if chance.IntN(in) > 0 {
			return 0
		}
		return from + chance.IntN(to-from)
	}
	s := scenario{People: 4 + chance.IntN(len(people)-3), Acts: 40 + chance.IntN(80)}
	s.Days = []time.Duration{2 * time.Hour, 24 * time.Hour, 20 * 24 * time.Hour, 200 * 24 * time.Hour}[chance.IntN(4)]
	s.Lost, s.Cut, s.Twice, s.Late, s.Flipped = some(2, 3, 20), some(2, 3, 20), some(2, 3, 20), some(2, 3, 20), some(6, 5, 30)
	s.Dies, s.Crashes, s.Restarts, s.Full = some(3, 20, 100), some(2, 8, 40), some(2, 10, 50), some(6, 20, 60)
	s.Restored, s.Cloned, s.Clocks, s.Joins = some(4, 20, 60), some(6, 30, 80), some(4, 1, 4), some(4, 20, 50)
	s.Hostile = some(5, 5, 20)
	if chance.IntN(4) == 0 {
		s.Lies = Lies()[chance.IntN(len(Lies()))]
	}
	if chance.IntN(6) == 0 { // who may hold what the server lacks has to be there, and to hold it
		s.People, s.Hostile, s.Lies, s.Restored, s.Cloned, s.Joins, s.Backups = len(people), 0, truth, 0, 0, 0, 10+chance.IntN(20)
		s.Days = min(s.Days, 20*24*time.Hour) // it renews nobody, itself included, until everybody was heard
	}
	return s
}
