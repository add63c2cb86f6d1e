package forms

import (
	"cmp"
	"strings"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/register"
)

// The types of the papers that have a number; see emulation.PaperTypes.
const (
	paperProposal = "TTr"
	paperMinutes  = "BB"
	paperReport   = "BC"
	paperPlan     = "KH"
	paperLetter   = "GM"
)

// Numbering is the place of a paper in a register.
type Numbering struct {
	Owner   emulation.ID // whose register it is of: the unit's, or the cluster's
	Cluster bool         // of the cluster's register, else of the own unit's
	Type    string       // of emulation.PaperTypes
	emulation.PaperNumber
	Given string // "05/TTr-CTĐ4"; "" = it has none
	Torn  bool   // two desks gave it to two papers, the paper has several, or its day is another by now: none is printed until a person has decided
}

// dresser puts on the papers of an issuer what makes them official: its letterhead, who signs, the number.
type dresser struct {
	d               Desk
	unit            emulation.ID // zero: the cluster
	kind            string       // the type of a paper with a number, else ""
	document, which string       // what it is in the register
}

// ofUnit dresses papers of a member unit, ofCluster those of the cluster.
func (d Desk) ofUnit(unit emulation.ID) dresser { return dresser{d: d, unit: unit} }

func (d Desk) ofCluster() dresser { return dresser{d: d} }

// numbered is a dresser of a paper that has a number.
func (x dresser) numbered(kind, document, which string) dresser {
	x.kind, x.document, x.which = kind, document, which
	return x
}

// dress puts the letterhead on a paper that could be made. A letterhead that two people wrote differently is not on it: what was known without it is.
func (x dresser) dress(p Paper, err error) (Paper, error) {
	if err != nil {
		return p, err
	}
	s, err := x.d.ws.Season()
	if err != nil {
		return Paper{}, err
	}
	owner := x.unit
	if owner.IsZero() {
		owner = s.Cluster.ID
	}
	l, err := register.At(x.d.ws).LetterheadOf(owner)
	if err != nil {
		return Paper{}, err
	}
	if l.Conflict {
		l = &register.Letterhead{}
	}
	if x.kind != "" {
		if err := x.number(&p, s, owner, l.Sign); err != nil {
			return Paper{}, err
		}
	}
	var own map[string]register.Wording
	if p.hasStanding() {
		if own, err = register.At(x.d.ws).Wordings(); err != nil {
			return Paper{}, err
		}
	}
	for i := range p.Documents {
		clothe(&p.Documents[i], l)
		worded(&p.Documents[i], own)
		if l.Illustrative || p.Numbering != nil && p.Numbering.Illustrative {
			marked(&p.Documents[i])
		}
	}
	return p, nil
}

// number prints the number the paper has in its register, or the room for one with the issuer's sign. A paper that has a number of another book keeps it.
func (x dresser) number(p *Paper, s *book.Season, owner emulation.ID, sign string) error {
	open := openNumber(x.kind)
	if !strings.HasSuffix(p.Documents[0].Heading.Number, open) {
		return nil
	}
	n := &Numbering{Owner: owner, Cluster: x.unit.IsZero(), Type: x.kind,
		PaperNumber: emulation.PaperNumber{Season: s.ID, Document: x.document, Which: x.which, Subject: subjectOf(p.Documents[0]), Date: p.Documents[0].Heading.Day}}
	given, torn, err := register.At(x.d.ws).Given(owner, n.PaperNumber)
	if err != nil {
		return err
	}
	text, day := register.NumberText(say("number-open"), x.kind, sign), ""
	moved := given != nil && given.Date != "" && n.Date != "" && given.Date != n.Date // the register says another day than the paper
	if n.Torn = torn || moved; given != nil && !n.Torn {
		n.Given, n.Illustrative = given.Text(), given.Illustrative
		text, day = n.Given, given.Date
	}
	for i := range p.Documents {
		written(&p.Documents[i], func(t string) string {
			t = strings.ReplaceAll(t, open, text)
			if day != "" {
				t = strings.ReplaceAll(t, dayOrDots(""), dayOrDots(day))
			}
			return t
		})
	}
	p.Numbering = n
	return nil
}

