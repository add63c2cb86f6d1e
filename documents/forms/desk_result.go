package forms

import (
	"time"

	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/year"
)

// Proposal is forms F12 and F13 of an award form, by its id or name.
func (d Desk) Proposal(form string, now time.Time) (Paper, error) {
	s, err := d.ws.Season()
	if err != nil {
		return Paper{}, err
	}
	x := &Proposed{Season: s}
	if x.Proposals, err = awards.At(d.ws).Proposals(""); err != nil {
		return Paper{}, err
	}
	if x.Persons, err = year.At(d.ws).PersonAwards(); err != nil {
		return Paper{}, err
	}
	if x.Ranking, err = result.At(d.ws).Ranking(); err != nil {
		return Paper{}, err
	}
	law, err := awards.At(d.ws).Law()
	if err != nil {
		return Paper{}, err
	}
	x.Law = law.Book
	if x.Form, err = awards.At(d.ws).FindForm(form); err != nil {
		return Paper{}, err
	}
	return d.ofCluster().numbered(paperProposal, "proposal", x.Form.ID).dress(Proposal(x, d.ws.NameOn, now))
}

// ranking is that of the season; nil where it has no criteria.
func (d Desk) ranking(s *book.Season) (*result.Ranking, error) {
	if s.Set == nil {
		return nil, nil
	}
	return result.At(d.ws).Ranking()
}

// letters are the award forms the cluster has a letter for.
func (d Desk) letters() (list []legal.Form, err error) {
	proposals, err := awards.At(d.ws).Proposals("")
	if err != nil {
		return nil, err
	}
	persons, err := year.At(d.ws).PersonAwards()
	if err != nil {
		return nil, err
	}
	for _, id := range lettersOf(proposals, persons) {
		form, err := awards.At(d.ws).FindForm(id)
		if err != nil { // what is none of the forms has no letter
			continue
		}
		list = append(list, form)
	}
	return list, nil
}

// Report is form F14 of what a conference closes or reviews; without criteria it has no annex of points.
func (d Desk) Report(kind string, now time.Time) (Paper, error) {
	r, err := year.At(d.ws).Report()
	if err != nil {
		return Paper{}, err
	}
	m, err := conference.At(d.ws).Minutes(kind)
	if err != nil {
		return Paper{}, err
	}
	proposals, err := awards.At(d.ws).Proposals("")
	if err != nil {
		return Paper{}, err
	}
	ranking, err := d.ranking(r.Season)
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().numbered(paperReport, "report", kind).dress(Report(r, m, ranking, proposals, d.ws.NameOn, now))
}
