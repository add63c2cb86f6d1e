package season

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// SeasonNext is a step the season may take, and what stands before it.
type SeasonNext struct {
	To   emulation.SeasonStep
	Back bool
	sheet.Checklist
}

// SeasonState is where the season stands: what may follow, who can do it, until when, what is missing, and what waits for somebody.
type SeasonState struct {
	Season   *book.Season
	Next     []SeasonNext
	Who      emulation.Message // who takes the steps, by name
	Mine     bool              // this desk may take them
	Deadline *CalendarLine     // of the step it stands at; nil if none was set
	Posts    []PostHeld
	Held     []HeldStep     // steps that wait for a decision
	Chosen   *ChosenLeaders // by the season before, and not recorded yet
	Waits    []emulation.Message
}

// SeasonState tells where the season stands.
func (room Room) SeasonState() (*SeasonState, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	st := &SeasonState{Season: s}
	if st.Who, err = w.WhoLeads(s); err != nil {
		return nil, err
	}
	for _, to := range s.NextSteps() {
		next := SeasonNext{To: to, Back: emulation.StepsBack(s.Step, to)}
		if next.Checklist, err = w.seasonChecklist(s, to); err != nil {
			return nil, err
		}
		st.Next = append(st.Next, next)
	}
	if st.Mine, err = w.maySteps(s); err != nil {
		return nil, err
	}
	calendar, err := w.Calendar(s)
	if err != nil {
		return nil, err
	}
	for i := range calendar {
		if calendar[i].Current && calendar[i].Date != "" {
			st.Deadline = &calendar[i]
		}
	}
	if st.Posts, err = w.postsOf(s); err != nil {
		return nil, err
	}
	if st.Held, err = w.heldSteps(s); err != nil {
		return nil, err
	}
	return st, w.waits(st)
}

// maySteps asks whether this desk may take the season's steps.
func (w View) maySteps(s *book.Season) (bool, error) {
	right := record.Season.Step.Right
	a, err := w.Actors(s, emulation.ID{})
	return a&right.By != 0, err
}

// waits says what of the season is left to somebody: posts and quotas to the office, what two people wrote to whoever decides.
func (w View) waits(st *SeasonState) error {
	s := st.Season
	chosen, err := w.Chosen(s)
	if err != nil {
		return err
	}
	if len(s.Head) == 0 {
		if st.Chosen = chosen; chosen != nil {
			st.Waits = append(st.Waits, emulation.Say("setup.waits.posts", "leaders", chosen.Names()))
		} else {
			st.Waits = append(st.Waits, emulation.Say("setup.waits.no-posts"))
		}
	}
	if s.Info.Previous != "" && !emulation.SeasonReached(s.Step, emulation.SeasonLocked) {
		before := record.Season.ID(record.ClusterCode{Cluster: s.Cluster.ID, Code: s.Info.Previous})
		earlier, err := w.quotas(s.Cluster.Scope(), before)
		if err != nil {
			return err
		}
		now, err := w.quotas(s.Cluster.Scope(), s.ID)
		if err != nil {
			return err
		}
		if len(earlier) > 0 && len(now) == 0 {
			st.Waits = append(st.Waits, emulation.Say("setup.waits.quotas", "season", s.Info.Previous))
		}
	}
	for _, h := range st.Held {
		st.Waits = append(st.Waits, emulation.Say("setup.waits.held", "author", h.Author, "step", StepName(h.To)))
	}
	if s.InfoConflict {
		st.Waits = append(st.Waits, emulation.Say("setup.waits.info"))
	}
	for _, p := range st.Posts {
		if p.Left {
			st.Waits = append(st.Waits, emulation.Say("setup.waits.left", "unit", p.Unit.Label(), "post", emulation.Say("post."+string(p.Post))))
		}
	}
	return nil
}

// Names names the leaders with their posts.
func (c *ChosenLeaders) Names() []emulation.Message {
	var list []emulation.Message
	for _, u := range c.Head {
		list = append(list, emulation.Say("setup.chosen", "unit", u.Label(), "post", emulation.Say("post."+string(emulation.PostHead))))
	}
	for _, u := range c.Deputies {
		list = append(list, emulation.Say("setup.chosen", "unit", u.Label(), "post", emulation.Say("post."+string(emulation.PostDeputy))))
	}
	return list
}
