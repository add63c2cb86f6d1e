package syncing

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
)

// Courier writes and reads the files by which desks without a line exchange (tệp trao đổi). It is called away from the window.
type Courier interface {
	// Extension is how the names of the files end.
	Extension() string
	// Send writes into a folder all that waits for the server.
	Send(folder string) (Written, error)
	// Copy writes into a folder the logs that a unit's people may read too; a zero unit: everybody's.
	Copy(folder string, unit emulation.ID) (Written, error)
	// Take takes files in, and of a folder all that are in it.
	Take(paths []string) ([]Arrived, error)
	// Receipts writes into a folder, for whoever made what was taken last, that it was in hand, and names the files.
	Receipts(folder string) ([]string, error)
	// Sent are the files written for the server, newest first.
	Sent() ([]Sent, error)
}

// Written is a file that was written and read back.
type Written struct {
	File    string
	For     []string // who can open it
	Changes int
	Files   int // of evidence
	Left    int // files of evidence that found no room
	Size    int64
}

// Arrived is what became of a file that was taken in.
type Arrived struct {
	Path      string
	Purpose   string // "request", "answer", "copy", "receipts"
	From      string
	Server    bool // that made it
	Elsewise  bool // it is for others
	Made      int64
	Leaves    int
	Chunks    int
	Receipts  int
	Refused   map[string]int
	Problems  []error
	Err       error // why nothing of it was taken in
	Colleague bool  // its maker is owed a receipt
}

// Sent is a file that was written for the server, and who had it in hand.
type Sent struct {
	Made    int64 // ms since 1970
	Changes int
	Had     []Had
}

// Had is somebody's word that a file was in hand.
type Had struct {
	By     string
	Server bool
	At     int64 // ms since 1970
}

// bundles is the card of the exchange by files.
type bundles struct {
	screen   *Screen
	told     *told           // what became of the last files
	form     *fyne.Container // what asks for whom a copy is
	sent     *fyne.Container
	receipts *widgets.Button
	panel    *widgets.Panel
	units    []book.Unit
	from     string // the stick that was taken from last, onto which receipts go; "": a person chooses a folder
}

// shownSent is how many of the files that were written are listed.
const shownSent = 5

func newBundles(s *Screen) *bundles {
	b := &bundles{screen: s, form: widgets.Column(0), sent: widgets.Column(4)}
	b.told = newTold(b.lay)
	b.receipts = widgets.NewButton(text.T("ui.bundles.receipts"), fynetheme.MailReplyIcon(), func() {
		if b.from != "" {
			b.writeReceipts(b.from)
			return
		}
		s.hooks.Folder(b.writeReceipts)
	})
	b.receipts.Hide()
	b.panel = widgets.NewCard(text.T("ui.bundles"), widgets.NewParagraph(text.T("ui.bundles.what")).Quiet(), s.sticks.box,
		widgets.Flow(8, widgets.NewButton(text.T("ui.bundles.send"), fynetheme.UploadIcon(), func() { s.hooks.Folder(b.send) }),
			widgets.NewButton(text.T("ui.bundles.take"), fynetheme.DownloadIcon(), func() { s.hooks.File(func(file string) { s.TakeFiles([]string{file}) }) }),
			widgets.NewButton(text.T("ui.bundles.take-folder"), fynetheme.FolderOpenIcon(), func() { s.hooks.Folder(func(folder string) { s.TakeFiles([]string{folder}) }) }),
			widgets.NewQuietButton(text.T("ui.bundles.copy"), fynetheme.ContentCopyIcon(), b.askCopy)),
		b.form, b.told.box, widgets.Row(0, nil, b.receipts), b.sent)
	return b
}

func (b *bundles) show(r *reading) {
	b.units = r.units
	b.sent.Objects = nil
	for i, x := range r.sent {
		if i == shownSent {
			break
		}
		state, had := widgets.Waiting, []string{text.T("ui.bundles.no-receipt")}
		if len(x.Had) > 0 {
			state, had = widgets.Info, nil
		}
		for _, h := range x.Had {
			by := h.By
			if h.Server {
				state, by = widgets.OK, text.T("bundle.told.server")
			}
			had = append(had, text.T("bundle.told.had", "by", by, "at", b.screen.moment(h.At)))
		}
		line := text.T("ui.bundles.sent", "at", b.screen.moment(x.Made), "changes", x.Changes, "had", strings.Join(had, "; "))
		b.sent.Add(widgets.NewRemark(state, line))
	}
	b.lay()
}

func (b *bundles) lay() {
	for _, c := range []*fyne.Container{b.screen.sticks.box, b.form, b.sent} {
		c.Hidden = len(c.Objects) == 0 // or its gap would stand there
		c.Refresh()
	}
	b.panel.Refresh()
	b.screen.box.Refresh()
}

// tell shows what became of files in place of what was told before.
func (b *bundles) tell(remarks ...fyne.CanvasObject) {
	b.form.Objects = nil
	b.told.tell(remarks...)
}

