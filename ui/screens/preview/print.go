package preview

import (
	"context"
	"strconv"
	"strings"

	"thidua/documents/printer"
	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// The fields of the form, in their order.
const (
	fieldPrinter = iota
	fieldCopies
	fieldPages
	fieldPaper
	fieldDuplex
)

// askPrinter looks for printers and asks which, how many, which pages. Where nobody can be asked, it says how to print all the same. It does nothing
// while that is under way, or the paper is on its way to a printer; nobody waits for printers once the paper is left.
func (s *Screen) askPrinter() {
	if s.file == nil || s.busy == s.looked {
		return
	}
	var ctx context.Context
	ctx, s.unasked = context.WithCancel(context.Background())
	unasked, looked := s.unasked, s.looked
	s.busy = looked
	s.Tell(widgets.Waiting, text.T("ui.preview.asking"))
	s.Queue.Aside(func() func() {
		list, err := s.desk.Printers(ctx)
		unasked()
		return func() {
			if looked != s.looked {
				return
			}
			s.busy = 0
			switch {
			case err != nil:
				s.Notice.Offer(widgets.Warn, text.Error(err), text.T("ui.preview.open"), s.open)
			case len(list) == 0:
				s.Notice.Offer(widgets.Warn, text.T("ui.preview.no-printer"), text.T("ui.preview.open"), s.open)
			default:
				s.Notice.Clear()
				s.showForm(list)
			}
		}
	})
}

func (s *Screen) showForm(list []printer.Printer) {
	names := emulation.Map(list, func(p printer.Printer) string { return p.Name })
	paper := printer.Papers[0]
	if size := s.sizes()[0]; max(size.Width, size.Height) > longestA4 {
		paper = printer.Papers[1]
	}
	form := widgets.NewForm(text.T("ui.preview.how"), "", []widgets.Field{
		fieldPrinter: {Name: text.T("ui.preview.printer"), Options: names, Value: names[0], Wide: 220},
		fieldCopies:  {Name: text.T("ui.preview.copies"), Value: "1", Wide: 90},
		fieldPages:   {Name: text.T("ui.preview.pages"), Hint: text.T("ui.preview.pages.all", "count", len(s.sizes())), Wide: 200},
		fieldPaper:   {Name: text.T("ui.preview.paper"), Options: printer.Papers, Value: paper, Wide: 90},
		fieldDuplex:  {Name: text.T("ui.preview.duplex"), Tick: true},
	}, text.T("ui.preview.print"), text.T("ui.cancel"), s.print, s.closeForm)
	widgets.Put(s.form, widgets.NewPanel(form, "", widgets.Bottom, 16, 8))
	form.Focus(s.Window.Canvas())
}

// longestA4 is how long a page is at most that fits A4, mm.
const longestA4 = 300

func (s *Screen) closeForm() {
	s.form.Objects = nil
	s.form.Refresh()
	s.Focus()
}

// print hands the paper to the printer, once, however often it is pressed meanwhile; the form stays where that is refused.
func (s *Screen) print(in []string) {
	if s.busy == s.looked {
		return
	}
	copies, err := strconv.Atoi(strings.TrimSpace(in[fieldCopies]))
	if err != nil {
		copies = 0 // refused below, in the words for it
	}
	job := printer.Job{Printer: in[fieldPrinter], Title: s.title, Copies: copies, Pages: strings.TrimSpace(in[fieldPages]), Paper: in[fieldPaper], Duplex: in[fieldDuplex] == widgets.Ticked}
	if err := job.Check(len(s.sizes())); err != nil {
		s.Tell(widgets.Bad, text.Error(err))
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	path, looked := s.path, s.looked
	s.busy = looked
	told := text.T("ui.preview.printing", "printer", job.Printer)
	s.Notice.Offer(widgets.Waiting, told, text.T("ui.preview.stop"), stop)
	sent := func(pages, of int) {
		s.Later(func() {
			if looked == s.looked && s.busy == looked && s.Notice.Sentence() == told { // else something else is told by now
				told = text.T("ui.preview.sent", "printer", job.Printer, "pages", pages, "of", of)
				s.Notice.Offer(widgets.Waiting, told, text.T("ui.preview.stop"), stop)
			}
		})
	}
	s.Queue.Aside(func() func() {
		err := s.desk.Print(ctx, path, job, sent)
		stop()
		return func() {
			if looked != s.looked { // the form and the button belong to another paper by now
				if err != nil {
					s.Tell(widgets.Bad, s.why(err, looked, job.Title))
				}
				return
			}
			s.busy = 0
			if emulation.KeyOf(err) == "printer.stopped" {
				s.Tell(widgets.Info, text.Error(err))
				return
			}
			if err != nil {
				s.Notice.Offer(widgets.Bad, text.Error(err), text.T("ui.preview.open"), s.open)
				return
			}
			s.closeForm()
			s.Tell(widgets.OK, text.T("ui.preview.printed", "printer", job.Printer, "copies", job.Copies))
		}
	})
}
