package desk

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/courier"
	"thidua/internal/durable"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// Exported is a bundle that was written and read back.
type Exported struct {
	File    string
	Digest  emulation.Hash
	Size    int64
	For     []string // whom it is for
	Changes int      // changes without a leaf, or leaves of a copy
	Files   int      // evidence files of which chunks are in it
	Left    int      // and those that found no room: they go with the next
}

// BundleLimit is how many bytes of evidence go into one bundle unless said otherwise: what a mail or a messenger takes.
const BundleLimit = 20 << 20

// ExportBundle writes all that waits for the server into a file: the changes that have no leaf, how far the logs are here, and evidence up to
// limit bytes. Where file is a folder, the file in it gets a name of its own.
func (d *Desk) ExportBundle(ctx context.Context, file string, limit int) (*Exported, error) {
	if err := d.link.Prepare(ctx); err != nil {
		return nil, err
	}
	servers, err := replica.At(d.Workspace).Servers()
	if err != nil {
		return nil, err
	}
	e := new(Exported)
	x := exporting{d: d, ctx: ctx, made: e, limit: limit}
	if err := x.write(file, bundle.Request, servers, x.request); err != nil {
		return nil, err
	}
	return e, d.keepPosts(func(p *posts) {
		p.Next, p.NextChunk = x.next, x.nextChunk
		p.Sent = lastOf(append(p.Sent, Sent{Digest: e.Digest, Made: d.env.Now().UnixMilli(), Changes: e.Changes}))
	})
}

// CopyBundle writes the logs that colleagues may read too into a file for them: those of a unit, or with a zero id everybody.
func (d *Desk) CopyBundle(ctx context.Context, file string, unit emulation.ID) (*Exported, error) {
	room := replica.At(d.Workspace)
	readers, err := room.Colleagues(unit)
	if err != nil {
		return nil, err
	}
	scopes, err := room.Shared(readers)
	if err != nil {
		return nil, err
	}
	e := new(Exported)
	x := exporting{d: d, ctx: ctx, made: e}
	return e, x.write(file, bundle.Copy, readers, func(w *wire.Writer) error { return x.copy(w, scopes) })
}

// exporting is a bundle being written.
type exporting struct {
	d     *Desk
	ctx   context.Context
	made  *Exported
	limit int // bytes of evidence that still find room

	next      changeset.BlobName // where the next bundle goes on among the evidence
	nextChunk int64
}

func (x *exporting) write(file string, purpose bundle.Purpose, readers []replica.Holder, fill func(*wire.Writer) error) error {
	d, key := x.d, x.d.Workspace.Key()
	if len(readers) == 0 {
		return emulation.Errorf(emulation.NotFound, "bundle.nobody")
	}
	draft := bundle.Draft{Tenant: d.Workspace.Tenant(), Key: key.Private, Made: d.env.Now().UnixMilli(), Purpose: purpose, Fill: fill}
	for _, h := range readers {
		draft.To = append(draft.To, bundle.ToCertified(h.Certificate))
		if !slices.Contains(x.made.For, h.Name) {
			x.made.For = append(x.made.For, h.Name)
		}
	}
	draft.To = append(draft.To, bundle.To{Key: identity.PublicOf(key.Private), Recipient: key.Recipient()}) // who made it can look into it
	path, err := d.bundleName(file)
	if err != nil {
		return err
	}
	var digest emulation.Hash
	err = documents.Save(path, func(w io.Writer) (err error) {
		digest, err = draft.Write(w)
		return err
	})
	if err != nil {
		return err
	}
	x.made.File = path
	return d.readBack(x.made, digest)
}

// bundleName is the file that is written, which must not be there yet.
func (d *Desk) bundleName(file string) (string, error) {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		me, err := d.Workspace.Me()
		if err != nil {
			return "", err
		}
		name := me.Unit.Code
		if name == "" {
			name = "office"
		}
		file = filepath.Join(file, name+"-"+d.env.Now().Format("20060102-150405")+bundle.Extension)
	}
	if durable.Exists(file) {
		return "", emulation.Errorf(emulation.Conflict, "bundle.exists", "file", file)
	}
	return file, nil
}

// readBack opens what was written with the own key, to its end.
func (d *Desk) readBack(e *Exported, digest emulation.Hash) error {
	return courier.With(e.File, func(f *bundle.File) error {
		keys, err := d.openers()
		if err == nil {
			err = f.Each(keys, bundle.MaxInflated, func(any) error { return nil })
		}
		e.Digest, e.Size = f.Digest, f.Size
		if err == nil && f.Digest != digest {
			err = emulation.Errorf(emulation.Corrupt, "bundle.damaged")
		}
		return err
	})
}

