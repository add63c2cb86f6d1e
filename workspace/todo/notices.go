package todo

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/awards"
	"thidua/workspace/book"
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
func (room Room) Notices() ([]Notice, error) {
	w, done := room.desk.View()
	defer done()
	t, err := w.taskList()
	if err != nil || t.season == nil {
		return nil, err
	}
	n := &notices{tasks: t, found: map[string]*Notice{}, name: w.Namer(), sheets: map[emulation.ID]book.Unit{}}
	for _, u := range t.season.Cluster.Members {
		n.sheets[t.season.SheetIDOf(u.ID, book.PeriodSeason)] = u
	}
	seen, err := w.noticesSeen()
	if err != nil {
		return nil, err
	}
	for _, scope := range []changeset.Scope{w.Control, t.season.Cluster.Scope()} {
		head, err := w.Store.Log(scope)
		if err != nil {
			return nil, err
		}
		from := seen[scope.String()]
		if head.Size > noticeDepth {
			from = max(from, head.Size-noticeDepth)
		}
		if err := w.Store.Entries(scope, from, n.entry); err != nil {
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
func (room Room) SeenNotices() error {
	w, done := room.desk.Edit()
	defer done()
	scopes, err := w.Store.Scopes()
	if err != nil {
		return err
	}
	sizes := map[string]uint64{}
	for _, s := range scopes {
		head, err := w.Store.Log(s)
		if err != nil {
			return err
		}
		sizes[s.String()] = head.Size
	}
	return w.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{metaNotices: changeset.MustEncode(sizes)}})
}

func (w View) noticesSeen() (map[string]uint64, error) {
	sizes := map[string]uint64{}
	raw, err := w.Store.Meta(metaNotices)
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
	sheets map[emulation.ID]book.Unit // of the season, by the sheet's id
}

func (n *notices) entry(e *changeset.Entry) error {
	if e.Leaf.Verdict != changeset.Accepted {
		return nil
	}
	raw := e.Raw
	if e.Leaf.Further() { // it waited until now: for its author's certificate, or for a decision
		var err error
		if raw, err = n.w.Store.Change(e.Leaf.Identity); err != nil || raw == nil {
			return err
		}
	}
	c, err := changeset.Decode(n.w.Judge.Tenant, raw)
	if err != nil || c.Log == n.w.Self() {
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
	case record.Season.Kind, record.Deadline.Kind, record.Document.Kind, record.Compact.Kind, record.Quota.Kind, record.Post.Kind:
		return n.ofSetup(op)
	case record.Sheet.Kind, record.Score.Kind, record.Comment.Kind, record.Explanation.Kind, record.Assignment.Kind:
		return n.ofSheets(op)
	case record.Vote.Kind, record.Tally.Kind, record.Leaders.Kind, record.Proposal.Kind:
		return n.ofConference(op)
	}
	return emulation.Message{}, Target{}, nil
}

// current reports whether an operation is about the season at hand.
func (n *notices) current(op *changeset.Operation) bool { return op.Key.Group() == n.season.ID }

func (n *notices) ofSetup(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	t.Screen = ScreenSeason
	switch {
	case record.Season.Step.Is(op):
		var to emulation.SeasonStep
		to, err = record.Season.Step.Load(op.Value)
		if record.Season.Read(op.Key).Code == n.season.Label {
			m = emulation.Say("news.season-step", "step", emulation.Say("season."+string(to)))
		}
	case record.Season.Criteria.Is(op):
		var version uint64
		version, err = record.Season.Criteria.Load(op.Value)
		if record.Season.Read(op.Key).Code == n.season.Label {
			m = emulation.Say("news.criteria", "version", version)
		}
	case record.Deadline.Is(op):
		var d emulation.Deadline
		d, err = record.Deadline.Load(op.Value)
		if t.Code = string(record.Deadline.Read(op.Key).Step); n.current(op) {
			m = emulation.Say("news.deadline", "step", emulation.Say("season."+t.Code), "date", legal.Date(d.Date))
		}
	case record.Document.Is(op):
		var d emulation.NumberedDocument
		d, err = record.Document.Load(op.Value)
		if t.Code = record.Document.Read(op.Key).Code; n.current(op) {
			m = emulation.Say("news.document", "title", d.Title)
		}
	case record.Compact.Is(op):
		if t.Screen = ScreenCompact; n.current(op) {
			m = emulation.Say("news.compact")
		}
	case record.Quota.Is(op):
		var q emulation.SeasonQuota
		q, err = record.Quota.Load(op.Value)
		if t.Screen, t.Code = ScreenAwards, record.Quota.Read(op.Key).Form; n.current(op) {
			m = emulation.Say("news.quota", "award", n.w.AwardName(t.Code), "places", q.Count)
		}
	case record.Post.Is(op):
		key := record.Post.Read(op.Key)
		if key.Season != n.season.ID {
			return m, t, nil
		}
		t.Code = string(key.Post)
		t.Unit, err = n.w.Unit(key.Unit)
		m = emulation.Say("news.post", "unit", t.Unit.Name, "post", emulation.Say("post."+t.Code))
	}
	return m, t, err
}

// ofSheets tells of the own sheet, and those who read the others' of theirs.
func (n *notices) ofSheets(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	t.Screen = ScreenSheet
	switch {
	case record.Sheet.Step.Is(op):
		key := record.Sheet.Read(op.Key)
		if !n.current(op) || key.Period != book.PeriodSeason {
			return m, t, nil
		}
		to, err := record.Sheet.Step.Load(op.Value)
		if err != nil {
			return m, t, err
		}
		if t.Unit, err = n.w.Unit(key.Unit); err != nil {
			return m, t, err
		}
		step := emulation.Say("step." + string(to))
		if t.Unit.ID == n.unit.ID {
			return emulation.Say("news.own-sheet", "step", step), t, nil
		}
		t.Screen = ScreenVerifying
		return emulation.Say("news.sheet", "unit", t.Unit.Name, "step", step), t, nil
	case record.Score.Verified.Is(op), record.Comment.Is(op), record.Explanation.Is(op):
		u, ok := n.sheets[op.Key.Group()]
		t.Unit = u
		switch {
		case !ok:
		case record.Explanation.Is(op) && u.ID != n.unit.ID:
			t.Screen = ScreenVerifying
			m = emulation.Say("news.explanation", "unit", u.Name, "count", 1)
		case record.Score.Verified.Is(op) && u.ID == n.unit.ID:
			m = emulation.Say("news.verified", "count", 1)
		case record.Comment.Is(op) && u.ID == n.unit.ID:
			m = emulation.Say("news.comment", "count", 1)
		}
	case record.Assignment.Is(op):
		key := record.Assignment.Read(op.Key)
		a, err := record.Assignment.Load(op.Value)
		if err != nil || a.Ended || !n.current(op) || key.Verifier != n.unit.ID {
			return m, t, err
		}
		t.Screen = ScreenVerifying
		if t.Unit, err = n.w.Unit(key.Unit); err != nil {
			return m, t, err
		}
		m = emulation.Say("news.assigned", "unit", t.Unit.Name)
	}
	return m, t, err
}

func (n *notices) ofConference(op *changeset.Operation) (m emulation.Message, t Target, err error) {
	if !n.current(op) {
		return m, t, nil
	}
	t.Screen = ScreenConference
	switch {
	case record.Vote.Is(op):
		var title string
		t.Code = record.Vote.Read(op.Key).Code
		if title, err = n.voteTitle(t.Code); err == nil {
			m = emulation.Say("news.vote", "vote", title)
		}
	case record.Tally.Is(op):
		var title string
		t.Code = record.Tally.Read(op.Key).Vote
		if title, err = n.voteTitle(t.Code); err == nil {
			m = emulation.Say("news.tally", "vote", title)
		}
	case record.Leaders.Is(op):
		m = emulation.Say("news.leaders")
	case record.Proposal.Step.Is(op):
		key := record.Proposal.Read(op.Key)
		to, err := record.Proposal.Step.Load(op.Value)
		if err != nil {
			return m, t, err
		}
		t.Screen, t.Code = ScreenAwards, key.Form
		if t.Unit, err = n.w.Unit(key.Unit); err != nil {
			return m, t, err
		}
		m = emulation.Say("news.proposal", "award", n.w.AwardName(t.Code), "unit", t.Unit.Name, "step", awards.ProposalStep(to))
	}
	return m, t, err
}

// voteTitle is the title of a vote, or its code where the vote is not here.
func (n *notices) voteTitle(code string) (string, error) {
	it, _, err := book.One(n.w.Store, n.season.Cluster.Scope(), record.Vote, record.SeasonCode{Season: n.season.ID, Code: code})
	return cmp.Or(it.Value.Title, code), err
}
