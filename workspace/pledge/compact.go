package pledge

import (
	"cmp"
	"slices"
	"strings"

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
	// Carried is the season the text came from, nobody having made it this one's: nobody has signed it, and it is that one's word for word under a title
	// that does not name this season, or it names that season in this one's place. "" where the text is the season's own: words may serve for years.
	Carried string
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

// Message says how many units have signed the text as it stands.
func (c *Compact) Message() emulation.Message {
	all := len(c.Signatures)
	return emulation.Say("compact.signed", "season", c.Season.Info.Name, "signed", all-len(c.Unsigned()), "units", all)
}

// SetCompact writes the compact's text. Signatures under an earlier text no longer count. If it is signed at a meeting, day and place are that meeting's where
// they are not given; the meeting may be one of an earlier season of the cluster, which closes its year and opens the next.
func (room Room) SetCompact(text emulation.CompactText) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		if text, err = w.atMeeting(s, text); err != nil {
			return err
		}
		text.Title, text.Place, text.Paragraphs = book.Clean(text.Title), book.Clean(text.Place), book.CleanAll(text.Paragraphs)
		if text.Date, err = book.Day(text.Date); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Compact, record.BySeason{Season: s.ID}, text)
	})
}

// atMeeting completes a compact from the meeting at which it is signed.
func (w View) atMeeting(s *book.Season, text emulation.CompactText) (emulation.CompactText, error) {
	if text.Meeting == "" {
		return text, nil
	}
	of := s
	if text.MeetingOf = book.SeasonLabel(text.MeetingOf); text.MeetingOf == s.Label {
		text.MeetingOf = ""
	}
	if text.MeetingOf != "" {
		var err error
		if of, err = w.SeasonNamed(s.Cluster, text.MeetingOf); err != nil {
			return text, err
		}
	}
	m, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Conference, record.SeasonConference{Season: of.ID, Kind: text.Meeting})
	if ok && !m.Conflict {
		text.Date, text.Place = cmp.Or(text.Date, m.Value.LastDay, m.Value.Date), cmp.Or(text.Place, m.Value.Place)
	}
	return text, err
}

// SignedAt lists the compacts of the cluster that are signed at a conference of a season: its own, and that of a season it opens.
func (w View) SignedAt(s *book.Season, conference string) ([]*Compact, error) {
	all, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	var list []*Compact
	for _, of := range all {
		if of.Cluster.ID != s.Cluster.ID {
			continue
		}
		text, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Compact, record.BySeason{Season: of.ID})
		if err != nil {
			return nil, err
		}
		if !ok || text.Value.Meeting != conference || cmp.Or(text.Value.MeetingOf, of.Label) != s.Label {
			continue
		}
		if err := w.Complete(of); err != nil {
			return nil, err
		}
		c, err := w.Compact(of)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
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
	day, err := w.signedOn(s)
	if err != nil {
		return err
	}
	return w.sign(s, u, emulation.CompactSignature{Date: day, OnBehalf: &emulation.OnBehalf{Signer: book.Clean(signer), Paper: paper}})
}

// signedOn is the day a paper was signed that is entered today: that of the meeting the compact is signed at, if it was before.
func (w View) signedOn(s *book.Season) (string, error) {
	today := string(w.Today())
	c, _, err := book.One(w.Store, s.Cluster.Scope(), record.Compact, record.BySeason{Season: s.ID})
	if c.Value.Meeting != "" && c.Value.Date != "" && c.Value.Date < today {
		return c.Value.Date, err
	}
	return today, err
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
	return c, w.carried(c)
}

// carried looks whether a compact still is the one of the season that this one was begun from.
func (w View) carried(c *Compact) error {
	s := c.Season
	if !c.Given || s.Info.Previous == "" {
		return nil
	}
	all, err := w.Seasons()
	if err != nil {
		return err
	}
	for _, before := range all {
		if before.Cluster.ID != s.Cluster.ID || before.Label != s.Info.Previous {
			continue
		}
		former, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Compact, record.BySeason{Season: before.ID})
		if err != nil || !ok {
			return err
		}
		same := slices.Equal(former.Value.Paragraphs, c.Paragraphs)
		others := func(text string) bool { return names(text, before.Label) && !names(text, s.Label) }
		old := same && !names(c.Title, s.Label) || others(c.Title) || same && slices.ContainsFunc(c.Paragraphs, others)
		if old && len(c.Unsigned()) == len(c.Signatures) { // what somebody signed is printed as it was signed
			c.Carried = before.Label
		}
	}
	return nil
}

// names reports whether a text names a season, with whatever dash it was typed.
func names(text, label string) bool {
	return strings.Contains(book.SeasonLabel(text), book.SeasonLabel(label))
}
