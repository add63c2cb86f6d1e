package bridge

import "sync"

// Deliver hands a function to the window's own goroutine; Do is the real one.
type Deliver func(func())

// Queue carries out work away from the window, one piece after another in the order it was given, and brings each result back into the
// window. Saves and the readings after them go through one queue, so that a reading always sees the saves asked for before it.
type Queue struct {
	deliver Deliver

	mu      sync.Mutex
	idle    *sync.Cond
	waiting []func() func()
	running bool
	aside   int
}

// NewQueue makes a queue whose results are delivered to the window.
func NewQueue(deliver Deliver) *Queue {
	q := &Queue{deliver: deliver}
	q.idle = sync.NewCond(&q.mu)
	return q
}

// Go carries out work after everything given before. What work returns, if anything, is run by the window.
func (q *Queue) Go(work func() (show func())) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, work)
	if !q.running {
		q.running = true
		go q.run()
	}
}

func (q *Queue) run() {
	for {
		q.mu.Lock()
		if len(q.waiting) == 0 {
			q.running = false
			q.idle.Broadcast()
			q.mu.Unlock()
			return
		}
		work := q.waiting[0]
		q.waiting = q.waiting[1:]
		q.mu.Unlock()
		q.finish(work)
	}
}

func (q *Queue) finish(work func() func()) {
	if show := work(); show != nil {
		q.deliver(show)
	}
}

// Aside carries out work that may take long (a file, a printed form, the line) without holding up the rest.
func (q *Queue) Aside(work func() (show func())) {
	q.mu.Lock()
	q.aside++
	q.mu.Unlock()
	go func() {
		q.finish(work)
		q.mu.Lock()
		q.aside--
		q.idle.Broadcast()
		q.mu.Unlock()
	}()
}

// Wait returns when everything given has been carried out; what is to be shown may still be on its way. It must not be called by the
// window while it is open, only when it closes.
func (q *Queue) Wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.running || q.aside > 0 {
		q.idle.Wait()
	}
}

// Repaint carries out one piece of work on a queue whenever it is asked to, once for all asks that come while it waits for its turn.
type Repaint struct {
	queue *Queue
	work  func() func()

	mu    sync.Mutex
	asked bool
}

// NewRepaint makes a repaint; work runs away from the window and what it returns inside.
func NewRepaint(q *Queue, work func() (show func())) *Repaint {
	return &Repaint{queue: q, work: work}
}

// Ask may be called from any goroutine.
func (r *Repaint) Ask() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asked {
		return
	}
	r.asked = true
	r.queue.Go(func() func() {
		r.mu.Lock()
		r.asked = false
		r.mu.Unlock()
		return r.work()
	})
}
