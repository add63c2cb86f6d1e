package papercheck

import (
	"context"
	"slices"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pages"
	"thidua/documents/papercode"
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
)

// Checker checks papers at a desk.
type Checker struct {
	Workspace *workspace.Workspace
	Verify    func(ctx context.Context) ([]replica.Verified, error) // every log of the desk from its signed bytes; asked once
	Reader    func() (*pages.Reader, error)                         // of PDF files; asked where there is one

	logs []replica.Verified
	then map[moment]*then
}

// moment is how much of a cluster's log and of the office's counts.
type moment struct {
	cluster          changeset.Scope
	size, controlled uint64
}

// then is a desk over the logs of a moment; err says why there is none.
type then struct {
	desk *workspace.Workspace
	root emulation.Hash
	err  error
}

// Verdict is what a check came to.
type Verdict string

// The verdicts.
const (
	Matches  Verdict = "matches"  // every word and picture of the file is that of the record
	Differs  Verdict = "differs"  // the file says something else, or the logs do not hold
	Read     Verdict = "read"     // only the code was read: the eye compares
	Doubtful Verdict = "doubtful" // another program made the file, and what was read of it says nothing else: the eye compares
)

// Answer is what a check found of one document.
type Answer struct {
	Verdict     Verdict
	First, Last int                // pages of the file, from 1; 0 = of no file
	Document    documents.Document // as the record has it, with its code
	Season      *book.Season
	Code        papercode.Code
	Signed      uint64 // leaves of the cluster's log that the server signed and this desk verified
	Fault       error  // why the logs are not believed; nil = every signature and verdict holds
	Changed     bool   // the record says something else by now
	Recoded     bool   // the figures the code was made from are not those the record gives
	Differences []Difference
	Unsure      Unsure // why the verdict is Doubtful
	Origin      Origin // what the file says of who made it
}

// Code opens the record behind a code: a typed one or what a square code says. Errors: Invalid "papercode.…" for what is none; NotFound "workspace.log-shorter" where
// this desk has not got so far, "papercheck.other-log" where its log is another, "papercheck.unknown" where no paper is found.
func (c *Checker) Code(ctx context.Context, text string) (*Answer, error) {
	code, err := papercode.Read(text)
	if err != nil {
		return nil, err
	}
	found, err := c.find(ctx, code)
	if err != nil {
		return nil, err
	}
	return &found[0], nil
}

// find makes what a code can lead to, the likeliest first; at least one.
func (c *Checker) find(ctx context.Context, code papercode.Code) ([]Answer, error) {
	seasons, err := c.Workspace.Seasons()
	if err != nil {
		return nil, err
	}
	var found []Answer
	var why error = emulation.Errorf(emulation.NotFound, "papercheck.unknown", "code", code.Typed())
	for _, line := range seasons {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at := c.at(moment{line.Cluster.Scope(), code.Cluster, code.Control})
		switch {
		case emulation.KeyOf(at.err) == "workspace.log-shorter": // it may be of another cluster
			why = at.err
			continue
		case at.err != nil:
			return nil, at.err
		case !code.Short && [8]byte(at.root[:8]) != code.Root:
			why = emulation.Errorf(emulation.NotFound, "papercheck.other-log", "size", code.Cluster)
			continue
		}
		if err := at.desk.ChooseSeason(line.Cluster.Code, line.Label); err != nil {
			if emulation.CodeOf(err) == emulation.NotFound { // it had not begun
				continue
			}
			return nil, err
		}
		whole := code
		whole.Root = [8]byte(at.root[:8])
		docs, err := forms.At(at.desk).Behind(whole, time.Time{})
		if err != nil {
			return nil, err
		}
		for _, doc := range docs {
			found = append(found, Answer{Verdict: Read, Document: doc, Season: line.Season, Code: whole, Recoded: !code.Short && papercode.DigestOf(doc) != code.Digest})
		}
	}
	if len(found) == 0 {
		return nil, why
	}
	slices.SortStableFunc(found, func(a, b Answer) int {
		if a.Recoded == b.Recoded {
			return 0
		}
		if a.Recoded {
			return 1
		}
		return -1
	})
	for i := range found {
		if err := c.judge(ctx, &found[i]); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// kept is how many moments are held in memory: papers of one file are mostly of one.
const kept = 8

// at takes the logs of a moment from their signed bytes, once.
func (c *Checker) at(m moment) *then {
	if len(c.then) == kept {
		clear(c.then)
	}
	if c.then == nil {
		c.then = map[moment]*then{}
	}
	if c.then[m] == nil {
		desk, root, err := c.Workspace.Replayed(m.cluster, m.controlled, m.size)
		c.then[m] = &then{desk, root, err}
	}
	return c.then[m]
}

// judge says of an answer whether its logs hold, and whether the record says something else by now.
func (c *Checker) judge(ctx context.Context, a *Answer) (err error) {
	if c.logs == nil {
		if c.logs, err = c.Verify(ctx); err != nil {
			return err
		}
	}
	for _, v := range c.logs {
		if v.Scope != a.Season.Cluster.Scope() && v.Scope != c.Workspace.Control() {
			continue
		}
		if v.Fault != nil {
			a.Fault = v.Fault
		}
		if v.Scope == a.Season.Cluster.Scope() {
			a.Signed = v.Checkpoint
		}
	}
	if a.Fault != nil || a.Recoded {
		a.Verdict = Differs
	}
	now := c.Workspace.Taken(changeset.Logged, changeset.Logged)
	if err := now.ChooseSeason(a.Season.Cluster.Code, a.Season.Label); err != nil {
		return err
	}
	docs, err := forms.At(now).Behind(a.Code, time.Time{})
	a.Changed = !slices.ContainsFunc(docs, func(d documents.Document) bool {
		return documents.Text(d, "\x00") == documents.Text(a.Document, "\x00")
	})
	return err
}
