// Package courier is a server's end of bundles: what a file brings goes to the hub, and the answer into another file. The server program, its HTTP
// end and tests share it.
package courier

import (
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"time"

	"filippo.io/age"

	"thidua/emulation"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// Server takes bundles for one hub.
type Server struct {
	Hub    *hub.Hub
	Key    ed25519.PrivateKey // the server's
	Tenant changeset.Tenant
	Now    func() time.Time
}

// Limits bound what one bundle may bring, and how much evidence its answer may hold.
type Limits struct {
	Inflated int // bytes of items
	Changes  int
	Evidence int // bytes
}

// ByHand are the limits of a file that the operator hands over.
var ByHand = Limits{Inflated: bundle.MaxInflated, Changes: bundle.MaxPushes, Evidence: 20 << 20}

// Taken is what became of a bundle.
type Taken struct {
	*bundle.File
	hub.Counts
	Certified bool // the maker has a certificate: there is an answer
	answer    *hub.Answer
	limits    Limits
}

// Take takes what a bundle brings; it is on disk when Take returns. Errors: Invalid "bundle.other-world", Forbidden "bundle.not-for-us", those of
// the hub. What came before an error is taken.
func (s *Server) Take(f *bundle.File, l Limits) (*Taken, error) {
	if f.Tenant != s.Tenant {
		return nil, emulation.Errorf(emulation.Invalid, "bundle.other-world")
	}
	if f.Purpose != bundle.Request || !f.IsFor(identity.PublicOf(s.Key).LogID()) {
		return nil, emulation.Errorf(emulation.Forbidden, "bundle.not-for-us")
	}
	keys, err := s.openers()
	if err != nil {
		return nil, err
	}
	items, err := f.Items(keys, l.Inflated)
	if err != nil {
		return nil, err
	}
	defer items.Close()
	a, err := s.Hub.Post(f.Maker, f.Made, items, l.Changes)
	return &Taken{File: f, Counts: a.Counts, Certified: a.Certificate() != nil, answer: a, limits: l}, err
}

func (s *Server) openers() ([]age.Identity, error) { return identity.Openers(s.Key, nil) }

// Answer writes the answer to what was taken, with the receipt of the bundle, for its maker.
func (s *Server) Answer(ctx context.Context, t *Taken, w io.Writer) error {
	return s.write(ctx, t.answer, &wire.Receipt{Bundle: t.Digest, At: s.Now().UnixMilli()}, t.limits.Evidence, w)
}

// AnswerTo writes what a desk does not have yet, as far as its last bundle told.
func (s *Server) AnswerTo(ctx context.Context, h hub.Holder, w io.Writer) error {
	a, err := s.Hub.AnswerTo(h.Key.LogID())
	if err != nil {
		return err
	}
	return s.write(ctx, a, nil, 0, w)
}

func (s *Server) write(ctx context.Context, a *hub.Answer, receipt *wire.Receipt, evidence int, w io.Writer) error {
	cert := a.Certificate()
	if cert == nil {
		return errors.New("an answer to a key without a certificate")
	}
	draft := bundle.Draft{Tenant: s.Tenant, Key: s.Key, Made: s.Now().UnixMilli(), Purpose: bundle.Answer, To: []bundle.To{bundle.ToCertified(cert)},
		Fill: func(out *wire.Writer) error {
			if receipt != nil {
				if err := out.Item(receipt); err != nil {
					return err
				}
			}
			return a.WriteBundle(ctx, out, evidence)
		}}
	_, err := draft.Write(w)
	return err
}
