package server

import (
	"log/slog"
	"net"
	"net/http"

	"thidua/emulation"
)

// request is one request with what is to be said of it in the log.
type request struct {
	*http.Request
	w     *response
	attrs []slog.Attr
}

func (r *request) note(attrs ...slog.Attr) { r.attrs = append(r.attrs, attrs...) }

// endpoint limits, answers and logs one kind of request.
func (s *Server) endpoint(limit *rates, answer func(*request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, hr *http.Request) {
		start := s.Clock()
		r := &request{Request: hr, w: &response{ResponseWriter: w, control: http.NewResponseController(w), server: s}}
		err := r.w.control.SetWriteDeadline(start.Add(s.Stall)) // the one of the request before may still stand
		if err == nil {
			err = s.admit(limit, hr)
		}
		if err == nil {
			err = s.inSlot(r, answer)
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
		r.note(slog.Int("status", r.w.status), slog.Int64("bytes", r.w.bytes), slog.Duration("took", s.Clock().Sub(start)))
		s.Log.LogAttrs(hr.Context(), level, hr.Pattern, append([]slog.Attr{slog.String("from", address(hr))}, r.attrs...)...)
		if err != nil && begun {
			panic(http.ErrAbortHandler) // the response has begun: the connection is cut, so that it is not taken for a whole one
		}
	})
}

// admit takes a slot, unless this address asks too often or the caller has gone.
func (s *Server) admit(limit *rates, r *http.Request) error {
	if !limit.allow(address(r), s.Clock()) {
		return emulation.Errorf(emulation.Unavailable, "sync.too-often")
	}
	select {
	case s.slots <- struct{}{}:
		return nil
	case <-r.Context().Done():
		return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(r.Context().Err())
	}
}

func (s *Server) inSlot(r *request, answer func(*request) error) error {
	defer func() { <-s.slots }()
	return answer(r)
}

// address is the caller's address without its port.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// response remembers its status, counts its bytes, and gives every write a new deadline: slow is well, standing still is not.
type response struct {
	http.ResponseWriter
	control *http.ResponseController
	server  *Server
	status  int
	bytes   int64
}

func (w *response) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if err := w.control.SetWriteDeadline(w.server.Clock().Add(w.server.Stall)); err != nil {
		return 0, err
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// flush sends what was written. Its error shows at the next write.
func (w *response) flush() { _ = w.control.Flush() }

// moving reads a body and gives every read a new deadline.
type moving struct{ r *request }

func (m moving) Read(b []byte) (int, error) {
	w := m.r.w
	if err := w.control.SetReadDeadline(w.server.Clock().Add(w.server.Stall)); err != nil {
		return 0, err
	}
	return m.r.Body.Read(b)
}
