package hostile_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/sync/wire"
	"thidua/workspace/replica"
)

// lying is a server over HTTP that answers as the hub does, and then alters what it hands out: it has the server's key, and no other.
type lying struct {
	*cluster
	url   string
	alter func(scope changeset.Scope, leaf *changeset.Leaf) // of each leaf it hands out
	state func(word *state.Word)                            // of each word on a state it signs

	silent bool // it signs none
}

func (c *cluster) lies() *lying {
	l := &lying{cluster: c, alter: func(changeset.Scope, *changeset.Leaf) {}, state: func(*state.Word) {}}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err == nil {
			err = l.answer(raw, w)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
		}
	}))
	c.Cleanup(s.Close)
	l.url = s.URL
	return l
}

func (l *lying) answer(request []byte, w io.Writer) error {
	var honest bytes.Buffer
	if _, err := l.hub.Sync(context.Background(), request, true, &honest, nil); err != nil {
		return err
	}
	items := wire.NewReader(&honest, 64<<20)
	defer items.Close()
	items.Asked(wire.Pushed(request))
	out := wire.NewWriter(w, nil)
	for {
		item, err := items.Next()
		if err == io.EOF {
			return out.Close()
		}
		if err != nil {
			return err
		}
		switch item := item.(type) {
		case *wire.Entry:
			item.Leaf = l.altered(item.Scope, item.Leaf)
		case *wire.Checkpoint:
			if item.Note, err = l.signed(item.Scope); err != nil {
				return err
			}
		case *wire.State:
			if l.silent {
				continue
			}
			if item.Signed, err = l.stated(item.Signed); err != nil {
				return err
			}
		}
		if err := out.Item(item); err != nil {
			return err
		}
	}
}

func (l *lying) altered(scope changeset.Scope, raw []byte) []byte {
	leaf, err := changeset.DecodeLeaf(raw)
	if err != nil {
		return raw
	}
	l.alter(scope, leaf)
	return leaf.Encode()
}

// signed is the server's word on a log as it shows it.
func (l *lying) signed(scope changeset.Scope) ([]byte, error) {
	head, err := l.shown(scope)
	if err != nil {
		return nil, err
	}
	return changeset.Checkpoint{Tenant: l.judge.Tenant, Scope: scope, Generation: head.Generation, Size: head.Size, Root: head.Root()}.Sign(l.cluster.server.Private)
}

// stated is the server's word on a state, which goes with the log as it shows it.
func (l *lying) stated(honest []byte) ([]byte, error) {
	key := l.cluster.server.Private
	word := state.Open(l.judge.Tenant, honest, key.Public().(ed25519.PublicKey))
	head, err := l.shown(word.Scope)
	word.Size, word.Root = head.Size, head.Root()
	l.state(word)
	return word.Sign(l.judge.Tenant, key), err
}

func (l *lying) shown(scope changeset.Scope) (head changeset.LogHead, err error) {
	err = l.store.Entries(scope, 0, func(e *changeset.Entry) error {
		raw := l.altered(scope, e.LeafRaw)
		leaf, err := changeset.DecodeLeaf(raw)
		if err == nil {
			head = head.AppendRaw(leaf, raw)
		}
		return err
	})
	return head, err
}

// exchange syncs a desk with the lying server.
func (l *lying) exchange(name string) error {
	l.Helper()
	t, err := client.NewHTTP(l.url, client.HTTPOptions{})
	l.must(err)
	defer t.Close()
	_, err = l.desks[name].Exchange(context.Background(), t)
	return err
}

func (c *cluster) clusterLog() changeset.Scope {
	return changeset.NewScope(changeset.Cluster, c.season.Cluster)
}

// status is how a desk's copy of a log stands.
func (c *cluster) status(name string, scope changeset.Scope) replica.LogStatus {
	c.Helper()
	st, err := replica.At(c.desks[name].Workspace).Status()
	c.must(err)
	for _, l := range st.Logs {
		if l.Scope == scope {
			return l
		}
	}
	c.Fatal("the desk has no such log")
	return replica.LogStatus{}
}

// faults are what a full check of a desk's logs finds.
func (c *cluster) faults(name string) map[changeset.Scope]error {
	c.Helper()
	found, err := replica.At(c.desks[name].Workspace).VerifyLogs(context.Background(), memstore.New(nil))
	c.must(err)
	all := map[changeset.Scope]error{}
	for _, v := range found {
		if v.Fault != nil {
			all[v.Scope] = v.Fault
		}
	}
	return all
}

func (c *cluster) hashes(name string) map[changeset.Scope]emulation.Hash {
	c.Helper()
	logs, err := replica.At(c.desks[name].Workspace).StateHashes(context.Background())
	c.must(err)
	all := map[changeset.Scope]emulation.Hash{}
	for _, l := range logs {
		all[l.Scope] = l.State
	}
	return all
}

