package sheet

import (
	"bytes"
	"io"
	"path/filepath"

	"fyne.io/fyne/v2"

	"thidua/documents/photo"
	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// read lists the evidence of the criterion that is shown by then.
func (d *detail) read() func() {
	code := d.code.Get()
	if code == "" {
		return nil
	}
	list, err := sheet.At(d.screen.ws).Evidence(code)
	return func() {
		if code != d.code.Get() {
			return
		}
		if err != nil {
			d.screen.Tell(widgets.Bad, text.Error(err))
			return
		}
		d.title.Set(text.T("ui.sheet.evidence.count", "count", len(list)))
		d.proofs.Show(code, list)
		widgets.Arrange(d.parts)
	}
}

// pick asks for files, or for a folder of which all are taken.
func (d *detail) pick(folder bool) {
	s, code := d.screen, d.code.Get()
	screen.Pick(s.Host, bridge.Want{For: "evidence", Folder: folder, Many: true}, func(paths []string) { s.takePaths(code, paths) }, s.Refused)
}

// file is a file somebody chose or dropped.
type file struct {
	name string
	open func() (io.ReadCloser, error)
}

// Drop takes files that were dropped onto the window as evidence of the selected criterion.
func (s *Screen) Drop(files []fyne.URI) {
	row, _ := s.board.Grid.Selected()
	l := s.board.Line(row)
	if l == nil || l.Row.Group != nil || !s.sheet().Own {
		s.Tell(widgets.Info, text.T("ui.sheet.evidence.choose-first"))
		return
	}
	s.takePaths(l.Row.Code(), emulation.Map(files, fyne.URI.Path))
}

// takePaths takes files, and of folders those in them, as evidence of a criterion.
func (s *Screen) takePaths(code string, paths []string) {
	s.aside(func() func() {
		var list []file
		for _, path := range paths {
			inside, err := screen.FilesIn(path)
			if err != nil {
				return func() { s.Tell(widgets.Bad, text.Error(err)) }
			}
			for _, path := range inside {
				list = append(list, file{name: filepath.Base(path), open: func() (io.ReadCloser, error) { return screen.OpenFile(path) }})
			}
		}
		return func() { s.take(code, list) }
	})
}

// aside does something for the evidence of this season away from the window, which stays in the season meanwhile.
func (s *Screen) aside(work func() func()) {
	s.taking++
	s.Queue.Aside(func() func() {
		show := work()
		return func() {
			s.taking--
			show()
		}
	})
}

// Paste takes the picture on the clipboard as evidence of the selected criterion.
func (s *Screen) Paste() {
	code := s.detail.code.Get()
	if code == "" || !s.sheet().Own {
		s.Tell(widgets.Info, text.T("ui.sheet.evidence.choose-first"))
		return
	}
	s.aside(func() func() {
		raw, err := s.hooks.Picture()
		kept, known := photo.FitPasted(raw)
		return func() {
			switch {
			case err != nil:
				s.Refused(err)
			case raw == nil:
				s.Tell(widgets.Info, text.T("ui.sheet.evidence.no-picture"))
			case !known:
				s.Tell(widgets.Bad, text.T("ui.sheet.evidence.picture-unread"))
			default:
				name := text.T("ui.sheet.evidence.picture", "at", s.Now().Format("2006-01-02 15.04.05")) + ".png"
				s.take(code, []file{{name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(kept)), nil }}})
			}
		}
	})
}

// take stores files as evidence of a criterion, away from the window.
func (s *Screen) take(code string, files []file) {
	s.Tell(widgets.Waiting, text.T("ui.sheet.evidence.taking", "count", len(files), "code", code))
	s.aside(func() func() {
		var taken []sheet.Proof
		var failed error
		told := "ui.sheet.evidence.taken"
		for _, f := range files {
			proof, smaller, err := s.takeOne(code, f)
			if err != nil {
				failed = err
				continue
			}
			if taken = append(taken, proof); smaller {
				told = "ui.sheet.evidence.taken-smaller"
			}
		}
		return func() {
			if len(taken) > 0 {
				s.Saved()
				s.rememberProofs(text.T("ui.sheet.evidence.did", "count", len(taken), "code", code), code, taken, true)
			}
			if failed != nil {
				s.Tell(widgets.Bad, text.Error(failed))
			} else {
				s.Tell(widgets.OK, text.T(told, "count", len(taken), "code", code))
			}
			s.detail.reader.Ask()
		}
	})
}

