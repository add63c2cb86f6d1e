package hub

import (
	"context"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// A bundle is a request in a file. Its maker is proved by the signature over the file, and the answer is encrypted to the maker's key: a bundle
// that comes twice, or late, or by anybody's hand, takes nothing that is not here and tells nobody else anything. Only what a desk asks for by being
// there, the renewal of its certificate, needs a bundle that was made after the last one.

// posted is what an answer needs to know of a bundle.
type posted struct {
	made  int64 // ms, by the maker's clock
	fresh bool  // made after the last one from there
	most  int   // changes
	files map[changeset.BlobName]bool
	wants []wire.BlobState
}

// lastPosted is what the last fresh bundle of a desk said: when it was made, and how far its logs were there.
type lastPosted struct {
	Made    int64         `cbor:"1,keyasint"`
	Cursors []wire.Cursor `cbor:"2,keyasint,omitempty"`
}

func postedName(log changeset.LogID) string { return "bundle/" + log.String() }

// aheadOfTime is how far a desk's clock may be ahead before its bundles renew nothing: what it says would stand before all that follow.
const aheadOfTime = 24 * time.Hour

// Post takes what a bundle of a maker brings, whose signature was checked, and plans the answer; most bounds its changes. The answer is for
// the maker only, and has nothing to tell one without a certificate (Proved is false). Errors are those of items and of the store, and the
// doubt about the time. What came before an error is taken.
func (h *Hub) Post(maker identity.PublicKey, made int64, items Items, most int) (*Answer, error) {
	a := &Answer{h: h, posted: &posted{made: made, most: most, files: map[changeset.BlobName]bool{}}}
	a.Log = maker.LogID()
	last, err := h.lastPosted(a.Log)
	if err != nil {
		return a, err
	}
	a.posted.fresh = made > last.Made && made <= h.now().Add(aheadOfTime).UnixMilli()
	if a.caller, err = h.holder(a.Log); err != nil {
		return a, err
	}
	if err := a.read(items); err != nil {
		return a, err
	}
	return a, a.post()
}

// AnswerTo plans an answer to a desk that did not ask: what came since its last bundle, or all.
func (h *Hub) AnswerTo(log changeset.LogID) (*Answer, error) {
	last, err := h.lastPosted(log)
	if err != nil {
		return nil, err
	}
	a := &Answer{h: h, posted: new(posted), header: &wire.Header{Cursors: last.Cursors, Judge: h.judge.Knows}}
	a.Log = log
	return a, a.post()
}

func (h *Hub) holder(log changeset.LogID) (*caller, error) {
	defer h.among()()
	return h.find(log)
}

func (h *Hub) lastPosted(log changeset.LogID) (last lastPosted, err error) {
	raw, err := h.store.Meta(postedName(log))
	if err == nil && raw != nil {
		err = changeset.Unmarshal(raw, &last)
	}
	return last, err
}

// post finds the maker as it stands after its own changes, and fixes what it is told.
func (a *Answer) post() error {
	h := a.h
	defer h.planned()()
	var err error
	if a.caller, err = h.find(a.Log); err != nil || a.caller == nil {
		return err
	}
	a.Proved, a.nowMs = true, h.now().UnixMilli()
	if err := a.plan(); err != nil {
		return err
	}
	if !a.posted.fresh || a.caller.revoked {
		return nil
	}
	raw, err := changeset.Encode(lastPosted{Made: a.posted.made, Cursors: a.header.Cursors})
	if err != nil {
		return err
	}
	return h.store.Commit(&changeset.Batch{Meta: map[string][]byte{postedName(a.Log): raw}})
}

// mostPushes is how many changes may come at once.
func (a *Answer) mostPushes() int {
	if a.posted != nil {
		return a.posted.most
	}
	return wire.MaxPushes
}

// chunk takes a chunk of a file that an accepted change names. Others are left: the change may come with another bundle, and then they come again.
func (a *Answer) chunk(c *wire.FileChunk) error {
	if c.Blob.Length > emulation.FileLimit || c.Blob.CheckChunk(c.N, c.Data, c.Path) != nil {
		return nil
	}
	a.h.lock.files.Lock()
	b, revoked := a.h.blobs[c.Blob], a.caller != nil && a.caller.revoked
	a.h.lock.files.Unlock()
	if b == nil || revoked {
		return nil
	}
	a.posted.files[c.Blob] = true
	return a.h.put(a.Log, c.Blob, c.N, c.Data, c.Path)
}

// WriteBundle writes the answer as the items of a bundle: what a response tells but the ticket, of the files whose chunks came what is missing
// still, and of the files the maker lacks the chunks that are here, as long as they are no more than limit bytes.
func (a *Answer) WriteBundle(ctx context.Context, w *wire.Writer, limit int) error {
	if a.caller == nil {
		return nil
	}
	if err := a.told(ctx, w); err != nil {
		return err
	}
	for name := range a.posted.files {
		missing, err := a.h.store.MissingChunks(name)
		if err != nil {
			return err
		}
		if !changeset.Lacks(missing) {
			missing = nil
		}
		if err := w.Item(&wire.BlobState{Blob: name, Missing: missing}); err != nil {
			return err
		}
	}
	for i := range a.posted.wants {
		if err := a.bring(w, &a.posted.wants[i], &limit); err != nil || limit <= 0 {
			return err
		}
	}
	return nil
}

// bring writes the chunks of a file that the maker lacks and that are here.
func (a *Answer) bring(w *wire.Writer, lacking *wire.BlobState, limit *int) error {
	for n := range lacking.Blob.Chunks() {
		if wire.HasChunk(lacking.Missing, n) || *limit <= 0 {
			continue
		}
		data, path, err := a.h.store.Chunk(lacking.Blob, n)
		if err != nil && emulation.CodeOf(err) != emulation.Corrupt {
			return err
		}
		if data == nil {
			continue
		}
		*limit -= len(data)
		if err := w.Item(&wire.FileChunk{Blob: lacking.Blob, N: n, Path: path, Data: data}); err != nil {
			return err
		}
	}
	return nil
}

// upTo signs, for a bundle, the part of a log that its reader can judge: what a file brings is taken in only as far as the server's word goes.
func (a *Answer) upTo(w *wire.Writer, p *part) error {
	if a.posted == nil || p.until == 0 {
		return nil
	}
	root, ok, err := a.h.store.RootAt(p.cursor.Scope, p.until)
	if err != nil || !ok {
		return err
	}
	return a.checkpoint(w, p, p.until, root)
}

// Holder is somebody a bundle can be made for.
type Holder struct {
	*identity.Certificate
	Unit string // its code; empty of an office
}

// Holders lists those whose certificates hold, by the control logs here, but for servers.
func (h *Hub) Holders() ([]Holder, error) {
	defer h.among()()
	scopes, err := h.store.Scopes()
	if err != nil {
		return nil, err
	}
	var all []Holder
	for _, s := range scopes {
		if s.Kind() != changeset.Control {
			continue
		}
		codes := map[emulation.ID]string{}
		err := h.store.EachRecord(s, record.Unit.Kind, emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
			codes[ref.ID] = record.Unit.Read(r.Key).Code
			return nil
		})
		if err != nil {
			return nil, err
		}
		err = h.store.EachRecord(s, record.Certificate.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
			c, err := h.find(record.Certificate.Read(r.Key).Log)
			if err != nil || c == nil || c.control != s || h.barred(c) != nil || c.cert.Subject.Kind == emulation.SubjectServer {
				return err
			}
			all = append(all, Holder{c.cert, codes[c.cert.Subject.ID]})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Certificate is whom the answer is for; nil if no control log here knows the key.
func (a *Answer) Certificate() *identity.Certificate {
	if a.caller == nil {
		return nil
	}
	return a.caller.cert
}
