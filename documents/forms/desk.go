package forms

import (
	"fmt"
	"slices"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// Paper is a form ready to print.
type Paper struct {
	Name      string // suggested for its file, without an ending: "phieu-cham-diem-so-gddt-son-la-2023-2024"
	Documents []documents.Document
	Form      string     // what it was named by: "sheet"
	Numbering *Numbering // of a paper that has a number; nil = of one that has none, or one from elsewhere
}

// named names a paper after what it is, what it is about and the season.
func named(kind, about string, s *book.Season, docs ...documents.Document) Paper {
	return Paper{Name: vietnamese.Slug(say("file."+kind, "about", about, "season", s.Label)), Documents: docs, Form: kind}
}

func (p *paper) named(kind, about string, s *book.Season) Paper {
	return named(kind, about, s, p.Document)
}

// Names gives a unit as it was called on a day.
type Names func(unit emulation.ID, day string) (book.Unit, error)

// called are the names of units on the day of a paper; without a day, as the season has them. The first error is kept, to be looked at once.
type called struct {
	ask  Names
	day  string
	told map[emulation.ID]string
	err  error
}

func (n Names) called(day string) *called {
	return &called{ask: n, day: day, told: map[emulation.ID]string{}}
}

func (c *called) name(u book.Unit) string {
	if dayWords(c.day) == "" || u.ID.IsZero() {
		return u.Name
	}
	name, known := c.told[u.ID]
	if !known && c.err == nil {
		var named book.Unit
		named, c.err = c.ask(u.ID, c.day)
		name = named.Name
		c.told[u.ID] = name
	}
	return name
}

// Desk is an open workspace, whose views it gathers for the papers of the season. now is always a file's own date.
type Desk struct{ ws *workspace.Workspace }

// At makes papers of a workspace.
func At(ws *workspace.Workspace) Desk { return Desk{ws} }

// FindUnit finds a unit by its code or name.
func (d Desk) FindUnit(name string) (book.Unit, error) { return d.ws.FindUnit(name) }

// Sheet is form F5 of a unit's sheet.
func (d Desk) Sheet(unit emulation.ID, now time.Time) (Paper, error) {
	sh, err := sheet.At(d.ws).Sheet(unit)
	if err != nil {
		return Paper{}, err
	}
	return d.ofUnit(unit).dress(Sheet(sh, now), nil)
}

// Council is the minutes of a session of a Council above the clusters.
func (d Desk) Council(code string, now time.Time) (Paper, error) {
	c, err := awards.At(d.ws).Council(code)
	if err != nil {
		return Paper{}, err
	}
	return Council(c, now)
}

// Summary is form F7 of the season's ranking.
func (d Desk) Summary(now time.Time) (Paper, error) {
	r, err := result.At(d.ws).Ranking()
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(Summary(r, now), nil)
}

// Registration is form F1 of a unit.
func (d Desk) Registration(unit emulation.ID, now time.Time) (Paper, error) {
	s, r, err := d.registered(unit)
	if err != nil {
		return Paper{}, err
	}
	launched, err := year.At(d.ws).Movements()
	if err != nil {
		return Paper{}, err
	}
	return d.ofUnit(unit).dress(Registration(s, r, launched, now))
}

// registered is what a member unit registered.
func (d Desk) registered(unit emulation.ID) (*book.Season, *pledge.Registered, error) {
	s, err := d.ws.Season()
	if err != nil {
		return nil, nil, err
	}
	list, err := pledge.At(d.ws).Registrations()
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(list, func(r pledge.Registered) bool { return r.Unit.ID == unit })
	if i < 0 {
		return nil, nil, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	return s, &list[i], nil
}

// AwardList is form F2 of a unit.
func (d Desk) AwardList(unit emulation.ID, now time.Time) (Paper, error) {
	s, r, err := d.registered(unit)
	if err != nil {
		return Paper{}, err
	}
	people, err := year.At(d.ws).Headcounts()
	if err != nil {
		return Paper{}, err
	}
	var own year.UnitHeadcount
	for _, h := range people {
		if h.Unit.ID == unit {
			own = h
		}
	}
	persons, err := year.At(d.ws).PersonAwards()
	if err != nil {
		return Paper{}, err
	}
	return d.ofUnit(unit).dress(AwardList(s, r, &own, persons, now))
}

// Opinions is the list of opinions on a version of the criteria and their answers; 0 = on every version.
func (d Desk) Opinions(version uint64, now time.Time) (Paper, error) {
	s, err := d.ws.Season()
	if err != nil {
		return Paper{}, err
	}
	list, err := pledge.At(d.ws).Opinions(version)
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(Opinions(s, list, now))
}

// Compact is form F3 of the season's compact.
func (d Desk) Compact(now time.Time) (Paper, error) {
	c, err := pledge.At(d.ws).Compact()
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(Compact(c, d.ws.NameOn, now))
}

// Review is form F6 of a unit's sheet.
func (d Desk) Review(unit emulation.ID, now time.Time) (Paper, error) {
	sh, err := sheet.At(d.ws).Sheet(unit)
	if err != nil {
		return Paper{}, err
	}
	answers, err := sheet.At(d.ws).Explanations(unit)
	if err != nil {
		return Paper{}, err
	}
	assigned, err := review.At(d.ws).Assignments()
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().numbered(paperMinutes, "review", unit.String()).dress(Review(sh, answers, assigned, now))
}

// Minutes is form F8 of a conference.
func (d Desk) Minutes(kind string, now time.Time) (Paper, error) {
	m, err := conference.At(d.ws).Minutes(kind)
	if err != nil {
		return Paper{}, err
	}
	asked, err := year.At(d.ws).Figures()
	if err != nil {
		return Paper{}, err
	}
	proposals, err := awards.At(d.ws).Proposals("")
	if err != nil {
		return Paper{}, err
	}
	var ranking *result.Ranking
	if judges(m) { // else no points stand in them
		if ranking, err = d.ranking(m.Season); err != nil {
			return Paper{}, err
		}
	}
	return d.ofCluster().numbered(paperMinutes, "minutes", kind).dress(Minutes(m, asked, ranking, proposals, d.ws.NameOn, now))
}

// Ballots is form F9 of a vote.
func (d Desk) Ballots(code string, copies int, now time.Time) (Paper, error) {
	s, v, err := d.vote(code)
	if err != nil {
		return Paper{}, err
	}
	return Ballots(s, v, copies, now)
}

// Count is form F10 of a round of a vote, 0 = the last.
func (d Desk) Count(code string, round int, now time.Time) (Paper, error) {
	s, v, err := d.vote(code)
	if err != nil {
		return Paper{}, err
	}
	at := &conference.Conference{}
	if v.Question.Conference != "" {
		m, err := conference.At(d.ws).Minutes(v.Question.Conference)
		if err != nil {
			return Paper{}, err
		}
		at = m.Conference
	}
	if round == 0 {
		round = len(v.Rounds)
	}
	return d.ofCluster().numbered(paperMinutes, "count", fmt.Sprintf("%s %d", v.Code, round)).dress(Count(s, v, at, round, d.ws.NameOn, now))
}

func (d Desk) vote(code string) (*book.Season, *conference.Vote, error) {
	s, err := d.ws.Season()
	if err != nil {
		return nil, nil, err
	}
	v, err := conference.At(d.ws).Vote(code)
	return s, v, err
}
