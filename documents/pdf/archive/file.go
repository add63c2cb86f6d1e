// Package archive writes PDF files for the archive: PDF/A-2b (ISO 19005-2) with their words tagged in reading order (ISO 32000-1, 14.8). It knows pages, letters,
// lines and tags, and nothing of papers; the same calls give the same bytes.
package archive

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"strconv"
)

// File is a file being written: a page goes out when the next one begins, so that a long file takes little memory. Its methods take millimetres from the top
// left corner of the page. The first error of the writer stays and is told by Close.
type File struct {
	out   *bufio.Writer
	err   error
	at    int
	sum   hash.Hash // of what went out
	small *zlib.Writer
	room  bytes.Buffer

	places []place // of objects, by number less one
	packed []int   // numbers of the objects that wait for a stream of their own kind
	heads  []byte  // their numbers and offsets
	bodies []byte  // they themselves

	properties Properties
	pages      []int // numbers of page objects
	parents    []int // of the lists of their elements
	page
	fonts     fonts
	documents []*Element
	roots     int // number of the root of all tags
	tree      int // of the pages' root
}

// place is where an object stands: at a byte of the file, or at an index of the stream with a number.
type place struct{ at, stream int }

// New begins a file.
func New(w io.Writer, p Properties) *File {
	f := &File{out: bufio.NewWriterSize(w, 1<<16), sum: sha256.New(), properties: p}
	f.small, _ = zlib.NewWriterLevel(&f.room, zlib.BestSpeed)            // that level exists
	f.write(append([]byte("%PDF-1.7\n%"), 0xE2, 0xE3, 0xCF, 0xD3, '\n')) // bytes that are no letters: nobody takes it for text
	f.tree, f.roots = f.reserve(), f.reserve()
	f.fonts.reserve(f)
	return f
}

// Close ends the file; it does not close the writer.
func (f *File) Close() error {
	f.endPage()
	f.endDocument()
	f.fonts.write(f)
	f.object(f.tree, fmt.Appendf(nil, "<</Type/Pages/Count %d/Kids%s>>", len(f.pages), references(f.pages)))
	tags := f.tags()
	outline := f.outline()
	metadata, profile := f.reserve(), f.reserve()
	f.stream(metadata, "/Type/Metadata/Subtype/XML", f.properties.xmp())
	f.deflated(profile, "/N 3/Alternate/DeviceRGB", sRGB())
	info, catalog := f.reserve(), f.reserve()
	f.object(info, f.properties.info())
	f.object(catalog, fmt.Appendf(nil, "<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/Lang (%s)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>%s%s"+
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>]>>", f.tree, metadata, f.properties.Language, tags, outline, profile))
	f.flush()
	f.index(info, catalog)
	if f.err != nil {
		return f.err
	}
	return f.out.Flush()
}

// reserve gives the number of an object to be written later.
func (f *File) reserve() int {
	f.places = append(f.places, place{})
	return len(f.places)
}

func (f *File) write(data []byte) {
	if f.err != nil {
		return
	}
	f.sum.Write(data)
	f.at += len(data)
	_, f.err = f.out.Write(data)
}

// object writes an object that stands by itself.
func (f *File) object(number int, content []byte) {
	f.places[number-1] = place{at: f.at}
	f.write(fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", number, content))
}

// stream writes one whose dictionary has entries beside its length.
func (f *File) stream(number int, entries string, data []byte) {
	f.places[number-1] = place{at: f.at}
	f.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", number, entries, len(data)))
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// deflated writes one and makes it smaller.
func (f *File) deflated(number int, entries string, data []byte) {
	f.room.Reset()
	f.small.Reset(&f.room)
	_, _ = f.small.Write(data) // a buffer takes everything
	_ = f.small.Close()
	f.stream(number, entries+"/Filter/FlateDecode", f.room.Bytes())
}

// packing is how many objects share a stream.
const packing = 1000

// pack writes an element of the tags into a stream with others (ISO 32000-1, 7.5.7): there are hundreds on a page. Nothing that is shown goes there: whoever
// holds a file against the record (documents/papercheck) reads the rest as it stands.
func (f *File) pack(number int, content []byte) {
	f.heads = strconv.AppendInt(f.heads, int64(number), 10)
	f.heads = append(f.heads, ' ')
	f.heads = strconv.AppendInt(f.heads, int64(len(f.bodies)), 10)
	f.heads = append(f.heads, ' ')
	f.bodies = append(append(f.bodies, content...), '\n')
	if f.packed = append(f.packed, number); len(f.packed) == packing {
		f.flush()
	}
}

// flush writes the objects that wait.
func (f *File) flush() {
	if len(f.packed) == 0 {
		return
	}
	number := f.reserve()
	for i, packed := range f.packed {
		f.places[packed-1] = place{at: i, stream: number}
	}
	entries := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(f.packed), len(f.heads))
	f.deflated(number, entries, append(f.heads, f.bodies...))
	f.packed, f.heads, f.bodies = f.packed[:0], f.heads[:0], f.bodies[:0]
}

// index writes where all objects stand (ISO 32000-1, 7.5.8). The file's identifier is the sum of what stands before.
func (f *File) index(info, catalog int) {
	number, at := f.reserve(), f.at
	f.places[number-1] = place{at: at}
	table := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF}
	for _, p := range f.places {
		kind, where, index := byte(1), p.at, 0
		if p.stream > 0 {
			kind, where, index = 2, p.stream, p.at
		}
		table = binary.BigEndian.AppendUint32(append(table, kind), uint32(where))
		table = binary.BigEndian.AppendUint16(table, uint16(index))
	}
	id := f.sum.Sum(nil)[:16]
	f.deflated(number, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%[4]x>]", len(f.places)+1, catalog, info, id), table)
	f.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", at))
}

// references is an array of objects.
func references(numbers []int) []byte {
	list := []byte{'['}
	for i, n := range numbers {
		if i > 0 {
			list = append(list, ' ')
		}
		list = append(strconv.AppendInt(list, int64(n), 10), " 0 R"...)
	}
	return append(list, ']')
}
