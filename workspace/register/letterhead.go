package register

import (
	"slices"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Letterhead is what stands on the papers of a unit, or of the cluster, and who signs them.
type Letterhead struct {
	emulation.Letterhead
	book.Entry
	Signers []Signer // as far as their list is here
	Carried string   // the season it came from, where this one has none of its own; ""
	Gone    bool     // who signs is recorded, but the list is not here: it has not arrived, or was withdrawn
}

// Signer is a person who signs papers.
type Signer struct {
	Role      string // of emulation.SignerRoles
	Name      string // "Nguyễn Văn A"
	Position  string // as it stands over the signature: "PHÓ GIÁM ĐỐC"; "" = that of the form
	Authority string // "KT. GIÁM ĐỐC" over it; "" = that of the form
}

// Signer is who signs in a role; a zero value where nobody is named.
func (l *Letterhead) Signer(role string) Signer {
	return emulation.First(l.Signers, func(s Signer) bool { return s.Role == role })
}

// mostOfSigner is how many letters a part of a signer has at most.
const mostOfSigner = 200

// line is a signer as a line of the list, its parts parted by tabs; a later program may add parts.
func (s Signer) line() string {
	return strings.TrimSpace(strings.Join([]string{s.Role, s.Name, s.Position, s.Authority}, "\t"))
}

// signerOf reads a line; what is missing is empty.
func signerOf(line string) Signer {
	parts := append(strings.Split(line, "\t"), "", "", "")
	for i, part := range parts {
		if letters := []rune(part); len(letters) > mostOfSigner { // of a program that does not keep the bound
			parts[i] = string(letters[:mostOfSigner])
		}
	}
	return Signer{Role: parts[0], Name: parts[1], Position: parts[2], Authority: parts[3]}
}

// Letterhead is that of the own unit, or of the cluster.
func (room Room) Letterhead(ofCluster bool) (*Letterhead, error) {
	w, done := room.desk.View()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return nil, err
	}
	return w.letterhead(s, owner)
}

// LetterheadOf is that of a member unit, or of the cluster by its own id.
func (room Room) LetterheadOf(owner emulation.ID) (*Letterhead, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	return w.letterhead(s, owner)
}

// letterhead is the season's own, else that of the last season of the cluster that has one: it is entered once.
func (w View) letterhead(s *book.Season, owner emulation.ID) (*Letterhead, error) {
	own, err := w.letterheadIn(s, owner)
	if err != nil || own.Given {
		return own, err
	}
	earlier, err := w.earlier(s)
	if err != nil {
		return nil, err
	}
	for _, before := range earlier {
		l, err := w.letterheadIn(before, owner)
		if err != nil {
			return nil, err
		}
		if l.Given && !l.Conflict {
			l.Carried = before.Label
			return l, nil
		}
	}
	return own, nil
}

// earlier are the seasons of the cluster before one, the latest first: what is entered once goes on from them.
func (w View) earlier(s *book.Season) ([]*book.Season, error) {
	all, err := w.Seasons()
	return emulation.Where(all, func(before *book.Season) bool { return before.Cluster.ID == s.Cluster.ID && before.Label < s.Label }), err
}

func (w View) letterheadIn(s *book.Season, owner emulation.ID) (l *Letterhead, err error) {
	l = &Letterhead{}
	key, scope := record.SeasonUnit{Season: s.ID, Unit: owner}, s.Cluster.Scope()
	if l.Letterhead, l.Entry, err = book.Shown(w.Store, w.Namer(), scope, record.Letterhead.Letterhead, key); err != nil {
		return nil, err
	}
	it, listed, err := book.One(w.Store, scope, record.Letterhead.Signers, key)
	if err != nil || !listed {
		return l, err
	}
	l.Given, l.Conflict, l.Pending = true, l.Conflict || it.Conflict, l.Pending || it.Pending
	lines, here, err := w.Personal(it.Value)
	l.Signers, l.Gone = emulation.Map(lines, signerOf), !here && it.Value != changeset.Nothing.Commitment()
	return l, err
}

