package forms

import (
	"slices"
	"strings"
	"time"

	"thidua/emulation"
)

// unitForm is a form that every unit has one of, by the name a person asks for it by.
type unitForm struct {
	name string
	make func(d Desk, unit emulation.ID, now time.Time) (Paper, error)
}

// unitForms are those forms in the order of the season.
var unitForms = []unitForm{{"registration", Desk.Registration}, {"awards", Desk.AwardList}, {"sheet", Desk.Sheet}, {"review", Desk.Review}, {"achievements", Desk.Achievements}}

// UnitForms are the names of the forms that every unit has one of, in the order of the season.
func UnitForms() []string {
	return emulation.Map(unitForms, func(f unitForm) string { return f.name })
}

// Unmade is a paper that could not be made, and why.
type Unmade struct {
	Paper string // what it is: a form and a unit, in the language of papers
	Err   error
}

// One is one paper of many.
type One struct {
	What string // a form, or the unit it is of, in the language of papers
	Make func(now time.Time) (Paper, error)
	All  bool // it stands in a list of whatever there is: that there is none is no failure
}

// ofUnit are the items of List that are forms of the own unit.
var ofUnit = []string{"paper.item.registration", "paper.item.award-list", "paper.item.review", "paper.item.achievements"}

// Season lists all papers of the season that there may be something to print of at this desk: those of List, the summary, and every unit's.
func (d Desk) Season() ([]One, error) {
	items, err := d.List()
	if err != nil {
		return nil, err
	}
	var list []One
	for _, item := range items {
		if item.Make != nil && !slices.Contains(ofUnit, item.Name.Key) {
			list = append(list, One{words(item.Name), item.Make, true})
		}
	}
	list = append(list, One{say("summary.title"), d.Summary, true})
	for _, form := range unitForms {
		units, err := d.OfUnits(form.name)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			u.All = true
			list = append(list, u)
		}
	}
	return list, nil
}

// OfUnits lists a form of every member unit, in the order of their names. Errors: Invalid "paper.unit-form" for a form that is not one of UnitForms.
func (d Desk) OfUnits(form string) ([]One, error) {
	i := slices.IndexFunc(unitForms, func(f unitForm) bool { return f.name == form })
	if i < 0 {
		return nil, emulation.Errorf(emulation.Invalid, "paper.unit-form", "form", form, "forms", strings.Join(UnitForms(), ", "))
	}
	s, err := d.ws.Season()
	if err != nil {
		return nil, err
	}
	var list []One
	for _, u := range s.Cluster.Members {
		list = append(list, One{What: u.Label(), Make: func(now time.Time) (Paper, error) { return unitForms[i].make(d, u.ID, now) }})
	}
	return list, nil
}

// Each makes papers one after the other, with their codes, until it is told to stop; what fails does not stop the others. step is told before each which it is
// from 1, and made gets each; false from either stops, and left is how many were not made then.
func (d Desk) Each(list []One, now time.Time, step func(n int, what string) bool, made func(p Paper) bool) (failed []Unmade, left int) {
	coder := d.Coder()
	for i, one := range list {
		if !step(i+1, one.What) {
			return failed, len(list) - i
		}
		p, err := coder.Coded(one.Make(now))
		switch {
		case one.All && emulation.CodeOf(err) == emulation.NotFound: // there is none
		case err != nil:
			failed = append(failed, Unmade{one.What, err})
		case !made(p):
			return failed, len(list) - i - 1
		}
	}
	return failed, 0
}
