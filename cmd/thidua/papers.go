package main

import (
	"context"
	"errors"
	"image"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/documents/pages"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/ui/board"
	"thidua/vietnamese"
	"thidua/workspace"
)

// paperMaker makes the papers of a desk.
type paperMaker struct {
	workspace *workspace.Workspace
	folder    string
	open      func(path string) error

	mu   sync.Mutex
	last string // the file that was written last
	made forms.Paper
	of   func(at time.Time) (forms.Paper, error) // what made it
}

// SaveAs writes the paper that was made last, as the file at path, into another folder in another format, beside what stands there already.
func (p *paperMaker) SaveAs(path, folder, ending string) (string, error) {
	p.mu.Lock()
	docs, last := p.made.Documents, p.last
	p.mu.Unlock()
	if last != path {
		return "", emulation.Errorf(emulation.NotFound, "pages.closed")
	}
	saved, _, err := files.WriteBeside(filepath.Join(folder, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+ending), docs...)
	return saved, err
}

// Sheet writes form F5 of a unit.
func (p *paperMaker) Sheet(unit emulation.ID) (string, error) {
	return p.make(func(at time.Time) (forms.Paper, error) { return forms.At(p.workspace).Sheet(unit, at) })
}

// Summary writes form F7 of the cluster.
func (p *paperMaker) Summary() (string, error) {
	return p.make(forms.At(p.workspace).Summary)
}

// Papers lists what can be printed of the season beside them.
func (p *paperMaker) Papers() ([]forms.Item, error) { return forms.At(p.workspace).List() }

// Paper writes a paper of the season.
func (p *paperMaker) Paper(item forms.Item) (string, error) { return p.make(item.Make) }

// make makes a paper of what is known now; the file bears the time of that.
func (p *paperMaker) make(of func(at time.Time) (forms.Paper, error)) (string, error) {
	at, err := p.workspace.AsOf()
	if err != nil {
		return "", err
	}
	made, err := forms.At(p.workspace).Coder().Coded(of(at))
	if err != nil {
		return "", err
	}
	return p.write(made, of)
}

// write writes a paper that of made; nil where it is not made of the season.
func (p *paperMaker) write(made forms.Paper, of func(at time.Time) (forms.Paper, error)) (string, error) {
	if err := os.MkdirAll(p.folder, 0o700); err != nil {
		return "", emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", p.folder).Because(err)
	}
	path := filepath.Join(p.folder, made.Name+".pdf")
	p.mu.Lock()
	p.last, p.made, p.of = path, made, of
	p.mu.Unlock()
	return path, pdf.WriteFile(path, made.Documents...)
}

// job is one of many papers as they are now.
func (p *paperMaker) job(form string, step func(n, of int, what string)) (many.Job, error) {
	at, err := p.workspace.AsOf()
	return many.Job{Desk: forms.At(p.workspace), Form: form, At: at, Step: step}, err
}

// Whole writes many papers into one file.
func (p *paperMaker) Whole(ctx context.Context, form string, step func(n, of int, what string)) (string, many.Done, error) {
	j, err := p.job(form, step)
	if err != nil {
		return "", many.Done{}, err
	}
	docs, done, err := j.Whole(ctx)
	if err != nil || len(docs) == 0 {
		return "", done, err
	}
	path, err := p.write(forms.Paper{Name: vietnamese.Slug(phrase.Text(phrase.Vietnamese, "many.form."+form)), Documents: docs}, nil)
	return path, done, err
}

// Many writes many papers into a folder.
func (p *paperMaker) Many(ctx context.Context, form, folder, ending string, step func(n, of int, what string)) (many.Done, error) {
	j, err := p.job(form, step)
	if err != nil {
		return many.Done{}, err
	}
	return j.Into(ctx, folder, ending)
}

// number is how the number of the paper that was made last stands, and what to look at on it.
func (p *paperMaker) number(path string) (*forms.Numbering, []emulation.Message) {
	p.mu.Lock()
	made, last := p.made, p.last
	p.mu.Unlock()
	if last != path {
		return nil, nil
	}
	return made.Numbering, pdf.Doubts(made.Documents...)
}

// Draw gives the paper that was made last its number, and makes it again.
func (p *paperMaker) Draw(path string, number uint64, day string) (again, given string, err error) {
	p.mu.Lock()
	made, last, of := p.made, p.last, p.of
	p.mu.Unlock()
	if last != path {
		return "", "", emulation.Errorf(emulation.NotFound, "pages.closed")
	}
	n, err := forms.At(p.workspace).Draw(made, number, day)
	if err != nil {
		return "", "", err
	}
	again, err = p.make(of)
	return again, n.Text(), forms.Kept(n.Text(), err)
}

// Open shows a paper with the system's viewer.
func (p *paperMaker) Open(path string) error { return p.open(path) }

// openWith opens files with the system's viewer, through the app.
func openWith(a fyne.App) func(path string) error {
	return func(path string) error {
		full, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		slashed := filepath.ToSlash(full)
		if !strings.HasPrefix(slashed, "/") {
			slashed = "/" + slashed // a drive of Windows
		}
		return a.OpenURL(&url.URL{Scheme: "file", Path: slashed})
	}
}

// viewer shows copies of evidence. They lie in a folder of their own, which is emptied when the desk closes, and when it opens: a viewer of the
// system's may have held one of them, or the program may have been ended.
type viewer struct {
	folder string
	open   func(path string) error
}

// evidence is how the screens show files that people put beside their results.
func (v viewer) evidence() board.Viewer {
	return board.Viewer{View: v.view, Pages: func(do func(func([]byte, int) image.Image)) {
		reader := pages.Begun{Cache: desk.CompiledPages()} // of its own: a file that is too heavy must not end what is looked at or printed
		defer func() { _ = reader.Close() }()              // only memory is lost with it
		do(reader.First)
	}}
}

// clear removes the copies. What cannot be removed now is removed at the next start.
func (v viewer) clear() { _ = os.RemoveAll(v.folder) }

// shows are the kinds of file that are opened; nothing that runs is among them.
var shows = map[string]bool{".pdf": true, ".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".bmp": true, ".tif": true, ".tiff": true,
	".txt": true, ".csv": true, ".doc": true, ".docx": true, ".odt": true, ".xls": true, ".xlsx": true, ".ods": true, ".ppt": true, ".pptx": true,
	".mp3": true, ".mp4": true}

// view writes a copy into a folder of its own and opens that. A kind of file that could run is refused with "ui.error.not-shown".
func (v viewer) view(name string, r io.Reader) (err error) {
	base := filepath.Base(filepath.ToSlash(name))
	if !shows[strings.ToLower(filepath.Ext(base))] {
		return emulation.Errorf(emulation.Forbidden, "ui.error.not-shown", "name", base)
	}
	if err := os.MkdirAll(v.folder, 0o700); err != nil {
		return emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", v.folder).Because(err)
	}
	dir, err := os.MkdirTemp(v.folder, "")
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", v.folder).Because(err)
	}
	path := filepath.Join(dir, base)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", dir).Because(err)
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.RemoveAll(dir)) // half a copy is of no use to anybody
	}
	return v.open(path)
}
