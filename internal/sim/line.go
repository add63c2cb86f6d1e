package sim

import (
	"bytes"
	"context"
	"io"
	"time"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
)

// line is a desk's line to the server while one sync goes on: it takes time, loses what goes in either direction, cuts it anywhere, brings it
// twice, or when nobody waits for it any more, behind what was sent later.
type line struct {
	*computer
	pause pause
}

var errLine = emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", "sim")

const patience = 2 * time.Minute // after which a desk gives a request up

func (l *line) travel() { l.pause(l.soon(4*time.Second) + time.Millisecond) }

// goesWrong is whether one in n messages is hit.
func (l *line) goesWrong(n int) bool { return !l.calm && l.one(n) }

// asked brings a message to the server, also late or twice, as the line does it. The message hears whether anybody waits for its answer.
func (l *line) asked(what string, ask func(h *hub.Hub, waits bool) error) error {
	l.travel()
	switch s := l.server; {
	case s.away:
		l.pause(l.soon(patience))
		return errLine
	case l.goesWrong(l.goes.Lost):
		l.tell("%s: %s is lost on its way", l.name, what)
		l.pause(patience)
		return errLine
	case l.goesWrong(l.goes.Late):
		late := l.soon(6 * time.Hour)
		l.tell("%s: %s comes %s late", l.name, what, late.Round(time.Second))
		l.after(late, func() { l.ghost(what, ask) })
		l.pause(patience)
		return errLine
	case l.goesWrong(l.goes.Twice):
		l.after(l.soon(time.Hour), func() { l.ghost(what, ask) })
	}
	return ask(l.lies.hub(l.computer), true)
}

// ghost is a message that comes when nobody waits for its answer.
func (l *line) ghost(what string, ask func(*hub.Hub, bool) error) {
	if l.server.away {
		return
	}
	err := ask(l.lies.hub(l.computer), false)
	l.tell("%s: %s comes once more: %v", l.name, what, err)
}

// Sync sends one request and opens the response.
func (l *line) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	var response bytes.Buffer
	cut := len(request)
	if l.goesWrong(l.goes.Cut) {
		cut = l.chance.IntN(len(request))
		l.tell("%s: a request is cut at %d of %d", l.name, cut, len(request))
	}
	request = bytes.Clone(request)
	err := l.asked("a request", func(h *hub.Hub, waits bool) error {
		if cut < len(request) {
			_, err := h.Receive(request[:cut], false, nil)
			return err
		}
		a, err := h.Receive(request, true, nil)
		if err != nil {
			return err
		}
		if waits { // others are answered between what it looked at and what it hands out
			l.travel()
			if l.server.away || h != l.lies.hub(l.computer) {
				return errLine
			}
		}
		var into io.Writer = io.Discard
		if waits {
			into = &response
		}
		return a.Write(ctx, into, nil)
	})
	if err != nil {
		return nil, err
	}
	body, err := l.lies.alter(l.computer, request, response.Bytes())
	if err != nil {
		l.wrong("the server cannot lie: %v", err)
		return nil, err
	}
	switch {
	case l.goesWrong(l.goes.Lost):
		l.tell("%s: an answer is lost after its commit", l.name)
		l.pause(patience)
		return nil, errLine
	case l.goesWrong(l.goes.Cut):
		at := l.chance.IntN(len(body))
		l.tell("%s: an answer is cut at %d of %d", l.name, at, len(body))
		return &answer{line: l, rest: body[:at], end: io.ErrUnexpectedEOF}, nil
	case l.goesWrong(l.goes.Flipped):
		body = bytes.Clone(body)
		at := l.chance.IntN(len(body))
		body[at] ^= 1 << l.chance.IntN(8)
		l.tell("%s: a bit of an answer is flipped at %d of %d", l.name, at, len(body))
	}
	return &answer{line: l, rest: body, end: io.EOF}, nil
}

// answer is a response as it comes, piece by piece.
type answer struct {
	*line
	rest []byte
	end  error
}

func (b *answer) Read(into []byte) (int, error) {
	if len(b.rest) == 0 {
		return 0, b.end
	}
	b.pause(b.soon(300 * time.Millisecond))
	n := copy(into[:min(len(into), 1400)], b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

func (b *answer) Close() error { return nil }

// PutChunk stores a chunk.
func (l *line) PutChunk(_ context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	err := l.asked("a chunk", func(h *hub.Hub, _ bool) error { return h.PutChunk(opening, name, n, body, nil) })
	if err == nil && l.goesWrong(l.goes.Lost) {
		l.pause(patience)
		return errLine
	}
	return err
}

// GetChunk fetches a chunk.
func (l *line) GetChunk(_ context.Context, opening []byte, name changeset.BlobName, n int64) (chunk []byte, err error) {
	err = l.asked("a look for a chunk", func(h *hub.Hub, _ bool) error {
		chunk, err = h.GetChunk(opening, name, n, nil)
		return err
	})
	if err == nil && l.goesWrong(l.goes.Lost) {
		l.pause(patience)
		return nil, errLine
	}
	return chunk, err
}

// Invitation looks an invitation up.
func (l *line) Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error) {
	return hub.Local{Hub: l.server.hub}.Invitation(ctx, name, lookup)
}
