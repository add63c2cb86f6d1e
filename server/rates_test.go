package server_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/client"
	"thidua/sync/judge"
)

// asking asks for an invitation that is not there, from an address, perhaps through proxies.
func asking(t *testing.T, h http.Handler) func(from string, through ...string) int {
	return func(from string, through ...string) int {
		t.Helper()
		r, err := http.NewRequest("GET", "/v1/invitations/"+testdesk.ID("x").String(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r.RemoteAddr = from
		for _, line := range through {
			r.Header.Add("X-Forwarded-For", line)
		}
		rec := &recorder{header: http.Header{}}
		h.ServeHTTP(rec, r)
		return rec.status
	}
}

func TestTooOften(t *testing.T) {
	w := testdesk.New(t)
	ask := asking(t, server.New(w.Hub, server.Options{Clock: w.Clock.Now, InviteRate: 2}).Handler())
	for range 100 {
		if got := ask("10.0.0.1:1"); got != 400 {
			t.Fatalf("status %d", got)
		}
	}
	if got := ask("10.0.0.1:2"); got != 429 {
		t.Errorf("one more in one moment: status %d", got)
	}
	if got := ask("10.0.0.2:1"); got != 400 {
		t.Errorf("another address: status %d", got)
	}
	w.Clock.Forward(time.Second)
	if got := ask("10.0.0.1:3"); got != 400 {
		t.Errorf("a second later: status %d", got)
	}
}

// Whose address counts: an attacker writes what it likes into the header, and only a proxy that is named is believed, about its own caller.
func TestAttackForwardedForByAnybody(t *testing.T) {
	proxy, other := "192.0.2.7:4", "[2001:db8:1:2::9]:1"
	for name, tc := range map[string]struct {
		from  func(n int) (string, []string)
		limit bool // the hundred and first is refused
	}{
		"a header nobody vouches for": {func(n int) (string, []string) { return "10.0.0.1:1", []string{fmt.Sprint("10.1.0.", n)} }, true},
		"callers of a trusted proxy":  {func(n int) (string, []string) { return proxy, []string{fmt.Sprint("10.1.0.", n)} }, false},
		"one caller of it":            {func(int) (string, []string) { return proxy, []string{"10.1.0.1"} }, true},
		"one that adds addresses before its own": {func(n int) (string, []string) {
			return proxy, []string{fmt.Sprint("10.1.0.", n, ", 10.9.9.9")}
		}, true},
		"the same in two lines":     {func(n int) (string, []string) { return proxy, []string{fmt.Sprint("10.1.0.", n), "10.9.9.9"} }, true},
		"behind two trusted ones":   {func(n int) (string, []string) { return proxy, []string{fmt.Sprint("10.1.0.", n, ", 192.0.2.8")} }, false},
		"words":                     {func(n int) (string, []string) { return proxy, []string{fmt.Sprint("unknown", n)} }, true},
		"no header":                 {func(int) (string, []string) { return proxy, nil }, true},
		"many addresses of one /64": {func(n int) (string, []string) { return fmt.Sprintf("[2001:db8:0:1::%x]:1", n+1), nil }, true},
		"many /64":                  {func(n int) (string, []string) { return fmt.Sprintf("[2001:db8:0:%x::1]:1", n+1), nil }, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := testdesk.New(t)
			ask := asking(t, server.New(w.Hub, server.Options{Clock: w.Clock.Now, InviteRate: 2, Proxies: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}}).Handler())
			last := 0
			for n := range 101 {
				from, through := tc.from(n)
				last = ask(from, through...)
			}
			if got := last == 429; got != tc.limit || last != 400 && last != 429 {
				t.Errorf("the last was answered %d", last)
			}
			if got := ask(other); got != 400 {
				t.Errorf("somebody else: %d", got)
			}
		})
	}
}

// Fifty desks of one school, behind one address, whose power comes back: all are answered, with the limits a server really has.
func TestFiftyDesksBehindOneAddress(t *testing.T) {
	w := testdesk.New(t)
	s := serveWith(t, w, server.Options{Clock: time.Now})
	s.connect(w.Office)
	w.Found()
	var desks []*testdesk.Desk
	for i := range 50 {
		name := fmt.Sprint("desk ", i)
		seed := w.Invite("son-la", name, emulation.RoleStaff)
		d := w.NewDesk(name, testdesk.Key(name))
		h := s.connect(d)
		w.Office.Sync()
		f, err := client.FetchInvitation(t.Context(), h, s.address, seed, judge.Latest)
		if err != nil {
			t.Fatal(err)
		}
		d.Accept(f)
		desks = append(desks, d)
	}
	for round := range 2 {
		var all sync.WaitGroup
		for _, d := range desks {
			all.Go(func() {
				if r, err := d.Client.Once(t.Context()); err != nil || r.Waiting != 0 || len(r.Problems) != 0 {
					t.Errorf("round %d: %v %+v", round, err, r)
				}
			})
		}
		all.Wait()
		for _, d := range desks {
			d.Comment(d.Name)
		}
	}
}

// A flood of changes that get no leaf costs whoever sends it as many requests; others behind the address wait for seconds at most.
func TestAttackGarbageIsChargedToItsSender(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: w.Clock.Now, SyncRate: 2, Stall: 1000 * time.Hour, Total: 1000 * time.Hour, Grace: 1000 * time.Hour})
	w.Clock.Forward(time.Until(time.UnixMilli(testdesk.Start))*-1 + time.Hour) // deadlines are taken from this clock too
	garbage := tinyRequest(t, w, 2000)
	if got := s.post(t, garbage); got != 200 {
		t.Fatalf("status %d", got)
	}
	if got := s.post(t, garbage); got != 429 {
		t.Errorf("two hundred requests' worth of garbage at once: status %d", got)
	}
	w.Clock.Forward(time.Second)
	if got := s.post(t, garbage); got != 200 {
		t.Errorf("a second later: status %d", got)
	}
	w.Clock.Forward(32 * time.Second) // its debt is no longer, whatever it sent
	if got := s.post(t, garbage); got != 200 {
		t.Errorf("half a minute later: status %d", got)
	}
}

// A key is one person: it has a few requests at a time, however many addresses it comes from.
func TestAttackOneKeyManyRequests(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	s := serveWith(t, w, server.Options{Clock: time.Now, KeyRate: 1, AtOnce: 1})
	s.connect(w.Office)
	w.Office.Sync()
	var err error
	for range 60 {
		if _, err = w.Office.Client.Once(t.Context()); err != nil {
			break
		}
	}
	if emulation.KeyOf(err) != "sync.too-often" {
		t.Errorf("sixty syncs in a moment: %v", err)
	}
	a := w.NewDesk("somebody else", testdesk.Key("somebody else"))
	s.connect(a)
	if _, err := a.Client.Once(t.Context()); emulation.KeyOf(err) == "sync.too-often" {
		t.Error("another key of the same address has to wait for it")
	}
}
