package book

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// MetaAlarm keeps the alarm of a log. MetaDiffers keeps one of a state that the server signed and that does not follow from the log: the next true
// word ends it, and must neither find nor end another there.
const (
	MetaAlarm   = "alarm/"
	MetaDiffers = "alarm-state/"
)

// AlarmName is the small value that keeps such an alarm of a log.
func AlarmName(what string, scope changeset.Scope) string {
	if what == "state" {
		return MetaDiffers + scope.String()
	}
	return MetaAlarm + scope.String()
}

// CheckpointName is the small value that keeps the server's last signed word on a log.
func CheckpointName(scope changeset.Scope) string { return "checkpoint/" + scope.String() }

// KeptAlarm is why a log is not believed. Proven says that it rests on what the server signed: then nothing of the log is applied any more.
// Otherwise a line may have altered what it carried, and the right bytes are taken when they come.
type KeptAlarm struct {
	_      struct{} `cbor:",toarray"`
	What   string
	Index  uint64
	Leaf   []byte
	Text   string
	Proven bool
}

// Message says it in a few words; it has no key if there is no alarm.
func (k *KeptAlarm) Message() emulation.Message {
	if k.What == "" {
		return emulation.Message{}
	}
	return emulation.Say("alarm."+k.What, "index", k.Index)
}

// Alarm is the alarm kept of a log; a zero one if there is none.
func (b *Book) Alarm(scope changeset.Scope) (kept KeptAlarm, err error) {
	kept, err = AlarmAt(b.Store, AlarmName("", scope))
	if err != nil || kept.What != "" {
		return kept, err
	}
	return AlarmAt(b.Store, AlarmName("state", scope))
}

// AlarmAt is the alarm kept under a name (AlarmName); a zero one if there is none.
func AlarmAt(store Source, name string) (kept KeptAlarm, err error) {
	raw, err := store.Meta(name)
	if err != nil || raw == nil {
		return kept, err
	}
	return kept, changeset.Load(raw, &kept)
}

// LogName is what a log is called for a person.
func LogName(scope changeset.Scope) emulation.Message {
	return emulation.Say("log." + scope.Kind().String())
}