// takeOne stores one file; smaller says that it is a photograph of which fewer pixels are kept.
func (s *Screen) takeOne(code string, f file) (proof sheet.Proof, smaller bool, err error) {
	r, err := f.open()
	if err != nil {
		return proof, false, err
	}
	name, kept, smaller, err := photo.Fit(f.name, r)
	if err == nil {
		proof, err = sheet.At(s.ws).AddEvidence(code, name, kept)
	}
	if e := r.Close(); err == nil {
		err = e
	}
	return proof, smaller, err
}

// remove asks why a piece of evidence of the own sheet is taken off, and takes it off: the file and the reason stay in the history.
func (s *Screen) remove(f sheet.Proof) {
	s.Focus() // the button goes with the file: the keyboard comes back to the table
	s.AskFor(text.T("ui.sheet.evidence.remove", "name", f.Name, "code", f.Criterion), text.T("ui.sheet.evidence.remove.why"), text.T("ui.sheet.evidence.remove.do"),
		func(reason string) {
			s.Act(text.T("ui.sheet.evidence.removed", "name", f.Name, "code", f.Criterion), func() error {
				return sheet.At(s.ws).WithdrawEvidence(f.ID, reason)
			}, func() {
				s.Saved()
				s.rememberProofs(text.T("ui.sheet.evidence.did-remove", "name", f.Name, "code", f.Criterion), f.Criterion, []sheet.Proof{f}, false)
				s.detail.reader.Ask()
			})
		})
}

// rememberProofs lets files that were attached to a criterion be taken off again, or those that were taken off be attached: those very records, since
// somebody else's file may have the same name.
func (s *Screen) rememberProofs(did, code string, taken []sheet.Proof, attached bool) {
	ids := map[string]emulation.ID{} // what each is recorded as now, by what it was first; used away from the window only
	before, after, names := map[string]emulation.Evidence{}, map[string]emulation.Evidence{}, map[string]string{}
	for _, p := range taken {
		key := p.ID.String()
		ids[key], names[key] = p.ID, p.Name
		if before[key], after[key] = (emulation.Evidence{}), p.Evidence; !attached {
			before[key], after[key] = after[key], before[key]
		}
	}
	screen.Remember(s.Frame, screen.Change[emulation.Evidence]{Name: did, Before: before, After: after, Names: names,
		Now: func() (map[string]emulation.Evidence, error) {
			list, err := sheet.At(s.ws).Evidence(code)
			now := map[string]emulation.Evidence{}
			for key, id := range ids {
				if p := emulation.Find(list, func(p *sheet.Proof) bool { return p.ID == id }); p != nil {
					now[key] = p.Evidence
				}
			}
			return now, err
		},
		Put:  func(put map[string]emulation.Evidence) error { return s.putProofs(code, ids, put) },
		Show: func() { s.bring(code) },
		Then: func(map[string]emulation.Evidence) { s.detail.reader.Ask() },
	})
}

// putProofs attaches files of a criterion that are stored already, and takes off those that are to be none.
func (s *Screen) putProofs(code string, ids map[string]emulation.ID, put map[string]emulation.Evidence) error {
	for key, file := range put {
		if file == (emulation.Evidence{}) {
			if err := sheet.At(s.ws).WithdrawEvidence(ids[key], text.T("ui.sheet.evidence.undone")); err != nil {
				return err
			}
			continue
		}
		proof, err := sheet.At(s.ws).AddAgain(code, file)
		if err != nil {
			return err
		}
		ids[key] = proof.ID
	}
	return nil
}
