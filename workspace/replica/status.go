package replica

import (
	"bytes"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/workspace/book"
	questionsroom "thidua/workspace/questions"
)

// LogStatus is one log as it is here.
type LogStatus struct {
	Scope   changeset.Scope
	Size    uint64
	Root    emulation.Hash
	Pending int               // own changes without a leaf
	Kept    emulation.Message // why they stay here for now; without a key if they are sent
	State   emulation.Hash
	Stated  uint64            // at which size the server signed the state that is here; 0 if it never did, or signed another since
	Alarm   emulation.Message // why the log is not believed; without a key if it is
	Signed  bool              // the server's signature under what raised the alarm is kept
	Held    emulation.Message // why no more of it can be checked here before the program is updated; without a key if all can
}

// Status is the state of the desk's data: how much is here, what waits, what is wrong.
type Status struct {
	Me        book.Me
	Admitted  bool // the server has let this desk in
	Server    string
	Origin    string
	Logs      []LogStatus
	Drafts    int
	Unsure    int // of the drafts: left in an editor or unreadable, so that a person has to confirm them before they can go
	Pending   int // own changes without a leaf
	Unsent    int // what a person wrote and the server does not have, typed or signed: the one figure people are told
	Conflicts int
	Waiting   int
	Odd       []emulation.Message // see Room.Odd
	Offer     *Offer              // a new generation of the logs that waits for a person's word; nil if none does
}

// Status tells the state of the desk's data, without the state hashes.
func (room Room) Status() (*Status, error) {
	w, done := room.desk.View()
	defer done()
	st := new(Status)
	var err error
	if st.Me, err = w.Me(); err != nil {
		return nil, err
	}
	if st.Admitted, err = w.admitted(); err != nil {
		return nil, err
	}
	if st.Server, err = w.Server(); err != nil {
		return nil, err
	}
	if st.Origin, err = w.Origin(); err != nil {
		return nil, err
	}
	if st.Logs, err = w.logs(); err != nil {
		return nil, err
	}
	for _, l := range st.Logs {
		st.Pending += l.Pending
	}
	var drafts *book.CellDrafts
	if st.Me.Subject == emulation.SubjectUnit { // its log may not have begun
		if drafts, err = w.Drafts(changeset.NewScope(changeset.Unit, st.Me.Unit.ID)); err != nil {
			return nil, err
		}
		st.Drafts = len(drafts.List)
		for _, d := range drafts.List {
			if !d.Sealable() {
				st.Unsure++
			}
		}
	}
	if st.Unsent, err = w.unsent(drafts); err != nil {
		return nil, err
	}
	if st.Odd, err = w.odd(); err != nil {
		return nil, err
	}
	if st.Offer, err = w.offered(); err != nil {
		return nil, err
	}
	waiting, err := questionsroom.Of(w.Book).Waiting()
	if err != nil {
		return nil, err
	}
	st.Waiting = len(waiting)
	questions, err := questionsroom.Of(w.Book).Questions()
	if err != nil && emulation.KeyOf(err) != "workspace.no-season" {
		return nil, err
	}
	st.Conflicts = len(questions)
	return st, nil
}

func (w View) logs() ([]LogStatus, error) {
	scopes, err := w.Store.Scopes()
	if err != nil {
		return nil, err
	}
	pending, err := w.Store.PendingIn()
	if err != nil {
		return nil, err
	}
	begun := len(scopes)
	for s := range pending {
		if !slices.Contains(scopes[:begun], s) {
			scopes = append(scopes, s)
		}
	}
	slices.SortFunc(scopes[begun:], func(a, b changeset.Scope) int { return bytes.Compare(a[:], b[:]) })
	var logs []LogStatus
	for _, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			return nil, err
		}
		l := LogStatus{Scope: s, Size: head.Size, Root: head.Root(), Pending: pending[s]}
		alarm, err := w.Alarm(s)
		if err != nil {
			return nil, err
		}
		l.Alarm = alarm.Message()
		witness, err := w.Witness(s)
		if err != nil {
			return nil, err
		}
		l.Signed = witness != nil || alarm.What == "state" // the server's word on the state is its own proof
		if l.Stated, err = w.agreed(s); err != nil {
			return nil, err
		}
		if l.Kept, err = w.kept(s); err != nil {
			return nil, err
		}
		held, err := w.Held(s)
		if err != nil {
			return nil, err
		}
		l.Held = held.Message()
		logs = append(logs, l)
	}
	return logs, nil
}

func (room Room) logsNow() ([]LogStatus, error) {
	w, done := room.desk.View()
	defer done()
	return w.logs()
}
