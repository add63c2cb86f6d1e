package bridge_test

import (
	"sync"
	"testing"

	"thidua/ui/bridge"
)

// window stands for the goroutine of a window: what is delivered is run by whoever calls show.
type window struct {
	mu   sync.Mutex
	wait []func()
}

func (w *window) deliver(f func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wait = append(w.wait, f)
}

func (w *window) show() {
	w.mu.Lock()
	wait := w.wait
	w.wait = nil
	w.mu.Unlock()
	for _, f := range wait {
		f()
	}
}

func TestQueueKeepsTheOrder(t *testing.T) {
	w := &window{}
	q := bridge.NewQueue(w.deliver)
	var worked, shown []int
	for i := range 100 {
		q.Go(func() func() {
			worked = append(worked, i)
			return func() { shown = append(shown, i) }
		})
	}
	q.Wait()
	if len(shown) != 0 {
		t.Errorf("%d results were shown outside the window", len(shown))
	}
	w.show()
	for i := range 100 {
		if worked[i] != i || shown[i] != i {
			t.Fatalf("place %d: worked %d, shown %d", i, worked[i], shown[i])
		}
	}
}

func TestAsideDoesNotHoldUpTheQueue(t *testing.T) {
	q := bridge.NewQueue((&window{}).deliver)
	release, saved := make(chan struct{}), make(chan struct{})
	q.Aside(func() func() { <-release; return nil })
	q.Go(func() func() { close(saved); return nil })
	<-saved
	close(release)
	q.Wait()
}

func TestRepaintsThatWaitAreOne(t *testing.T) {
	w := &window{}
	q := bridge.NewQueue(w.deliver)
	start := make(chan struct{})
	q.Go(func() func() { <-start; return nil })
	painted := 0
	r := bridge.NewRepaint(q, func() func() { painted++; return nil })
	for range 50 {
		r.Ask()
	}
	close(start)
	q.Wait()
	if painted != 1 {
		t.Errorf("50 asks while waiting painted %d times", painted)
	}
	r.Ask()
	q.Wait()
	if painted != 2 {
		t.Errorf("an ask after the painting was not heard: %d", painted)
	}
}
