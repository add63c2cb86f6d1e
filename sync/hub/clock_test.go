package hub_test

import (
	"bytes"
	"maps"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

const day = 24 * time.Hour

// watched is a world whose server looks after its clock, and both clocks of that server, driven by hand.
type watched struct {
	*testdesk.World
	steady time.Duration
}

func watch(t *testing.T) (w *watched, a, b *testdesk.Desk) {
	t.Helper()
	world, a, b := two(t)
	w = &watched{World: world}
	w.start(t, false)
	w.passes(t, day)
	return w, a, b
}

// start starts the server anew.
func (w *watched) start(t *testing.T, vouched bool) {
	t.Helper()
	w.OpenHub()
	if err := w.Hub.WatchClock(func() time.Duration { return w.steady }, vouched); err != nil {
		t.Fatal(err)
	}
}

// passes lets time pass, with the marks of a server that runs.
func (w *watched) passes(t *testing.T, d time.Duration) {
	t.Helper()
	w.Clock.Forward(d)
	w.steady += d
	if err := w.Hub.MarkClock(); err != nil {
		t.Fatal(err)
	}
}

// takes tries to have a change taken, and a certificate renewed, and gives why not.
func (w *watched) takes(t *testing.T, d *testdesk.Desk) string {
	t.Helper()
	before := sizes(t, w.World)
	d.Comment("now")
	_, err := d.Client.Once(t.Context())
	if grown := !maps.Equal(before, sizes(t, w.World)); grown != (err == nil) {
		t.Errorf("a log grew: %v, and the desk heard: %v", grown, err)
	}
	return emulation.KeyOf(err)
}

func TestClockIsWatched(t *testing.T) {
	for name, tc := range map[string]struct {
		happens func(t *testing.T, w *watched)
		doubt   string
		lasts   bool // also over a start, whatever the time is then
	}{
		"nothing":                        {func(*testing.T, *watched) {}, "", false},
		"a hundred days, and it runs":    {func(t *testing.T, w *watched) { w.passes(t, 100*day) }, "", false},
		"90 days off, and a right clock": {func(t *testing.T, w *watched) { w.Clock.Forward(90 * day); w.start(t, false) }, "", false},
		"the network sets it a little":   {func(t *testing.T, w *watched) { w.Clock.Forward(-3 * time.Minute) }, "", false},
		"set back while it ran":          {func(t *testing.T, w *watched) { w.Clock.Forward(-time.Hour) }, "sync.clock-jumped", true},
		"set forward while it ran":       {func(t *testing.T, w *watched) { w.Clock.Forward(3650 * day) }, "sync.clock-jumped", true},
		"five seconds every day, for a season": {func(t *testing.T, w *watched) {
			for range 80 {
				w.Clock.Forward(5 * time.Second)
				w.passes(t, day)
			}
		}, "", false},
		"little by little": {func(t *testing.T, w *watched) {
			for range 4 {
				w.Clock.Forward(2 * time.Minute)
				w.passes(t, time.Minute)
			}
		}, "sync.clock-jumped", true},
		"started an hour before its mark": {func(t *testing.T, w *watched) {
			w.passes(t, 2*time.Hour)
			w.Clock.Forward(-time.Hour)
			w.start(t, false)
		}, "sync.clock-behind", false},
		"started a little before it": {func(t *testing.T, w *watched) { w.Clock.Forward(-time.Minute); w.start(t, false) }, "", false},
		"started in 1970": {func(t *testing.T, w *watched) {
			w.Clock.Forward(time.UnixMilli(0).Sub(w.Clock.Now()))
			w.start(t, false)
		}, "sync.clock-behind", false},
	} {
		t.Run(name, func(t *testing.T) {
			w, a, _ := watch(t)
			tc.happens(t, w)
			if got := w.takes(t, a); got != tc.doubt {
				t.Fatalf("%q, expected %q", got, tc.doubt)
			}
			if got := emulation.KeyOf(w.Hub.Writable()); got != tc.doubt {
				t.Errorf("its status says %q", got)
			}
			if tc.doubt == "" {
				return
			}
			if got := w.takes(t, a); got != tc.doubt {
				t.Errorf("asked again: %q", got)
			}
			w.Clock.Forward(36500 * day)
			w.start(t, false)
			if got := emulation.KeyOf(w.Hub.ClockDoubt()); (got == tc.doubt) != tc.lasts {
				t.Errorf("started again, much later: %q", got)
			}
		})
	}
}

func TestLeavesTellTheTimeWhereMarksAreLost(t *testing.T) {
	w, a, _ := watch(t)
	w.passes(t, 30*day)
	a.Comment("the newest leaf")
	a.Sync()
	if err := w.Store.Commit(&changeset.Batch{Meta: map[string][]byte{"hub/clock": changeset.MustEncode(struct{}{})}}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Forward(-2 * day)
	w.start(t, false)
	if got := w.takes(t, a); got != "sync.clock-behind" {
		t.Fatalf("%q", got)
	}
	t.Run("set right while it runs", func(t *testing.T) {
		w.Clock.Forward(2 * day)
		if got := w.takes(t, a); got != "" {
			t.Errorf("%q", got)
		}
	})
}

func TestPersonVouchesForTheClock(t *testing.T) {
	w, a, _ := watch(t)
	w.passes(t, 40*day)
	a.Sync()
	a.Comment("the newest leaf")
	a.Sync()
	w.Clock.Forward(-20 * day)
	if got := w.takes(t, a); got != "sync.clock-jumped" {
		t.Fatalf("%q", got)
	}
	w.start(t, true)
	if got := w.takes(t, a); got != "" {
		t.Fatalf("%q", got)
	}
	w.start(t, false) // it was vouched for once, and is from then on watched as it is
	if got := w.takes(t, a); got != "sync.clock-behind" {
		t.Errorf("the leaves still say another time: %q", got)
	}
}

// says has a desk ask with its own clock at a time.
func (w *watched) says(t *testing.T, d *testdesk.Desk, at time.Duration) string {
	t.Helper()
	var b bytes.Buffer
	first := request(t, w.World, d.Private, nil, wire.Header{})
	if _, err := w.Hub.Sync(t.Context(), first, true, &b, nil); err != nil {
		return emulation.KeyOf(err)
	}
	header := wire.Header{Nonce: []byte(d.Name + at.String()), Now: w.Clock.Now().Add(at).UnixMilli()}
	_, err := w.Hub.Sync(t.Context(), request(t, w.World, d.Private, sortItems(t, &b).ticket.Ticket, header), true, new(bytes.Buffer), nil)
	return emulation.KeyOf(err)
}

func TestDesksTellTheTime(t *testing.T) {
	w, a, b := watch(t)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	colleague.Sync()
	const doubt = "sync.clock-desks"
	back := -3650 * day
	for i, step := range []struct {
		who  *testdesk.Desk
		says time.Duration
		want string
	}{
		{a, back, ""},
		{colleague, back, ""}, // of the same unit
		{b, back + time.Hour, ""},
		{w.Office, back + 3*day, ""}, // three, and they do not say the same
		{w.Office, back - 20*time.Hour, doubt},
		{a, back, doubt},         // it is asked on, and told
		{b, -23 * time.Hour, ""}, // a battery was changed
		{b, back, doubt},
	} {
		if got := w.says(t, step.who, step.says); got != step.want {
			t.Errorf("step %d: %q, expected %q", i, got, step.want)
		}
	}
	if got := w.takes(t, a); got != "" { // its own clock here is the server's
		t.Errorf("one of the three agrees: %q", got)
	}
	if got := w.says(t, a, back); got != doubt {
		t.Errorf("%q", got)
	}
	w.passes(t, 100*time.Minute)
	w.start(t, true)
	for _, d := range []*testdesk.Desk{a, b, w.Office} {
		if got := w.says(t, d, back); got != "" {
			t.Errorf("a person said that the clock is right: %q", got)
		}
	}
}

// Who is not proved, and who was shut out, says nothing about the time.
func TestAttackTimeToldByStrangers(t *testing.T) {
	w, a, b := watch(t)
	w.Office.Write(w.Control, "revoke", record.Revocation.Op(record.ByLog{Log: b.Log}, emulation.Revocation{Reason: "stolen"}))
	w.Office.Sync()
	stranger := w.NewDesk("stranger", testdesk.Key("stranger"))
	for _, d := range []*testdesk.Desk{a, b, w.Office, stranger} {
		if got := w.says(t, d, 3650*day); got != "" {
			t.Errorf("%s: %q", d.Name, got)
		}
	}
}

// While the time is in doubt nothing is renewed, looked up or carried either.
func TestNothingIsDoneAtATimeNobodyBelieves(t *testing.T) {
	w, a, _ := watch(t)
	seed := w.Invite("son-la", "chi", emulation.RoleStaff)
	w.Office.Sync()
	w.passes(t, 85*day)
	ticket := ticketOf(t, w.World, a.Private)
	before := sizes(t, w.World)
	w.Clock.Forward(20 * day) // every certificate is due
	if err := w.Hub.Maintain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Hub.Invitation(t.Context(), seed.LookupName(), nil, new(bytes.Buffer), nil); emulation.KeyOf(err) != "sync.clock-jumped" {
		t.Error(err)
	}
	name := changeset.BlobName{Length: 100}
	opening, err := wire.SignChunk(a.Judge.Tenant, a.Private, ticket, "GET", name, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Hub.GetChunk(opening, name, 0, nil); emulation.KeyOf(err) != "sync.clock-jumped" {
		t.Error(err)
	}
	if _, err := w.Hub.Receive(request(t, w.World, a.Private, ticket, wire.Header{}), true, nil); emulation.KeyOf(err) != "sync.clock-jumped" {
		t.Error(err)
	}
	if !maps.Equal(before, sizes(t, w.World)) {
		t.Error("a log grew")
	}
}

// A log that was written at a time that never was is not filled with renewals that have ended before they begin.
func TestRenewalsNeverBeginInTheFuture(t *testing.T) {
	w, a, _ := two(t)
	w.Clock.Forward(3650 * day) // nobody looked after the clock
	if _, err := a.Client.Once(t.Context()); err == nil {
		t.Fatal("ten years later the certificate still holds")
	}
	a.Comment("in ten years")
	if _, err := a.Client.Once(t.Context()); err == nil {
		t.Fatal("ten years later the certificate still holds")
	}
	w.Office.Write(w.Control, "unit", record.Unit.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: "x"}, emulation.UnitInfo{Name: "x"}))
	_, _ = w.Office.Client.Once(t.Context()) // the control log has a leaf of that time
	w.Clock.Forward(-3650*day + 100*day)
	for range 3 {
		_, _ = a.Client.Once(t.Context()) // what it says is told elsewhere
		if err := w.Hub.Maintain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	err := w.Store.Entries(w.Control, 0, func(e *changeset.Entry) error {
		c, err := changeset.Decode(a.Judge.Tenant, e.Raw)
		if err != nil {
			return err
		}
		if c.Intent == "renew" {
			n++
			if e.Leaf.Verdict != changeset.Accepted {
				t.Errorf("a renewal is %s %s", e.Leaf.Verdict, e.Leaf.Reason)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d renewals", n)
}

// Three units that want the server to stand still are not more than all the others.
func TestAttackThreeUnitsAgainstTheOthers(t *testing.T) {
	w, a, b := watch(t)
	desks := []*testdesk.Desk{w.Office, a, b}
	for _, unit := range []string{"lai-chau", "dien-bien", "ha-giang"} {
		w.Office.Write(w.Control, "unit", record.Unit.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: unit}, emulation.UnitInfo{Name: unit}))
		d := w.Join(unit, unit, emulation.RoleLeader)
		d.Sync()
		desks = append(desks, d)
	}
	for i, d := range desks[:3] {
		if got := w.says(t, d, 0); got != "" {
			t.Errorf("%d: %q", i, got)
		}
	}
	for i, d := range desks[3:] {
		if got := w.says(t, d, 3650*day); got != "" {
			t.Errorf("the others' %d: %q", i, got)
		}
	}
}

// A log that was written with a clock that was ahead and is silent since, an ended season, says the wrong time for ever: once the office has set the
// clock, no start takes it for the time any more.
func TestClockTheOfficeSetIsBelievedAtEveryStart(t *testing.T) {
	world, a, _ := two(t)
	w := &watched{World: world}
	raise(t, world, 2)
	a.Sync()
	w.Clock.Forward(50 * day) // every certificate still holds: nothing there is judged again
	a.Comment("ahead")
	a.Sync()
	w.Clock.Forward(-49 * day)
	w.start(t, false)
	if got := emulation.KeyOf(w.Hub.ClockDoubt()); got != "sync.clock-behind" {
		t.Fatalf("before the office set it: %q", got)
	}
	w.start(t, true)
	set(world)
	w.Office.Sync()
	w.start(t, false)
	if got := emulation.KeyOf(w.Hub.ClockDoubt()); got != "" {
		t.Fatalf("after it: %q", got)
	}
	if got := w.takes(t, a); got != "" {
		t.Errorf("%q", got)
	}
}

// The clock jumps at any moment of a request: no leaf gets the time it jumped to.
func TestAttackClockThatJumpsWithinARequest(t *testing.T) {
	w, a, _ := watch(t)
	far := w.Clock.Now().Add(1000 * day)
	for n := range 20 {
		left := n
		w.OpenHub()
		err := w.Hub.WatchClock(func() time.Duration {
			if left--; left == -2 { // one look at it is the start's
				w.Clock.Forward(3650 * day)
			}
			return w.steady
		}, true)
		if err != nil {
			t.Fatal(err)
		}
		a.Comment("now")
		_, _ = a.Client.Once(t.Context()) // taken, or not
		if w.Clock.Now().After(far) {
			w.Clock.Forward(-3650 * day)
		}
	}
	for s := range sizes(t, w.World) {
		head, err := w.Store.Log(s)
		if err != nil {
			t.Fatal(err)
		}
		if head.Received > far.UnixMilli() {
			t.Errorf("a leaf says %s", time.UnixMilli(head.Received))
		}
	}
}
