package console

import (
	"fmt"
	"io"
	"time"

	"thidua/internal/phrase"
	"thidua/storage"
)

// Backup is what there is to say of a backup, as a value.
type Backup struct {
	File     string      `json:"file"`
	Made     time.Time   `json:"made"`
	Bytes    int64       `json:"bytes"`
	Commits  uint64      `json:"commits"`
	Logs     []BackupLog `json:"logs"`
	Drafts   int         `json:"drafts"`
	Key      bool        `json:"key"`      // it holds the key of who made it
	Evidence int         `json:"evidence"` // files it names and does not hold
	Missing  int         `json:"missing"`  // of those, once it is restored: not in the folder
	Lacking  []Lack      `json:"lacking"`  // once it is restored: what was here and has to come again
}

// BackupLog is a log in a backup.
type BackupLog struct {
	Scope  string `json:"scope"`
	Leaves uint64 `json:"leaves"`
}

// Lack is a stretch of a log: leaves from From on, before To.
type Lack struct {
	Scope string `json:"scope"`
	From  uint64 `json:"from"`
	To    uint64 `json:"to"`
}

// BackupOf makes the value of a backup that was made, verified or restored.
func BackupOf(m *storage.Made, lacking ...storage.Lack) Backup {
	b := Backup{File: m.Path, Made: m.At(), Bytes: m.Size, Commits: m.Header.Commits, Drafts: len(m.Drafts), Key: len(m.Files) > 0, Evidence: len(m.Blobs), Missing: m.Missing,
		Logs: []BackupLog{}, Lacking: []Lack{}}
	for _, l := range m.Logs {
		b.Logs = append(b.Logs, BackupLog{l.Scope.String(), l.Leaves})
	}
	for _, l := range lacking {
		b.Lacking = append(b.Lacking, Lack{l.Scope.String(), l.From, l.To})
	}
	return b
}

// Tell prints the sentences of a backup; done is the key of the first, which says what was done with it.
func (b Backup) Tell(w io.Writer, lang phrase.Language, done string) {
	var leaves uint64
	for _, l := range b.Logs {
		leaves += l.Leaves
	}
	say := func(key string, pairs ...any) { fmt.Fprintln(w, phrase.Text(lang, key, pairs...)) }
	say(done, "file", b.File, "made", b.Made.Format("02/01/2006 15:04"), "logs", len(b.Logs), "leaves", leaves, "drafts", b.Drafts, "size", (b.Bytes+1<<20-1)>>20)
	if done == "backup.restored" && !b.Key {
		say("backup.key-stays")
	}
	switch {
	case b.Missing > 0:
		say("backup.missing", "files", b.Missing)
	case b.Evidence > 0 && done != "backup.restored":
		say("backup.evidence", "files", b.Evidence)
	}
	for _, l := range b.Lacking {
		say("storage.doctor-lacking", "scope", l.Scope, "from", l.From, "to", l.To)
	}
}
