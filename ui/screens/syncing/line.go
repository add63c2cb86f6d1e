package syncing

import (
	"time"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Line is how the exchange with the others stands.
type Line struct {
	Running bool
	At      time.Time // of the last exchange that went through; zero if there was none since the program began
	Since   time.Time // of the first word since then that failed or found no answer; zero while nothing is wrong
	Silent  bool      // the exchange that runs moves nothing, and nobody knows yet whether it will
	Err     error     // why the last one did not go through
	Doubts  []error   // what the last one that went through was told by the server
}

// Says is how the line stands, in a few words.
func (l Line) Says(now time.Time) (sentence string, state widgets.State) {
	switch {
	case NoServer(l.Err):
		return text.T("ui.line.no-server"), widgets.Neutral
	case l.Silent:
		return text.T("ui.line.silent", "time", hour(l.Since, now)), widgets.Warn
	case l.Running && !l.Since.IsZero():
		return text.T("ui.line.retrying", "time", hour(l.Since, now)), widgets.Waiting
	case l.Running && l.At.IsZero():
		return text.T("ui.line.connecting"), widgets.Info
	case l.Running:
		return text.T("ui.line.running"), widgets.Info
	case l.Err != nil && !l.Since.IsZero():
		return text.T("ui.line."+out(l.Err), "time", hour(l.Since, now), "why", Why(l.Err)), widgets.Warn
	case l.Err != nil:
		return Why(l.Err), widgets.Warn
	case l.At.IsZero():
		return text.T("ui.line.not-yet"), widgets.Neutral
	}
	return text.T("ui.line.synced", "time", hour(l.At, now)), widgets.OK
}

// NoServer reports whether a line rests because no server was ever named.
func NoServer(err error) bool { return emulation.KeyOf(err) == "desk.no-server" }

// out tells whether nobody is there, or somebody who does not let this desk go on.
func out(err error) string {
	if emulation.CodeOf(err) == emulation.Unavailable {
		return "offline"
	}
	return "refused"
}

// Why is the cause in a few words; the whole sentence, with what to do, stands on the screen of the line.
func Why(err error) string {
	for _, what := range []string{emulation.KeyOf(err), string(emulation.CodeOf(err))} {
		if key := "ui.line.why." + what; text.T(key) != key {
			return text.T(key)
		}
	}
	return text.T("ui.line.why")
}

// hour writes a point of time, with its day where that is not today.
func hour(t, now time.Time) string {
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04")
	}
	return text.Moment(t)
}
