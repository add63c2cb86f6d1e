package bridge

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Words are what stands in fields and is nobody's record yet. They are on disk within a second of being typed, each under the place of its field,
// until they are dropped; what an earlier window kept is there from the beginning. Used inside the window only. Nil keeps nothing.
type Words struct {
	*book
	at string // what places begin with
}

// Kept is where words are put on disk; its methods are called away from the window.
type Kept interface {
	Keep(words map[string]string) error
	Drop(place string) error
}

// book is what all Words of one window share.
type book struct {
	disk   Kept
	queue  *Queue
	after  Timer
	failed func(error)
	now    map[string]string // by place
	saved  map[string]string // what the disk was last given
	rings  bool
}

// keepAfter is how long words may be nowhere but on screen.
const keepAfter = 700 * time.Millisecond

// between stands between the parts of a place; nobody types it.
const between = "\x1f"

// NewWords begins with what the disk kept; failed is told, in the window, why something could not be kept.
func NewWords(kept map[string]string, disk Kept, queue *Queue, after Timer, failed func(error)) *Words {
	return &Words{book: &book{disk: disk, queue: queue, after: after, failed: failed, now: maps.Clone(kept), saved: maps.Clone(kept)}}
}

// In are the words of the fields in one place.
func (w *Words) In(names ...string) *Words {
	if w == nil {
		return nil
	}
	return &Words{w.book, w.at + strings.Join(names, between) + between}
}

// Keep keeps what stands in a field.
func (w *Words) Keep(field, text string) {
	if w == nil || w.now[w.at+field] == text && w.has(field) {
		return
	}
	w.now[w.at+field] = text
	w.ring()
}

// Over keeps what stands in a field where that is not what was read there.
func (w *Words) Over(field, text, read string) {
	if text == read {
		w.Drop(field)
	} else {
		w.Keep(field, text)
	}
}

// Cell keeps what stands in a cell of a table.
func (w *Words) Cell(row string, col int, text string) { w.In(row).Keep(strconv.Itoa(col), text) }

// Cells are what is kept of the cells of a table, by row and column.
func (w *Words) Cells() map[string]map[int]string {
	cells := map[string]map[int]string{}
	for _, f := range w.Fields() {
		col, err := strconv.Atoi(f[len(f)-1])
		if err != nil || len(f) != 2 {
			continue
		}
		if cells[f[0]] == nil {
			cells[f[0]] = map[int]string{}
		}
		cells[f[0]][col], _ = w.In(f[0]).Of(f[1])
	}
	return cells
}

// Of is what is kept of a field.
func (w *Words) Of(field string) (text string, ok bool) {
	if w == nil {
		return "", false
	}
	text, ok = w.now[w.at+field]
	return text, ok
}

func (w *Words) has(field string) bool { _, ok := w.Of(field); return ok }

// Drop forgets a field.
func (w *Words) Drop(field string) {
	if w.has(field) {
		delete(w.now, w.at+field)
		w.ring()
	}
}

// DropAll forgets every field here and further in.
func (w *Words) DropAll() {
	for _, f := range w.Fields() {
		w.Drop(strings.Join(f, between))
	}
}

// Fields lists what is kept here and further in, each as the names that lead to it from here.
func (w *Words) Fields() [][]string {
	if w == nil {
		return nil
	}
	var out [][]string
	for _, place := range slices.Sorted(maps.Keys(w.now)) {
		if rest, ok := strings.CutPrefix(place, w.at); ok {
			out = append(out, strings.Split(rest, between))
		}
	}
	return out
}

// Flush puts on disk what is not there yet, without waiting for its time.
func (w *Words) Flush() {
	if w != nil {
		w.save()
	}
}

func (b *book) ring() {
	if !b.rings {
		b.rings = true
		b.after(keepAfter, b.save)
	}
}

// save gives the disk what changed since.
func (b *book) save() {
	b.rings = false
	keep := map[string]string{}
	for place, text := range b.now {
		if was, ok := b.saved[place]; !ok || was != text {
			keep[place] = text
		}
	}
	var drop []string
	for place := range b.saved {
		if _, ok := b.now[place]; !ok {
			drop = append(drop, place)
		}
	}
	if len(keep)+len(drop) == 0 {
		return
	}
	b.saved = maps.Clone(b.now)
	b.queue.Go(func() func() {
		err := b.disk.Keep(keep)
		for _, place := range drop {
			if err == nil {
				err = b.disk.Drop(place)
			}
		}
		if err == nil {
			return nil
		}
		return func() {
			for place := range keep {
				delete(b.saved, place) // the next time tries again
			}
			for _, place := range drop {
				b.saved[place] = ""
			}
			b.failed(err)
		}
	})
}
