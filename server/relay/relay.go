// Package relay lets one desk of a school or a conference room carry bundles for the others in the same building: who brings one gets a receipt, and
// whoever it is for comes for it. It opens nothing, orders nothing and judges nothing, and its folder holds files as they stand on any stick.
package relay

import (
	"cmp"
	"crypto/ed25519"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// Options are what a relay works with; zero limits take the defaults.
type Options struct {
	Dir    string // of the bundles it holds
	Tenant changeset.Tenant
	Key    ed25519.PrivateKey            // signs receipts
	Known  func(identity.PublicKey) bool // of the building's own world, and not revoked
	Server func(identity.PublicKey) bool // that of a server, whose answers are everybody's: it has no share; nil: nobody's is
	Now    func() time.Time
	Log    *slog.Logger

	Most     int64         // bytes of all bundles; 256 MiB, an eighth of it for keys that nobody knows, a quarter for any one that is known and no server's
	MostFile int64         // bytes of one; 16 MiB
	Newest   int           // bundles kept of one key for the same recipients; 4
	Keep     time.Duration // a bundle is held for so long; 90 days
}

// Relay holds bundles for others. Its methods may be called from any goroutine.
type Relay struct {
	Options
	mu   sync.Mutex
	held []held
}

// held is a bundle in the folder.
type held struct {
	bundle.Head
	name   string // of its file
	digest emulation.Hash
	size   int64
	came   time.Time
}

// Open reads what the folder holds, and makes it if there is none. One relay at a time works in a folder: what a stop left of files that were
// being written is removed.
func Open(o Options) (*Relay, error) {
	o.Most, o.MostFile = cmp.Or(o.Most, 256<<20), cmp.Or(o.MostFile, 16<<20)
	o.Newest, o.Keep = cmp.Or(o.Newest, 4), cmp.Or(o.Keep, 90*24*time.Hour)
	if o.Server == nil {
		o.Server = func(identity.PublicKey) bool { return false }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if err := durable.MakeFolder(o.Dir); err != nil {
		return nil, unreadable(o.Dir, err)
	}
	if err := sweep(o.Dir); err != nil {
		return nil, unreadable(o.Dir, err)
	}
	r := &Relay{Options: o}
	return r, r.look()
}

// incoming is what a bundle is called while it comes.
const incoming = "incoming-*.part"

// sweep removes what a stop left of bundles that came and of files that were written.
func sweep(dir string) error {
	left, err := durable.Match(dir, incoming)
	for _, path := range left {
		err = errors.Join(err, durable.Remove(path))
	}
	return errors.Join(err, durable.Sweep(dir))
}

func unreadable(dir string, err error) error {
	return emulation.Errorf(emulation.Unavailable, "bundle.unreadable", "file", dir).Because(err)
}

// look takes in what was put into the folder and lets go what is no longer there: an operator may copy answers into it. It runs under the lock, but
// for the first time.
func (r *Relay) look() error {
	entries, err := os.ReadDir(r.Dir)
	if err != nil {
		return unreadable(r.Dir, err)
	}
	var now []held
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.EqualFold(filepath.Ext(e.Name()), bundle.Extension) {
			continue
		}
		i := slices.IndexFunc(r.held, func(h held) bool {
			return h.name == e.Name() && h.size == info.Size() && h.came.Equal(info.ModTime())
		})
		if i >= 0 {
			now = append(now, r.held[i])
			continue
		}
		f, err := os.Open(filepath.Join(r.Dir, e.Name()))
		if err != nil {
			continue
		}
		b, err := bundle.Open(f, info.Size())
		_ = f.Close() // it was only read
		if err != nil || b.Tenant != r.Tenant {
			continue // damaged, or something else: it is left where it is
		}
		now = append(now, held{b.Head, e.Name(), b.Digest, info.Size(), info.ModTime()})
	}
	r.held = now
	return nil
}

// Take keeps a bundle that is whole and writes the receipt for its maker. What was received is on disk before anything is written. Errors: those of
// bundle.Open, Invalid "bundle.other-world", Full "relay.full" and "relay.share".
func (r *Relay) Take(f *bundle.File, raw io.Reader, receipt io.Writer) error {
	if f.Tenant != r.Tenant {
		return emulation.Errorf(emulation.Invalid, "bundle.other-world")
	}
	if err := r.keep(f, raw); err != nil {
		return err
	}
	draft := bundle.Draft{Tenant: r.Tenant, Key: r.Key, To: []bundle.To{{Key: f.Maker}}, Made: r.Now().UnixMilli(), Purpose: bundle.Receipts,
		Fill: func(w *wire.Writer) error {
			return w.Item(&wire.Receipt{Bundle: f.Digest, At: r.Now().UnixMilli()})
		}}
	_, err := draft.Write(receipt)
	return err
}

func (r *Relay) keep(f *bundle.File, raw io.Reader) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.look(); err != nil {
		return err
	}
	if slices.ContainsFunc(r.held, func(h held) bool { return h.digest == f.Digest }) {
		return nil
	}
	gone := r.outlived(f)
	all, strangers, own := f.Size, int64(0), f.Size
	for _, h := range r.held {
		if slices.ContainsFunc(gone, func(g held) bool { return g.name == h.name }) {
			continue
		}
		all += h.size
		if !r.Known(h.Maker) {
			strangers += h.size
		}
		if h.Maker == f.Maker {
			own += h.size
		}
	}
	switch known := r.Known(f.Maker); {
	case all > r.Most, !known && strangers+f.Size > r.Most/8:
		return emulation.Errorf(emulation.Full, "relay.full", "folder", r.Dir)
	case own > r.Most/4 && !r.Server(f.Maker):
		return emulation.Errorf(emulation.Full, "relay.share", "limit", r.Most/4>>20)
	}
	path := filepath.Join(r.Dir, f.Digest.String()+bundle.Extension)
	err := durable.Replace(path, durable.Private, func(w io.Writer) error {
		_, err := io.Copy(w, raw)
		return err
	})
	var disk *durable.Error
	if errors.As(err, &disk) {
		return emulation.Errorf(emulation.Full, "relay.full", "folder", r.Dir).Because(err)
	}
	if err != nil {
		return err
	}
	for _, h := range gone { // only now: for each of them somebody holds a receipt
		r.remove(h)
	}
	return r.look()
}

