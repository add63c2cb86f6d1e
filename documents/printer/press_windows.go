package printer

import (
	"unsafe"

	"golang.org/x/sys/windows"

	"thidua/documents/printer/gdi"
	"thidua/emulation"
)

// Drawing on a printer; see learn.microsoft.com/windows/win32/printdocs/gdi-printing.
var (
	gdi32      = windows.NewLazySystemDLL("gdi32.dll")
	createDC   = gdi32.NewProc("CreateDCW")
	deleteDC   = gdi32.NewProc("DeleteDC")
	resetDC    = gdi32.NewProc("ResetDCW")
	deviceCaps = gdi32.NewProc("GetDeviceCaps")
	startDoc   = gdi32.NewProc("StartDocW")
	endDoc     = gdi32.NewProc("EndDoc")
	abortDoc   = gdi32.NewProc("AbortDoc")
	startPage  = gdi32.NewProc("StartPage")
	endPage    = gdi32.NewProc("EndPage")
	stretch    = gdi32.NewProc("StretchDIBits")
)

// docInfo is DOCINFOW.
type docInfo struct {
	size              int32
	name, output, typ *uint16
	flags             uint32
}

// press prints one job.
type press struct {
	*watch
	job     Job
	paper   Pages
	numbers []int // of the pages, from 0
	sent    func(pages, of int)

	printer *opened
	how     gdi.Devmode
	wish    gdi.Wish
	dc      uintptr
}

func (p *press) print() error {
	var err error
	if p.printer, err = open(p.job.Printer); err != nil {
		return refused(err)
	}
	defer p.printer.close()
	copies, err := p.settle()
	if err != nil {
		return err
	}
	if err := p.on(); err != nil {
		return err
	}
	if p.dc, err = called(createDC, 0, uintptr(unsafe.Pointer(p.printer.name)), 0, uintptr(unsafe.Pointer(&p.how[0]))); p.dc == 0 {
		return refused(err)
	}
	defer func() { _, _ = called(deleteDC, p.dc) }()
	if err := p.begin(); err != nil {
		return err
	}
	if err := p.draw(copies); err != nil {
		_, _ = called(abortDoc, p.dc)
		return err
	}
	if ok, err := called(endDoc, p.dc); int32(ok) <= 0 {
		return refused(err)
	}
	return nil
}

// settle asks the driver for what the job wants, refuses what the printer cannot do, and gives how many times the pages are drawn: once where the driver makes the
// copies.
func (p *press) settle() (copies int, err error) {
	paper := sizes[p.job.Paper]
	if paper != 0 && !p.printer.prints(paper) {
		return 0, emulation.Errorf(emulation.Invalid, "printer.paper", "printer", p.job.Printer, "paper", p.job.Paper)
	}
	if p.job.Duplex && p.printer.can(canDuplex, nil) == 0 {
		return 0, emulation.Errorf(emulation.Invalid, "printer.duplex", "printer", p.job.Printer)
	}
	if p.how, err = p.printer.devmode(); err != nil {
		return 0, refused(err)
	}
	one := len(p.numbers) == 1
	p.wish = gdi.Wish{Across: p.across(p.numbers[0]), Paper: paper, Copies: p.job.Copies, Duplex: p.job.Duplex, Collate: !one}
	if p.printer.can(canCopies, nil) < p.job.Copies || !one && p.printer.can(canCollate, nil) < 1 {
		p.wish.Copies, p.wish.Collate = 1, false
	}
	p.how.Ask(p.wish)
	if err := p.printer.settle(p.how); err != nil {
		return 0, refused(err)
	}
	if kept := p.how.Kept(); p.wish.Copies == p.job.Copies && kept.Copies == p.job.Copies && (one || p.job.Copies == 1 || kept.Collate) {
		return 1, nil
	}
	p.wish.Copies, p.wish.Collate = 1, false
	p.how.Ask(p.wish)
	return p.job.Copies, nil
}

func (p *press) across(page int) bool {
	size := p.paper.Sizes()[page]
	return size.Width > size.Height
}

func (p *press) begin() error {
	title, err := windows.UTF16PtrFromString(p.job.Title)
	if err != nil {
		return refused(err)
	}
	doc := docInfo{name: title}
	doc.size = int32(unsafe.Sizeof(doc))
	if p.printer.asks() {
		p.asks(true)
		defer p.asks(false)
	}
	if ok, err := called(startDoc, p.dc, uintptr(unsafe.Pointer(&doc))); int32(ok) <= 0 {
		return refused(err)
	}
	return nil
}

// draw draws the pages, so many times. Where both sides are printed, no copy begins on the back of another's last page.
func (p *press) draw(copies int) error {
	of := len(p.numbers) * copies
	for c := range copies {
		for i, number := range p.numbers {
			if err := p.turn(number); err != nil {
				return err
			}
			if err := p.sheet(func(d gdi.Device) error { return p.page(d, number) }); err != nil {
				return err
			}
			if p.sent != nil {
				p.sent(c*len(p.numbers)+i+1, of)
			}
		}
		if p.job.Duplex && len(p.numbers)%2 == 1 && c < copies-1 {
			if err := p.sheet(func(gdi.Device) error { return nil }); err != nil {
				return err
			}
		}
	}
	return p.on() // what is not wanted any more is not ended
}

// turn has the sheet lie as a page does. Drivers begin a new sheet of paper there, so it is asked for only where it changes.
func (p *press) turn(page int) error {
	if p.across(page) == p.wish.Across {
		return nil
	}
	p.wish.Across = !p.wish.Across
	p.how.Ask(p.wish)
	if dc, err := called(resetDC, p.dc, uintptr(unsafe.Pointer(&p.how[0]))); dc == 0 {
		return refused(err)
	}
	return nil
}

func (p *press) sheet(draw func(gdi.Device) error) error {
	if err := p.on(); err != nil {
		return err
	}
	if ok, err := called(startPage, p.dc); int32(ok) <= 0 {
		return refused(err)
	}
	if err := draw(p.device()); err != nil {
		return err
	}
	if ok, err := called(endPage, p.dc); int32(ok) <= 0 {
		return refused(err)
	}
	return nil
}

func (p *press) device() gdi.Device {
	caps := func(what uintptr) int {
		n, _ := called(deviceCaps, p.dc, what)
		return int(int32(n))
	}
	return gdi.Device{PrintsX: caps(8), PrintsY: caps(10), DPIX: caps(88), DPIY: caps(90), Width: caps(110), Height: caps(111), OffsetX: caps(112), OffsetY: caps(113)}
}

func (p *press) page(d gdi.Device, number int) error {
	const gdiError, paletteRGB, copyDots = 0xFFFFFFFF, 0, 0xCC0020 // GDI_ERROR, DIB_RGB_COLORS, SRCCOPY
	size := p.paper.Sizes()[number]
	at := d.Place(size)
	width, rows := size.Dots(at.DPI)
	for _, b := range d.Bands(at, rows) {
		if err := p.on(); err != nil {
			return err
		}
		if !b.Prints {
			continue
		}
		grey, err := p.paper.Band(number, at.DPI, b.From, b.To)
		if err != nil {
			return err
		}
		info, dots := gdi.Bitmap(grey)
		n, failed := called(stretch, p.dc, uintptr(at.X), uintptr(b.Y), uintptr(at.Width), uintptr(b.Height), 0, 0, uintptr(width), uintptr(b.To-b.From),
			uintptr(unsafe.Pointer(&dots[0])), uintptr(unsafe.Pointer(&info[0])), paletteRGB, copyDots)
		if n == 0 || n&gdiError == gdiError {
			return refused(failed)
		}
	}
	return nil
}
