package hub

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// PutChunk stores a chunk of an evidence file, from any certified key, if an accepted change names the file and the chunk belongs to it.
// Errors: Forbidden, NotFound "sync.blob-unknown", Invalid "sync.blob-large", Corrupt, and those of the store.
func (h *Hub) PutChunk(opening []byte, name changeset.BlobName, n int64, body []byte, admit Admit) error {
	if name.Length > emulation.FileLimit {
		return emulation.Errorf(emulation.Invalid, "sync.blob-large", "bytes", name.Length, "limit", emulation.FileLimit)
	}
	from, err := h.carried(opening, "PUT", name, n, body, admit)
	if err != nil {
		return err
	}
	c, err := wire.DecodeChunk(body)
	if err != nil {
		return err
	}
	if err := name.CheckChunk(n, c.Data, c.Path); err != nil {
		return err
	}
	return h.put(from, name, n, c.Data, c.Path)
}

// offered reports whether a file is one of a release of the programs.
func (h *Hub) offered(name changeset.BlobName) bool { return h.offers != nil && h.offers.Has(name) }

// put stores a chunk that belongs to a file which is named.
func (h *Hub) put(from changeset.LogID, name changeset.BlobName, n int64, data, path []byte) error {
	if err := h.store.PutChunk(name, n, data, path); err != nil {
		return err
	}
	missing, err := h.store.MissingChunks(name) // asked before the lock: others need not wait for the disk
	h.lock.files.Lock()
	h.changed(name)
	delete(h.asked, from) // it has what is asked for: it is asked on
	h.lock.files.Unlock()
	if err != nil || changeset.Lacks(missing) {
		return err
	}
	return h.came(name)
}

// GetChunk gives a chunk to who may read a log in which an accepted change names the file. Errors: Forbidden, NotFound "sync.blob-unknown"
// or "sync.chunk-missing", and those of the store.
func (h *Hub) GetChunk(opening []byte, name changeset.BlobName, n int64, admit Admit) ([]byte, error) {
	if n < 0 || n >= name.Chunks() {
		return nil, emulation.Errorf(emulation.NotFound, "sync.chunk-missing", "n", n)
	}
	if _, err := h.carried(opening, "GET", name, n, nil, admit); err != nil {
		return nil, err
	}
	source := h.store.Chunk
	if h.offered(name) {
		source = h.offers.Chunk
	}
	chunk, path, err := source(name, n)
	if err != nil && emulation.CodeOf(err) != emulation.Corrupt {
		return nil, err
	}
	if chunk == nil { // also one that is altered: the store has put the file aside, and who has it is asked
		h.lock.files.Lock()
		h.changed(name)
		h.lock.files.Unlock()
		return nil, emulation.Errorf(emulation.NotFound, "sync.chunk-missing", "n", n)
	}
	return (&wire.Chunk{Path: path, Data: chunk}).Encode()
}

// carried proves who transfers a chunk, and asks whether that key is admitted.
func (h *Hub) carried(opening []byte, method string, name changeset.BlobName, n int64, body []byte, admit Admit) (from changeset.LogID, err error) {
	if err := h.ClockDoubt(); err != nil {
		return from, err
	}
	c, err := h.carrier(opening, method, name, n, body)
	if c != nil {
		from = c.log
	}
	if admit != nil {
		if limited := admit(from, c != nil); limited != nil {
			return from, limited
		}
	}
	return from, err
}

// carrier proves who transfers a chunk, nil if it is not proved, and that the file may be transferred by it.
func (h *Hub) carrier(raw []byte, method string, name changeset.BlobName, n int64, body []byte) (*caller, error) {
	o, err := wire.ParseOpening(raw)
	if err != nil {
		return nil, err
	}
	if !h.ticketed(o.Log, o.Ticket) {
		return nil, emulation.Errorf(emulation.Forbidden, "sync.ticket")
	}
	defer h.among()()
	c, err := h.find(o.Log)
	if err != nil {
		return nil, err
	}
	if c == nil || o.VerifyChunk(h.anchor.Tenant, c.cert.Key.Key(), method, name, n, body) != nil {
		return nil, emulation.Errorf(emulation.Forbidden, "sync.ticket")
	}
	if why := h.barred(c); why != nil {
		return c, why
	}
	if method == "GET" && h.offered(name) {
		return c, nil
	}
	h.lock.files.Lock()
	defer h.lock.files.Unlock()
	b := h.blobs[name]
	if b == nil {
		return c, emulation.Errorf(emulation.NotFound, "sync.blob-unknown")
	}
	if method == "PUT" {
		return c, nil
	}
	if ok, err := h.mayFetch(c, b); err != nil || ok {
		return c, err
	}
	// A file of another unit is answered like one that does not exist.
	return c, emulation.Errorf(emulation.NotFound, "sync.blob-unknown")
}
