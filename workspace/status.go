package workspace

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// LogStatus is one log as it is here.
type LogStatus struct {
	Scope   changeset.Scope
	Size    uint64
	Root    emulation.Hash
	Pending int // own changes without a leaf
	State   emulation.Hash
	Alarm   emulation.Message // why the log is not believed; without a key if it is
}

// Status is the state of the desk's data: how much is here, what waits, what is wrong.
type Status struct {
	Me        Me
	Server    string
	Origin    string
	Logs      []LogStatus
	Drafts    int
	Pending   int
	Conflicts int
	Waiting   int
}

// Status tells the state of the desk's data, without the state hashes.
func (w *Workspace) Status() (*Status, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	st := new(Status)
	var err error
	if st.Me, err = w.whoami(); err != nil {
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
	if st.Me.Subject == emulation.SubjectUnit { // its log may not have begun
		drafts, err := w.drafts(changeset.NewScope(changeset.Unit, st.Me.Unit.ID))
		if err != nil {
			return nil, err
		}
		st.Drafts = len(drafts.list)
	}
	waiting, err := w.waiting()
	if err != nil {
		return nil, err
	}
	st.Waiting = len(waiting)
	questions, err := w.questions()
	if err != nil && emulation.KeyOf(err) != "workspace.no-season" {
		return nil, err
	}
	st.Conflicts = len(questions)
	return st, nil
}

func (w *Workspace) logs() ([]LogStatus, error) {
	scopes, err := w.store.Scopes()
	if err != nil {
		return nil, err
	}
	pending := map[changeset.Scope]int{}
	seen := map[changeset.Scope]bool{}
	for _, s := range scopes {
		seen[s] = true
	}
	err = w.store.Pending(func(p changeset.PendingChange) error {
		pending[p.Change.Scope]++
		if !seen[p.Change.Scope] {
			seen[p.Change.Scope] = true
			scopes = append(scopes, p.Change.Scope)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var logs []LogStatus
	for _, s := range scopes {
		head, err := w.store.Log(s)
		if err != nil {
			return nil, err
		}
		l := LogStatus{Scope: s, Size: head.Size, Root: head.Root(), Pending: pending[s]}
		alarm, err := w.alarm(s)
		if err != nil {
			return nil, err
		}
		l.Alarm = alarm.message()
		logs = append(logs, l)
	}
	return logs, nil
}

func (w *Workspace) logsNow() ([]LogStatus, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.logs()
}

// StateHashes gives the digest of the accepted state of every log here.
func (w *Workspace) StateHashes() ([]LogStatus, error) {
	logs, err := w.logsNow()
	if err != nil {
		return nil, err
	}
	for i := range logs {
		if logs[i].State, logs[i].Size, logs[i].Root, err = stateOf(w.store, logs[i].Scope); err != nil {
			return nil, err
		}
	}
	return logs, nil
}
