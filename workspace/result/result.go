package result

import (
	"encoding/json"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	seasonroom "thidua/workspace/season"
)

// Result is a season's result as it was locked.
type Result struct {
	Statement  *Statement
	Bytes      []byte // the statement as it was signed
	Identity   changeset.Identity
	Author     string // who locked it
	At         int64  // milliseconds, by the author's clock as far as it can be believed
	Reason     string // why it was locked although something was missing; "" = nothing was
	InForce    bool   // the season stands at it; else it was reopened, or another one was locked since
	Reopened   string // why it was reopened, where it was
	Pending    bool   // the server does not know of it yet
	Superseded bool   // a later statement was locked
}

// Readiness is what stands between a season and its locked result: Blocking has to be decided first (level units the criteria leave to people, an open
// vote on the ranking, an award or the leaders), Missing needs a reason.
type Readiness struct {
	Blocking []emulation.Message
	Missing  []emulation.Message
}

// Readiness looks through the season before its result is locked.
func (room Room) Readiness() (Readiness, error) { return workspace.Ask(room.desk, View.readiness) }

func (w View) readiness(s *book.Season) (Readiness, error) {
	var out Readiness
	r, err := w.In(book.PeriodSeason).Ranking(s)
	if err != nil {
		return out, err
	}
	if len(r.Standings) == 0 {
		out.Blocking = append(out.Blocking, emulation.Say("result.no-sheets"))
	}
	missing := func(key string, pairs ...any) { out.Missing = append(out.Missing, emulation.Say(key, pairs...)) }
	for _, u := range r.Missing {
		missing("result.sheet-missing", "unit", u.Name)
	}
	for _, st := range r.Standings {
		if st.Step != emulation.SheetAgreed && st.Step != emulation.SheetLocked {
			missing("result.sheet-open", "unit", st.Unit.Name, "step", emulation.Say("step."+string(st.Step)))
		}
	}
	if r.Provisional && len(out.Missing) == 0 {
		missing("result.provisional")
	}
	for _, warning := range r.Result.Warnings {
		if warning.Unit == "" {
			missing("result.warning", "warning", warning.Message())
		}
	}
	votes, err := conference.Of(w.Book).Votes(s)
	if err != nil {
		return out, err
	}
	rules, err := w.Rules()
	if err != nil {
		return out, err
	}
	for _, v := range votes {
		against, err := w.against(s, v)
		if err != nil {
			return out, err
		}
		binds := v.On == ballot.OnRanking || v.On == ballot.OnLeaders || strings.HasPrefix(v.On, ballot.OnAward)
		switch {
		case v.Withdrawn && !v.Conflict:
		case v.Conflict:
			out.Blocking = append(out.Blocking, emulation.Say("result.vote-conflict", "vote", v.Title))
		case v.Fault != nil:
			out.Blocking = append(out.Blocking, emulation.Say("result.vote-fault", "vote", v.Title, "fault", v.Fault))
		case against != nil:
			out.Blocking = append(out.Blocking, emulation.Say("result.vote-fault", "vote", v.Title, "fault", against))
		case v.On == ballot.OnRanking && len(v.Rounds) > 0: // what it left level is told beside the ranking
		case binds && !v.Decided() && rules >= emulation.FourthJudge: // before nobody could withdraw it
			out.Blocking = append(out.Blocking, emulation.Say("result.vote-open", "vote", v.Title, "outcome", v.Message, "how", v.Ways()))
		case len(v.Rounds) == 0:
			missing("result.vote-uncounted", "vote", v.Title)
		case !v.Decided():
			missing("result.vote-undecided", "vote", v.Title, "outcome", v.Message)
		}
	}
	d, err := w.decisions(s)
	if err != nil {
		return out, err
	}
	out.Blocking = append(out.Blocking, r.Result.OpenTies(d, votedPlaces(s, votes))...)
	return out, nil
}

// against is why a vote is not held as the cluster's regulation has it; nil if it is, or is on a form nobody here knows.
func (w View) against(s *book.Season, v *conference.Vote) (against, err error) {
	err = conference.Of(w.Book).Regulated(s, &v.Question)
	switch emulation.CodeOf(err) {
	case emulation.Forbidden, emulation.Conflict:
		return err, nil
	case emulation.NotFound:
		return nil, nil
	}
	return nil, err
}

