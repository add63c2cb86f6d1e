//go:build !windows

package clip

import (
	"fmt"
	"io"
	"log"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// patience is how long the holder of the clipboard may be silent.
const patience = 3 * time.Second

var quiet sync.Once

// Picture is the picture on the clipboard as a PNG file; nil where there is none. It asks the X server the display names, on a line of its own: the
// window's own may be holding the clipboard, and would wait for itself.
func Picture() ([]byte, error) {
	quiet.Do(func() { xgb.Logger = log.New(io.Discard, "", 0) }) // it writes on the terminal what is no fault
	c, err := xgb.NewConn()
	if err != nil {
		return nil, nil // no X server, no clipboard
	}
	late := time.AfterFunc(patience, c.Close)
	defer func() {
		if late.Stop() {
			c.Close()
		}
	}()
	s := selection{conn: c, window: xproto.Window(0), more: func() { late.Reset(patience) }}
	return s.read("image/png")
}

// selection reads what another window of the X server offers (ICCCM, chapter 2).
type selection struct {
	conn     *xgb.Conn
	window   xproto.Window // who asks
	property xproto.Atom   // where the answer is put
	more     func()        // something came
}

func (s *selection) read(target string) ([]byte, error) {
	var err error
	if s.window, err = xproto.NewWindowId(s.conn); err != nil {
		return nil, fmt.Errorf("asking for the clipboard: %w", err)
	}
	screen := xproto.Setup(s.conn).DefaultScreen(s.conn)
	err = xproto.CreateWindowChecked(s.conn, 0, s.window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, xproto.CwEventMask,
		[]uint32{xproto.EventMaskPropertyChange}).Check()
	if err != nil {
		return nil, fmt.Errorf("asking for the clipboard: %w", err)
	}
	board, kind, parts := s.atom("CLIPBOARD"), s.atom(target), s.atom("INCR")
	s.property = s.atom("THIDUA_PICTURE")
	xproto.ConvertSelection(s.conn, s.window, board, kind, s.property, xproto.TimeCurrentTime)
	for {
		switch e := s.next().(type) {
		case nil:
			return nil, nil // nobody answers
		case xproto.SelectionNotifyEvent:
			if e.Property == xproto.AtomNone {
				return nil, nil // there is no picture
			}
			raw, of := s.take()
			if of != parts {
				return raw, nil
			}
			return s.parts(), nil // it is too large for one answer
		}
	}
}

// parts joins what comes in parts: each is put where the one before was taken from, and an empty one ends it.
func (s *selection) parts() (whole []byte) {
	for {
		switch e := s.next().(type) {
		case nil:
			return nil // half a picture is none
		case xproto.PropertyNotifyEvent:
			if e.Atom != s.property || e.State != xproto.PropertyNewValue {
				continue
			}
			part, _ := s.take()
			if len(part) == 0 {
				return whole
			}
			if whole = append(whole, part...); len(whole) > mostBytes {
				return nil
			}
		}
	}
}

// next is the next thing that happened; nil once the line is closed.
func (s *selection) next() xgb.Event {
	for {
		e, err := s.conn.WaitForEvent()
		if e != nil {
			s.more()
			return e
		}
		if err == nil {
			return nil
		}
	}
}

// take takes what was put where the answers are, and says of which kind it is.
func (s *selection) take() (raw []byte, kind xproto.Atom) {
	r, err := xproto.GetProperty(s.conn, true, s.window, s.property, xproto.GetPropertyTypeAny, 0, mostBytes/4).Reply()
	if err != nil || r.BytesAfter > 0 {
		return nil, 0
	}
	return r.Value, r.Type
}

func (s *selection) atom(name string) xproto.Atom {
	r, err := xproto.InternAtom(s.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0
	}
	return r.Atom
}