// request writes what a request tells, and evidence.
func (x *exporting) request(w *wire.Writer) error {
	cursors, err := x.d.link.Cursors()
	if err != nil {
		return err
	}
	cursors = slices.DeleteFunc(cursors, func(c wire.Cursor) bool { return c.Size == 0 }) // what is not named is sent from its beginning
	wanted, err := x.d.link.Wanted()
	if err != nil {
		return err
	}
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(x.d.env.Rand, nonce); err != nil {
		return err
	}
	err = w.Item(&wire.Header{Nonce: nonce, Cursors: cursors, Blobs: wanted[:min(len(wanted), wire.MaxAsked)], Judge: x.d.Workspace.JudgeKnown(),
		Features: wire.FeatureState})
	if err != nil {
		return err
	}
	err = x.d.link.Pending(changeset.Until(x.ctx, func(p changeset.PendingChange) error {
		x.made.Changes++
		return w.Item(&wire.Push{Change: p.Change.Raw, Detached: p.Detached})
	}))
	if err != nil {
		return err
	}
	return x.evidence(w)
}

// evidence writes chunks of files that are here and of which the server did not say that it has them, from where the last bundle ended.
func (x *exporting) evidence(w *wire.Writer) error {
	names, err := x.d.files()
	if err != nil {
		return err
	}
	kept, err := x.d.posts()
	if err != nil {
		return err
	}
	from, found := slices.BinarySearchFunc(names, kept.Next, changeset.BlobName.Compare)
	for i, name := range slices.Concat(names[from:], names[:from]) {
		first := int64(0)
		if i == 0 && found {
			first = kept.NextChunk
		}
		if err := x.file(w, name, first, kept.at(name)); err != nil {
			return err
		}
	}
	return nil
}

// files are the evidence this desk may send, in order.
func (d *Desk) files() ([]changeset.BlobName, error) {
	names, err := sheet.At(d.Workspace).EvidenceBlobs()
	slices.SortFunc(names, changeset.BlobName.Compare)
	return slices.Compact(names), err
}

// file writes the chunks of a file that are here and not there, from one on, as long as there is room.
func (x *exporting) file(w *wire.Writer, name changeset.BlobName, first int64, there *wire.BlobState) error {
	missing, err := x.d.DB.MissingChunks(name)
	if err != nil {
		return err
	}
	took := 0
	for n := first; n < name.Chunks(); n++ {
		if !wire.HasChunk(missing, n) || there != nil && wire.HasChunk(there.Missing, n) {
			continue
		}
		if x.limit <= 0 {
			if x.made.Left++; x.made.Left == 1 {
				x.next, x.nextChunk = name, n
			}
			return nil
		}
		data, path, err := x.d.link.Chunk(name, n)
		if err != nil {
			return err
		}
		if data == nil {
			continue
		}
		if err := w.Item(&wire.FileChunk{Blob: name, N: n, Path: path, Data: data}); err != nil {
			return err
		}
		x.limit -= len(data)
		if took++; took == 1 {
			x.made.Files++
		}
	}
	return nil
}

// copy writes whole logs with the server's last word on each: only as far as that goes, since nobody takes in what the server did not sign.
func (x *exporting) copy(w *wire.Writer, scopes []changeset.Scope) error {
	for _, scope := range scopes {
		note, size, err := replica.At(x.d.Workspace).LastNote(scope)
		if err != nil {
			return err
		}
		if note == nil {
			continue
		}
		var stop = errors.New("as far as the server's word goes")
		err = x.d.DB.Entries(scope, 0, changeset.Until(x.ctx, func(e *changeset.Entry) error {
			if e.Leaf.Index >= size {
				return stop
			}
			x.made.Changes++
			if err := replica.At(x.d.Workspace).Complete(e); err != nil {
				return err
			}
			return w.Item(&wire.Entry{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw, Detached: e.Detached})
		}))
		if err != nil && !errors.Is(err, stop) {
			return err
		}
		if err := w.Item(&wire.Checkpoint{Scope: scope, Note: note}); err != nil {
			return err
		}
	}
	return nil
}

// Owed reports whether whoever made a bundle is owed a receipt for it: receipts get none, or there would be no end.
func (d *Desk) Owed(f *bundle.File) bool {
	return f.Purpose == bundle.Request && f.Maker != identity.PublicOf(d.Workspace.Key().Private)
}

// WriteReceipts writes, for the maker of each bundle that was in hand here, whether it could be opened or not, a file that says so, and gives their
// names.
func (d *Desk) WriteReceipts(had []*bundle.File, folder string) ([]string, error) {
	colleagues, err := replica.At(d.Workspace).Colleagues(emulation.ID{})
	if err != nil {
		return nil, err
	}
	now := d.env.Now().UnixMilli()
	by := map[identity.PublicKey][]wire.Receipt{}
	for _, f := range had {
		if d.Owed(f) {
			by[f.Maker] = append(by[f.Maker], wire.Receipt{Bundle: f.Digest, At: now})
		}
	}
	var names []string
	for maker, receipts := range by {
		e := new(Exported)
		x := exporting{d: d, made: e}
		to := replica.Holder{Certificate: &identity.Certificate{Key: maker}} // one that is not in the log here is told by its key alone
		for _, c := range colleagues {
			if c.Key == maker {
				to = c
			}
		}
		log := maker.LogID()
		name := filepath.Join(folder, "receipt-"+log.String()[:8]+"-"+d.env.Now().Format("20060102-150405")+bundle.Extension)
		err := x.write(name, bundle.Receipts, []replica.Holder{to}, func(w *wire.Writer) error {
			for i := range receipts {
				if err := w.Item(&receipts[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return names, err
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}