// says signs a change that a member's own program would refuse, and gives it to the hub: it gets its leaf.
func (c *cluster) says(name string, ops ...changeset.Operation) *changeset.Signed {
	c.Helper()
	d, scope := c.desks[name], c.clusterLog()
	own, err := d.DB.Own(scope)
	c.must(err)
	head, err := d.DB.Log(scope)
	c.must(err)
	schema, err := c.judge.InForceFor(c.store, scope)
	c.must(err)
	key := d.Workspace.Key()
	signed, err := changeset.Change{Format: changeset.Format, Schema: schema, Tenant: d.Workspace.Tenant(), Log: key.LogID(), Scope: scope,
		Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, BaseSize: head.Size, BaseRoot: head.Root(), Generation: head.Generation,
		HLC: changeset.HLC(0).Next(c.env.Now().UnixMilli()), Operations: ops, Intent: "test"}.Sign(key.Private)
	c.must(err)
	acks, _, err := c.hub.Take([]wire.Push{{Change: signed.Raw}})
	c.must(err)
	if acks[0].Reason != "" {
		c.Fatal(acks[0].Reason)
	}
	return signed
}

func (c *cluster) aComment(name string) changeset.Operation {
	return record.Comment.Make(record.SheetCriterion{Sheet: c.unit(name), Criterion: "I.1"}, "x")
}

// A leaf of a newer judge: a server alone gives a refused change the verdict it likes, and names a judge nobody here knows.
func TestServerForgesAVerdictOfANewerJudge(t *testing.T) {
	c := newCluster(t, 1, judge.Latest)
	c.sync(c.names()...)
	l := c.lies()
	forged := c.says("son-la", record.Season.Step.Op(c.season, emulation.SeasonLocked)) // no head locks a result alone, and not now
	before := c.hashes("cao-bang")
	l.alter = func(_ changeset.Scope, leaf *changeset.Leaf) {
		if leaf.Identity == forged.Identity {
			leaf.Verdict, leaf.Reason, leaf.JudgeVersion = changeset.Accepted, "", judge.Latest+1
		}
	}
	for range 2 {
		if err := l.exchange("cao-bang"); emulation.CodeOf(err) != emulation.Corrupt {
			t.Fatalf("the desk takes it: %v", err)
		}
	}
	if s := c.status("cao-bang", c.clusterLog()); s.Alarm.Key != "alarm.judge" || !s.Signed || s.Held.Key != "" {
		t.Errorf("the alarm: %+v", s)
	}
	if after := c.hashes("cao-bang"); !maps.Equal(before, after) {
		t.Error("the forged verdict came into the state")
	}
}

// Two histories, hidden by a verdict: the colleague's change shows that it was written on another history, and the server says so itself.
func TestServerHidesTwoHistoriesBehindAVerdict(t *testing.T) {
	for _, version := range []uint64{judge.First, judge.Latest} {
		c := newCluster(t, 2, version)
		l := c.lies()
		first := c.says("son-la", c.aComment("son-la"))
		// Lạng Sơn is shown that the first one was refused, and writes on it; Cao Bằng is shown the truth, and gets what Lạng Sơn wrote.
		c.sync("cao-bang")
		shown, err := l.signedAs(func(leaf *changeset.Leaf) {
			if leaf.Identity == first.Identity {
				leaf.Verdict, leaf.Reason = changeset.Rejected, judge.ReasonRight
			}
		})
		c.must(err)
		d, scope := c.desks["lang-son"], c.clusterLog()
		own, err := d.DB.Own(scope)
		c.must(err)
		second, err := changeset.Change{Format: changeset.Format, Schema: version, Tenant: d.Workspace.Tenant(), Log: d.Workspace.Key().LogID(), Scope: scope,
			Previous: own.Identity, Epoch: own.Epoch, Seq: own.Seq + 1, BaseSize: shown.Size, BaseRoot: shown.Root(), Generation: shown.Generation,
			HLC: changeset.HLC(0).Next(c.env.Now().UnixMilli()), Operations: []changeset.Operation{c.aComment("lang-son")}, Intent: "test"}.Sign(d.Workspace.Key().Private)
		c.must(err)
		acks, _, err := c.hub.Take([]wire.Push{{Change: second.Raw}})
		c.must(err)
		if acks[0].Reason != judge.ReasonBase {
			t.Fatalf("judge %d: an honest server says %q", version, acks[0].Reason)
		}
		head, err := c.store.Log(scope)
		c.must(err)
		leaf := changeset.Leaf{Index: head.Size, Received: head.Received, Identity: second.Identity, Verdict: changeset.Quarantined, Reason: judge.ReasonBase,
			ControlSize: head.ControlSize, JudgeVersion: version}
		_ = replica.At(c.desks["cao-bang"].Workspace).Apply([]judge.Received{{Scope: scope, Leaf: leaf.Encode(), Change: second.Raw}})
		if s := c.status("cao-bang", scope); s.Alarm.Key != "alarm.base" {
			t.Errorf("judge %d: no alarm sounds: %+v", version, s)
		}
	}
}

// signedAs is the head of the cluster's log as it looks altered.
func (l *lying) signedAs(alter func(leaf *changeset.Leaf)) (changeset.LogHead, error) {
	before := l.alter
	defer func() { l.alter = before }()
	l.alter = func(_ changeset.Scope, leaf *changeset.Leaf) { alter(leaf) }
	return l.shown(l.clusterLog())
}

