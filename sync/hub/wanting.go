package hub

import (
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// blob is what is known of an evidence file that an accepted change names.
type blob struct {
	scopes  map[changeset.Scope]bool // where it is named; true while it is in that list
	authors map[changeset.LogID]bool // who named it; the same
	owner   owner                    // whose it is
	papers  map[paper]bool           // in whose names clusters' logs name it; nil: none does
	shown   map[sheetIn]bool         // the sheets that show it as they were handed in last; nil: none does
	looked  bool                     // missing is what the store said
	missing []byte                   // bitmap of chunks that are not here; nil: all are
}

// wanting are files of which it is not known that all of them is here, in the order in which they are asked for. What is whole leaves it: an
// answer costs what is missing, and of that a window, whatever was named.
type wanting struct {
	names []changeset.BlobName
	next  int // where the next window begins
}

// nameBlob hears that a change of an author names a file. One that nobody may bring is not asked for.
func (h *Hub) nameBlob(name changeset.BlobName, scope changeset.Scope, author changeset.LogID, at int64) {
	if name.Length > emulation.FileLimit {
		return
	}
	b := h.blobOf(name)
	h.owns(b, scope, author, at)
	whole := b.looked && b.missing == nil
	want(h.wanted, b.scopes, scope, name, !whole)
	want(h.named, b.authors, author, name, !whole)
}

// blobOf is what is known of a file, from now on.
func (h *Hub) blobOf(name changeset.BlobName) *blob {
	b := h.blobs[name]
	if b == nil {
		b = &blob{scopes: map[changeset.Scope]bool{}, authors: map[changeset.LogID]bool{}}
		h.blobs[name] = b
	}
	return b
}

// want puts a file into a list, if it is to be asked for and is not in it: in says in which lists of that kind it belongs, and is.
func want[K comparable](lists map[K]*wanting, in map[K]bool, of K, name changeset.BlobName, ask bool) {
	if is := in[of]; is || !ask {
		in[of] = is
		return
	}
	in[of] = true
	w := lists[of]
	if w == nil {
		w = new(wanting)
		lists[of] = w
	}
	w.names = append(w.names, name)
}

// changed hears that chunks of a file came, or turned out not to be here: the store is asked again.
func (h *Hub) changed(name changeset.BlobName) {
	b := h.blobs[name]
	if b == nil || !b.looked {
		return
	}
	if b.missing == nil { // it may have left the lists
		for s := range b.scopes {
			want(h.wanted, b.scopes, s, name, true)
		}
		for a := range b.authors {
			want(h.named, b.authors, a, name, true)
		}
	}
	b.looked, b.missing = false, nil
}

// missing is the bitmap of chunks of a named file that are not here; nil if all are. The store is asked once.
func (h *Hub) missing(name changeset.BlobName, b *blob) ([]byte, error) {
	if b.looked {
		return b.missing, nil
	}
	m, err := h.store.MissingChunks(name)
	if err != nil {
		return nil, err
	}
	b.looked = true
	if changeset.Lacks(m) {
		b.missing = m
	}
	return b.missing, nil
}

// window is what one answer asks for, and tells to be missing.
type window struct {
	h     *Hub
	blobs []wire.BlobState
	in    map[changeset.BlobName]bool
}

// full reports whether as many files are in it as one answer asks for.
func (w *window) full() bool { return len(w.blobs) >= wire.MaxAsked }

// look takes a file in if chunks of it are missing.
func (w *window) look(name changeset.BlobName) (missing bool, err error) {
	m, err := w.h.missing(name, w.h.blobs[name])
	if err != nil || m == nil {
		return false, err
	}
	if !w.in[name] {
		w.in[name] = true
		w.blobs = append(w.blobs, wire.BlobState{Blob: name, Missing: m})
	}
	return true, nil
}

// fill takes up to most files of a list, from where its last window ended. left hears of each that leaves the list.
func (w *window) fill(list *wanting, most int, left func(*blob)) error {
	if list == nil {
		return nil
	}
	for range min(most, len(list.names)) {
		if w.full() {
			return nil
		}
		if list.next >= len(list.names) {
			list.next = 0
		}
		name := list.names[list.next]
		missing, err := w.look(name)
		if err != nil {
			return err
		}
		if missing {
			list.next++
			continue
		}
		last := len(list.names) - 1
		list.names[list.next] = list.names[last]
		list.names = list.names[:last]
		left(w.h.blobs[name])
	}
	return nil
}

// planBlobs tells the caller which of the chunks it lacks are not here either, and which are wanted from it: half a window of files it named
// itself, which it has if anybody does, and, unless it was asked just now and brought nothing, the rest of those that anybody named.
func (a *Answer) planBlobs() error {
	a.h.lock.files.Lock()
	defer a.h.lock.files.Unlock()
	w := window{h: a.h, in: map[changeset.BlobName]bool{}}
	for i := range a.header.Blobs[:min(len(a.header.Blobs), wire.MaxAsked)] {
		asked := &a.header.Blobs[i]
		if b := a.h.blobs[asked.Blob]; b == nil || !changeset.Lacks(asked.Missing) {
			continue
		} else if may, err := a.h.mayFetch(a.caller, b); err != nil {
			return err
		} else if !may {
			continue
		}
		if a.posted != nil {
			a.posted.wants = append(a.posted.wants, *asked)
			continue
		}
		if _, err := w.look(asked.Blob); err != nil {
			return err
		}
	}
	if err := w.fill(a.h.named[a.caller.log], wire.MaxAsked/2, func(b *blob) { b.authors[a.caller.log] = false }); err != nil {
		return err
	}
	if since := a.nowMs - a.h.asked[a.caller.log]; since < 0 || since >= askAgain.Milliseconds() {
		own := len(w.blobs)
		for _, s := range a.view.Scopes {
			if err := w.fill(a.h.wanted[s], wire.MaxAsked, func(b *blob) { b.scopes[s] = false }); err != nil {
				return err
			}
		}
		if len(w.blobs) > own {
			a.h.asked[a.caller.log] = a.nowMs
		}
	}
	a.blobs = w.blobs
	return nil
}

// askAgain is after how long a desk that brought nothing is asked once more for files that others named: it has most of them not.
const askAgain = time.Hour
