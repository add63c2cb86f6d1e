package todo

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace/pledge"
)

// ofConsulting asks the units what they think of the criteria while these are consulted, and those who prepare them for their answers. Nothing waits
// for either: criteria may be adopted without.
func (t *tasks) ofConsulting() error {
	if t.season.Step != emulation.SeasonConsulting || !t.is(ownPeople|preparing) {
		return nil
	}
	pledges := pledge.Of(t.w.Book)
	last, err := pledges.LastCriteria(t.season)
	if err != nil || last == 0 {
		return err
	}
	opinions, err := pledges.Opinions(t.season, last)
	if err != nil {
		return err
	}
	open, own := 0, false
	for i := range opinions {
		own = own || opinions[i].Unit.ID == t.unit.ID
		if opinions[i].Open() {
			open++
		}
	}
	target := Target{Screen: ScreenSeason, Code: record.Opinion.Kind}
	if t.is(ownPeople) && !own {
		t.add("opinion", Someday, emulation.SeasonAdopted, target, noWhy)
	}
	if t.is(preparing) && open > 0 {
		t.add("opinion-answer", Normal, emulation.SeasonAdopted, target, noWhy, "count", open)
	}
	return nil
}
