package sim

import (
	"container/heap"
	"iter"
	"time"
)

// timeline is virtual time: what is going to happen, in order. Of two things at one moment the one that was planned first comes first.
type timeline struct {
	now   time.Duration // since the life began
	plan  plan
	count int
	ends  []func() // of what was begun and has not ended
}

type event struct {
	at  time.Duration
	nth int
	do  func()
}

type plan []event

func (p plan) Len() int { return len(p) }
func (p plan) Less(i, j int) bool {
	return p[i].at < p[j].at || p[i].at == p[j].at && p[i].nth < p[j].nth
}
func (p plan) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p *plan) Push(x any)   { *p = append(*p, x.(event)) }
func (p *plan) Pop() any {
	last := (*p)[len(*p)-1]
	*p = (*p)[:len(*p)-1]
	return last
}

// after plans something.
func (t *timeline) after(d time.Duration, do func()) {
	t.count++
	heap.Push(&t.plan, event{t.now + d, t.count, do})
}

// run lets happen what is planned, and what follows from it, until nothing is left.
func (t *timeline) run() {
	for len(t.plan) > 0 {
		e := heap.Pop(&t.plan).(event)
		t.now = e.at
		e.do()
	}
}

// pause lets time go by in something that goes on for a while.
type pause func(time.Duration)

// start starts something that goes on for a while: it runs until it pauses, and then everybody else does.
func (t *timeline) start(body func(pause)) {
	next, stop := iter.Pull(func(yield func(time.Duration) bool) {
		defer func() {
			if r := recover(); r != nil && r != any(ended) {
				panic(r)
			}
		}()
		body(func(d time.Duration) {
			if !yield(d) {
				panic(ended)
			}
		})
	})
	t.ends = append(t.ends, stop)
	var step func()
	step = func() {
		if d, goes := next(); goes {
			t.after(d, step)
		}
	}
	t.after(0, step)
}

// end ends what still goes on.
func (t *timeline) end() {
	for _, stop := range t.ends {
		stop()
	}
	t.ends, t.plan = nil, nil
}

type over struct{}

// ended is what a pause panics with when the life is over.
var ended = new(over)
