package printer

import (
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"

	"thidua/documents/printer/gdi"
)

// Windows' spooler; see learn.microsoft.com/windows/win32/printdocs/printing-and-print-spooler-functions.
var (
	winspool       = windows.NewLazySystemDLL("winspool.drv")
	enumPrinters   = winspool.NewProc("EnumPrintersW")
	getDefault     = winspool.NewProc("GetDefaultPrinterW")
	openPrinter    = winspool.NewProc("OpenPrinterW")
	closePrinter   = winspool.NewProc("ClosePrinter")
	getPrinter     = winspool.NewProc("GetPrinterW")
	documentHow    = winspool.NewProc("DocumentPropertiesW")
	capabilitiesOf = winspool.NewProc("DeviceCapabilitiesW")
)

// called gives what a function of Windows returned, and what Windows says of it where that was nothing. What the arguments point to stays where it is meanwhile.
//
//go:uintptrescapes
func called(p *windows.LazyProc, args ...uintptr) (uintptr, error) {
	if err := p.Find(); err != nil {
		return 0, err
	}
	r, _, err := p.Call(args...)
	return r, err
}

// printerInfo is PRINTER_INFO_4W: what is known of a printer without asking it.
type printerInfo struct {
	name, server *uint16
	attributes   uint32
}

// printers are the names of this person's printers, those of other machines among them.
func printers() ([]string, error) {
	const local, connections, level = 2, 4, 4
	buffer, count := make([]byte, 1), uint32(0)
	for {
		needed := uint32(0)
		ok, err := called(enumPrinters, local|connections, 0, level, uintptr(unsafe.Pointer(&buffer[0])), uintptr(len(buffer)),
			uintptr(unsafe.Pointer(&needed)), uintptr(unsafe.Pointer(&count)))
		if ok != 0 {
			break
		}
		if err != windows.ERROR_INSUFFICIENT_BUFFER || int(needed) <= len(buffer) {
			return nil, err
		}
		buffer = make([]byte, needed)
	}
	if count == 0 {
		return nil, nil
	}
	var names []string
	for _, p := range unsafe.Slice((*printerInfo)(unsafe.Pointer(&buffer[0])), count) {
		names = append(names, windows.UTF16PtrToString(p.name))
	}
	return names, nil
}

// defaultPrinter is the one Windows prints on; "" for none.
func defaultPrinter() string {
	name := make([]uint16, 512)
	size := uint32(len(name))
	if ok, _ := called(getDefault, uintptr(unsafe.Pointer(&name[0])), uintptr(unsafe.Pointer(&size))); ok == 0 {
		return ""
	}
	return windows.UTF16ToString(name)
}

// opened is a printer that was opened.
type opened struct {
	handle windows.Handle
	name   *uint16
	port   string // where its driver writes to
}

func open(name string) (*opened, error) {
	p := &opened{}
	var err error
	if p.name, err = windows.UTF16PtrFromString(name); err != nil {
		return nil, windows.ERROR_INVALID_PRINTER_NAME
	}
	if ok, err := called(openPrinter, uintptr(unsafe.Pointer(p.name)), uintptr(unsafe.Pointer(&p.handle)), 0); ok == 0 {
		return nil, err
	}
	p.port = p.portOf()
	return p, nil
}

func (p *opened) close() { _, _ = called(closePrinter, uintptr(p.handle)) }

// portOf reads PRINTER_INFO_2W, whose fourth name is that of the port; "" where the printer does not tell.
func (p *opened) portOf() string {
	const level = 2
	needed := uint32(0)
	_, _ = called(getPrinter, uintptr(p.handle), level, 0, 0, uintptr(unsafe.Pointer(&needed)))
	if needed < 32 {
		return ""
	}
	info := make([]byte, needed)
	if ok, _ := called(getPrinter, uintptr(p.handle), level, uintptr(unsafe.Pointer(&info[0])), uintptr(needed), uintptr(unsafe.Pointer(&needed))); ok == 0 {
		return ""
	}
	if port := (*[4]*uint16)(unsafe.Pointer(&info[0]))[3]; port != nil {
		return windows.UTF16PtrToString(port)
	}
	return ""
}

// asks says whether Windows asks the person where to write to, when a job begins.
func (p *opened) asks() bool {
	return slices.Contains([]string{"FILE:", "PORTPROMPT:", "XPSPort:"}, p.port)
}

// devmode is how the printer is set for this person.
func (p *opened) devmode() (gdi.Devmode, error) {
	const out = 2 // DM_OUT_BUFFER
	size, err := called(documentHow, 0, uintptr(p.handle), uintptr(unsafe.Pointer(p.name)), 0, 0, 0)
	if int32(size) <= 0 {
		return nil, err
	}
	d := make(gdi.Devmode, size)
	if ok, err := called(documentHow, 0, uintptr(p.handle), uintptr(unsafe.Pointer(p.name)), uintptr(unsafe.Pointer(&d[0])), 0, out); int32(ok) < 0 {
		return nil, err
	}
	return d, d.Check()
}

// settle lets the driver make of a wish what its printer can do.
func (p *opened) settle(d gdi.Devmode) error {
	const in, out = 8, 2 // DM_IN_BUFFER, DM_OUT_BUFFER
	at := uintptr(unsafe.Pointer(&d[0]))
	if ok, err := called(documentHow, 0, uintptr(p.handle), uintptr(unsafe.Pointer(p.name)), at, at, in|out); int32(ok) < 0 {
		return err
	}
	return nil
}

// What a driver is asked whether it can.
const (
	canPapers  = 2  // DC_PAPERS
	canDuplex  = 7  // DC_DUPLEX
	canCopies  = 18 // DC_COPIES
	canCollate = 22 // DC_COLLATE
)

// can is what the driver says of something; less than 0 where it does not know.
func (p *opened) can(what uintptr, into unsafe.Pointer) int {
	port, err := windows.UTF16PtrFromString(p.port)
	if err != nil {
		return -1
	}
	n, _ := called(capabilitiesOf, uintptr(unsafe.Pointer(p.name)), uintptr(unsafe.Pointer(port)), what, uintptr(into), 0)
	return int(int32(n))
}

// prints says whether the printer has a size of paper; a driver that does not know is believed to have it.
func (p *opened) prints(paper int) bool {
	count := p.can(canPapers, nil)
	if count <= 0 {
		return true
	}
	papers := make([]uint16, count)
	p.can(canPapers, unsafe.Pointer(&papers[0]))
	return slices.Contains(papers, uint16(paper))
}
