package todo

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// ofSeasons tells of this desk's other seasons: one that begins or is to be prepared, and what is still to be done in one that was left.
func (t *tasks) ofSeasons() error {
	lines, err := t.w.Lines()
	if err != nil {
		return err
	}
	followed := false
	for _, l := range lines {
		later := l.Cluster.ID == t.season.Cluster.ID && l.Label > t.season.Label
		followed = followed || later
		if l.Current || l.Step == emulation.SeasonArchived {
			continue
		}
		other, err := View{t.w.In(l.Name())}.taskList()
		if err != nil {
			return err
		}
		if err := other.ofTheYear(); err != nil {
			return err
		}
		kind := "season-other"
		switch begun := emulation.SeasonReached(l.Step, emulation.SeasonConsulting); {
		case !begun && !other.is(preparing):
			continue
		case !begun:
			kind = "season-prepare"
		case later && l.Leads:
			kind = "season-next"
		case len(other.list) == 0:
			continue
		}
		t.list = append(t.list, other.asOne(kind))
	}
	if !followed {
		return t.following()
	}
	return nil
}

// asOne is a season's list of tasks as one task of another season: as urgent as the most urgent of them, which it names.
func (t *tasks) asOne(kind string) Task {
	one := Task{Kind: kind, What: emulation.Say("task."+kind, "cluster", t.season.Cluster.Info.Name, "season", t.season.Info.Name), Urgency: Someday,
		Target: Target{Screen: ScreenSeason}}
	if len(t.list) > 0 {
		first := slices.MinFunc(t.list, byUrgency)
		one.Why = emulation.Say("task.why-season", "count", len(t.list), "first", first.What)
		one.Due, one.Overdue, one.Urgency, one.Target = first.Due, first.Overdue, first.Urgency, first.Target
	}
	one.Target.Season = t.season.Name()
	return one
}

// byUrgency puts the most urgent task first, then the one that is due first; what has no deadline comes last.
func byUrgency(a, b Task) int {
	day := func(t Task) string { return cmp.Or(string(t.Due), "9999-12-31") }
	return cmp.Or(cmp.Compare(a.Urgency, b.Urgency), cmp.Compare(day(a), day(b)))
}

// following asks those who lead for the season after one whose result is locked and whose next leaders were chosen.
func (t *tasks) following() error {
	if !t.is(leading) || !t.during(emulation.SeasonLocked, emulation.SeasonArchived) {
		return nil
	}
	chosen, ok, err := book.One(t.w.Store, t.season.Cluster.Scope(), record.Leaders, record.BySeason{Season: t.season.ID})
	if ok && err == nil && !chosen.Conflict {
		t.add("season-new", Someday, "", Target{Screen: ScreenSeason}, noWhy, "season", cmp.Or(chosen.Value.Label, t.season.Label), "before", t.season.Info.Name)
	}
	return err
}

// posts asks the office to record those whom the season before chose: until then nobody but the office leads this one.
func (t *tasks) posts() error {
	if !t.is(emulation.ActorOffice) || len(t.season.Head) > 0 || t.season.Step == emulation.SeasonArchived {
		return nil
	}
	chosen, err := season.Of(t.w.Book).Chosen(t.season)
	if err == nil && chosen != nil && !chosen.Conflict {
		t.add("season-posts", Urgent, "", Target{Screen: ScreenSeason}, emulation.Say("task.why-posts", "leaders", chosen.Names()))
	}
	return err
}
