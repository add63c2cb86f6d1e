package bridge_test

import (
	"errors"
	"maps"
	"testing"
	"time"

	"thidua/ui/bridge"
)

// paper is a disk that can be full.
type paper struct {
	words map[string]string
	full  error
	times int
}

func (p *paper) Keep(words map[string]string) error {
	p.times++
	if p.full == nil {
		maps.Copy(p.words, words)
	}
	return p.full
}

func (p *paper) Drop(place string) error {
	delete(p.words, place)
	return nil
}

// desk are words on a paper, a bell that rings their time, and what went wrong.
func desk(p *paper) (w *bridge.Words, ring func(), failed *error) {
	var rings []func()
	failed = new(error)
	queue := bridge.NewQueue(func(show func()) { show() })
	w = bridge.NewWords(maps.Clone(p.words), p, queue, func(_ time.Duration, ring func()) func() { rings = append(rings, ring); return func() {} }, func(err error) { *failed = err })
	return w, func() {
		for _, r := range rings {
			r()
		}
		rings = nil
		queue.Wait()
	}, failed
}

func TestWordsAreKeptUntilTheyAreDropped(t *testing.T) {
	p := &paper{words: map[string]string{}}
	w, ring, _ := desk(p)
	form := w.In("hội nghị", "mở")
	form.Keep("tên", "H")
	form.Keep("tên", "Hội")
	w.In("nhận xét").Keep("I.1", "")
	if len(p.words) != 0 {
		t.Fatal("a second has not passed")
	}
	ring()
	if len(p.words) != 2 || p.times != 1 {
		t.Fatalf("%v, %d times", p.words, p.times)
	}
	again, ring, _ := desk(p)
	if text, ok := again.In("hội nghị").In("mở").Of("tên"); !ok || text != "Hội" {
		t.Errorf("%q", text)
	}
	if _, ok := again.In("nhận xét").Of("I.1"); !ok {
		t.Error("an emptied field is not kept")
	}
	if f := again.In("hội nghị").Fields(); len(f) != 1 || len(f[0]) != 2 || f[0][1] != "tên" {
		t.Errorf("%q", f)
	}
	again.In("hội nghị").DropAll()
	again.In("hội nghị").Keep("khác", "x")
	again.In("hội nghị").Drop("khác") // what never came to the disk need not go
	ring()
	if len(p.words) != 1 || p.times != 2 {
		t.Errorf("%v, %d times", p.words, p.times)
	}
}

func TestWordsThatCannotBeKeptAreToldAndTriedAgain(t *testing.T) {
	p := &paper{words: map[string]string{}, full: errors.New("full")}
	w, ring, failed := desk(p)
	w.Keep("a", "x")
	ring()
	if *failed == nil {
		t.Error("nobody heard of it")
	}
	p.full = nil
	w.Keep("b", "y")
	ring()
	if len(p.words) != 2 {
		t.Errorf("%v", p.words)
	}
}

func TestNoWordsKeepNothing(t *testing.T) {
	var w *bridge.Words
	w.In("a").Keep("b", "c")
	w.DropAll()
	w.Flush()
	if _, ok := w.Of("b"); ok || len(w.Fields()) > 0 {
		t.Error("something is kept")
	}
}
