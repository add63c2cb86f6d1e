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
	if e := t.Notice(alarm); e != nil {
		return errors.Join(err, e)
	}
	return emulation.Errorf(emulation.Corrupt, "workspace.alarm", "log", book.LogName(alarm.Scope), "index", alarm.Index).Because(alarm)
}

// Notice keeps an alarm and lets what raised it go on. A proven one is not covered by a lesser one, and one is told once.
func (t *Tx) Notice(alarm *judge.Alarm) error {
	name := book.AlarmName(alarm.What, alarm.Scope)
	before, err := book.AlarmAt(t.book.Store, name)
	if err != nil {
		return err
	}
	if !before.Proven && (before.What != alarm.What || before.Index != alarm.Index) {
		kept := book.KeptAlarm{What: alarm.What, Index: alarm.Index, Leaf: alarm.Leaf, Text: alarm.Error(), Proven: alarm.What == "root"}
		if err := t.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{name: changeset.MustEncode(kept)}}); err != nil {
			return err
		}
	}
	t.Tell(Event{Kind: Alarmed, Scope: alarm.Scope})
	return nil
}