// outlived are those that go once a new bundle is held: what is here too long, and of the same key for the same recipients all but the newest. A
// desk's bundle holds everything that waits there, so a newer one has what an older one had.
func (r *Relay) outlived(f *bundle.File) []held {
	var gone, same []held
	until := r.Now().Add(-r.Keep)
	for _, h := range r.held {
		switch {
		case h.came.Before(until):
			gone = append(gone, h)
		case h.Maker == f.Maker && h.Purpose == f.Purpose && slices.Equal(h.For, f.For):
			same = append(same, h)
		}
	}
	slices.SortFunc(same, func(a, b held) int { return cmp.Compare(b.Made, a.Made) })
	return append(gone, same[min(len(same), r.Newest-1):]...)
}

func (r *Relay) remove(h held) {
	if err := durable.Remove(filepath.Join(r.Dir, h.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.Log.Warn("a bundle cannot be removed", "file", h.name, "error", err)
		return
	}
	r.held = slices.DeleteFunc(r.held, func(o held) bool { return o.name == h.name })
}

// For lists the digests of what waits for a key, oldest first.
func (r *Relay) For(log changeset.LogID) ([]emulation.Hash, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.look(); err != nil {
		return nil, err
	}
	wait := slices.DeleteFunc(slices.Clone(r.held), func(h held) bool { return !h.IsFor(log) || h.Maker.LogID() == log })
	slices.SortFunc(wait, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.Made, b.Made), slices.Compare(a.digest[:], b.digest[:]))
	})
	return emulation.Map(wait, func(h held) emulation.Hash { return h.digest }), nil
}

// Bundle opens one that is held; NotFound "relay.gone" if it is not, any more.
func (r *Relay) Bundle(digest emulation.Hash) (*os.File, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, h := range r.held {
		if h.digest == digest {
			if f, err := os.Open(filepath.Join(r.Dir, h.name)); err == nil {
				return f, nil
			}
		}
	}
	return nil, emulation.Errorf(emulation.NotFound, "relay.gone")
}
