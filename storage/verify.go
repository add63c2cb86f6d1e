package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"sort"
	"time"

	"thidua/emulation"
	"thidua/storage/backup"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// LogStats is how long a log is.
type LogStats struct {
	Scope  changeset.Scope
	Leaves uint64
}

// Made is a backup: where it is, how long it is in bytes, and what was found in it.
type Made struct {
	Path    string
	Size    int64
	Header  backup.Header
	Logs    []LogStats
	Drafts  []changeset.Draft
	Blobs   []string          // evidence files it names
	Missing int               // of those, after Restore: how many are not in the folder
	Files   map[string][]byte // small files that stood beside the store
	Lock    *crypt.Lock       // of the encrypted folder it was made of; nil of one in plain

	key *crypt.Key
}

// At is when the backup was made; the zero time if nobody knew.
func (m *Made) At() time.Time {
	if m.Header.Made == 0 {
		return time.Time{}
	}
	return time.UnixMilli(m.Header.Made)
}

// VerifyBackup reads a whole backup: every byte against its checksums, and every log in it from its leaves up to its root. key is that of the
// folder it was made of, nil if that was in plain. Errors: Corrupt "storage.backup-damaged", Forbidden "storage.backup-locked", Newer, and those
// of the disk.
func VerifyBackup(ctx context.Context, path string, key *crypt.Key) (made *Made, err error) {
	defer found.Doing("verifying a backup", &err)
	lock, err := backup.Lock(path)
	if err != nil {
		return nil, err
	}
	v := &verifying{made: &Made{Path: path, Files: map[string][]byte{}, Lock: lock, key: key}, logs: map[changeset.Scope]changeset.LogHead{},
		damaged: emulation.Errorf(emulation.Corrupt, "storage.backup-damaged", "file", filepath.Base(path))}
	if err := backup.Read(ctx, path, key, v.header, v.part); err != nil {
		return nil, err
	}
	if v.heads != len(v.logs) {
		return nil, v.damaged
	}
	st, err := os.Stat(path)
	if err != nil {
		return nil, found.Disk(err)
	}
	v.made.Size = st.Size()
	for s, head := range v.logs {
		v.made.Logs = append(v.made.Logs, LogStats{Scope: s, Leaves: head.Size})
	}
	sort.Slice(v.made.Logs, func(a, b int) bool { return bytes.Compare(v.made.Logs[a].Scope[:], v.made.Logs[b].Scope[:]) < 0 })
	return v.made, nil
}

// verifying is one reading of a backup. Rows come in the order of their keys: leaves of a log in theirs, heads after all leaves.
type verifying struct {
	made    *Made
	logs    map[changeset.Scope]changeset.LogHead // recomputed
	heads   int
	damaged *emulation.Error
}

func (v *verifying) header(h *backup.Header) error {
	if h.Schema > Schema {
		return folder.Newer(h.Schema)
	}
	v.made.Header = *h
	return nil
}

func (v *verifying) part(p *backup.Part) error {
	v.made.Drafts = append(v.made.Drafts, p.Drafts...)
	v.made.Blobs = append(v.made.Blobs, p.Blobs...)
	if p.Name != "" {
		v.made.Files[p.Name] = p.Content
	}
	return kv.EachRow(p.Rows, v.row)
}

func (v *verifying) row(k, value []byte) error {
	switch {
	case len(k) == 26 && k[0] == tableLog:
		scope := changeset.Scope(k[1:18])
		row, err := decodeLogRow(k, value)
		if err != nil {
			return v.damaged.Because(err)
		}
		leaf, err := changeset.DecodeLeaf(row.leaf)
		head := v.logs[scope]
		if err != nil || leaf.Index != head.Size || binary.BigEndian.Uint64(k[18:]) != head.Size {
			return v.damaged.Because(err)
		}
		head = head.AppendRaw(leaf, row.leaf)
		if head.Root() != row.root {
			return v.damaged
		}
		v.logs[scope] = head
	case len(k) == 18 && k[0] == tableHead:
		var h changeset.LogHead
		if err := changeset.Load(value, &h); err != nil {
			return v.damaged.Because(err)
		}
		if have := v.logs[changeset.Scope(k[1:])]; have.Size != h.Size || have.Root() != h.Root() {
			return v.damaged
		}
		v.heads++
	}
	return nil
}
