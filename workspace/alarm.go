package workspace

import (
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// Raise keeps an alarm where status and doctor find it, and passes the error on. A proven one is not covered by a lesser one.
func (t *Tx) Raise(err error) error {
	var alarm *judge.Alarm
	if !errors.As(err, &alarm) {
		return err
	}
	before, e := t.book.Alarm(alarm.Scope)
	if e != nil {
		return errors.Join(err, e)
	}
	if !before.Proven {
		kept := book.KeptAlarm{What: alarm.What, Index: alarm.Index, Leaf: alarm.Leaf, Text: alarm.Error(), Proven: alarm.What == "root"}
		name := book.MetaAlarm + alarm.Scope.String()
		if e := t.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{name: changeset.MustEncode(kept)}}); e != nil {
			return errors.Join(err, e)
		}
	}
	t.Tell(Event{Kind: Alarmed, Scope: alarm.Scope})
	return emulation.Errorf(emulation.Corrupt, "workspace.alarm", "log", book.LogName(alarm.Scope), "index", alarm.Index).Because(alarm)
}
