package main

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/server/relay"
	"thidua/ui/screens/syncing"
)

// station lets this desk carry files for the others of a building, as long as the window is open.
type station struct {
	desk    *desk.Desk
	carrier *carrier
	failed  func(what string, err error)

	mu    sync.Mutex
	relay *relay.Relay // nil: it is shut
	at    net.Addr
	stop  context.CancelFunc
	done  sync.WaitGroup
}

var _ syncing.Station = (*station)(nil)

// stationPort is where a station listens, so that its address can be told by telephone; stationValue keeps the one that was exchanged by last.
const (
	stationPort  = 8471
	stationValue = "sync/station"
)

// Stands says how it stands.
func (s *station) Stands() (st syncing.Stands, err error) {
	s.mu.Lock()
	r, at := s.relay, s.at
	s.mu.Unlock()
	if r == nil {
		return st, nil
	}
	held, err := durable.Match(r.Dir, "*"+s.carrier.Extension())
	return syncing.Stands{On: true, Addresses: addresses(at), Folder: r.Dir, Held: len(held)}, err
}

// addresses are those under which other computers of the building reach a port.
func addresses(at net.Addr) (list []string) {
	to, err := netip.ParseAddrPort(at.String())
	all, _ := net.InterfaceAddrs() // none: the page says that this computer is in no network
	for _, a := range all {
		n, ok := a.(*net.IPNet)
		if err == nil && ok && n.IP.To4() != nil && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			list = append(list, "http://"+net.JoinHostPort(n.IP.String(), strconv.Itoa(int(to.Port()))))
		}
	}
	return list
}

// Open lets the others come.
func (s *station) Open() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.relay != nil {
		return nil
	}
	r, err := s.desk.Relay("")
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", ":"+strconv.Itoa(stationPort))
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "cli.relay.listen-failed", "address", strconv.Itoa(stationPort)).Because(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s.relay, s.at, s.stop = r, l.Addr(), stop
	s.done.Go(func() {
		if err := r.Serve(ctx, l); err != nil {
			s.failed("station", err)
			go s.ended(r)
		}
	})
	return nil
}

// ended forgets a station that came to an end by itself.
func (s *station) ended(r *relay.Relay) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.relay == r {
		s.stop()
		s.relay = nil
	}
}

// Shut lets nobody come any more, and waits for what is under way.
func (s *station) Shut() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.relay != nil {
		s.stop()
		s.done.Wait()
		s.relay = nil
	}
	return nil
}

// Known is the address of the station that was exchanged by last.
func (s *station) Known() (string, error) {
	raw, err := s.desk.Workspace.Value(stationValue)
	return string(raw), err
}

// passMost is how long an exchange with a station may take: it stands in the same building.
const passMost = 2 * time.Minute

// Pass exchanges by the station at an address, which may be typed without what every address begins with.
func (s *station) Pass(address string) (p syncing.Passed, err error) {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" && u.Port() == "" {
		u.Host = net.JoinHostPort(u.Hostname(), strconv.Itoa(stationPort))
		address = u.String()
	}
	err = s.carrier.aside(func() error {
		ctx, stop := context.WithTimeout(context.Background(), passMost)
		defer stop()
		passed, err := s.desk.PassBundles(ctx, address)
		if passed == nil {
			return err
		}
		p.Sent = writtenOf(passed.Sent)
		for _, in := range passed.In {
			p.Arrived = append(p.Arrived, s.carrier.arrived(in.From, in, nil))
		}
		for _, err := range passed.Errs {
			p.Arrived = append(p.Arrived, syncing.Arrived{Path: address, Err: err})
		}
		if e := s.desk.Workspace.SetValue(stationValue, []byte(address)); err == nil {
			err = e
		}
		return err // what came before the line broke is told all the same
	})
	return p, err
}
