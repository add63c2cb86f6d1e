package server

import (
	"context"
	"log/slog"
	"net/http"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
)

// request is one request, with what it holds and costs and what is to be said of it in the log.
type request struct {
	*http.Request
	server *Server
	w      *response
	from   string // the address
	body   pace

	rates  *rates // who is charged: the address, or the key once it is proved
	caller string
	cost   int // beside the request itself
	line   *hold
	work   *hold
	key    *hold // nil: none is proved
	attrs  []slog.Attr
}

func (r *request) note(attrs ...slog.Attr) { r.attrs = append(r.attrs, attrs...) }

// endpoint limits, answers and logs one kind of request.
func (s *Server) endpoint(limit *rates, answer func(*request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		start := s.Clock()
		r := &request{Request: hr, server: s, from: s.address(hr), body: pace{begun: start}, rates: limit,
			w: &response{ResponseWriter: w, control: http.NewResponseController(w), server: s}}
		r.caller, r.line, r.work = r.from, s.lines.hold(r.from), s.work.hold(r.from)
		defer r.end()
		err := r.w.control.SetWriteDeadline(start.Add(s.Stall)) // the one of the request before may still stand
		if err == nil {
			err = r.w.control.SetReadDeadline(start.Add(s.Stall)) // also of a body that nobody will read
		}
		if err == nil {
			err = limit.allow(r.from, start)
		}
		if err == nil {
			err = answer(r)
			r.rates.charge(r.caller, s.Clock(), 1+r.cost)
		}
		begun := r.w.status != 0
		if err != nil && !begun {
			s.fail(r.w, err)
		}
		level := slog.LevelInfo
		if err != nil {
			level = slog.LevelWarn
			if r.w.status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			r.note(slog.String("error", err.Error()))
		}
		r.note(slog.Int("status", r.w.status), slog.Int64("bytes", r.w.sent.bytes), slog.Duration("took", s.Clock().Sub(start)))
		s.Log.LogAttrs(hr.Context(), level, hr.Pattern, append([]slog.Attr{slog.String("from", r.from)}, r.attrs...)...)
		if err != nil && begun {
			panic(http.ErrAbortHandler) // the response has begun: the connection is cut, so that it is not taken for a whole one
		}
	})
}

// end gives back what the request held.
func (r *request) end() {
	r.work.end()
	r.line.end()
	if r.key != nil {
		r.key.end()
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

// admit is what the hub asks once it knows whose request this is: from then on the key is limited and charged, not the address, behind which
// a whole school may sit.
func (r *request) admit(limit *rates) hub.Admit {
	return func(log changeset.LogID) error {
		r.rates, r.caller = limit, string(log[:])
		if err := limit.allow(r.caller, r.server.Clock()); err != nil {
			return err
		}
		r.key = r.server.keys.hold(r.caller)
		if !r.key.try(1) {
			return emulation.Errorf(emulation.Unavailable, "sync.too-often")
		}
		return nil
	}
}
