package server

import (
	"encoding/base64"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// read takes a body; whole is false if it was cut on its way.
func (s *Server) read(r *request, limit int) (body []byte, whole bool, err error) {
	if r.ContentLength > int64(limit) {
		return nil, false, emulation.Errorf(emulation.Invalid, "wire.too-large", "limit", limit)
	}
	body, err = io.ReadAll(io.LimitReader(moving{r}, int64(limit)+1))
	if err == nil { // all of it is here, and the answer may take longer; a caller that stands still keeps its deadline
		err = r.w.control.SetReadDeadline(time.Time{})
	}
	if len(body) > limit {
		return nil, false, emulation.Errorf(emulation.Invalid, "wire.too-large", "limit", limit)
	}
	return body, err == nil, err
}

func (s *Server) postSync(r *request) error {
	body, whole, err := s.read(r, wire.MaxRequest)
	if emulation.KeyOf(err) == "wire.too-large" {
		return err
	}
	r.w.Header().Set("Content-Type", "application/octet-stream")
	out, err := s.hub.Sync(r.Context(), body, whole, r.w, r.w.flush)
	r.note(slog.String("log", out.Log.String()), slog.Bool("proved", out.Proved), slog.Int("read", len(body)), slog.Int("taken", out.Taken),
		slog.Int("known", out.Known), slog.Int("further", out.Further), slog.Int("renewed", out.Renewed), slog.Int("entries", out.Entries))
	for reason, n := range out.Refused {
		r.note(slog.Int("refused-"+reason, n))
	}
	return err
}

func (s *Server) getInvitation(r *request) error {
	name, err := emulation.ParseID(r.PathValue("name"))
	if err != nil {
		return err
	}
	r.w.Header().Set("Content-Type", "application/octet-stream")
	return s.hub.Invitation(r.Context(), name, r.w, r.w.flush)
}

func (s *Server) putChunk(r *request) error {
	name, n, opening, err := chunkOf(r)
	if err != nil {
		return err
	}
	body, whole, err := s.read(r, wire.MaxChunk)
	if emulation.KeyOf(err) == "wire.too-large" {
		return err
	}
	if !whole {
		return emulation.Errorf(emulation.Unavailable, "wire.cut").Because(err)
	}
	if err := s.hub.PutChunk(opening, name, n, body); err != nil {
		return err
	}
	r.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) getChunk(r *request) error {
	name, n, opening, err := chunkOf(r)
	if err != nil {
		return err
	}
	body, err := s.hub.GetChunk(opening, name, n)
	if err != nil {
		return err
	}
	r.w.Header().Set("Content-Type", "application/octet-stream")
	_, err = r.w.Write(body)
	return err
}

// chunkOf reads which chunk is meant, and who says to be asking.
func chunkOf(r *request) (name changeset.BlobName, n int64, opening []byte, err error) {
	if name, err = changeset.ParseBlobName(r.PathValue("id")); err != nil {
		return name, 0, nil, err
	}
	if n, err = strconv.ParseInt(r.PathValue("n"), 10, 64); err != nil {
		return name, 0, nil, emulation.Errorf(emulation.Invalid, "sync.chunk-number").Because(err)
	}
	text, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Thidua ")
	if !ok {
		return name, 0, nil, emulation.Errorf(emulation.Forbidden, "sync.ticket")
	}
	if opening, err = base64.RawURLEncoding.DecodeString(text); err != nil {
		return name, 0, nil, emulation.Errorf(emulation.Forbidden, "sync.ticket").Because(err)
	}
	return name, n, opening, nil
}
