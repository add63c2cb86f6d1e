package replica_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// alarm is the sentence that status shows of a log; "" if it is believed.
func alarm(w *testyear.World, d *desk.Desk, scope changeset.Scope) string {
	w.Helper()
	for _, l := range w.Status(d).Logs {
		if l.Scope == scope && l.Alarm.Key != "" {
			return phrase.Render(phrase.Vietnamese, l.Alarm)
		}
	}
	return ""
}

// A server that alters, leaves out or invents a leaf: the alarm is kept, nothing after it is applied, and what is here stays as it was.
func TestAlteredLeaves(t *testing.T) {
	relabel := func(change func(*changeset.Leaf)) func([]judge.Received) []judge.Received {
		return func(rs []judge.Received) []judge.Received {
			leaf, err := changeset.DecodeLeaf(rs[1].Leaf)
			if err != nil {
				panic(err)
			}
			change(leaf)
			rs[1].Leaf = leaf.Encode()
			return rs
		}
	}
	for name, c := range map[string]struct {
		alter func([]judge.Received) []judge.Received
		says  string
	}{
		"verdict":         {relabel(func(l *changeset.Leaf) { l.Verdict, l.Reason = changeset.Quarantined, "revoked" }), "kết luận của máy chủ về mục 2"},
		"time goes back":  {relabel(func(l *changeset.Leaf) { l.Received = 1 }), "mục 2 bị thiếu, sai thứ tự"},
		"identity":        {relabel(func(l *changeset.Leaf) { l.Identity[3] ^= 1 }), "mục 2 bị thiếu, sai thứ tự"},
		"one left out":    {func(rs []judge.Received) []judge.Received { return append(rs[:1:1], rs[2:]...) }, "mục 3 bị thiếu, sai thứ tự"},
		"change altered":  {func(rs []judge.Received) []judge.Received { rs[1].Change = flip(rs[1].Change); return rs }, "mục 2"},
		"change of other": {func(rs []judge.Received) []judge.Received { rs[1].Change = rs[2].Change; return rs }, "mục 2"},
	} {
		t.Run(name, func(t *testing.T) {
			w := testyear.Founded(t, testyear.Table)
			d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
			scope := w.Unit("son-la").Scope()
			for _, x := range []string{"90", "91", "92", "93"} {
				w.Type(colleague, "I.1", x)
				testyear.Must(colleague.Workspace.Seal())(w)
			}
			w.Sync(colleague)
			w.Pull(d, d.Workspace.Control())
			w.OK(replica.At(d.Workspace).Apply(w.Received(scope, 0)[:1]))
			var events []workspace.Event
			cancel := d.Workspace.Subscribe(func(e workspace.Event) { events = append(events, e) })
			defer cancel()
			err := replica.At(d.Workspace).Apply(c.alter(append([]judge.Received(nil), w.Received(scope, 1)...)))
			w.Fails(err, "workspace.alarm")
			if head := testyear.Must(d.DB.Log(scope))(w); head.Size != 2 {
				t.Errorf("%d leaves", head.Size)
			}
			if r := w.Row(d, "I.1"); r.Typed != "91" {
				t.Errorf("%+v", r)
			}
			if s := alarm(w, w.Reopen(d), scope); !strings.Contains(s, c.says) {
				t.Errorf("%q", s)
			}
			told := false
			for _, e := range events {
				told = told || e.Kind == workspace.Alarmed && e.Scope == scope
			}
			if !told {
				t.Error("nobody was told")
			}
		})
	}
}

func flip(b []byte) []byte {
	c := append([]byte(nil), b...)
	c[len(c)/2] ^= 1
	return c
}

// A line that altered bytes is no proof against the server: when the right ones come they are taken, and the alarm stays in sight.
func TestAlarmOfALine(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.Type(colleague, "I.1", "90")
	w.Sync(colleague)
	scope := w.Unit("son-la").Scope()
	w.Pull(d, d.Workspace.Control())
	rs := w.Received(scope, 0)
	rs[0].Change = flip(rs[0].Change)
	w.Fails(replica.At(d.Workspace).Apply(rs), "workspace.alarm")
	w.Sync(d)
	if r := w.Row(d, "I.1"); r.Typed != "90" || alarm(w, d, scope) == "" {
		t.Errorf("%+v", r)
	}
}