// written goes over the texts in which the number and the day of a paper stand, its own or of the letter an annex goes with.
func written(d *documents.Document, as func(string) string) {
	if h := d.Heading; h != nil {
		h.Number, h.PlaceDate = as(h.Number), as(h.PlaceDate)
	}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case documents.Title:
			for i := range b.Subject {
				b.Subject[i] = as(b.Subject[i])
			}
		case documents.Paragraph:
			if d.Heading == nil { // an annex
				for i := range b.Spans {
					b.Spans[i].Text = as(b.Spans[i].Text)
				}
			}
		}
	}
}

// subjectOf is what a paper is about, as its register has it.
func subjectOf(d documents.Document) string {
	for _, b := range d.Blocks {
		if t, ok := b.(documents.Title); ok {
			return strings.Join(append([]string{capital(strings.ToLower(t.Kind))}, t.Subject...), " ")
		}
	}
	return ""
}

// clothe puts the letterhead on a document: what it does not say stands as it was.
func clothe(d *documents.Document, l *register.Letterhead) {
	if h := d.Heading; h != nil {
		if l.Superior != "" {
			h.Superior = caps(l.Superior)
		}
		if l.Issuer != "" {
			h.Issuer = caps(l.Issuer)
		}
		if rest, open := strings.CutPrefix(h.PlaceDate, say("dots")); open && l.Place != "" {
			h.PlaceDate = l.Place + rest
		}
	}
	for i, b := range d.Blocks {
		if s, ok := b.(documents.Signatures); ok {
			s.Signers = emulation.Map(s.Signers, func(who documents.Signer) documents.Signer { return signs(who, l.Signer(who.Role)) })
			if lines := sendTo(l.Recipients, addressed(s.Recipients)); s.Heading != "" && len(lines) > 0 {
				s.Recipients = lines
			}
			d.Blocks[i] = s
		}
	}
}

// addressed says whether recipients begin with those a paper is addressed to: "- Như trên;".
func addressed(recipients []string) bool {
	return len(recipients) > 0 && strings.HasPrefix(strings.ToLower(recipients[0]), "- "+say("recipients.as"))
}

// sendTo are recipients as lines of the list; without an addressee nobody is "as above".
func sendTo(list []string, above bool) (lines []string) {
	for _, r := range list {
		r = "- " + strings.TrimLeft(r, "-–— ") // the dash is typed, too, or a long one put in its place
		if above || !addressed([]string{r}) {
			lines = append(lines, r)
		}
	}
	return lines
}

// marked says at the foot of every page that what stands on it was invented.
func marked(d *documents.Document) {
	if short := say("mark.illustrative-paper-short"); !strings.Contains(d.Mark, short) {
		d.Mark = footer(d.Mark, short)
	}
}

// signs puts a person in the place of a signer. Who signs for the head of a cluster does so for the cluster, too: that line stays above theirs
// (Decree 30/2020/NĐ-CP, Annex I, II.7).
func signs(who documents.Signer, by register.Signer) documents.Signer {
	if authority := caps(by.Authority); authority != "" {
		if who.Authority != "" && !strings.HasPrefix(authority, say("on-behalf-of", "cluster", "")) {
			authority = who.Authority + "\n" + authority
		}
		who.Authority = authority
	}
	if by.Position != "" {
		who.Position = caps(by.Position)
	}
	if by.Name != "" {
		who.Name = signed(by.Name)
	}
	return who
}

// Draw gives a paper the next number of its register, or one that was typed from the office's own book. day is the paper's, "" = the one that stands on it.
func (d Desk) Draw(p Paper, number uint64, day string) (*register.Numbered, error) {
	n := p.Numbering
	if n == nil {
		return nil, emulation.Errorf(emulation.Invalid, "number.no-register")
	}
	if n.Date != "" && day != "" {
		if typed, err := book.Day(day); err != nil || typed != n.Date {
			return nil, emulation.Errorf(emulation.Invalid, "number.other-day")
		}
	}
	drawing := register.Drawing{Cluster: n.Cluster, For: n.Owner, Type: n.Type, Number: number, PaperNumber: n.PaperNumber}
	drawing.Date = cmp.Or(day, n.Date)
	return register.At(d.ws).Draw(drawing)
}

// Kept says of a paper that could not be made after all that it has its number, and needs no other.
func Kept(drawn string, err error) error {
	if err == nil || drawn == "" {
		return err
	}
	return emulation.Errorf(emulation.CodeOf(err), "number.kept", "number", drawn, "why", err).Because(err)
}
