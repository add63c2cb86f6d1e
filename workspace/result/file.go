package result

import (
	"bytes"
	"encoding/json"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/book"
)

// ResultFileFormat is the first field of an exported result.
const ResultFileFormat = "thidua-result-file/1"

// ResultFile is a locked result with what proves it: the signed change, its leaf, and the control log up to it, in which the root certified the
// author's key. With the cluster's log too, anyone can compute the result anew from the file alone. Personal names are not in it.
type ResultFile struct {
	Format    string          `json:"format"`
	Root      string          `json:"root"` // the root key the signatures lead to
	Identity  string          `json:"identity"`
	Author    string          `json:"author"` // the key that signed
	By        string          `json:"by"`     // in words, as the desk that wrote the file knew it: nobody signed them (FileCheck.By)
	Statement json.RawMessage `json:"statement"`
	Change    []byte          `json:"change"`
	Leaf      []byte          `json:"leaf"`
	Logs      []ResultLog     `json:"logs"` // control first

	Checkpoints []string `json:"checkpoints,omitempty"` // the server's signed sizes and roots of the control log and the cluster's, as the desk that wrote the file had them
}

// ResultLog is the beginning of a log as it was signed.
type ResultLog struct {
	Scope   string        `json:"scope"`
	Entries []ResultEntry `json:"entries"`
}

// ResultEntry is a leaf and its change; a further leaf has none.
type ResultEntry struct {
	Leaf   []byte `json:"leaf"`
	Change []byte `json:"change,omitempty"`
}

// MaxResultFile is the largest file that is read.
const MaxResultFile = 64 << 20

