package replay

import (
	"thidua/emulation"
	"thidua/internal/sample"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/season"
	"thidua/workspace/year"
)

// outcomeSetup reads posts and adopted documents.
func outcomeSetup(w *workspace.Workspace, s *book.Season, o *Outcome) error {
	posts, err := season.At(w).Posts()
	if err != nil {
		return err
	}
	for _, p := range posts {
		if p.Post == emulation.PostHead || p.Post == emulation.PostDeputy {
			o.Posts = append(o.Posts, outcomePost{string(p.Post), p.Unit.Code, p.How, p.By})
		}
	}
	documents, err := season.At(w).Documents()
	if err != nil {
		return err
	}
	for _, d := range documents {
		if d.Adopted && !d.Withdrawn {
			o.Adopted = append(o.Adopted, d.Title)
		}
	}
	return nil
}

// outcomeMeetings reads the conferences in the order of their days, and who leads the next season.
func outcomeMeetings(w *workspace.Workspace, s *book.Season, o *Outcome) error {
	for _, kind := range emulation.ConferenceKinds {
		m, err := conference.At(w).Minutes(kind)
		if err != nil {
			return err
		}
		c := m.Conference
		if !c.Held {
			continue
		}
		x := outcomeConference{Kind: kind, Date: c.Date, Place: c.Place, Host: c.HostUnit.Code, Did: c.Done, Figures: c.Figures,
			Conclusions: c.Conclusions, Directions: c.Directions}
		for _, u := range c.ChairedBy {
			x.Chairs = append(x.Chairs, u.Code)
		}
		x.heard(m)
		o.Conferences = append(o.Conferences, x)
	}
	next, err := conference.At(w).Leaders()
	if err != nil || next == nil {
		return err
	}
	o.Next = &outcomeNext{Label: next.Label, Head: next.HeadUnit.Code, How: next.How}
	for _, u := range next.DeputyUnits {
		o.Next.Deputies = append(o.Next.Deputies, u.Code)
	}
	return nil
}

// outcomeTold reads what a report tells of the year beside figures. Of a movement that is marked as illustrative the source tells no name.
func outcomeTold(w *workspace.Workspace, o *Outcome) error {
	room := year.At(w)
	works, err := room.Achievements(year.Initiative)
	if err != nil {
		return err
	}
	for _, a := range works {
		switch x := (sample.Initiative{Unit: a.Unit.Code, Name: a.Name, Sort: a.Sort, Level: a.Level}); {
		case a.OfCluster && a.Sort == emulation.SortModel:
			o.Models = append(o.Models, a.Name)
		case a.Sort == "research":
			o.Research = append(o.Research, x)
		default:
			o.Initiatives = append(o.Initiatives, x)
		}
	}
	movements, err := room.Movements()
	if err != nil {
		return err
	}
	for _, m := range movements {
		x := sample.Launched{Name: m.Name, Occasion: m.Occasion, Call: m.Call}
		if m.Illustrative {
			x.Name = ""
		}
		if x != (sample.Launched{}) {
			o.Launched = append(o.Launched, x)
		}
	}
	persons, err := room.PersonAwards()
	if err != nil {
		return err
	}
	for _, a := range persons {
		if a.Reason != "" {
			o.AwardsTo = append(o.AwardsTo, a.Reason)
		}
	}
	shortcomings, err := room.Shortcomings()
	for _, s := range shortcomings {
		if s.OfCluster && !s.Illustrative {
			o.Short = append(o.Short, s.Text)
		}
	}
	return err
}

// outcomeFigures reads the figures the cluster asked for, each as it is put together.
func outcomeFigures(w *workspace.Workspace, _ *book.Season, o *Outcome) error {
	asked, err := year.At(w).Figures()
	for i := range asked {
		f := &asked[i]
		c := f.Combined
		x := outcomeIndicator{Name: f.Name, Measure: f.Measure, Units: c.Count}
		switch f.Combine {
		case emulation.CombineSum:
			x.Sum = c.Sum.String()
		case emulation.CombineMean:
			x.Mean = c.Mean().String()
		case emulation.CombineRange:
			x.AtLeast, x.AtMost = c.Least.String(), c.Most.String()
		case emulation.CombineLeast:
			x.AtLeast = c.Least.String()
		}
		o.Indicators = append(o.Indicators, x)
	}
	return err
}