// A server that signs another root than that of the leaves it gave is caught by its own signature: nothing of that log is taken any more.
func TestCheckpointOfAnotherHistory(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	scope := w.Unit("son-la").Scope()
	w.Type(colleague, "I.1", "90")
	w.Sync(colleague, d)
	head := testyear.Must(d.DB.Log(scope))(w)
	sign := func(c changeset.Checkpoint) []byte {
		c.Tenant, c.Scope = d.Workspace.Tenant(), scope
		return testyear.Must(c.Sign(w.Server.Private))(w)
	}
	w.OK(replica.At(d.Workspace).Checkpoint(sign(changeset.Checkpoint{Size: head.Size, Root: head.Root()})))
	w.Fails(replica.At(d.Workspace).Checkpoint(sign(changeset.Checkpoint{Size: head.Size, Root: emulation.Hash{1}})), "workspace.alarm")
	if s := alarm(w, d, scope); !strings.Contains(s, "khác với nội dung máy chủ đã ký") {
		t.Errorf("%q", s)
	}
	d = w.Reopen(d)
	w.Type(colleague, "I.1", "91")
	w.Sync(colleague)
	w.Type(d, "I.2", "5")
	_, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	w.Fails(err, "workspace.alarm-stands")
	sh := w.Own(d)
	if sh.Row("I.1").Typed != "90" || sh.Row("I.2").Typed != "5" || alarm(w, d, scope) == "" {
		t.Errorf("%+v", sh.Row("I.1"))
	}
	// What is written goes on being saved and signed; another alarm does not cover this one.
	w.Type(d, "I.2", "6")
	testyear.Must(d.Workspace.Seal())(w)
	w.Fails(replica.At(d.Workspace).Checkpoint(sign(changeset.Checkpoint{Size: 0})), "workspace.alarm")
	if s := alarm(w, d, scope); !strings.Contains(s, "khác với nội dung máy chủ đã ký") {
		t.Errorf("%q", s)
	}
}

// A server that shows less than it had signed before, and a checkpoint that another key signed.
func TestCheckpointsThatAreNotBelieved(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	scope := w.Own(d).Season.Cluster.Scope()
	head := testyear.Must(d.DB.Log(scope))(w)
	root, _, err := d.DB.RootAt(scope, head.Size-1)
	w.OK(err)
	older := changeset.Checkpoint{Tenant: d.Workspace.Tenant(), Scope: scope, Size: head.Size - 1, Root: root}
	w.Fails(replica.At(d.Workspace).Checkpoint(testyear.Must(older.Sign(w.Server.Private))(w)), "workspace.alarm")
	if s := alarm(w, d, scope); !strings.Contains(s, "bản cũ hơn") {
		t.Errorf("%q", s)
	}
	w.Fails(replica.At(d.Workspace).Checkpoint(testyear.Must(older.Sign(d.Workspace.Key().Private))(w)), "workspace.alarm")
	if s := alarm(w, d, d.Workspace.Control()); !strings.Contains(s, "không phải của máy chủ") {
		t.Errorf("%q", s)
	}
	w.Type(d, "I.1", "98")
	w.Sync(d)
	if st := w.Status(d); st.Pending != 0 {
		t.Errorf("%+v", st)
	}
}

// altered is a store one of whose rows is not what was written.
type altered struct {
	desk.Store
	entry func(*changeset.Entry)
}

func (a altered) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	return a.Store.Entries(scope, from, func(e *changeset.Entry) error {
		a.entry(e)
		return fn(e)
	})
}

