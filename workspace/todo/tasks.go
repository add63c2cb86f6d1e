package todo

import (
	"encoding/binary"
	"slices"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/access"
	"thidua/workspace/book"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// Urgency orders tasks.
type Urgency int

// How urgent a task is.
const (
	Overdue Urgency = iota // its deadline is over
	Urgent                 // others wait for it, or its deadline is near
	Normal
	Someday // worth doing, nothing waits for it
)

// Screen is where a task is done.
type Screen string

// The screens tasks lead to.
const (
	ScreenSeason       Screen = "season"
	ScreenRegistration Screen = "registration"
	ScreenCompact      Screen = "compact"
	ScreenFigures      Screen = "figures"
	ScreenAsked        Screen = "asked" // the figures the cluster asks for
	ScreenSheet        Screen = "sheet"
	ScreenVerifying    Screen = "verifying"
	ScreenConference   Screen = "conference"
	ScreenRanking      Screen = "ranking"
	ScreenAwards       Screen = "awards"
	ScreenPrinting     Screen = "printing"
	ScreenConflicts    Screen = "conflicts"
	ScreenSync         Screen = "sync"
	ScreenAccess       Screen = "access"
	ScreenEntered      Screen = "entered" // what was entered on behalf of the unit
)

// Task (việc cần làm) is one thing for whoever sits here.
type Task struct {
	Kind    string // of the task: "sheet-submit"
	What    emulation.Message
	Why     emulation.Message // without a key where What says enough
	Due     legal.Date        // "" = no deadline
	Overdue bool
	Urgency Urgency
	Target  Target
}

// Target is what to open for a task.
type Target struct {
	Screen Screen
	Unit   book.Unit // zero = none in particular
	Code   string    // of a criterion, an award form, a vote or a step

	Season book.SeasonName // to be worked in first; zero = the one at hand
}

// The days a task is near its deadline, the days after which what was not sent is worth a word, and those a recovery is spoken of.
const (
	nearDays  = 7
	quietDays = 3
	lostDays  = 30 // after a recovery, what became of the lost computer
)

// Tasks lists what there is to do for whoever sits here, the most urgent first. It needs no server: it is read from what is here.
func (room Room) Tasks() ([]Task, error) {
	w, done := room.desk.View()
	defer done()
	t, err := w.tasks()
	if err != nil {
		return nil, err
	}
	return t.list, nil
}

// tasks gathers what there is to do, the most urgent first.
func (w View) tasks() (*tasks, error) {
	t, err := w.taskList()
	if err != nil {
		return nil, err
	}
	if t.season != nil {
		if err := all(t.ofTheYear, t.ofWaiting, t.ofConflicts, t.ofSeasons); err != nil {
			return nil, err
		}
	}
	if err := all(t.ofSync, t.ofRecovery); err != nil {
		return nil, err
	}
	slices.SortStableFunc(t.list, byUrgency)
	return t, nil
}

// ofTheYear is what there is to do in the season.
func (t *tasks) ofTheYear() error {
	return all(t.ofSeason, t.ofConsulting, t.ofUnit, t.ofFigures, t.ofSheet, t.ofVerifier, t.ofOffice, t.ofLeaders, t.ofConference, t.ofProposals)
}

// all does one part after the other.
func all(parts ...func() error) error {
	for _, part := range parts {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// tasks gathers what there is to do.
type tasks struct {
	w      View
	season *book.Season // nil where there is none yet
	actors emulation.Actors
	unit   book.Unit // the own one; zero of an office
	today  legal.Date
	due    map[emulation.SeasonStep]legal.Date
	steps  map[emulation.ID]emulation.SheetStep
	list   []Task

	asked       func() ([]year.Figure, error) // those of the cluster, and the verifiers; read once, where they are asked for
	assignments func() ([]review.AssignmentView, error)
}

func (w View) taskList() (*tasks, error) {
	t := &tasks{w: w, today: w.Today(), due: map[emulation.SeasonStep]legal.Date{}, steps: map[emulation.ID]emulation.SheetStep{}}
	s, err := w.Season()
	if emulation.CodeOf(err) == emulation.NotFound {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	t.season = s
	t.asked = sync.OnceValues(func() ([]year.Figure, error) { return year.Of(w.Book).Figures(s) })
	t.assignments = sync.OnceValues(func() ([]review.AssignmentView, error) { return review.Of(w.Book).Assignments(s) })
	me, err := w.Certificate()
	if err != nil {
		return nil, err
	}
	if me.Subject.Kind == emulation.SubjectUnit {
		t.unit, _ = s.Cluster.Member(me.Subject.ID)
	}
	if t.actors, err = w.Actors(s, t.unit.ID); err != nil {
		return nil, err
	}
	err = book.Each(w.Store, s.Cluster.Scope(), record.Deadline, s.ID, func(it book.Item[record.SeasonAt, emulation.Deadline]) error {
		t.due[it.Key.Step] = legal.Date(it.Value.Date)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, u := range s.Cluster.Members {
		if t.steps[u.ID], err = sheet.Of(w.Book).Step(s, u.ID); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// is reports whether this desk acts as one of them.
func (t *tasks) is(any emulation.Actors) bool { return t.actors&any != 0 }

// during reports whether the season stands at one of the steps from one to another. A season whose life cycle was not begun is at none.
func (t *tasks) during(from, until emulation.SeasonStep) bool {
	return emulation.SeasonReached(t.season.Step, from) && (t.season.Step == until || !emulation.SeasonReached(t.season.Step, until))
}

// add puts a task on the list: its sentence is "task.<kind>", its deadline that of a step of the season ("" = none).
func (t *tasks) add(kind string, urgency Urgency, by emulation.SeasonStep, target Target, why emulation.Message, pairs ...any) {
	t.addBy(kind, urgency, t.due[by], target, why, pairs...)
}

// addBy is add for what has a day of its own.
func (t *tasks) addBy(kind string, urgency Urgency, due legal.Date, target Target, why emulation.Message, pairs ...any) {
	x := Task{Kind: kind, What: emulation.Say("task."+kind, pairs...), Why: why, Due: due, Urgency: urgency, Target: target}
	switch {
	case x.Due != "" && x.Due < t.today:
		x.Overdue, x.Urgency = true, Overdue
	case x.Due != "" && x.Due <= t.today.After(nearDays):
		x.Urgency = min(x.Urgency, Urgent)
	}
	t.list = append(t.list, x)
}

var noWhy emulation.Message

// ofSync tells of work that was not sent for days, and an office of what the server holds back until it decides.
func (t *tasks) ofSync() error {
	held, err := access.Of(t.w.Book).Held()
	if err != nil {
		return err
	}
	if n := len(held); n > 0 {
		t.add("held-back", Urgent, "", Target{Screen: ScreenAccess}, noWhy, "count", n)
	}
	oldest, count := int64(0), 0
	err = t.w.Store.Pending(func(p changeset.PendingChange) error {
		if at := p.Change.HLC.Milliseconds(); oldest == 0 || at < oldest {
			oldest = at
		}
		count++
		return nil
	})
	if err != nil || count == 0 {
		return err
	}
	if days := (t.w.NowMs() - oldest) / (24 * time.Hour).Milliseconds(); days >= quietDays {
		t.add("sync", Urgent, "", Target{Screen: ScreenSync}, emulation.Say("task.why-sync", "count", count, "days", days))
	}
	return nil
}

// ofRecovery reminds whoever restored a desk from its recovery sheet that the lost computer still holds the same key.
func (t *tasks) ofRecovery() error {
	at, err := t.w.Store.Meta(book.MetaRecovered)
	if err != nil || len(at) != 8 {
		return err
	}
	since := time.UnixMilli(int64(binary.BigEndian.Uint64(at)))
	if days := int(time.UnixMilli(t.w.NowMs()).Sub(since).Hours() / 24); days < lostDays {
		t.add("lost-key", Normal, "", Target{Screen: ScreenSync}, emulation.Say("task.why-lost-key"))
	}
	return nil
}
