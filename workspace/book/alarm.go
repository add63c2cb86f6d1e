package book

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

const MetaAlarm = "alarm/"

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
	raw, err := b.Store.Meta(MetaAlarm + scope.String())
	if err != nil || raw == nil {
		return kept, err
	}
	return kept, changeset.Load(raw, &kept)
}

// LogName is what a log is called for a person.
func LogName(scope changeset.Scope) emulation.Message {
	return emulation.Say("log." + scope.Kind().String())
}
