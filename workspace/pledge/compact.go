package pledge

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// SignState is how a unit stands to the compact.
type SignState string

// The states of a unit's signature.
const (
	NotSigned     SignState = "none"
	Signed        SignState = "signed"
	SignedFor     SignState = "on-behalf" // entered for the unit, with the signed paper
	SignedEarlier SignState = "earlier"   // an earlier text, which does not count
)

// Signature is a unit's signature under the compact, or that there is none.
type Signature struct {
	Unit book.Unit
	Post emulation.Post // of the unit in the season, "" = none
	emulation.CompactSignature
	book.Entry
	State     SignState
	Objection string // of the unit, against a signature that was entered for it
}

// Counts reports whether the unit has signed the text as it stands.
func (s *Signature) Counts() bool { return s.State == Signed || s.State == SignedFor }

// Compact (giao ước thi đua) is the season's compact with the signatures of all member units, as it is shown and printed.
type Compact struct {
	Season *book.Season
	emulation.CompactText
	book.Entry
	Digest     emulation.Hash // what a signature names
	Signatures []Signature    // of every member
}

// Unsigned lists the units that have not signed the text as it stands.
func (c *Compact) Unsigned() []book.Unit {
	var list []book.Unit
	for i := range c.Signatures {
		if !c.Signatures[i].Counts() {
			list = append(list, c.Signatures[i].Unit)
		}
	}
	return list
}

// SetCompact writes the compact's text. Signatures under an earlier text no longer count.
func (room Room) SetCompact(text emulation.CompactText) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		text.Title, text.Place, text.Paragraphs = book.Clean(text.Title), book.Clean(text.Place), book.CleanAll(text.Paragraphs)
		if text.Date, err = book.Day(text.Date); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Compact, record.BySeason{Season: s.ID}, text)
	})
}

// SignCompact signs the compact's text as it stands here for the own unit; its leader does.
func (room Room) SignCompact() error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		return w.sign(s, u, emulation.CompactSignature{Date: string(w.Today())})
	})
}

// SignCompactFor enters that a unit signed on paper: signer is the office of whoever signed ("Giám đốc"), paper the scan of it.
func (room Room) SignCompactFor(unit emulation.ID, signer string, paper emulation.Evidence) error {
	w, done := room.desk.Edit()
	defer done()
	s, u, err := w.MemberUnit(unit)
	if err != nil {
		return err
	}
	return w.sign(s, u, emulation.CompactSignature{Date: string(w.Today()), OnBehalf: &emulation.OnBehalf{Signer: book.Clean(signer), Paper: paper}})
}

func (w Edit) sign(s *book.Season, u book.Unit, sig emulation.CompactSignature) error {
	c, err := w.Compact(s)
	if err != nil {
		return err
	}
	switch {
	case !c.Given:
		return emulation.Errorf(emulation.NotFound, "compact.none")
	case c.Conflict:
		return emulation.Errorf(emulation.Conflict, "compact.two-texts")
	}
	sig.Text = c.Digest
	return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Signature, record.SeasonUnit{Season: s.ID, Unit: u.ID}, sig, w.Papers(u.ID, sig.OnBehalf)...)
}

// Compact is the season's compact with every unit's signature.
func (room Room) Compact() (*Compact, error) { return workspace.Ask(room.desk, View.Compact) }

// Compact reads the compact of a season with its signatures.
func (w View) Compact(s *book.Season) (*Compact, error) {
	name := w.Namer()
	c := &Compact{Season: s}
	scope := s.Cluster.Scope()
	r, err := w.Store.Record(record.Compact.Ref(scope, record.BySeason{Season: s.ID}))
	if err != nil {
		return nil, err
	}
	if it, ok, err := book.ItemOf(r, record.Compact); err != nil {
		return nil, err
	} else if ok {
		c.CompactText, c.Digest = it.Value, emulation.Digest(record.Compact.Last(r, changeset.Now).Value)
		if c.Entry, err = book.EntryOf(name, it); err != nil {
			return nil, err
		}
	}
	against, err := w.objectionsTo(s, record.Signature.Kind)
	if err != nil {
		return nil, err
	}
	for _, u := range s.Cluster.Members {
		sig := Signature{Unit: u, Post: s.Post(u.ID), State: NotSigned, Objection: against[u.ID]}
		key := record.SeasonUnit{Season: s.ID, Unit: u.ID}
		if sig.CompactSignature, sig.Entry, err = book.Shown(w.Store, name, scope, record.Signature, key); err != nil {
			return nil, err
		}
		switch {
		case !sig.Given:
		case sig.Text != c.Digest:
			sig.State = SignedEarlier
		case sig.OnBehalf != nil:
			sig.State = SignedFor
		default:
			sig.State = Signed
		}
		c.Signatures = append(c.Signatures, sig)
	}
	return c, nil
}
