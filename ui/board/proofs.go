package board

import (
	"image"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/photo"
	"thidua/emulation/decimal"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	"thidua/workspace/sheet"
)

// Proofs are the files of evidence of one criterion, with small pictures of photographs and first pages and a button for each to look at it.
type Proofs struct {
	Body *fyne.Container
	From ProofsFrom

	frame  *screen.Frame
	about  bridge.Shared[string]
	thumbs thumbs
}

// Viewer shows files that people put beside their results. It is called away from the window.
type Viewer struct {
	View  func(name string, r io.Reader) error                        // shows a copy of a file with the system's viewer
	Pages func(do func(first func(pdf []byte, long int) image.Image)) // lets do draw first pages of PDF files, the longer side in pixels; nil: nothing draws them
}

// ProofsFrom is where the files come from and how they are shown; Open is called away from the window.
type ProofsFrom struct {
	Viewer
	Open   func(sheet.Proof) (io.ReadCloser, error)
	Remove func(sheet.Proof) // takes a file off, after asking; nil where nobody may
	Again  func()            // reads the files again, once small pictures of them are made
}

// NewProofs makes a list that is empty.
func NewProofs(frame *screen.Frame, from ProofsFrom) *Proofs {
	return &Proofs{Body: widgets.Column(2), From: from, frame: frame}
}

// About says of what the files are to be shown; those of anything else are put away.
func (p *Proofs) About(what string) {
	if p.about.Get() == what {
		return
	}
	p.about.Set(what)
	p.clear()
}

func (p *Proofs) clear() {
	if len(p.Body.Objects) > 0 {
		p.Body.Objects = nil
		p.Body.Refresh()
	}
}

// Show lists files, if they are still what is to be shown, and makes the small pictures that are missing.
func (p *Proofs) Show(about string, list []sheet.Proof) {
	if p.about.Get() != about {
		return
	}
	if len(list) == 0 {
		p.clear()
		return
	}
	slices.SortStableFunc(list, func(a, b sheet.Proof) int { return vietnamese.Collate(a.Name, b.Name) })
	p.Body.Objects = nil
	drawn := slices.ContainsFunc(list, func(f sheet.Proof) bool { small, _ := p.thumbs.of(f.Evidence); return small != nil })
	for i, f := range list {
		p.Body.Add(p.line(i, f, drawn))
	}
	p.Body.Refresh()
	p.draw(about, list)
}

// line is one file: its name, its size, a small picture of it, and a button to look at it; drawn where some file beside it has such a picture.
func (p *Proofs) line(i int, f sheet.Proof, drawn bool) fyne.CanvasObject {
	name, state := f.Name, "ui.proof.size"
	switch {
	case f.Asked:
		state = "ui.proof.size-asked"
	case f.Absent:
		state = "ui.proof.size-absent"
	case f.Pending:
		state = "ui.proof.size-waiting"
	}
	if name == "" {
		name = text.T("ui.proof.nameless", "number", i+1)
	}
	below := widgets.NewText(text.T(state, "size", fileSize(f.Size)), theme.ColorNameMuted).Sized(fynetheme.SizeNameCaptionText).Shrinking()
	var view fyne.CanvasObject
	if !f.Absent {
		view = widgets.NewQuietButton("", fynetheme.VisibilityIcon(), func() { p.look(name, f) })
	}
	if remove := p.From.Remove; remove != nil {
		view = widgets.Row(0, nil, view, widgets.NewQuietButton("", fynetheme.DeleteIcon(), func() { remove(f) }))
	}
	var picture fyne.CanvasObject = container.NewCenter(widgets.NewIcon(fynetheme.FileIcon(), theme.ColorNameMuted))
	if small, _ := p.thumbs.of(f.Evidence); small != nil {
		picture = framed(small)
	} else if drawn { // its name stands where those of the others do
		picture = widgets.Wide(thumbWidth, picture)
	}
	words := widgets.Stack(widgets.NewText(name, fynetheme.ColorNameForeground).Shrinking(), below)
	return container.NewBorder(nil, nil, picture, view, words)
}

func fileSize(bytes uint64) string {
	if bytes < 1<<20 {
		return text.T("ui.size.kb", "n", max(1, bytes>>10))
	}
	return text.T("ui.size.mb", "n", decimal.QuoRound(decimal.FromInt(int64(bytes)), decimal.FromInt(1<<20), 1, decimal.HalfUp))
}

// look shows a copy of a file with the system's viewer.
func (p *Proofs) look(name string, f sheet.Proof) {
	p.frame.Queue.Aside(func() func() {
		r, err := p.From.Open(f)
		if err == nil {
			err = p.From.View(name, r)
			if e := r.Close(); err == nil {
				err = e
			}
		}
		if err == nil {
			return nil
		}
		return func() { p.frame.Tell(widgets.Bad, text.Error(err)) }
	})
}

// pictured are the endings of files that a small picture is made of; true of those whose first page it is.
var pictured = map[string]bool{".jpg": false, ".jpeg": false, ".png": false, ".pdf": true}

// mostRead is how large a file may be that is read whole for its first page.
const mostRead = 32 << 20

// draw makes the small pictures that are missing of files, beside everything else, and shows them if they are still looked at. What
// cannot be read has none, and says why when it is opened.
func (p *Proofs) draw(about string, list []sheet.Proof) {
	var photographs, papers []sheet.Proof
	for _, f := range list[:min(len(list), mostThumbs)] {
		paged, drawn := pictured[strings.ToLower(filepath.Ext(f.Name))]
		_, made := p.thumbs.of(f.Evidence)
		switch {
		case made || !drawn || f.Absent:
		case !paged:
			photographs = append(photographs, f)
		case p.From.Pages != nil && f.Size <= mostRead:
			papers = append(papers, f)
		}
	}
	if len(photographs)+len(papers) == 0 {
		return
	}
	p.frame.Queue.Aside(func() func() {
		for _, f := range photographs {
			p.make(about, f, func(r io.Reader) image.Image { return photo.Thumbnail(r, 2*thumbWidth) })
		}
		if len(papers) > 0 && p.about.Get() == about {
			p.From.Pages(func(first func([]byte, int) image.Image) {
				for _, f := range papers {
					p.make(about, f, func(r io.Reader) image.Image {
						pdf, err := io.ReadAll(io.LimitReader(r, mostRead))
						if err != nil {
							return nil
						}
						return first(pdf, 2*thumbWidth)
					})
				}
			})
		}
		if p.about.Get() != about {
			return nil
		}
		return p.From.Again
	})
}

// make makes the small picture of a file, if it is still to be shown.
func (p *Proofs) make(about string, f sheet.Proof, draw func(io.Reader) image.Image) {
	if p.about.Get() != about {
		return
	}
	var small image.Image
	if r, err := p.From.Open(f); err == nil {
		small = draw(r)
		_ = r.Close() // it was only looked at
	}
	p.thumbs.keep(f.Evidence, small)
}
