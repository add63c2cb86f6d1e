package forms

import (
	"slices"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/workspace/book"
)

// unitForm is a form that every unit has one of, by the name a person asks for it by.
type unitForm struct {
	name string
	make func(d Desk, unit emulation.ID, now time.Time) (Paper, error)
}

// unitForms are those forms in the order of the season.
var unitForms = []unitForm{{"registration", Desk.Registration}, {"awards", Desk.AwardList}, {"sheet", Desk.Sheet}, {"review", Desk.Review}, {"achievements", Desk.Achievements}}

// Unmade is a paper that could not be made, and why.
type Unmade struct {
	Paper string // what it is: a form and a unit, in the language of papers
	Err   error
}

// ofUnit are the items of List that are forms of the own unit.
var ofUnit = []string{"paper.item.registration", "paper.item.award-list", "paper.item.review", "paper.item.achievements"}

// Every makes all papers of the season that there is something to print of at this desk: those of List, the summary, and every unit's. What fails does not
// stop the others.
func (d Desk) Every(now time.Time) (made []Paper, failed []Unmade, err error) {
	items, err := d.List()
	if err != nil {
		return nil, nil, err
	}
	coder := d.Coder()
	add := func(what string, p Paper, err error) {
		p, err = coder.Coded(p, err)
		switch {
		case emulation.CodeOf(err) == emulation.NotFound: // there is none
		case err != nil:
			failed = append(failed, Unmade{what, err})
		default:
			made = append(made, p)
		}
	}
	for _, item := range items {
		if item.Make != nil && !slices.Contains(ofUnit, item.Name.Key) {
			p, err := item.Make(now)
			add(words(item.Name), p, err)
		}
	}
	p, err := d.Summary(now)
	add(say("summary.title"), p, err)
	for _, form := range unitForms {
		err := d.ofUnits(form, now, func(u book.Unit, p Paper, err error) { add(u.Label(), p, err) })
		if err != nil {
			return nil, nil, err
		}
	}
	return made, failed, nil
}

// Batch makes a form of every member unit, in the order of their names; a unit of which there is nothing to print, or whose paper fails, is told. Forms are
// "registration", "awards", "sheet", "review" and "achievements"; another is Invalid "paper.unit-form".
func (d Desk) Batch(form string, now time.Time) (made []Paper, failed []Unmade, err error) {
	i := slices.IndexFunc(unitForms, func(f unitForm) bool { return f.name == form })
	if i < 0 {
		names := emulation.Map(unitForms, func(f unitForm) string { return f.name })
		return nil, nil, emulation.Errorf(emulation.Invalid, "paper.unit-form", "form", form, "forms", strings.Join(names, ", "))
	}
	coder := d.Coder()
	err = d.ofUnits(unitForms[i], now, func(u book.Unit, p Paper, err error) {
		if p, err = coder.Coded(p, err); err != nil {
			failed = append(failed, Unmade{u.Label(), err})
			return
		}
		made = append(made, p)
	})
	return made, failed, err
}

func (d Desk) ofUnits(form unitForm, now time.Time, add func(u book.Unit, p Paper, err error)) error {
	s, err := d.ws.Season()
	if err != nil {
		return err
	}
	for _, u := range s.Cluster.Members {
		p, err := form.make(d, u.ID, now)
		add(u, p, err)
	}
	return nil
}
