package pages

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"io"
	"math"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"thidua/emulation"
)

// Reader reads PDF files. It takes some 60 MB of memory until it is closed; its methods and those of its files may be called from any goroutine and
// take their turns.
type Reader struct {
	mu    sync.Mutex
	pool  pdfium.Pool
	lib   pdfium.Pdfium
	cache wazero.CompilationCache
	runs  context.Context // until the library is ended; its cause is why
	end   context.CancelCauseFunc
}

// patience is how long the library may take to begin: what it waits for is only its own memory.
const patience = time.Minute

// longest is how long one call may take: a page drawn as large as it is ever drawn takes a hundredth of it on an old machine.
const longest = 20 * time.Second

// mostMemory is what the library may take, in pages of 64 KiB: half a gigabyte. A page with pictures of 600 dots per inch takes a quarter of it.
const mostMemory = 8192

// Open begins a reader. cache is the folder where what was compiled for this machine is kept: without it, or the first time, some seconds are needed for
// compiling, else a fraction of one. "" keeps nothing.
func Open(cache string) (*Reader, error) {
	r := &Reader{}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).WithCloseOnContextDone(true).WithMemoryLimitPages(mostMemory)
	r.runs, r.end = context.WithCancelCause(context.Background())
	if cache != "" {
		kept, err := wazero.NewCompilationCacheWithDir(cache)
		if err == nil { // a folder that cannot be written costs seconds, not the pages
			r.cache, config = kept, config.WithCompilationCache(kept)
		}
	}
	var err error
	r.pool, err = webassembly.Init(webassembly.Config{Context: r.runs, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard})
	if err == nil {
		r.lib, err = r.pool.GetInstance(patience)
	}
	if err != nil {
		_ = r.Close()
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	return r, nil
}

// Until ends the reader, in the middle of a page, too, when ctx is done; what it is asked then fails with why. stop lets it live.
func (r *Reader) Until(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() { r.end(context.Cause(ctx)) })
}

// Ended reports whether the reader gives nothing any more: it was closed, or ended in the middle of what it read.
func (r *Reader) Ended() bool { return r.runs.Err() != nil }

// call calls the library: one at a time, none longer than longest, none of a reader that was ended.
func (r *Reader) call(do func(lib pdfium.Pdfium) error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lib == nil {
		return errClosed()
	}
	watch := time.AfterFunc(longest, func() { r.end(emulation.Errorf(emulation.Invalid, "pages.heavy")) })
	defer watch.Stop()
	if err := context.Cause(r.runs); err != nil {
		return err
	}
	if err := do(r.lib); err != nil {
		return cmp.Or(context.Cause(r.runs), unreadable(err))
	}
	return nil
}

// Close gives the memory back. Files that are still open show nothing any more.
func (r *Reader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lib = nil
	var err error
	if r.pool != nil {
		if err = r.pool.Close(); r.Ended() { // what was ended cannot be asked to tidy up
			err = nil
		}
		r.pool = nil
		r.end(errClosed())
	}
	if r.cache != nil {
		_ = r.cache.Close(context.Background())
		r.cache = nil
	}
	return err
}

// File is a PDF file that is being looked at.
type File struct {
	reader *Reader
	doc    references.FPDF_DOCUMENT
	sizes  []Size
}

// Size is how large a page is, in millimetres.
type Size struct{ Width, Height float64 }

const mmPerPoint = 25.4 / 72

// Read opens a file by its bytes. Errors: Invalid "pages.unreadable" for what is no PDF, "pages.heavy" for what takes too long; the same of what is asked of the file.
func (r *Reader) Read(pdf []byte) (*File, error) {
	f := &File{reader: r}
	err := r.call(func(lib pdfium.Pdfium) error {
		doc, err := lib.OpenDocument(&requests.OpenDocument{File: &pdf})
		if err != nil {
			return err
		}
		f.doc = doc.Document
		count, err := lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.doc})
		if err != nil {
			return err
		}
		for i := range count.PageCount {
			size, err := lib.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: f.doc, Index: i})
			if err != nil {
				return err
			}
			f.sizes = append(f.sizes, Size{size.Width * mmPerPoint, size.Height * mmPerPoint})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

func unreadable(err error) error {
	return emulation.Errorf(emulation.Invalid, "pages.unreadable").Because(err)
}

func errClosed() error { return emulation.Errorf(emulation.Unavailable, "pages.closed") }

// Sizes are the pages in their order.
func (f *File) Sizes() []Size { return f.sizes }