func TestVerifyLogsFindsWhatWasAltered(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	d, deputy := w.Join("son-la", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleLeader)
	w.HandIn(d)
	w.Sync(deputy)
	w.OK(review.At(deputy.Workspace).Verify(w.Unit("son-la").ID, "I.2", "7", "Chưa đủ hồ sơ"))
	w.Sync(deputy, d)
	cluster := w.Own(d).Season.Cluster.Scope()
	for _, v := range testyear.Must(d.VerifyLogs(context.Background()))(w) {
		head := testyear.Must(w.Store.Log(v.Scope))(w)
		state := testyear.Must(state.Of(w.Store, v.Scope))(w)
		if v.Fault != nil || v.Size != head.Size || v.Root != head.Root() || v.State != state || v.Checkpoint != head.Size || v.Changes == 0 {
			t.Errorf("%+v", v)
		}
	}
	verify := func(store workspace.Store) map[changeset.Scope]error {
		t.Helper()
		ws := testyear.Must(workspace.Open(store, d.Workspace.Key(), workspace.Environment{Now: w.Clock.Now, Rand: w.Env(0).Rand}))(w)
		scratch := testyear.Must(w.Disk.Open(filepath.Join(t.TempDir(), "scratch"), storage.Options{Now: w.Clock.Now, Rand: w.Env(0).Rand, ReserveBytes: 1}))(w)
		faults := map[changeset.Scope]error{}
		for _, v := range testyear.Must(replica.At(ws).VerifyLogs(context.Background(), scratch))(w) {
			faults[v.Scope] = v.Fault
		}
		w.OK(scratch.Close())
		return faults
	}
	for name, change := range map[string]func(e *changeset.Entry){
		"leaf":   func(e *changeset.Entry) { e.LeafRaw = flip(e.LeafRaw) },
		"change": func(e *changeset.Entry) { e.Raw = flip(e.Raw) },
	} {
		faults := verify(altered{d.DB, func(e *changeset.Entry) {
			if e.Scope == cluster && e.Leaf.Index == 3 {
				change(e)
			}
		}})
		if faults[cluster] == nil || faults[d.Workspace.Control()] != nil {
			t.Errorf("%s: %v", name, faults)
		}
	}

	// A row of the state that does not follow from the log: better points, without anybody's signature.
	key := changeset.NewKey(w.Own(d).ID, "I.2", "verified")
	ref := changeset.NaturalRef(cluster, "score", key)
	r := testyear.Must(d.DB.Record(ref))(w)
	r.Fields["verified"][0].Value = changeset.MustEncode(emulation.VerifiedScore{Points: "10"})
	w.OK(d.DB.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{ref: r}}))
	faults := verify(d.DB)
	w.Fails(faults[cluster], "workspace.state-differs")
	if faults[w.Unit("son-la").Scope()] != nil || faults[d.Workspace.Control()] != nil {
		t.Errorf("%v", faults)
	}
}

// One desk is used by several at once: a person types while syncs apply a colleague's work, the logs are checked and shown.
func TestTypingWhileSyncing(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	const rounds = 12
	done := make(chan error, 3)
	go func() {
		for i := range rounds {
			if err := sheet.At(d.Workspace).EditCell("I.1", "9"); err != nil {
				done <- err
				return
			}
			if _, err := sheet.At(d.Workspace).TypeCell("I.1", []string{"90", "91,5", "chín mươi"}[i%3]); err != nil {
				done <- err
				return
			}
		}
		_, err := sheet.At(d.Workspace).TypeCell("I.1", "99")
		done <- err
	}()
	go func() {
		var err error
		for range rounds {
			if _, err = d.Exchange(context.Background(), hub.Local{Hub: w.Hub}); err != nil {
				break
			}
		}
		done <- err
	}()
	go func() {
		var err error
		for range rounds {
			_, e1 := replica.At(d.Workspace).Status()
			_, e2 := replica.At(d.Workspace).StateHashes(context.Background())
			_, e3 := result.At(d.Workspace).Ranking()
			_, e4 := d.VerifyLogs(context.Background())
			for _, e := range []error{e1, e2, e3, e4} {
				if e != nil {
					err = e
				}
			}
		}
		done <- err
	}()
	for i := range rounds {
		w.Type(colleague, "I.2", []string{"5", "6"}[i%2])
		w.Clock.Forward(time.Second)
		w.Sync(colleague)
	}
	for range 3 {
		w.OK(<-done)
	}
	w.Sync(d, colleague, d)
	for _, x := range []*desk.Desk{d, colleague} {
		if sh := w.Own(x); sh.Row("I.1").Typed != "99" || sh.Row("I.1").Conflict || sh.Row("I.2").Typed != "6" {
			t.Errorf("%+v", sh.Row("I.1"))
		}
	}
	w.Agree(d, colleague)
	faults(w, d)
}

// TestVerifyUntil: a check of the logs that is told to stop says that it stopped, not that a log is wrong or right.
func TestVerifyUntil(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	disk := w.Office.Workspace
	asked := testyear.NewPatience(1 << 30)
	check := func(ctx context.Context) ([]replica.Verified, error) {
		scratch := testyear.New(t, w.Clock.Now())
		scratch.OpenStore()
		return replica.At(disk).VerifyLogs(ctx, scratch.Store)
	}
	testyear.Must(check(asked))(w)
	looks := 1<<30 - asked.Left
	for n := 0; n < looks; n += 1 + looks/4 {
		if found, err := check(testyear.NewPatience(n)); !errors.Is(err, context.Canceled) || found != nil {
			t.Fatalf("after %d of %d looks: %v, %v", n, looks, found, err)
		}
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	if _, err := replica.At(disk).StateHashes(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("state hashes: %v", err)
	}
}