// LockResult locks the result of the season: the statement and the step in one signed change. What is missing is refused unless a reason says why
// the result is locked all the same.
func (room Room) LockResult(reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if err := w.mayLock(s); err != nil {
			return err
		}
		if s.Step != emulation.SeasonConference {
			return emulation.Errorf(emulation.Forbidden, "result.not-at-conference", "step", emulation.Say("season."+string(s.Step)))
		}
		ready, err := w.readiness(s)
		if err != nil {
			return err
		}
		if len(ready.Blocking) > 0 {
			return emulation.Errorf(emulation.Conflict, "result.blocked", "what", ready.Blocking)
		}
		if reason = book.Clean(reason); reason == "" && len(ready.Missing) > 0 {
			return emulation.Errorf(emulation.Conflict, "result.missing", "what", ready.Missing)
		}
		scope := s.Cluster.Scope()
		head, err := w.Judge.Head(w.Store, scope)
		if err != nil {
			return err
		}
		own, err := w.Store.Own(scope)
		if err != nil {
			return err
		}
		at := position(&changeset.Change{Scope: scope, Generation: head.Generation, BaseSize: head.Size, BaseRoot: head.Root(), Log: w.Self(),
			Epoch: own.Epoch, Seq: own.Seq + 1, Previous: own.Identity})
		everything := book.Point{Cluster: changeset.Now, Control: changeset.Now, Pending: func(emulation.ID) bool { return true }}
		raw, err := stated(Of(book.Past(w.Store, &book.Filtered{Base: w.Store, At: everything}, w.Root(), w.Control)), scope.ID(), s.ID, at)
		if err != nil {
			return err
		}
		ops, err := seasonroom.Of(w.Book).StepOperations(s, emulation.SeasonLocked, reason)
		if err != nil {
			return err
		}
		op, err := w.Operation(scope, record.Season.Result.Op(s.Key(), raw))
		if err != nil {
			return err
		}
		_, err = w.Write(scope, "lock", append(ops, op)...)
		return err
	})
}

// ReopenResult takes a season whose result is locked one step back, with the reason. The statement stays in the record; locking again makes a new one.
func (room Room) ReopenResult(reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if err := w.mayLock(s); err != nil {
			return err
		}
		if s.Step != emulation.SeasonLocked {
			return emulation.Errorf(emulation.Forbidden, "result.not-locked", "step", emulation.Say("season."+string(s.Step)))
		}
		if reason = book.Clean(reason); reason == "" {
			return emulation.Errorf(emulation.Invalid, "result.reopen-reason")
		}
		ops, err := seasonroom.Of(w.Book).StepOperations(s, emulation.SeasonConference, reason)
		if err != nil {
			return err
		}
		_, err = w.Write(s.Cluster.Scope(), "reopen", ops...)
		return err
	})
}

// mayLock refuses who neither leads the cluster nor is the office, and names those who do.
func (w View) mayLock(s *book.Season) error {
	right := record.Season.Result.Right
	a, err := w.Actors(s, emulation.ID{})
	if err == nil && a&right.By == 0 {
		err = seasonroom.Of(w.Book).Namely(s, book.NotMine(right.By))
	}
	return err
}

// stated is the statement of a season as a book of a point in the past reads it.
func stated(w View, cluster, season emulation.ID, at StatementPosition) ([]byte, error) {
	s, err := w.SeasonAt(cluster, season)
	if err != nil {
		return nil, err
	}
	return w.statement(s, at)
}

// Result is the last result that was locked, also where it was reopened since; nil if none was.
func (w Room) Result() (*Result, error) {
	all, err := w.ResultHistory()
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all[len(all)-1], nil
}

// ResultHistory lists every result that was locked in the season, oldest first.
func (room Room) ResultHistory() ([]*Result, error) { return workspace.Ask(room.desk, View.results) }

func (w View) results(s *book.Season) ([]*Result, error) {
	r, err := w.Store.Record(record.Season.Ref(s.Cluster.Scope(), s.Key()))
	if err != nil || r == nil {
		return nil, err
	}
	var all []*Result
	for _, v := range record.Season.Result.Versions(r) {
		one := &Result{At: v.HLC.Milliseconds(), Pending: v.Leaf == changeset.Pending, Statement: new(Statement)}
		lock, err := w.lockOf(s.Cluster.Scope(), &v)
		if err != nil {
			return nil, err
		}
		one.Identity = lock.change.Identity
		if one.Author, err = w.AuthorName(v.Author); err != nil {
			return nil, err
		}
		if err := changeset.Load(v.Value, &one.Bytes); err != nil {
			return nil, err
		}
		if json.Unmarshal(one.Bytes, one.Statement) != nil || one.Statement.Format != StatementFormat {
			one.Statement = nil // of another program: its bytes are kept and shown
		}
		one.Reason = reasonIn(r, v.ID.Change, emulation.SeasonLocked)
		all = append(all, one)
	}
	for i, one := range all {
		one.Superseded = i+1 < len(all)
		one.InForce = !one.Superseded && emulation.SeasonReached(s.Step, emulation.SeasonLocked)
		one.Reopened = reopenedAfter(r, record.Season.Result.Versions(r), i)
	}
	return all, nil
}

// reasonIn is the reason a change gave for a step of the season.
func reasonIn(r *changeset.Record, change emulation.ID, to emulation.SeasonStep) string {
	for _, v := range record.Season.Reason.Versions(r) {
		var why emulation.StepReason
		if v.ID.Change == change && changeset.Load(v.Value, &why) == nil && why.To == string(to) {
			return why.Reason
		}
	}
	return ""
}

// reopenedAfter is why the season was taken back to its conference after a result was locked and before the next was.
func reopenedAfter(r *changeset.Record, results []changeset.Version, i int) string {
	steps := record.Season.Step.Versions(r)
	at := slices.IndexFunc(steps, func(v changeset.Version) bool { return v.ID.Change == results[i].ID.Change })
	for _, v := range steps[at+1:] {
		if i+1 < len(results) && v.ID.Change == results[i+1].ID.Change {
			break
		}
		if why := reasonIn(r, v.ID.Change, emulation.SeasonConference); why != "" {
			return why
		}
	}
	return ""
}