// SetLetterhead writes the letterhead of the own unit, or of the cluster (which those who prepare its papers write). signers is who signs, in any order;
// nil leaves the list as it is, where the season has one, and takes over the one carried from a season before.
func (room Room) SetLetterhead(ofCluster bool, l emulation.Letterhead, signers []Signer) error {
	w, done := room.desk.Edit()
	defer done()
	s, owner, err := w.OwnerOf(ofCluster)
	if err != nil {
		return err
	}
	book.CleanTexts(&l.Superior, &l.Issuer, &l.Sign, &l.Place)
	l.Recipients = recipients(l.Recipients)
	if err := record.Letterhead.Letterhead.Valid(l); err != nil { // before its list stands there alone
		return err
	}
	standing, err := w.letterhead(s, owner)
	if err != nil {
		return err
	}
	if standing.Gone && (signers != nil || standing.Carried != "") { // a list made without it would take its place
		return emulation.Errorf(emulation.Unavailable, "letterhead.gone")
	}
	if signers == nil && standing.Carried != "" {
		signers = standing.Signers
	}
	if err := book.Settled(standing.Conflict); err != nil { // a carried one has none
		return err
	}
	key := record.SeasonUnit{Season: s.ID, Unit: owner}
	writing := workspace.Writing{Scope: s.Cluster.Scope(), Intent: record.Letterhead.Kind, Ops: []changeset.Operation{record.Letterhead.Letterhead.Op(key, l)}}
	lines, err := signerLines(signers)
	if err != nil {
		return err
	}
	if signers != nil && (standing.Carried != "" || !slices.Equal(lines, emulation.Map(standing.Signers, Signer.line))) {
		d, err := w.DetachLines(lines)
		if err != nil {
			return err
		}
		writing.Ops, writing.Detached = append(writing.Ops, record.Letterhead.Signers.Op(key, d.Commitment())), []changeset.Detached{d}
	}
	for i, op := range writing.Ops { // both in one change: a letterhead never stands without who signs
		if writing.Ops[i], err = w.Operation(writing.Scope, op); err != nil {
			return err
		}
	}
	_, err = w.Put(writing)
	return err
}

// recipients are the lines under "Nơi nhận" as Decree 30/2020/NĐ-CP, Annex I, II.9 ends them: each by ";", the last by ".".
func recipients(typed []string) (lines []string) {
	for _, r := range strings.Split(strings.Join(typed, ";"), ";") {
		if r = book.Clean(r); strings.Trim(r, " .-–—") != "" {
			lines = append(lines, r+";")
		}
	}
	if last := len(lines) - 1; last >= 0 {
		lines[last] = strings.TrimRight(lines[last], ".;") + "."
	}
	return lines
}

// signerLines are signers as lines, in the order of their roles; one who has neither a name nor words of their own is left out.
func signerLines(signers []Signer) ([]string, error) {
	list := make([]string, 0, len(signers))
	for _, role := range emulation.SignerRoles {
		for _, s := range signers {
			for _, text := range []*string{&s.Name, &s.Position, &s.Authority} {
				*text = strings.Join(strings.Fields(book.Clean(*text)), " ")
				if n := utf8.RuneCountInString(*text); n > mostOfSigner {
					return nil, emulation.Errorf(emulation.Invalid, "bound.text", "text", string([]rune(*text)[:20])+"…", "count", n, "most", mostOfSigner)
				}
			}
			if s.Role == role && s.Name+s.Position+s.Authority != "" {
				list = append(list, s.line())
			}
		}
	}
	for _, s := range signers {
		if !slices.Contains(emulation.SignerRoles, s.Role) {
			return nil, emulation.Errorf(emulation.Invalid, "letterhead.role", "role", s.Role, "roles", strings.Join(emulation.SignerRoles, ", "))
		}
	}
	return list, nil
}
