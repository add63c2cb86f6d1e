package printer

import (
	"context"
	"io"

	"thidua/emulation"
)

// List gives no printers: Windows is asked by the viewer that the file is opened with.
func (System) List(context.Context) ([]Printer, error) {
	return nil, emulation.Errorf(emulation.NotFound, "printer.no-system")
}

// Print is not done here yet.
func (System) Print(context.Context, io.Reader, Job) error {
	return emulation.Errorf(emulation.NotFound, "printer.no-system")
}
