package register

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Numbered is a number of a register and the paper that has it.
type Numbered struct {
	Year, Number uint64
	Type         string // of emulation.PaperTypes
	emulation.PaperNumber
	book.Entry
}

// Text is the number as it stands on paper: "05/TTr-CTĐ4" (Decree 30/2020/NĐ-CP, Annex I, II.3), a zero before it where it is under 10.
func (n *Numbered) Text() string { return NumberText(fmt.Sprintf("%02d", n.Number), n.Type, n.Sign) }

// NumberText puts a number, or the room for one, before its type and the issuer's sign; what is not known is left out.
func NumberText(number, kind, sign string) string {
	return strings.Join(emulation.NonEmpty(number, strings.Join(emulation.NonEmpty(kind, sign), "-")), "/")
}

// Register is the register of the own unit or of the cluster: the numbers of a year, 0 = of all, by type and number. Those given back stand among them.
func (room Room) Register(ofCluster bool, year uint64) ([]Numbered, error) {
	w, done := room.desk.View()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return nil, err
	}
	list, err := w.numbers(s, owner)
	return slices.DeleteFunc(list, func(n Numbered) bool { return year != 0 && n.Year != year }), err
}

// numbers are all of an issuer in the cluster, by year, type and number.
func (w View) numbers(s *book.Season, owner emulation.ID) ([]Numbered, error) {
	var list []Numbered
	err := book.EachShown(w.Book, s.Cluster.Scope(), record.Number, s.Cluster.ID, func(it book.Item[record.IssuerNumber, emulation.PaperNumber], e book.Entry) error {
		if it.Key.Unit == owner {
			list = append(list, Numbered{it.Key.Year, it.Key.Number, it.Key.Type, it.Value, e})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b Numbered) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(slices.Index(emulation.PaperTypes, a.Type), slices.Index(emulation.PaperTypes, b.Type)), cmp.Compare(a.Number, b.Number))
	})
	return list, err
}

// Given says how the number of a paper of the season stands: nil where it has none. Torn are numbers nobody may print: one that two desks gave to two papers,
// or several of one paper.
func (room Room) Given(owner emulation.ID, paper emulation.PaperNumber) (given *Numbered, torn bool, err error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, false, err
	}
	paper.Season = s.ID
	list, err := w.numbers(s, owner)
	for i := range list {
		if n := &list[i]; n.Same(paper) && (n.Withdrawn == "" || n.Conflict) {
			torn = torn || n.Conflict || given != nil
			given = n
		}
	}
	return given, torn, err
}

// Drawing is what a number is drawn for.
type Drawing struct {
	Cluster bool   // of the cluster's register, else of the own unit's
	Year    uint64 // 0 = that of the paper's date, else the year at this desk
	Type    string
	Number  uint64       // one typed from the office's own book; 0 = the next
	For     emulation.ID // whose paper it is, if that is to be made sure of: another's gets no number here, nor one of another season
	emulation.PaperNumber
}

// Draw gives the next number of a register to a paper, or one that was typed. A paper has one number at a time; a number that was given back stays a gap,
// unless it is typed. The paper's season is the one at hand; its sign is the letterhead's.
func (room Room) Draw(d Drawing) (*Numbered, error) {
	w, done := room.desk.Edit()
	defer done()
	s, owner, err := w.OwnerOf(d.Cluster)
	if err != nil {
		return nil, err
	}
	if !emulation.IsPaperType(d.Type) {
		return nil, emulation.Errorf(emulation.Invalid, "number.type", "type", d.Type, "types", strings.Join(emulation.PaperTypes[:len(emulation.PaperTypes)-1], ", "))
	}
	book.CleanTexts(&d.Subject)
	if err := book.Days(&d.Date); err != nil {
		return nil, err
	}
	l, err := w.letterhead(s, owner)
	if err != nil {
		return nil, err
	}
	if err := book.Settled(l.Conflict); err != nil {
		return nil, err
	}
	if !d.For.IsZero() && d.For != owner || !d.Season.IsZero() && d.Season != s.ID {
		return nil, emulation.Errorf(emulation.Forbidden, "number.of-others")
	}
	if l.Sign == "" { // Decree 30/2020/NĐ-CP, Annex I, II.3: a number has the sign of who issues the paper
		return nil, emulation.Errorf(emulation.Invalid, "number.no-sign")
	}
	d.Season, d.Sign, d.ByHand, d.Withdrawn, d.Illustrative = s.ID, l.Sign, d.Number != 0, "", l.Illustrative
	if year := yearOf(cmp.Or(d.Date, string(w.Today()))); d.Year == 0 {
		d.Year = year
	} else if d.Date != "" && d.Year != year {
		return nil, emulation.Errorf(emulation.Invalid, "number.other-year", "year", d.Year, "date", d.Date)
	}
	list, err := w.numbers(s, owner)
	if err != nil {
		return nil, err
	}
	next := uint64(1)
	for i := range list {
		n := &list[i]
		series := n.Year == d.Year && n.Type == d.Type
		if n.Withdrawn == "" && n.Same(d.PaperNumber) && (series || d.Document != "") {
			return nil, emulation.Errorf(emulation.Conflict, "number.has-other", "number", n.Text())
		}
		if !series {
			continue
		}
		if n.Withdrawn == "" || !n.ByHand { // one that was mistyped and given back leads nowhere
			next = max(next, n.Number+1)
		}
		switch {
		case n.Number != d.Number:
		case n.Conflict:
			return nil, numbered("number.torn", n)
		case n.Withdrawn == "":
			return nil, numbered("number.taken", n)
		}
	}
	n := &Numbered{Year: d.Year, Number: cmp.Or(d.Number, next), Type: d.Type, PaperNumber: d.PaperNumber}
	return n, w.setNumber(s, owner, n)
}

// yearOf is the year of a day, "2024-08-02"; 0 of what is none.
func yearOf(day string) uint64 {
	year, _, _ := strings.Cut(day, "-")
	n, _ := strconv.ParseUint(year, 10, 64)
	return n
}

// GiveBack takes a number from its paper, with the reason; it stays in the register as a gap.
func (room Room) GiveBack(ofCluster bool, year uint64, kind string, number uint64, why string) error {
	w, done := room.desk.Edit()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return err
	}
	if book.CleanTexts(&why); why == "" {
		return emulation.Errorf(emulation.Invalid, "number.why")
	}
	list, err := w.numbers(s, owner)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(n Numbered) bool {
		return n.Year == year && n.Type == kind && n.Number == number && n.Withdrawn == ""
	})
	if at < 0 {
		return emulation.Errorf(emulation.NotFound, "number.none", "number", number, "year", year)
	}
	n := &list[at]
	if n.Conflict {
		return numbered("number.torn", n)
	}
	n.Withdrawn = why
	return w.setNumber(s, owner, n)
}

func (w Edit) setNumber(s *book.Season, owner emulation.ID, n *Numbered) error {
	key := record.IssuerNumber{Cluster: s.Cluster.ID, Unit: owner, Year: n.Year, Type: n.Type, Number: n.Number}
	if n.Number > mostNumbers {
		return emulation.Errorf(emulation.Invalid, "number.range")
	}
	return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Number, key, n.PaperNumber)
}

// mostNumbers is the bound of the number in its key; see record.IssuerNumber.
const mostNumbers = 100_000

func numbered(key string, n *Numbered) error {
	return emulation.Errorf(emulation.Conflict, key, "number", n.Number, "year", n.Year, "subject", cmp.Or(n.Subject, n.Document))
}
