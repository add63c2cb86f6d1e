//go:build full && linux

package clip_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"thidua/internal/clip"
)

// display starts a display of its own.
func display(t *testing.T) *xgb.Conn {
	t.Helper()
	xvfb, err := exec.LookPath("Xvfb")
	if err != nil {
		t.Skip("no Xvfb")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(xvfb, "-displayfd", "3")
	c.ExtraFiles = []*os.File{w}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DISPLAY", ":"+strings.TrimSpace(number))
	x, err := xgb.NewConn()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	return x
}

// owner holds the clipboard with a picture; what is larger than its part it gives in parts. A picture of nil is text.
type owner struct {
	t       *testing.T
	x       *xgb.Conn
	picture []byte
	part    int
	left    []byte // what has to come in parts
}

func (o *owner) atom(name string) xproto.Atom {
	r, err := xproto.InternAtom(o.x, false, uint16(len(name)), name).Reply()
	if err != nil {
		o.t.Error(err)
		return 0
	}
	return r.Atom
}

func (o *owner) hold() {
	o.t.Helper()
	w, err := xproto.NewWindowId(o.x)
	if err != nil {
		o.t.Fatal(err)
	}
	screen := xproto.Setup(o.x).DefaultScreen(o.x)
	xproto.CreateWindow(o.x, 0, w, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil)
	if err := xproto.SetSelectionOwnerChecked(o.x, w, o.atom("CLIPBOARD"), xproto.TimeCurrentTime).Check(); err != nil {
		o.t.Fatal(err)
	}
	go o.serve(o.atom("image/png"), o.atom("INCR"))
}

func (o *owner) serve(kind, parts xproto.Atom) {
	for {
		e, err := o.x.WaitForEvent()
		if e == nil && err == nil {
			return
		}
		switch e := e.(type) {
		case xproto.SelectionRequestEvent:
			property := e.Property
			switch {
			case e.Target != kind || o.picture == nil:
				property = xproto.AtomNone
			case len(o.picture) > o.part:
				o.left = o.picture
				xproto.ChangeWindowAttributes(o.x, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
				xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Requestor, property, parts, 32, 1, []byte{0, 0, 1, 0})
			default:
				xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Requestor, property, kind, 8, uint32(len(o.picture)), o.picture)
			}
			n := xproto.SelectionNotifyEvent{Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
			xproto.SendEvent(o.x, false, e.Requestor, 0, string(n.Bytes()))
		case xproto.PropertyNotifyEvent:
			if e.State != xproto.PropertyDelete || o.left == nil {
				continue
			}
			now := o.left[:min(o.part, len(o.left))]
			if o.left = o.left[len(now):]; len(now) == 0 {
				o.left = nil
			}
			xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Window, e.Atom, kind, 8, uint32(len(now)), now)
		}
	}
}

func TestFullAPictureIsReadFromTheClipboard(t *testing.T) {
	x := display(t)
	read := func() []byte {
		t.Helper()
		raw, err := clip.Picture()
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	if raw := read(); raw != nil {
		t.Errorf("of nobody: %d bytes", len(raw))
	}
	o := &owner{t: t, x: x, part: 1 << 16}
	o.hold()
	if raw := read(); raw != nil {
		t.Errorf("of text: %d bytes", len(raw))
	}
	for _, size := range []int{100, 1 << 16, 1<<20 + 7} {
		o.picture = bytes.Repeat([]byte{1, 2, 3, 5, 8}, size)[:size]
		if raw := read(); !bytes.Equal(raw, o.picture) {
			t.Errorf("of %d bytes came %d", size, len(raw))
		}
	}
}
