package season

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace"
	"thidua/workspace/book"
)

// DeadlineSet is one date a step's deadline was given, and why.
type DeadlineSet struct {
	emulation.Deadline
	Author string
	At     int64 // milliseconds
}

// CalendarLine is one step of the season's calendar.
type CalendarLine struct {
	Step     emulation.SeasonStep
	Date     string // until when it lasts; "" if nobody said
	Reason   string
	Current  bool
	Past     bool // the season went on
	Overdue  bool // the day is over, and the season has not gone on
	DaysLeft int  // of one that is not past: negative if it is overdue
	Conflict bool
	History  []DeadlineSet // oldest first, what counts last
}

// SetDeadline sets until when a step of the season lasts. Another date than was set before needs a reason; the one before stays in the history.
func (room Room) SetDeadline(step emulation.SeasonStep, date, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if !slices.Contains(emulation.SeasonSteps, step) {
			return emulation.Errorf(emulation.Invalid, "setup.step-unknown", "step", string(step))
		}
		day, err := book.NeedDay(date)
		if err != nil {
			return err
		}
		key := record.SeasonAt{Season: s.ID, Step: step}
		now, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Deadline, key)
		if err != nil {
			return err
		}
		if reason = book.Clean(reason); ok && now.Value.Date != day && reason == "" {
			return book.Refused(judge.ReasonWhy)
		}
		return w.Namely(s, workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Deadline, key, emulation.Deadline{Date: day, Reason: reason}))
	})
}

// Calendar tells every step of the season with its deadline, and what is overdue today.
func (room Room) Calendar() ([]CalendarLine, error) { return workspace.Ask(room.desk, View.Calendar) }

// Calendar tells every step of a season with its deadline.
func (w View) Calendar(s *book.Season) ([]CalendarLine, error) {
	lines := make([]CalendarLine, len(emulation.SeasonSteps))
	today := w.Today()
	for i, step := range emulation.SeasonSteps {
		l := &lines[i]
		l.Step, l.Current = step, step == s.Step
		l.Past = s.Step != "" && !l.Current && emulation.SeasonReached(s.Step, step)
		r, err := w.Store.Record(record.Deadline.Ref(s.Cluster.Scope(), record.SeasonAt{Season: s.ID, Step: step}))
		if err != nil {
			return nil, err
		}
		it, ok, err := book.ItemOf(r, record.Deadline)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		l.Date, l.Reason, l.Conflict = it.Value.Date, it.Value.Reason, it.Conflict
		if !l.Past {
			l.DaysLeft = legal.Date(l.Date).DaysFrom(today)
			l.Overdue = l.DaysLeft < 0
		}
		for _, v := range record.Deadline.Versions(r) {
			set := DeadlineSet{At: v.HLC.Milliseconds()}
			if err := changeset.Load(v.Value, &set.Deadline); err != nil {
				return nil, err
			}
			if set.Author, err = w.AuthorName(v.Author); err != nil {
				return nil, err
			}
			l.History = append(l.History, set)
		}
	}
	return lines, nil
}
