package paper

import (
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace"
)

// Compact is form F3 of the season's compact, with the signatures as they stand: the head's box first, then the deputies'.
func Compact(d Desk, now time.Time) (Paper, error) {
	c, err := d.Compact()
	if err != nil {
		return Paper{}, err
	}
	if !c.Given {
		return Paper{}, emulation.Errorf(emulation.NotFound, "compact.none")
	}
	s := c.Season
	f := documents.CompactForm{Letterhead: letterhead(s, c.Date, c.Place, now), Title: c.Title, Grounds: s.Info.Grounds, Paragraphs: c.Paragraphs}
	f.Illustrative = f.Illustrative || c.Illustrative
	if c.Conflict {
		f.Notes = append(f.Notes, say("compact.conflict"))
	}
	order := map[emulation.Post]int{emulation.PostHead: -2, emulation.PostDeputy: -1}
	signatures := slices.Clone(c.Signatures)
	slices.SortStableFunc(signatures, func(a, b workspace.Signature) int { return order[a.Post] - order[b.Post] })
	for i := range signatures {
		sig := &signatures[i]
		name, err := nameOn(d, sig.Unit, c.Date)
		if err != nil {
			return Paper{}, err
		}
		post := postName(s, sig.Post)
		member := name
		if post != "" {
			member = say("compact.member", "unit", name, "post", post)
		}
		f.Members = append(f.Members, member)
		f.Boxes = append(f.Boxes, documents.SignatureBox{Unit: name, Post: post, Mark: signed(sig)})
		if sig.Objection != "" {
			f.Notes = append(f.Notes, say("objection", "unit", name, "reason", sig.Objection))
		}
		if sig.Conflict {
			f.Notes = append(f.Notes, say("compact.signature-conflict", "unit", name))
		}
	}
	return paperOf("compact", s.Cluster.Info.Name, s, f.Document()), nil
}

// signed says how a unit signed; "" leaves the box to the pen.
func signed(sig *workspace.Signature) string {
	switch sig.State {
	case workspace.Signed:
		return say("compact.signed", "date", dayWords(sig.Date))
	case workspace.SignedFor:
		return say("compact.signed-for", "paper", sig.OnBehalf.Paper.Name, "signer", sig.OnBehalf.Signer, "date", dayWords(sig.Date))
	case workspace.SignedEarlier:
		return say("compact.signed-earlier", "date", dayWords(sig.Date))
	}
	return ""
}
