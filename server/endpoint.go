package server

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/wire"
)

// request is one request, with what it holds and costs and what is to be said of it in the log.
type request struct {
	*http.Request
	server *Server
	w      *response
	from   string // the address
	name   string // in the log
	body   pace

	stopped atomic.Bool // others need its room

	limit  *rates // of the address
	asked  bool   // it was
	rates  *rates // who is charged: the address, or a key
	caller string
	cost   int // beside the request itself
	line   *hold
	work   *hold
	small  bool  // line is of a budget for what is small
	key    *hold // nil: none is proved
	attrs  []slog.Attr
}

func (r *request) note(attrs ...slog.Attr) { r.attrs = append(r.attrs, attrs...) }

// endpoint limits, answers and logs one kind of request.
func (s *Server) endpoint(limit *rates, answer func(*request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		start := s.Clock()
		r := &request{Request: hr, server: s, from: s.address(hr), name: s.nameOf(hr), body: pace{begun: start}, limit: limit}
		r.w = &response{ResponseWriter: w, control: http.NewResponseController(w), request: r}
		defer r.end()
		err := r.w.control.SetWriteDeadline(start.Add(s.Stall)) // the one of the request before may still stand
		if err == nil {
			err = r.w.control.SetReadDeadline(start.Add(s.Stall)) // also of a body that nobody will read
		}
		if err == nil {
			err = answer(r)
		}
		if r.rates != nil {
			r.rates.charge(r.caller, s.Clock(), 1+r.cost)
		}
		begun := r.w.status != 0
		if err != nil && !begun {
			r.w.Header().Set(nameHeader, r.name) // so that who tells of a failure can say which; all others save the bytes
			s.fail(r.w, err)
		}
		level := slog.LevelInfo // also of what was refused: strangers would fill the log of whoever looks for what is wrong
		if err != nil {
			if r.w.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			r.note(slog.String("error", err.Error()))
		}
		took := s.Clock().Sub(start)
		r.note(slog.Int("status", r.w.status), slog.Int64("bytes", r.w.sent.bytes), slog.Duration("took", took))
		s.Log.LogAttrs(hr.Context(), level, hr.Pattern, append([]slog.Attr{slog.String("request", r.name), slog.String("from", r.from)}, r.attrs...)...)
		s.Meter.Request(hr.Pattern, r.w.status, took, r.body.bytes, r.w.sent.bytes)
		if err != nil && begun {
			panic(http.ErrAbortHandler) // the response has begun: the connection is cut, so that it is not taken for a whole one
		}
	})
}

// opened lets a request in by its opening, before anything is spent on it: who has a key's ticket holds and asks as that key from now on, since
// behind its address a whole school may sit, and somebody who floods; everybody else as an address. keys is the limit of keys.
func (r *request) opened(o *wire.Opening, keys *rates) error {
	if !r.server.hub.Bearer(o) {
		return r.stranger()
	}
	r.line, r.work = r.server.lines.hold(string(o.Log[:]), r.stop), r.server.work.hold(string(o.Log[:]), nil)
	return r.asks(keys, string(o.Log[:]))
}

// stranger lets a request in of which only the address is known.
func (r *request) stranger() error {
	r.line, r.work, r.small = r.server.small.hold(r.from, r.stop), r.server.work.hold(r.from, nil), true
	r.asked = true
	return r.asks(r.limit, r.from)
}

// refuse ends the request of a stranger that is none.
func (r *request) refuse(wrong error) error {
	if err := r.stranger(); err != nil {
		return err
	}
	return wrong
}

// asks is nil if a caller may ask now. It is charged then; who may not is not.
func (r *request) asks(limit *rates, caller string) error {
	r.rates = nil
	if err := limit.allow(caller, r.server.Clock()); err != nil {
		return err
	}
	r.rates, r.caller = limit, caller
	return nil
}

// smallBytes is how much of a stranger's body or answer is small: such have room of their own, so that large ones keep nobody out.
const smallBytes = 64 << 10

// grow takes room for what waits for the line: so many bytes where there was room for fewer. Without any to be had it is false.
func (r *request) grow(from, to int) bool {
	if !r.small || to <= smallBytes {
		return r.line.try(int64(to - from))
	}
	large := r.server.large.hold(r.from, r.stop)
	if !large.try(int64(to)) {
		large.end()
		return false
	}
	r.line.end()
	r.line, r.small = large, false
	return true
}

// past is a deadline that is over.
var past = time.Unix(1, 0)

// stop ends what waits for a line: its room is needed by who holds less. What came whole is taken all the same.
func (r *request) stop() {
	r.stopped.Store(true)
	_ = r.w.control.SetReadDeadline(past) // of a connection that has ended already it fails
	_ = r.w.control.SetWriteDeadline(past)
}

// until sets a deadline of the line, unless the request was stopped meanwhile.
func (r *request) until(set func(time.Time) error, p pace) error {
	if err := set(r.server.until(p)); err != nil {
		return err
	}
	if r.stopped.Load() {
		return os.ErrDeadlineExceeded
	}
	return nil
}

// end gives back what the request held.
func (r *request) end() {
	for _, h := range []*hold{r.work, r.line, r.key} {
		if h != nil {
			h.end()
		}
	}
}

// start waits for a place among the requests that are worked on: n bytes. It is asked for once the body is here, so that nobody holds a place
// while a line is waited for.
func (r *request) start(n int64) error {
	ctx, cancel := context.WithTimeout(r.Context(), r.server.Stall)
	defer cancel()
	if err := r.work.wait(ctx, n); err != nil {
		return emulation.Errorf(emulation.Unavailable, "sync.busy").Because(err)
	}
	return nil
}

// admit is what the hub asks once it knows whose request this is: from then on the key is limited and charged. Who came in with the ticket of
// a key and cannot sign with it is asked as an address after all.
func (r *request) admit(keys *rates) hub.Admit {
	return func(log changeset.LogID, proved bool) error {
		if !proved {
			if r.asked {
				return nil
			}
			r.asked, r.rates, r.caller = true, r.limit, r.from
			return r.limit.allow(r.from, r.server.Clock())
		}
		r.rates, r.caller = keys, string(log[:])
		if err := keys.allow(r.caller, r.server.Clock()); err != nil {
			return err
		}
		r.key = r.server.keys.hold(r.caller, nil)
		if !r.key.try(1) {
			return emulation.Errorf(emulation.Unavailable, "sync.too-often")
		}
		return nil
	}
}
