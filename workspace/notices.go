package workspace

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
)

// Notice is something others did since this desk last looked.
type Notice struct {
	At     int64 // milliseconds, by the server's clock
	What   emulation.Message
	Author string // of the last of them
	Count  int    // how many changes it stands for
	Target Target

	index uint64 // of the last of them in its log
}

// metaNotices remembers how far the logs were looked at.
const metaNotices = "notices"

// noticeDepth is how many entries of a log are looked through at most: what is older is no news.
const noticeDepth = 1000

// Notices lists what others did since SeenNotices, the latest first: steps of the season, what came of the own sheet, remarks, votes, awards.
// The same thing done many times is one notice.
func (w *Workspace) Notices() ([]Notice, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, err := w.taskList()
	if err != nil || t.season == nil {
		return nil, err
	}
	n := &notices{tasks: t, found: map[string]*Notice{}, name: w.namer(), sheets: map[emulation.ID]Unit{}}
	for _, u := range t.season.Cluster.Members {
		n.sheets[t.season.SheetIDOf(u.ID, PeriodSeason)] = u
	}
	seen, err := w.noticesSeen()
	if err != nil {
		return nil, err
	}
	for _, scope := range []changeset.Scope{w.control, t.season.Cluster.Scope()} {
		head, err := w.store.Log(scope)
		if err != nil {
			return nil, err
		}
		from := seen[scope.String()]
		if head.Size > noticeDepth {
			from = max(from, head.Size-noticeDepth)
		}
		if err := w.store.Entries(scope, from, n.entry); err != nil {
			return nil, err
		}
	}
	list := make([]Notice, 0, len(n.found))
	for _, x := range n.found {
		list = append(list, *x)
	}
	slices.SortFunc(list, func(a, b Notice) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(b.index, a.index), cmp.Compare(a.What.Key, b.What.Key), cmp.Compare(a.Target.Unit.Code, b.Target.Unit.Code),
			cmp.Compare(a.Target.Code, b.Target.Code))
	})
	return list, nil
}

// SeenNotices remembers that everything here was looked at.
func (w *Workspace) SeenNotices() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	scopes, err := w.store.Scopes()
	if err != nil {
		return err
	}
	sizes := map[string]uint64{}
	for _, s := range scopes {
		head, err := w.store.Log(s)
		if err != nil {
			return err
		}
		sizes[s.String()] = head.Size
	}
	return w.store.Commit(&changeset.Batch{Meta: map[string][]byte{metaNotices: changeset.MustEncode(sizes)}})
}

func (w *Workspace) noticesSeen() (map[string]uint64, error) {
	sizes := map[string]uint64{}
	raw, err := w.store.Meta(metaNotices)
	if err != nil || raw == nil {
		return sizes, err
	}
	return sizes, changeset.Load(raw, &sizes)
}

// notices gathers them from the entries of the logs.
type notices struct {
	*tasks
	found  map[string]*Notice
	name   func(changeset.LogID) (string, error)
	sheets map[emulation.ID]Unit // of the season, by the sheet's id
}

func (n *notices) entry(e *changeset.Entry) error {
	if e.Leaf.Verdict != changeset.Accepted {
		return nil
	}
	raw := e.Raw
	if e.Leaf.Further() { // it waited until now: for its author's certificate, or for a decision
		var err error
		if raw, err = n.w.store.Change(e.Leaf.Identity); err != nil || raw == nil {
			return err
		}
	}
	c, err := changeset.Decode(n.w.judge.Tenant, raw)
	if err != nil || c.Log == n.w.key.LogID() {
		return err
	}
	for i := range c.Operations {
		what, target, err := n.of(&c.Operations[i])
		if err != nil {
			return err
		}
		if what.Key == "" {
			continue
		}
		id := what.Key + "\x00" + target.Unit.Code + "\x00" + target.Code
		x := n.found[id]
		if x == nil {
			x = &Notice{Target: target}
			n.found[id] = x
		}
		x.Count++
		if _, counted := what.Args["count"]; counted {
			what.Args["count"] = x.Count
		}
		x.At, x.index, x.What = e.Leaf.Received, e.Leaf.Index, what
		if x.Author, err = n.name(c.Log); err != nil {
			return err
		}
	}
	return nil
}

// of is what an operation says to whoever sits here; a message without a key if nothing.
func (n *notices) of(op *changeset.Operation) (emulation.Message, Target, error) {
	switch op.Kind {
	case "season", "deadline", "document", "compact", "quota", "post":
		return n.ofSetup(op)
	case "sheet", "score", "comment", "explanation", "assignment":
		return n.ofSheets(op)
	case "vote", "tally", "leaders", "proposal":
		return n.ofConference(op)
	}
	return emulation.Message{}, Target{}, nil
}

// current reports whether an operation is about the season at hand.
func (n *notices) current(op *changeset.Operation) bool { return op.Key.ID(0) == n.season.ID }