// Draw draws a page, counted from 0, width pixels wide and as high as it is then: papers are black on white, so the picture is grey.
func (f *File) Draw(page, width int) (picture *image.Gray, err error) {
	if page >= 0 && page < len(f.sizes) {
		width = drawable(width, f.sizes[page])
	}
	err = f.reader.call(func(lib pdfium.Pdfium) error {
		drawn, err := lib.RenderPageInPixels(&requests.RenderPageInPixels{Page: f.page(page), Width: width, ImageFormat: requests.RenderImageFormatGrayscale, RenderFlags: flags})
		if err != nil {
			return err
		}
		defer drawn.Cleanup()
		picture, err = own(drawn.Result)
		return err
	})
	return picture, err
}

// flags draw what viewers lay over a page, too.
const flags = enums.FPDF_RENDER_FLAG_ANNOT

func (f *File) page(page int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: f.doc, Index: page}}
}

// own is a picture of its own: the dots of a drawn one stand in the library's memory.
func own(drawn responses.RenderPage) (*image.Gray, error) {
	grey, ok := drawn.RenderedImage.(*image.Gray)
	if !ok {
		return nil, fmt.Errorf("a page in %T", drawn.RenderedImage)
	}
	kept := *grey
	kept.Pix = append([]uint8(nil), grey.Pix...)
	return &kept, nil
}

// Dots is how many dots a page of a size is wide and high at so many dots per inch.
func (s Size) Dots(dpi int) (width, height int) {
	dots := func(mm float64) int { return int(math.Ceil(mm / mmPerPoint * float64(dpi) / 72)) }
	return dots(s.Width), dots(s.Height)
}

// Band draws the rows of a page, counted from 0, from one to before another, of Dots at so many dots per inch: a page as a printer wants it is too much to be
// held at once.
func (f *File) Band(page, dpi, from, to int) (picture *image.Gray, err error) {
	err = f.reader.call(func(lib pdfium.Pdfium) error {
		if page < 0 || page >= len(f.sizes) {
			return fmt.Errorf("page %d of %d", page, len(f.sizes))
		}
		width, _ := f.sizes[page].Dots(dpi)
		if width*(to-from) > mostDots {
			return fmt.Errorf("a page %d dots wide", width)
		}
		points := func(dots int) float64 { return float64(dots) * 72 / float64(dpi) }
		drawn, err := lib.RenderPageInDPI(&requests.RenderPageInDPI{Page: f.page(page), DPI: dpi, ImageFormat: requests.RenderImageFormatGrayscale, RenderFlags: flags,
			Crop: &requests.RenderPageCrop{Y: points(from), Width: points(width), Height: points(to - from)}})
		if err != nil {
			return err
		}
		defer drawn.Cleanup()
		picture, err = own(drawn.Result)
		return err
	})
	return picture, err
}

// mostDots is how large a picture of a page is: enough for A3 at 300 dots per inch twice over.
const mostDots = 32 << 20

// drawable is the width at which a page is drawn, less than wanted where the page is much longer than wide: no program for papers makes such a page, but anyone
// can send one.
func drawable(wanted int, size Size) int {
	if dots := float64(wanted) * float64(wanted) * size.Height / size.Width; dots > mostDots {
		return max(1, int(math.Sqrt(mostDots*size.Width/size.Height)))
	}
	return wanted
}

// Text is what is written on a page, counted from 0, in the order in which it was written there.
func (f *File) Text(page int) (text string, err error) {
	err = f.reader.call(func(lib pdfium.Pdfium) error {
		read, err := lib.GetPageText(&requests.GetPageText{Page: f.page(page)})
		if err == nil {
			text = read.Text
		}
		return err
	})
	return text, err
}

// Maker is the program that says of itself it made the file (ISO 32000-2, 14.3.3: Producer, or Creator); "" = none does.
func (f *File) Maker() (name string, err error) {
	err = f.reader.call(func(lib pdfium.Pdfium) error {
		for _, tag := range []string{"Producer", "Creator"} {
			told, err := lib.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.doc, Tag: tag})
			if err == nil { // else it says nothing: the library has no word for that
				name = cmp.Or(name, told.Value)
			}
		}
		return context.Cause(f.reader.runs)
	})
	return name, err
}

// Close lets go of the file.
func (f *File) Close() error {
	err := f.reader.call(func(lib pdfium.Pdfium) error {
		_, err := lib.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: f.doc})
		return err
	})
	if f.reader.Ended() { // it went with its reader
		return nil
	}
	return err
}
