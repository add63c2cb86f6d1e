package todo

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// Due is something of the season with a day: a step that ends, a figure that is asked for, a conference.
type Due struct {
	What     emulation.Message
	Date     legal.Date
	DaysLeft int  // negative once the day is over
	Now      bool // it is the step the season stands at
	Past     bool // it is done: the season went on, all answered, the conference was held
	Overdue  bool // the day is over and it is not done
	Conflict bool // two people set two days
	Target   Target
}

// dues lists what has a day in the season, the earliest first.
func (t *tasks) dues() ([]Due, error) {
	w, s := t.w, t.season
	calendar, err := season.Of(w.Book).Calendar(s)
	if err != nil {
		return nil, err
	}
	var list []Due
	for i := range calendar {
		if l := &calendar[i]; l.Date != "" {
			list = append(list, Due{What: emulation.Say("due.step", "step", season.StepName(l.Step)), Date: legal.Date(l.Date), Now: l.Current, Past: l.Past,
				Conflict: l.Conflict, Target: Target{Screen: ScreenSeason, Code: string(l.Step)}})
		}
	}
	figures, err := t.asked()
	if err != nil {
		return nil, err
	}
	for i := range figures {
		if f := &figures[i]; f.Until != "" {
			list = append(list, Due{What: emulation.Say("due.figure", "name", f.Name), Date: legal.Date(f.Until), Past: len(t.owing(f)) == 0,
				Target: Target{Screen: ScreenAsked, Code: f.Code}})
		}
	}
	err = book.Each(w.Store, s.Cluster.Scope(), record.Conference, s.ID, func(it book.Item[record.SeasonConference, emulation.ConferenceInfo]) error {
		if day := legal.Date(it.Value.Date); day != "" {
			list = append(list, Due{What: emulation.Say("due.conference", "kind", emulation.Say("conference.kind."+it.Key.Kind)), Date: day, Past: day < t.today,
				Conflict: it.Conflict, Target: Target{Screen: ScreenConference, Code: it.Key.Kind}})
		}
		return nil
	})
	for i := range list {
		d := &list[i]
		d.DaysLeft = d.Date.DaysFrom(t.today)
		d.Overdue = !d.Past && d.DaysLeft < 0 && s.Step != emulation.SeasonArchived
	}
	slices.SortStableFunc(list, func(a, b Due) int { return cmp.Compare(a.Date, b.Date) })
	return list, err
}
