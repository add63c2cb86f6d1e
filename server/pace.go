package server

import (
	"io"
	"net/http"
	"time"

	"thidua/emulation"
	"thidua/sync/wire"
)

// pace is how far one direction of a request has come since it began.
type pace struct {
	begun time.Time
	bytes int64
}

// until is when the next bytes have to have moved: slow is well, standing still is not, nor a byte now and then for hours.
func (s *Server) until(p pace) time.Time {
	until := s.Clock().Add(s.Stall)
	for _, t := range []time.Time{p.begun.Add(s.Grace + time.Duration(p.bytes/s.Pace)*time.Second), p.begun.Add(s.Total)} {
		if t.Before(until) {
			until = t
		}
	}
	return until
}

// Read reads the body at its pace.
func (r *request) Read(b []byte) (int, error) {
	if err := r.until(r.w.control.SetReadDeadline, r.body); err != nil {
		return 0, err
	}
	n, err := r.Body.Read(b)
	r.body.bytes += int64(n)
	return n, err
}

// open reads as much of a body as its opening takes, and lets it in (opened). What it reads has no room in any budget: it is less than what the
// connection itself costs.
func (r *request) open(keys *rates) (begun []byte, err error) {
	if r.ContentLength > wire.MaxRequest {
		return nil, r.refuse(tooLarge(wire.MaxRequest))
	}
	begun = make([]byte, 0, firstBytes)
	for {
		q, wrong := wire.ParseRequest(begun)
		if wrong == nil {
			return begun, r.opened(&q.Opening, keys)
		}
		if err != nil || !wire.IsCut(wrong) {
			return nil, r.refuse(wrong)
		}
		var n int
		n, err = r.Read(begun[len(begun):cap(begun)])
		begun = begun[:len(begun)+n]
	}
}

func tooLarge(limit int) error {
	return emulation.Errorf(emulation.Invalid, "wire.too-large", "limit", limit)
}

const firstBytes = 2 + wire.MaxOpening

// firstRead is how much room a body gets before it is known to be longer.
const firstRead = 4 << 10

// read takes the body behind what it begins with, and has room as it grows; whole is false if it was cut on its way.
func (r *request) read(begun []byte, limit int) (body []byte, whole bool, err error) {
	if r.ContentLength > int64(limit) {
		return nil, false, tooLarge(limit)
	}
	body = begun[:len(begun):len(begun)]
	room := 0
	for err == nil {
		if len(body) == cap(body) {
			to := min(max(2*room, firstRead), limit+1)
			if !r.grow(room, to) {
				return nil, false, emulation.Errorf(emulation.Unavailable, "sync.busy")
			}
			room = to
			body = append(make([]byte, 0, room), body...)
		}
		var n int
		n, err = r.Read(body[len(body):cap(body)])
		if body = body[:len(body)+n]; len(body) > limit {
			return nil, false, tooLarge(limit)
		}
	}
	if err == io.EOF { // all of it is here, and the answer may take longer; a caller that stands still keeps its deadline
		err = r.w.control.SetReadDeadline(time.Time{})
	}
	return body, err == nil, err
}

// response remembers its status and counts its bytes, which go at their pace.
type response struct {
	http.ResponseWriter
	control *http.ResponseController
	request *request
	status  int
	sent    pace
}

func (w *response) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// writeBytes is how much is written at once: less than what the slowest line takes until its deadline.
const writeBytes = 8 << 10

func (w *response) Write(b []byte) (written int, err error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if w.sent.begun.IsZero() {
		w.sent.begun = w.request.server.Clock()
	}
	for len(b) > 0 && err == nil {
		if err = w.request.until(w.control.SetWriteDeadline, w.sent); err != nil {
			break
		}
		var n int
		n, err = w.ResponseWriter.Write(b[:min(len(b), writeBytes)])
		b = b[n:]
		written += n
		w.sent.bytes += int64(n)
	}
	return written, err
}
