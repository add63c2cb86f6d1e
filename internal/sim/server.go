package sim

import (
	"context"
	"errors"
	"slices"
	"time"

	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
)

// server is the hub on its disk. When its machine stops it is away for a while, and started again from what is there.
type server struct {
	*Life
	disk *disk
	hub  *hub.Hub
	away bool
	kept *memstore.DB // a backup
	fell bool         // it was restored, and the hub has not heard of it
}

func (l *Life) newServer() *server {
	s := &server{Life: l, disk: newDisk(l.beginning.server.Copy(l.bytes), true, l.bytes)}
	s.disk.fault, s.disk.dies = l.fault, s.dies
	return s
}

// clock is the world's time.
func (l *Life) clock() time.Time { return dawn.Add(time.Hour + l.now) }

func (s *server) open() (err error) {
	s.away = false
	if s.hub, err = hub.New(s.disk, judge.NewAnchor(s.root), s.signs, s.clock); err != nil {
		return err
	}
	if err := s.watch(false); err != nil {
		return err
	}
	if s.fell { // as the real store remembers until it was handed on
		if err := s.hub.FellBehind(); err != nil {
			return err
		}
		s.fell = false
	}
	return s.maintain()
}

// watch has the server look after its clock; vouched: an operator says that it is right.
func (s *server) watch(vouched bool) error {
	start := s.now
	return s.hub.WatchClock(func() time.Duration { return s.now - start }, vouched)
}

// restored has the server lose its disk and go back to its backup, if there is one; else one is made.
func (s *server) restored() {
	if s.kept == nil {
		s.kept = s.disk.DB.Copy(nil)
		s.tell("the server is backed up")
		return
	}
	s.tell("the server goes back to its backup")
	s.stop()
	_ = s.disk.Close()
	s.disk = newDisk(s.kept.Copy(s.bytes), true, s.bytes)
	s.disk.fault, s.fell = s.fault, true
}

// maintain is what a server does a few times a day by itself.
func (s *server) maintain() error {
	if s.away {
		return nil
	}
	return errors.Join(s.hub.MarkClock(), s.hub.Maintain(context.Background()))
}

// dies is whether the machine stops around a commit.
func (s *server) dies(*changeset.Batch) (before, after bool) {
	if s.calm || !s.one(s.goes.Dies) {
		return false, false
	}
	before = s.one(2)
	s.tell("the server stops, its last commit is written: %t", !before)
	s.stop()
	return before, !before
}

// stop takes the server away for a while.
func (s *server) stop() {
	if s.away {
		return
	}
	s.away = true
	s.after(s.soon(3*time.Hour), s.again)
}

// again starts the server from what is on its disk.
func (s *server) again() {
	if !s.away {
		return
	}
	_ = s.disk.Close()
	s.disk = s.disk.killed()
	s.disk.dies = s.dies
	s.tell("the server is there again")
	if err := s.open(); err != nil && !s.away {
		s.wrong("the server does not start: %v", err)
	}
}

// mend brings the server back, for good. Desks of several units that by chance are wrong by the same years make it rightly doubt its own
// clock: its operator looks, and says that it is right.
func (s *server) mend() {
	s.again()
	if slices.ContainsFunc(s.desks, func(d *computer) bool { return d.off != 0 }) {
		if err := s.watch(true); err != nil {
			s.wrong("the server's clock cannot be vouched for: %v", err)
		}
	}
}