func (b *bundles) send(folder string) {
	b.write(func() (Written, error) { return b.screen.hooks.Courier.Send(folder) }, "bundle.told.exported")
}

// write writes a file and says what is in it and what to do with it.
func (b *bundles) write(make func() (Written, error), key string) {
	s := b.screen
	b.receipts.Hide()
	b.tell(widgets.NewRemark(widgets.Waiting, text.T("ui.bundles.writing")))
	var w Written
	s.Queue.Go(func() func() {
		var err error
		w, err = make()
		return func() {
			if err != nil {
				b.tell()
				s.Acted("", err)
				return
			}
			said := []fyne.CanvasObject{widgets.NewRemark(widgets.OK, text.T(key, "file", w.File, "changes", w.Changes, "files", w.Files, "kb", (w.Size+1023)>>10,
				"readers", strings.Join(w.For, ", ")))}
			if w.Left > 0 {
				said = append(said, widgets.NewRemark(widgets.Warn, text.T("bundle.told.left", "count", w.Left)))
			}
			b.tell(said...)
			s.Acted("", nil)
		}
	})
}

// askCopy asks for whom a copy of the shared logs is.
func (b *bundles) askCopy() {
	s := b.screen
	names := append([]string{text.T("ui.bundles.everybody")}, emulation.Map(b.units, book.Unit.Label)...)
	form := widgets.NewForm(text.T("ui.bundles.copy.heading"), text.T("ui.bundles.copy.what"), []widgets.Field{
		{Name: text.T("ui.bundles.copy.for"), Options: names, Value: names[0], Wide: 330}}, text.T("ui.bundles.copy.do"), text.T("ui.cancel"), func(in []string) {
		unit := emulation.ID{}
		for i := range b.units {
			if in[0] == names[i+1] {
				unit = b.units[i].ID
			}
		}
		s.hooks.Folder(func(folder string) {
			b.write(func() (Written, error) { return s.hooks.Courier.Copy(folder, unit) }, "bundle.told.copied")
		})
	}, func() { b.tell() })
	b.receipts.Hide()
	b.tell()
	b.form.Objects = []fyne.CanvasObject{form}
	b.lay()
}

// TakeFiles takes exchange files in, and of folders all that are in them; what became of each is told.
func (s *Screen) TakeFiles(paths []string) {
	s.Turn(tabExchange)
	s.bundles.from = ""
	s.take(paths)
}

func (s *Screen) take(paths []string) {
	b := s.bundles
	b.receipts.Hide()
	b.tell(widgets.NewRemark(widgets.Waiting, text.T("ui.bundles.taking")))
	s.Queue.Go(func() func() {
		arrived, err := s.hooks.Courier.Take(paths)
		return func() {
			var said []fyne.CanvasObject
			owed := false
			for i := range arrived {
				said = append(said, b.remarks(&arrived[i])...)
				owed = owed || arrived[i].Colleague
			}
			b.receipts.Hidden = !owed
			b.tell(said...)
			s.Acted("", err)
		}
	})
}

// remarks say what became of one file.
func (b *bundles) remarks(x *Arrived) []fyne.CanvasObject {
	name := filepath.Base(x.Path)
	if x.Err != nil {
		return []fyne.CanvasObject{widgets.NewRemark(widgets.Bad, text.T("bundle.told.failed", "file", name, "why", x.Err))}
	}
	from := x.From
	if x.Server {
		from = text.T("bundle.told.server")
	}
	key, state := "bundle.told.imported", widgets.OK
	if x.Elsewise {
		key, state = "bundle.told.imported.elsewise", widgets.Info
	}
	if len(x.Problems)+len(x.Refused) > 0 {
		state = widgets.Warn
	}
	said := []fyne.CanvasObject{widgets.NewRemark(state, text.T(key, "file", name, "from", from, "at", b.screen.moment(x.Made), "what", text.T("bundle.told.purpose."+x.Purpose),
		"leaves", x.Leaves, "chunks", x.Chunks, "receipts", x.Receipts))}
	for _, reason := range slices.Sorted(maps.Keys(x.Refused)) {
		said = append(said, widgets.NewRemark(widgets.Warn, text.T("sync.not-taken", "count", x.Refused[reason], "reason", text.T("reason."+reason))))
	}
	for _, p := range x.Problems {
		said = append(said, widgets.NewRemark(widgets.Warn, text.Error(p)))
	}
	return said
}

// writeReceipts writes receipts for those whose files were taken last.
func (b *bundles) writeReceipts(folder string) {
	s := b.screen
	s.Queue.Go(func() func() {
		names, err := s.hooks.Courier.Receipts(folder)
		return func() {
			var said []fyne.CanvasObject
			for _, n := range names {
				said = append(said, widgets.NewRemark(widgets.OK, text.T("bundle.told.receipt-written", "file", n)))
			}
			b.receipts.Hidden = err == nil
			b.tell(said...)
			s.Acted("", err)
		}
	})
}