func (n *notices) ofSetup(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	t.Screen = ScreenSeason
	switch op.Kind + "." + op.Field {
	case "season.step":
		var to string
		err = changeset.Load(op.Value, &to)
		if op.Key.Text(1) == n.season.Label {
			m = emulation.Say("news.season-step", "step", emulation.Say("season."+to))
		}
	case "season.criteria":
		var version uint64
		err = changeset.Load(op.Value, &version)
		if op.Key.Text(1) == n.season.Label {
			m = emulation.Say("news.criteria", "version", version)
		}
	case "deadline.deadline":
		var d emulation.Deadline
		err = changeset.Load(op.Value, &d)
		if t.Code = op.Key.Text(1); n.current(op) {
			m = emulation.Say("news.deadline", "step", emulation.Say("season."+t.Code), "date", legal.Date(d.Date))
		}
	case "document.document":
		var d emulation.NumberedDocument
		err = changeset.Load(op.Value, &d)
		if t.Code = op.Key.Text(1); n.current(op) {
			m = emulation.Say("news.document", "title", d.Title)
		}
	case "compact.text":
		if t.Screen = ScreenCompact; n.current(op) {
			m = emulation.Say("news.compact")
		}
	case "quota.quota":
		var q emulation.SeasonQuota
		err = changeset.Load(op.Value, &q)
		if t.Screen, t.Code = ScreenAwards, op.Key.Text(1); n.current(op) {
			m = emulation.Say("news.quota", "award", n.formName(t.Code), "places", q.Count)
		}
	case "post.post":
		if op.Key.ID(1) != n.season.ID {
			return m, t, nil
		}
		t.Code = op.Key.Text(2)
		t.Unit, err = n.w.unit(op.Key.ID(3))
		m = emulation.Say("news.post", "unit", t.Unit.Name, "post", emulation.Say("post."+t.Code))
	}
	return m, t, err
}

// ofSheets tells of the own sheet, and those who read the others' of theirs.
func (n *notices) ofSheets(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	t.Screen = ScreenSheet
	switch op.Kind + "." + op.Field {
	case "sheet.step":
		if !n.current(op) || op.Key.Text(2) != PeriodSeason {
			return m, t, nil
		}
		var to string
		if err = changeset.Load(op.Value, &to); err != nil {
			return m, t, err
		}
		if t.Unit, err = n.w.unit(op.Key.ID(1)); err != nil {
			return m, t, err
		}
		step := emulation.Say("step." + to)
		if t.Unit.ID == n.unit.ID {
			return emulation.Say("news.own-sheet", "step", step), t, nil
		}
		t.Screen = ScreenVerifying
		return emulation.Say("news.sheet", "unit", t.Unit.Name, "step", step), t, nil
	case "score.verified", "comment.text", "explanation.text":
		u, ok := n.sheets[op.Key.ID(0)]
		t.Unit = u
		switch {
		case !ok:
		case op.Kind == "explanation" && u.ID != n.unit.ID:
			t.Screen = ScreenVerifying
			m = emulation.Say("news.explanation", "unit", u.Name, "count", 1)
		case op.Kind == "score" && u.ID == n.unit.ID:
			m = emulation.Say("news.verified", "count", 1)
		case op.Kind == "comment" && u.ID == n.unit.ID:
			m = emulation.Say("news.comment", "count", 1)
		}
	case "assignment.assignment":
		var a emulation.Assignment
		if err = changeset.Load(op.Value, &a); err != nil || a.Ended || !n.current(op) || op.Key.ID(2) != n.unit.ID {
			return m, t, err
		}
		t.Screen = ScreenVerifying
		t.Unit, err = n.w.unit(op.Key.ID(1))
		m = emulation.Say("news.assigned", "unit", t.Unit.Name)
	}
	return m, t, err
}

func (n *notices) ofConference(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	if !n.current(op) {
		return m, t, nil
	}
	t.Screen, t.Code = ScreenConference, op.Key.Text(1)
	switch op.Kind + "." + op.Field {
	case "vote.vote":
		var title string
		if title, err = n.voteTitle(op.Key); err == nil {
			m = emulation.Say("news.vote", "vote", title)
		}
	case "tally.tally":
		var title string
		if title, err = n.voteTitle(op.Key); err == nil {
			m = emulation.Say("news.tally", "vote", title)
		}
	case "leaders.leaders":
		m = emulation.Say("news.leaders")
	case "proposal.step":
		var to emulation.ProposalStep
		if err = changeset.Load(op.Value, &to); err != nil {
			return m, t, err
		}
		t.Screen, t.Code = ScreenAwards, op.Key.Text(2)
		t.Unit, err = n.w.unit(op.Key.ID(1))
		m = emulation.Say("news.proposal", "award", n.formName(t.Code), "unit", t.Unit.Name, "step", proposalStep(to))
	}
	return m, t, err
}

// formName is the name of an award form, or its id where this program does not know it.
func (n *notices) formName(id string) string {
	if law, err := n.w.law(); err == nil {
		if f, ok := law.Forms.ByID(id); ok {
			return f.Name
		}
	}
	return id
}

// voteTitle is the title of a vote, or its code where the vote is not here.
func (n *notices) voteTitle(key changeset.Key) (string, error) {
	code := key.Text(1)
	it, _, err := one[ballot.Question](n.w, n.season.Cluster.Scope(), "vote", changeset.NewKey(n.season.ID, code), "vote")
	return cmp.Or(it.Value.Title, code), err
}
