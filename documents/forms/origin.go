package forms

import (
	"time"

	"thidua/emulation"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/season"
)

// coded are the forms whose papers bear a code, by the name they are named by. A number once used is never used for another form. Ballots have none: nothing
// on them may lead anywhere.
var coded = map[string]byte{
	"registration": 1, "award-list": 2, "compact": 3, "criteria": 4, "sheet": 5, "review": 6, "summary": 7, "minutes": 8, "count": 10, "achievements": 11,
	"proposal": 12, "report": 14, "regulation": 15, "statistics": 16, "plan": 17, "letter": 18, "programme": 19, "opinions": 20, "council": 21,
}

// origin is a way to make a paper anew; about is what its name tells of, where that is known before it is made.
type origin struct {
	about string
	make  func(now time.Time) (Paper, error)
}

// origins are the papers of a form that can be made of the season.
func (d Desk) origins(form string) ([]origin, error) {
	s, err := d.ws.Season()
	if err != nil {
		return nil, err
	}
	one := func(make func(now time.Time) (Paper, error)) []origin { return []origin{{make: make}} }
	of := func(make func(d Desk, unit emulation.ID, now time.Time) (Paper, error)) []origin {
		return emulation.Map(s.Cluster.Members, func(u book.Unit) origin {
			return origin{u.Label(), func(now time.Time) (Paper, error) { return make(d, u.ID, now) }}
		})
	}
	at := func(make func(d Desk, kind string, now time.Time) (Paper, error)) []origin {
		return emulation.Map(conference.Conferences, func(kind string) origin {
			return origin{make: func(now time.Time) (Paper, error) { return make(d, kind, now) }}
		})
	}
	switch form {
	case "registration":
		return of(Desk.Registration), nil
	case "award-list":
		return of(Desk.AwardList), nil
	case "sheet":
		return of(Desk.Sheet), nil
	case "review":
		return of(Desk.Review), nil
	case "achievements":
		return of(Desk.Achievements), nil
	case "minutes":
		return at(Desk.Minutes), nil
	case "report":
		return at(Desk.Report), nil
	case "letter":
		return at(Desk.MeetingLetter), nil
	case "programme":
		return at(Desk.MeetingProgramme), nil
	case "compact":
		return one(d.Compact), nil
	case "summary":
		return one(d.Summary), nil
	case "regulation":
		return one(d.Regulation), nil
	case "statistics":
		return one(d.Statistics), nil
	case "plan":
		return one(d.Plan), nil
	case "criteria":
		return d.ofVersions(d.Criteria)
	case "opinions":
		return d.ofVersions(d.Opinions)
	case "count":
		return d.counts()
	case "proposal":
		return d.proposed()
	case "council":
		return d.councils()
	}
	return nil, nil
}

// ofVersions are a paper of the version of the criteria in force, or of all, and of each.
func (d Desk) ofVersions(make func(version uint64, now time.Time) (Paper, error)) ([]origin, error) {
	versions, err := season.At(d.ws).CriteriaVersions()
	if err != nil {
		return nil, err
	}
	list := []origin{{make: func(now time.Time) (Paper, error) { return make(0, now) }}}
	for _, v := range versions {
		list = append(list, origin{make: func(now time.Time) (Paper, error) { return make(v.Number, now) }})
	}
	return list, nil
}

func (d Desk) counts() (list []origin, err error) {
	votes, err := conference.At(d.ws).Votes()
	for _, v := range votes {
		for round := range v.Rounds {
			list = append(list, origin{make: func(now time.Time) (Paper, error) { return d.Count(v.Code, round+1, now) }})
		}
	}
	return list, err
}

func (d Desk) proposed() (list []origin, err error) {
	letters, err := d.letters()
	for _, form := range letters {
		list = append(list, origin{make: func(now time.Time) (Paper, error) { return d.Proposal(form.ID, now) }})
	}
	return list, err
}

func (d Desk) councils() (list []origin, err error) {
	all, err := awards.At(d.ws).Councils()
	for _, c := range all {
		list = append(list, origin{make: func(now time.Time) (Paper, error) { return d.Council(c.Code, now) }})
	}
	return list, err
}
