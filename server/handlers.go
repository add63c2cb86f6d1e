package server

import (
	"encoding/base64"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// What one request takes of the memory for work, in bytes, whatever it holds: the coders, one batch of changes and their answers; one chunk.
const (
	workBytes  = 6 << 20
	chunkBytes = 128 << 10
)

// refusedPerCost is how many changes without a leaf cost a caller as much as one more request.
const refusedPerCost = 10

func (s *Server) postSync(r *request) error {
	begun, err := r.open(s.key)
	if err != nil {
		return err
	}
	limit := wire.MaxRequest
	if r.asked {
		limit = wire.MaxUnproved // more is not looked at of who is not proved
	}
	body, whole, err := r.read(begun, limit)
	if err != nil && body == nil {
		return err
	}
	if err := r.start(workBytes); err != nil {
		return err
	}
	a, err := s.hub.Receive(body, whole, r.admit(s.key))
	r.note(slog.String("log", a.Log.String()), slog.Bool("proved", a.Proved), slog.Int("read", len(body)), slog.Int("taken", a.Taken),
		slog.Int("known", a.Known), slog.Int("further", a.Further), slog.Int("renewed", a.Renewed))
	s.Meter.Changes("taken", a.Taken)
	s.Meter.Changes("known", a.Known)
	for reason, n := range a.Refused {
		s.Meter.Changes(reason, n)
		r.note(slog.Int("refused-"+reason, n))
		r.cost += n / refusedPerCost
	}
	for _, scope := range a.Mended {
		s.Log.Warn("a wrong sum was kept of a log's state; its records were added up anew", "of", scope.String())
	}
	if err != nil {
		return err
	}
	body = nil // the line's memory is now the answer's
	r.line.free()
	err = s.send(r, func(out *spool) error { return a.Write(r.Context(), out, out.flush) })
	s.Meter.Entries(a.Entries)
	r.note(slog.Int("entries", a.Entries))
	return err
}

// send makes a response and gives the place at work back before a slow line takes it.
func (s *Server) send(r *request, write func(*spool) error) error {
	r.w.Header().Set("Content-Type", "application/octet-stream")
	out := &spool{request: r}
	err := write(out)
	r.work.free()
	if err != nil {
		return err
	}
	return out.send()
}

// bytesPerCost is how much of a log, handed out to nobody knows whom, costs as much as one more look-up.
const bytesPerCost = 64 << 10

func (s *Server) getInvitation(r *request) error {
	name, err := emulation.ParseID(r.PathValue("name"))
	if err != nil {
		return err
	}
	if err := r.stranger(); err != nil {
		return err
	}
	if err := r.start(workBytes); err != nil {
		return err
	}
	lookup, _ := authorization(r) // who sends none is told to update
	err = s.send(r, func(out *spool) error { return s.hub.Invitation(r.Context(), name, lookup, out, out.flush) })
	r.cost = int(r.w.sent.bytes / bytesPerCost)
	return err
}

func (s *Server) putChunk(r *request) error {
	name, n, opening, err := s.chunkOf(r)
	if err != nil {
		return err
	}
	body, whole, err := r.read(nil, wire.MaxChunk)
	if err != nil && body == nil {
		return err
	}
	if !whole {
		return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err)
	}
	if err := r.start(chunkBytes); err != nil {
		return err
	}
	if err := s.hub.PutChunk(opening, name, n, body, r.admit(s.chunks)); err != nil {
		return err
	}
	r.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) getChunk(r *request) error {
	name, n, opening, err := s.chunkOf(r)
	if err != nil {
		return err
	}
	if err := r.start(chunkBytes); err != nil {
		return err
	}
	body, err := s.hub.GetChunk(opening, name, n, r.admit(s.chunks))
	if err != nil {
		return err
	}
	return s.send(r, func(out *spool) error {
		_, err := out.Write(body)
		return err
	})
}

// chunkOf reads which chunk is meant, and who says to be asking, and lets it in.
func (s *Server) chunkOf(r *request) (name changeset.BlobName, n int64, opening []byte, err error) {
	name, n, opening, o, err := parseChunk(r)
	if err != nil {
		return name, n, opening, r.refuse(err)
	}
	return name, n, opening, r.opened(o, s.chunks)
}

func parseChunk(r *request) (name changeset.BlobName, n int64, opening []byte, o *wire.Opening, err error) {
	if name, err = changeset.ParseBlobName(r.PathValue("id")); err != nil {
		return name, 0, nil, nil, err
	}
	if n, err = strconv.ParseInt(r.PathValue("n"), 10, 64); err != nil {
		return name, 0, nil, nil, emulation.Errorf(emulation.Invalid, "sync.chunk-number").Because(err)
	}
	if opening, err = authorization(r); err != nil {
		return name, 0, nil, nil, err
	}
	o, err = wire.ParseOpening(opening)
	return name, n, opening, o, err
}

// authorization is what a request says of who asks.
func authorization(r *request) ([]byte, error) {
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Thidua ")
	if !ok {
		return nil, emulation.Errorf(emulation.Forbidden, "sync.ticket")
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, emulation.Errorf(emulation.Forbidden, "sync.ticket").Because(err)
	}
	return raw, nil
}
