package workspace

import (
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

const metaAlarm = "alarm/"

// keptAlarm is why a log is not believed. Proven says that it rests on what the server signed: then nothing of the log is applied any more.
// Otherwise a line may have altered what it carried, and the right bytes are taken when they come.
type keptAlarm struct {
	_      struct{} `cbor:",toarray"`
	What   string
	Index  uint64
	Leaf   []byte
	Text   string
	Proven bool
}

// message says it in a few words; it has no key if there is no alarm.
func (k *keptAlarm) message() emulation.Message {
	if k.What == "" {
		return emulation.Message{}
	}
	return emulation.Say("alarm."+k.What, "index", k.Index)
}

// alarm is the alarm kept of a log; a zero one if there is none.
func (w *Workspace) alarm(scope changeset.Scope) (kept keptAlarm, err error) {
	raw, err := w.store.Meta(metaAlarm + scope.String())
	if err != nil || raw == nil {
		return kept, err
	}
	return kept, changeset.Load(raw, &kept)
}

// raise keeps an alarm where status and doctor find it, and passes the error on. A proven one is not covered by a lesser one.
func (w *Workspace) raise(err error) error {
	var alarm *judge.Alarm
	if !errors.As(err, &alarm) {
		return err
	}
	before, e := w.alarm(alarm.Scope)
	if e != nil {
		return errors.Join(err, e)
	}
	if !before.Proven {
		kept := keptAlarm{What: alarm.What, Index: alarm.Index, Leaf: alarm.Leaf, Text: alarm.Error(), Proven: alarm.What == "root"}
		name := metaAlarm + alarm.Scope.String()
		if e := w.store.Commit(&changeset.Batch{Meta: map[string][]byte{name: changeset.MustEncode(kept)}}); e != nil {
			return errors.Join(err, e)
		}
	}
	w.feed.emit(Event{Kind: Alarmed, Scope: alarm.Scope})
	return emulation.Errorf(emulation.Corrupt, "workspace.alarm", "log", logName(alarm.Scope), "index", alarm.Index).Because(alarm)
}

// logName is what a log is called for a person.
func logName(scope changeset.Scope) emulation.Message {
	return emulation.Say("log." + scope.Kind().String())
}