// Two colleagues who compare what they were given find a server that shows them two histories; its signature is the proof.
func TestCheckpointsOfColleaguesAreCompared(t *testing.T) {
	c := newCluster(t, 3, judge.Latest)
	l := c.lies()
	first := c.says("son-la", c.aComment("son-la"))
	scope := c.clusterLog()
	honest, err := l.signed(scope)
	c.must(err)
	c.must(l.exchange("cao-bang"))
	room := replica.At(c.desks["cao-bang"].Workspace)
	same, err := room.CompareCheckpoint(honest)
	if err != nil || !same.Same || !same.Signed || c.status("cao-bang", scope).Alarm.Key != "" {
		t.Fatal(same, err)
	}
	l.alter = func(_ changeset.Scope, leaf *changeset.Leaf) {
		if leaf.Identity == first.Identity {
			leaf.Received++
		}
	}
	other, err := l.signed(scope)
	c.must(err)
	signed, err := changeset.OpenCheckpoint(other, c.server.Public())
	c.must(err)
	if on, err := room.Compare(scope, signed.Size, signed.Root); err != nil || on.Same || c.status("cao-bang", scope).Alarm.Key != "" {
		t.Errorf("a root on paper: %+v %v", on, err)
	}
	differs, err := room.CompareCheckpoint(other)
	if err != nil || differs.Same || c.status("cao-bang", scope).Alarm.Key != "alarm.root" {
		t.Errorf("%+v %v", differs, err)
	}
	if _, err := room.Compare(scope, signed.Size+1, signed.Root); emulation.KeyOf(err) != "compare.ahead" {
		t.Error(err)
	}
}

// The office raises the judge: a desk whose program does not know it is told so, keeps what it has, and goes on once it is updated.
func TestOfficeRaisesTheJudge(t *testing.T) {
	c := newCluster(t, 4, judge.First)
	c.sync(c.names()...)
	l := c.lies() // an honest one
	c.must(c.desks["cao-bang"].Close())
	old := c.env
	old.Judge = judge.First
	dir := filepath.Join(c.dir, "cao-bang")
	reopen := func(env desk.Environment) {
		d, err := desk.Open(dir, env)
		c.must(err)
		c.desks["cao-bang"] = d
	}
	reopen(old)
	control := c.desks["office"].Workspace.Control()
	before := c.hashes("cao-bang")

	office := replica.At(c.desks["office"].Workspace)
	if _, err := replica.At(c.desks["son-la"].Workspace).RaiseRules(2); emulation.CodeOf(err) != emulation.Forbidden {
		t.Errorf("a leader raises: %v", err)
	}
	if _, err := office.RaiseRules(judge.Latest + 1); emulation.KeyOf(err) != "rules.unknown-here" {
		t.Errorf("to what is not known: %v", err)
	}
	c.hub.Know(judge.First)
	c.must(l.exchange("office"))
	if _, err := office.RaiseRules(2); emulation.KeyOf(err) != "rules.unknown-there" {
		t.Errorf("to what the server does not know: %v", err)
	}
	c.hub.Know(judge.Latest)
	c.must(l.exchange("office"))
	if to, err := office.RaiseRules(0); err != nil || to != judge.Latest {
		t.Fatal(to, err)
	}
	if _, err := office.RaiseRules(0); emulation.KeyOf(err) != "rules.raising" {
		t.Errorf("twice: %v", err)
	}
	c.must(l.exchange("office"))
	if r, err := office.Rules(); err != nil || r.InForce != judge.Latest || r.Raising != 0 {
		t.Fatal(r, err)
	}
	if _, err := office.RaiseRules(0); emulation.KeyOf(err) != "rules.in-force" {
		t.Errorf("once more: %v", err)
	}
	c.must(l.exchange("son-la"))
	c.says("son-la", c.aComment("son-la"))
	c.must(l.exchange("office"))
	c.must(l.exchange("son-la"))

	c.must(l.exchange("cao-bang"))
	for _, scope := range []changeset.Scope{control, c.clusterLog()} {
		if s := c.status("cao-bang", scope); s.Held.Key != "log.held" || s.Alarm.Key != "" {
			t.Errorf("%s: %+v", scope, s)
		}
		if _, newer := judge.AsNewer(c.faults("cao-bang")[scope]); !newer {
			t.Errorf("%s: log verify says %v", scope, c.faults("cao-bang")[scope])
		}
	}
	if !maps.Equal(before, c.hashes("cao-bang")) {
		t.Error("something of what cannot be judged came into the state")
	}
	c.must(c.desks["cao-bang"].Close())
	reopen(c.env)
	c.must(l.exchange("cao-bang"))
	if s := c.status("cao-bang", control); s.Held.Key != "" {
		t.Errorf("still held: %+v", s)
	}
	always := c.hashes("office")
	for scope, h := range c.hashes("cao-bang") {
		if want, ok := always[scope]; ok && want != h {
			t.Errorf("%s: another state than at a desk that always knew", scope)
		}
	}
	if faults := c.faults("cao-bang"); len(faults) > 0 {
		t.Error(faults)
	}
}
