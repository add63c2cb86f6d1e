package replica

import (
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// SetClock is the office's word that its server's clock was ahead: leaves behind it go on from a time, which is not after now, and is now if it
// is zero. What waits because a certificate had ended by the wrong time is judged again when the server takes it.
func (room Room) SetClock(from time.Time, reason string) (time.Time, error) {
	w, done := room.desk.Edit()
	defer done()
	if from.IsZero() {
		from = time.UnixMilli(w.NowMs())
	}
	if from.UnixMilli() > w.NowMs() {
		return from, emulation.Errorf(emulation.Invalid, "clock.future")
	}
	if reason = book.Clean(reason); reason == "" {
		return from, emulation.Errorf(emulation.Invalid, "clock.reason")
	}
	return from, workspace.SetOver(w.Tx, w.Control, record.Clock, record.ByOffice{Office: w.Control.ID()}, emulation.ClockSet{From: from.UnixMilli(), Reason: reason})
}
