// Package many makes many papers at once: every paper of a season, or a form of every unit, into a folder or one file.
//
// It must not know who looks on.
package many

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// Job is what to make.
type Job struct {
	Desk forms.Desk
	Form string                       // of forms.UnitForms, of every unit; "" = every paper of the season
	At   time.Time                    // the time the papers bear
	Step func(n, of int, what string) // told before each paper, from 1; nil for nobody
}

// Done is what came of it.
type Done struct {
	Files  []File
	Failed []forms.Unmade
	Doubts []emulation.Message // what to look at on the files of a folder before they are signed; see pdf.Doubts
	Left   int                 // were not made: somebody stopped
}

// File is one that holds a paper now.
type File struct {
	Path  string
	Asked string // where another stands, which is left as it is; "" where the name was free
	There bool   // it was there before, just as it is
}

// Into writes each paper into a folder, which is made where it is not there, beside what stands in it; ending is that of their names (".pdf"). A paper the
// format is not for is told with those that could not be made. What was written when ctx ends stays. Errors: Invalid "documents.error.ending"; those
// of a disk, with which the next would fail, too.
func (j Job) Into(ctx context.Context, folder, ending string) (Done, error) {
	if !slices.Contains(files.Endings(), ending) {
		return Done{}, emulation.Errorf(emulation.Invalid, "documents.error.ending", "file", "*"+ending, "endings", strings.Join(files.Endings(), ", "))
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return Done{}, emulation.Errorf(emulation.Unavailable, "documents.error.save", "file", folder, "detail", err.Error()).Because(err)
	}
	var done Done
	var full error
	failed, left, err := j.each(ctx, func(p forms.Paper) bool {
		path := filepath.Join(folder, p.Name+ending)
		switch saved, there, err := files.WriteBeside(path, p.Documents...); {
		case emulation.CodeOf(err) == emulation.Invalid:
			done.Failed = append(done.Failed, forms.Unmade{Paper: p.Name, Err: err})
		case err != nil:
			full = err
		default:
			one := File{Path: saved, There: there}
			if saved != path {
				one.Asked = path
			}
			done.Files = append(done.Files, one)
			done.Doubts = append(done.Doubts, pdf.Doubts(p.Documents...)...)
		}
		return full == nil
	})
	done.Failed, done.Left = append(done.Failed, failed...), left
	if err == nil {
		err = full
	}
	return done, err
}

// Whole gives the papers as documents of one file, none if ctx ends before the last.
func (j Job) Whole(ctx context.Context) (docs []documents.Document, done Done, err error) {
	done.Failed, done.Left, err = j.each(ctx, func(p forms.Paper) bool {
		docs = append(docs, p.Documents...)
		return true
	})
	if done.Left > 0 {
		docs = nil
	}
	return docs, done, err
}

func (j Job) each(ctx context.Context, made func(p forms.Paper) bool) (failed []forms.Unmade, left int, err error) {
	list, err := j.list()
	if err != nil {
		return nil, 0, err
	}
	failed, left = j.Desk.Each(list, j.At, func(n int, what string) bool {
		if ctx.Err() != nil {
			return false
		}
		if j.Step != nil {
			j.Step(n, len(list), what)
		}
		return true
	}, made)
	return failed, left, nil
}

func (j Job) list() ([]forms.One, error) {
	if j.Form == "" {
		return j.Desk.Season()
	}
	return j.Desk.OfUnits(j.Form)
}
