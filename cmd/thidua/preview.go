package main

import (
	"context"
	"os"
	"sync"

	"thidua/documents/pages"
	"thidua/documents/printer"
	"thidua/ui/screens/preview"
)

// previewer looks at papers and hands them to a printer. What reads PDF files is begun when it is needed, and ends when nobody looks.
type previewer struct {
	cache  string // where what was compiled for this machine is kept; "" = nowhere
	papers *paperMaker

	mu     sync.Mutex
	reader *pages.Reader
	files  int  // that are looked at
	rests  bool // nobody looks, once the last of them is closed
}

// looked is a file that is looked at.
type looked struct {
	*pages.File
	by *previewer
}

// Close lets go of the file, and of what reads it where it was the last.
func (f looked) Close() error {
	err := f.File.Close()
	f.by.mu.Lock()
	defer f.by.mu.Unlock()
	f.by.files--
	f.by.rest()
	return err
}

func (p *previewer) Look(path string) (preview.File, error) {
	pdf, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := p.read(pdf, true)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// read opens a file, to be looked at or printed; a print may outlast the looking.
func (p *previewer) read(pdf []byte, looks bool) (f looked, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reader == nil || p.reader.Ended() {
		if p.reader, err = pages.Open(p.cache); err != nil {
			p.reader = nil
			return looked{}, err
		}
	}
	file, err := p.reader.Read(pdf)
	if err != nil {
		return looked{}, err
	}
	p.files, p.rests = p.files+1, p.rests && !looks
	return looked{file, p}, nil
}

// Rest ends what reads files once none is looked at.
func (p *previewer) Rest() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rests = true
	p.rest()
}

func (p *previewer) rest() {
	if p.reader != nil && p.rests && p.files == 0 {
		_ = p.reader.Close() // only memory of this process is lost with it
		p.reader = nil
	}
}

func (p *previewer) Printers(ctx context.Context) ([]printer.Printer, error) {
	return printer.System{}.List(ctx)
}

func (p *previewer) Print(ctx context.Context, path string, j printer.Job, sent func(pages, of int)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	read := func(pdf []byte) (printer.Pages, error) { return p.read(pdf, false) }
	return printer.System{Read: read, Sent: sent}.Print(ctx, f, j)
}

func (p *previewer) Number(path string) preview.Number {
	n, doubts := p.papers.number(path)
	return preview.Number{Open: n != nil && n.Given == "" && !n.Torn, Torn: n != nil && n.Torn, Doubts: doubts}
}

func (p *previewer) Draw(path string, number uint64, day string) (again, given string, err error) {
	return p.papers.Draw(path, number, day)
}

func (p *previewer) Open(path string) error { return p.papers.Open(path) }

func (p *previewer) Save(path, folder, ending string) (string, error) {
	return p.papers.SaveAs(path, folder, ending)
}