// ExportResult writes the last locked result with its proof; whole adds the cluster's log.
func (room Room) ExportResult(whole bool) ([]byte, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	scope := s.Cluster.Scope()
	all, err := w.results(s)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, emulation.Errorf(emulation.NotFound, "result.none")
	}
	last := all[len(all)-1]
	if last.Pending {
		return nil, emulation.Errorf(emulation.Unavailable, "result.not-sent")
	}
	r, err := w.Store.Record(record.Season.Ref(scope, s.Key()))
	if err != nil {
		return nil, err
	}
	l, err := w.lockOf(scope, record.Season.Result.Last(r, changeset.Logged))
	if err != nil {
		return nil, err
	}
	f := ResultFile{Format: ResultFileFormat, Root: emulation.Hash(w.Root()).String(), Identity: l.change.Identity.String(), Author: l.change.Log.String(), By: last.Author,
		Change: l.change.Raw, Leaf: l.rawLeaf}
	if _, f.Statement = statementIn(l.change); !json.Valid(f.Statement) {
		return nil, emulation.Errorf(emulation.Invalid, "result.unreadable")
	}
	logs := map[changeset.Scope]uint64{w.Control: l.control}
	for _, scope := range []changeset.Scope{w.Control, scope} {
		note, err := w.Store.Meta(book.CheckpointName(scope))
		if err != nil {
			return nil, err
		}
		if note != nil {
			f.Checkpoints = append(f.Checkpoints, string(note))
		}
	}
	order := []changeset.Scope{w.Control}
	if whole {
		logs[scope], order = uint64(l.leaf), append(order, scope)
	}
	for _, scope := range order {
		log := ResultLog{Scope: scope.String(), Entries: []ResultEntry{}}
		err := w.Store.Entries(scope, 0, func(e *changeset.Entry) error {
			if e.Leaf.Index < logs[scope] {
				log.Entries = append(log.Entries, ResultEntry{e.LeafRaw, e.Raw})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		f.Logs = append(f.Logs, log)
	}
	return f.encode()
}

func (f *ResultFile) encode() ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	err := out.Encode(f)
	return b.Bytes(), err
}

// FileCheck is what a file with a result says of itself.
type FileCheck struct {
	File      ResultFile
	Statement Statement
	Root      identity.PublicKey
	// Checkpoints are the server's words in the file, each signed by a server of its control log and right about the log where that is in it.
	Checkpoints []*changeset.Checkpoint

	By    string       // for whom the author signs, by the name in the control log
	Whole *ResultCheck // the result computed from the file's own logs; nil if the cluster's is not in it
}

// CheckResultFile checks an exported result without any data folder: the control log in it leads from the named root to the author's key, the
// author signed the change, the change carries the statement, and the author was one who may lock a result. Whether the root is the right one is
// for a person to say, who has it from the office.
func CheckResultFile(raw []byte) (*FileCheck, error) {
	if len(raw) > MaxResultFile {
		return nil, emulation.Errorf(emulation.Invalid, "result.file-large", "limit", MaxResultFile>>20)
	}
	c := new(FileCheck)
	wrong := func(what string, cause error) error {
		return emulation.Errorf(emulation.Corrupt, "result.file", "what", emulation.Say("result.fault."+what)).Because(cause)
	}
	if err := json.Unmarshal(raw, &c.File); err != nil || c.File.Format != ResultFileFormat {
		return nil, wrong("format", err)
	}
	root, err := emulation.ParseHash(c.File.Root)
	if err != nil {
		return nil, wrong("root", err)
	}
	c.Root = identity.PublicKey(root)
	anchor := judge.NewAnchor(c.Root.Key())
	change, err := changeset.Decode(anchor.Tenant, c.File.Change)
	if err != nil {
		return nil, wrong("change", err)
	}
	leaf, err := changeset.DecodeLeaf(c.File.Leaf)
	if err != nil || leaf.Identity != change.Identity || leaf.Verdict != changeset.Accepted {
		return nil, wrong("leaf", err)
	}
	copies, err := readLogs(c.File.Logs)
	if err != nil {
		return nil, wrong("logs", err)
	}
	control := copies.order[0]
	j := judge.New(anchor)
	o, err := book.Replayed(j, copies, copies.order[:1], []uint64{leaf.ControlSize})
	if err != nil {
		return nil, wrong("logs", err)
	}
	cert, err := j.Certificate(o, control, change.Log, changeset.AsOf(leaf.ControlSize))
	if err != nil || cert == nil {
		return nil, wrong("author", err)
	}
	if err := change.Verify(cert.Key.Key()); err != nil {
		return nil, wrong("signature", err)
	}
	if c.File.Identity != change.Identity.String() || c.File.Author != change.Log.String() {
		return nil, wrong("author", nil)
	}
	if c.By, err = book.Past(overlaid{Overlay: o}, o, c.Root, control).BodyOf(cert); err != nil {
		return nil, wrong("author", err)
	}
	if c.Checkpoints, err = checkpoints(j, o, control, c.File.Checkpoints, copies); err != nil {
		return nil, wrong("checkpoint", err)
	}
	season, carried := statementIn(change)
	var compact, said bytes.Buffer
	if carried == nil || json.Compact(&compact, carried) != nil || json.Compact(&said, c.File.Statement) != nil || !bytes.Equal(compact.Bytes(), said.Bytes()) ||
		json.Unmarshal(carried, &c.Statement) != nil || c.Statement.Position != position(&change.Change) {
		return nil, wrong("statement", nil)
	}
	a, err := j.Actors(o, cert, control, change.Scope, season, emulation.ID{})
	if err != nil || a&record.Season.Result.Right.By == 0 {
		return nil, wrong("right", err)
	}
	at := judge.Moment{Received: leaf.Received, Control: changeset.AsOf(leaf.ControlSize)}
	if stands, err := j.Stands(o, cert, control, change, at); err != nil || !stands && !leaf.Further() {
		return nil, wrong("right", err)
	}
	if len(copies.order) > 1 {
		l := lock{change: change, leaf: int64(leaf.Index), control: leaf.ControlSize}
		again, err := fromLogs(anchor, copies, c.Root, control, l, season)
		if err != nil {
			return nil, wrong("logs", err)
		}
		c.Whole = compared(l, again, 0)
	}
	return c, nil
}

// checkpoints opens those of a file, and holds each against the file's own log as far as that goes.
func checkpoints(j *judge.Judge, o *judge.Overlay, control changeset.Scope, notes []string, logs copies) ([]*changeset.Checkpoint, error) {
	var all []*changeset.Checkpoint
	for _, note := range notes {
		c, err := j.OpenCheckpoint(o, control, []byte(note))
		if err != nil {
			return nil, err
		}
		var head changeset.LogHead
		for _, e := range logs.entries[c.Scope] {
			if head.Size < c.Size {
				head = head.AppendRaw(&e.Leaf, e.LeafRaw)
			}
		}
		if c.Tenant != j.Tenant || head.Size == c.Size && head.Root() != c.Root {
			return nil, &judge.Alarm{Scope: c.Scope, Index: c.Size, What: "root"}
		}
		all = append(all, c)
	}
	return all, nil
}

// statementIn is the statement a change carries, and its season.
func statementIn(c *changeset.Signed) (emulation.ID, []byte) {
	for i := range c.Operations {
		op := &c.Operations[i]
		if record.Season.Result.Is(op) {
			var raw []byte
			if changeset.Load(op.Value, &raw) == nil {
				return record.Season.ID(record.Season.Read(op.Key)), raw
			}
		}
	}
	return emulation.ID{}, nil
}

// copies are logs as they stand in a file.
type copies struct {
	order   []changeset.Scope
	entries map[changeset.Scope][]changeset.Entry
	changes map[changeset.Identity][]byte
}

// Change gives the signed bytes of a change in the file.
func (c copies) Change(id changeset.Identity) ([]byte, error) { return c.changes[id], nil }

// Detached: a file holds no personal values.
func (copies) Detached(emulation.Hash) (*changeset.Detached, error) { return nil, nil }

// Entries visits a log in the file.
func (c copies) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	for i := range c.entries[scope] {
		if e := &c.entries[scope][i]; e.Leaf.Index >= from {
			if err := fn(e); err != nil {
				return err
			}
		}
	}
	return nil
}

func readLogs(logs []ResultLog) (copies, error) {
	c := copies{entries: map[changeset.Scope][]changeset.Entry{}, changes: map[changeset.Identity][]byte{}}
	if len(logs) == 0 || len(logs) > 2 {
		return c, emulation.Errorf(emulation.Corrupt, "identity.invite-file")
	}
	for i, l := range logs {
		scope, err := changeset.ParseScope(l.Scope)
		if err != nil {
			return c, err
		}
		if want := []changeset.ScopeKind{changeset.Control, changeset.Cluster}[i]; scope.Kind() != want {
			return c, emulation.Errorf(emulation.Corrupt, "identity.invite-file")
		}
		c.order = append(c.order, scope)
		for _, e := range l.Entries {
			leaf, err := changeset.DecodeLeaf(e.Leaf)
			if err != nil {
				return c, err
			}
			c.entries[scope] = append(c.entries[scope], changeset.Entry{Scope: scope, Leaf: *leaf, LeafRaw: e.Leaf, Raw: e.Change})
			if e.Change != nil {
				c.changes[leaf.Identity] = e.Change
			}
		}
	}
	return c, nil
}
