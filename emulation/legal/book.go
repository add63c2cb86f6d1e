package legal

import (
	"cmp"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"thidua/emulation"
)

// Book is every profile that is known.
type Book struct {
	profiles []*Profile // laws before decrees before circulars, older first
}

// Read loads every profile of a folder.
func Read(files fs.FS, folder string) (*Book, error) {
	names, err := fs.Glob(files, folder+"/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*Profile
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		p, err := Load(name, raw)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return NewBook(all...)
}

var order = map[Kind]int{Law: 0, Decree: 1, Circular: 2}

// NewBook puts profiles together. Two with one id, or a reference to one that is not there, is an error with code Invalid.
func NewBook(profiles ...*Profile) (*Book, error) {
	known := map[string]bool{}
	for _, p := range profiles {
		if known[p.ID] {
			return nil, emulation.Errorf(emulation.Invalid, "legal.twice", "path", "id", "id", p.ID)
		}
		known[p.ID] = true
	}
	for _, p := range profiles {
		for _, id := range slices.Concat(p.Replaces, p.Amends) {
			if !known[id] {
				return nil, emulation.Errorf(emulation.Invalid, "legal.unknown-profile", "profile", p.ID, "id", id)
			}
		}
	}
	b := &Book{slices.Clone(profiles)}
	slices.SortStableFunc(b.profiles, func(p, q *Profile) int {
		return cmp.Or(cmp.Compare(order[p.Kind], order[q.Kind]), strings.Compare(string(p.From), string(q.From)), strings.Compare(p.ID, q.ID))
	})
	return b, nil
}

// On is the law in force on a day.
func (b *Book) On(day Date) *Situation {
	s := &Situation{Day: day}
	for _, p := range b.profiles {
		switch {
		case p.InForce(day):
			s.Profiles = append(s.Profiles, p)
		case p.From > day:
			s.Coming = append(s.Coming, p)
		}
	}
	return s
}

// For is the law applied to a proposal: the one in force on the day its dossier is sent, whatever season it is for and whenever it is decided.
// What a law that comes later says of such a dossier stands in its Transition, among Coming.
func (b *Book) For(dossierSent Date) *Situation { return b.On(dossierSent) }

// Situation is the law of one day.
type Situation struct {
	Day      Date
	Profiles []*Profile // in force
	Coming   []*Profile // known to come into force later
}

// Grounds are the documents of law a letter of that day rests on, as it cites them: but for those that one of the grounds given cites already.
func (s *Situation) Grounds(given ...string) (list []string) {
	for _, p := range s.Profiles {
		if p.Ground != "" && !slices.ContainsFunc(given, p.citedBy) {
			list = append(list, p.Ground)
		}
	}
	return list
}

// citedBy reports whether a ground cites the document: a decree where it begins as one and has its number, for another document may only speak of it; a
// law by its name, and one that amends it by that name or its own, where no years but others stand there.
func (p *Profile) citedBy(ground string) bool {
	begins := strings.TrimPrefix(plainName(ground), "can cu ")
	if p.Kind != Law {
		return strings.HasPrefix(begins, "nghi dinh") && strings.Contains(ground, p.Number)
	}
	_, year, _ := strings.Cut(p.Number, "/")
	year, _, _ = strings.Cut(year, "/")
	years := fourDigits.FindAllString(ground, -1)
	if len(p.Amends) > 0 {
		begins = strings.TrimPrefix(begins, amendingName)
	}
	return strings.HasPrefix(begins, lawName) && (len(years) == 0 || slices.Contains(years, year))
}

var fourDigits = regexp.MustCompile(`\b[12][0-9]{3}\b`)

// lawName is how a ground begins that names the law itself, plain; a decree names it behind its own number.
const lawName = "luat thi dua khen thuong"

// amendingName is what stands before it in the name of a law that amends it.
const amendingName = "luat sua doi bo sung mot so dieu "

// Rule is an article in force with the document it stands in.
type Rule struct {
	Profile *Profile
	Article *Article
}

// Verified reports whether both the document and the article were verified from the official text.
func (r Rule) Verified() bool { return r.Profile.Verified && r.Article.Verified }

// Rules lists what is in force, in the order of the documents.
func (s *Situation) Rules() []Rule {
	var out []Rule
	for _, p := range s.Profiles {
		for i := range p.Articles {
			out = append(out, Rule{p, &p.Articles[i]})
		}
	}
	return out
}

// find is the rule that counts among those that fit: the one of the document in force most recently, which amends what came before it.
func (s *Situation) find(fits func(*Article) bool) (Rule, bool) {
	var best Rule
	for _, r := range s.Rules() {
		if fits(r.Article) && (best.Profile == nil || r.Profile.From >= best.Profile.From) {
			best = r
		}
	}
	return best, best.Profile != nil
}

// Quota is the rule for the number of an award form; ok is false where none is known.
func (s *Situation) Quota(form string) (r Rule, ok bool) {
	return s.find(func(a *Article) bool { return a.Quota != nil && a.Quota.Form == form })
}

// Eligibility is the rule for who may get an award form; ok is false where none is known.
func (s *Situation) Eligibility(form string) (r Rule, ok bool) {
	return s.find(func(a *Article) bool { return a.Eligibility != nil && a.Eligibility.Form == form })
}
