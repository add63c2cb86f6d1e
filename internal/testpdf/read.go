// Package testpdf reads a PDF file as another program does: by its objects, its fonts and its tags, and holds it against ISO 19005-2, clause by clause. It knows
// the file's format and shares nothing with who wrote it.
package testpdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The values of a file are nil, bool, float64, Name, Text, Ref, []any, Dict and *Stream.
type (
	Name string // /Name
	Text string // (string) or <hex>
	Ref  int    // 12 0 R
	Dict map[Name]any
)

// Stream is a dictionary and what follows it, also unfolded.
type Stream struct {
	Dict      Dict
	Raw, Data []byte
}

// File is a file that was read.
type File struct {
	Raw     []byte
	Trailer Dict
	Objects map[Ref]any
	faults  []string
}

// fault is what the reader panics with: there is nothing to go on from.
type fault struct{ error }

func fail(format string, values ...any) { panic(fault{fmt.Errorf(format, values...)}) }

// Read reads all objects of a file that ends in a cross-reference stream.
func Read(raw []byte) (f *File, err error) {
	defer func() {
		if r := recover(); r != nil {
			f = nil
			if stop, ours := r.(fault); ours {
				err = stop.error
			} else {
				err = fmt.Errorf("broken off: %v", r)
			}
		}
	}()
	f = &File{Raw: raw, Objects: map[Ref]any{}}
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		fail("6.1.4: no startxref")
	}
	start, err := strconv.Atoi(string(bytes.Split(raw[at:], []byte("\n"))[1]))
	if err != nil {
		fail("6.1.4: startxref: %v", err)
	}
	_, value := f.object(start)
	index, ok := value.(*Stream)
	if !ok || index.Dict["Type"] != Name("XRef") {
		fail("6.1.4: startxref leads to no index")
	}
	f.Trailer = index.Dict
	var packed [][3]int
	for number := 0; len(index.Data) >= 7; number, index.Data = number+1, index.Data[7:] {
		kind, where, i := index.Data[0], int(binary.BigEndian.Uint32(index.Data[1:])), int(binary.BigEndian.Uint16(index.Data[5:]))
		switch kind {
		case 1:
			found, value := f.object(where)
			if found != number {
				fail("6.1.4: object %d stands where the index has %d", found, number)
			}
			f.Objects[Ref(number)] = value
		case 2:
			packed = append(packed, [3]int{number, where, i})
		}
	}
	heads := map[*Stream][][]byte{}
	for _, p := range packed {
		holder, _ := f.Objects[Ref(p[1])].(*Stream)
		if holder == nil {
			fail("6.1.4: object %d is in no stream", p[0])
		}
		first := int(holder.Dict["First"].(float64))
		if heads[holder] == nil {
			heads[holder] = bytes.Fields(holder.Data[:first])
		}
		number, _ := strconv.Atoi(string(heads[holder][2*p[2]]))
		offset, _ := strconv.Atoi(string(heads[holder][2*p[2]+1]))
		if number != p[0] {
			fail("6.1.4: object %d stands in a stream where the index has %d", number, p[0])
		}
		f.Objects[Ref(number)] = (&lexer{data: holder.Data, at: first + offset}).value()
	}
	return f, nil
}

// object reads the one that begins at a byte.
func (f *File) object(at int) (number int, value any) {
	line := f.Raw[at:]
	line = line[:bytes.IndexByte(line, '\n')]
	if n, err := fmt.Sscanf(string(line), "%d 0 obj", &number); n != 1 || err != nil || string(line) != fmt.Sprintf("%d 0 obj", number) {
		fail("6.1.9: %q begins no object", line)
	}
	l := &lexer{data: f.Raw, at: at + len(line) + 1}
	value = l.value()
	rest := f.Raw[l.at:]
	if dict, ok := value.(Dict); ok && bytes.HasPrefix(rest, []byte("\nstream\n")) {
		length, _ := dict["Length"].(float64)
		rest = rest[len("\nstream\n"):]
		s := &Stream{Dict: dict, Raw: rest[:int(length)], Data: rest[:int(length)]}
		if rest = rest[int(length):]; !bytes.HasPrefix(rest, []byte("\nendstream")) {
			fail("6.1.7.1: stream %d is not as long as it says", number)
		}
		rest = rest[len("\nendstream"):]
		if dict["Filter"] == Name("FlateDecode") {
			z, err := zlib.NewReader(bytes.NewReader(s.Raw))
			if err != nil {
				fail("stream %d: %v", number, err)
			}
			if s.Data, err = io.ReadAll(z); err != nil {
				fail("stream %d: %v", number, err)
			}
		}
		value = s
	}
	if !bytes.HasPrefix(rest, []byte("\nendobj\n")) {
		fail("6.1.9: object %d has no end", number)
	}
	return number, value
}

// lexer reads values, and operators of content streams as operator.
type lexer struct {
	data []byte
	at   int
}

type operator string

var errEnd = errors.New("the end")

const delimiters = "()<>[]{}/% \t\r\n\f\x00"

func (l *lexer) space() {
	for l.at < len(l.data) && strings.IndexByte(" \t\r\n\f\x00", l.data[l.at]) >= 0 {
		l.at++
	}
}

// value is the next one; errEnd at the end.
func (l *lexer) value() any {
	l.space()
	if l.at >= len(l.data) {
		return errEnd
	}
	switch rest := l.data[l.at:]; {
	case bytes.HasPrefix(rest, []byte("<<")):
		l.at += 2
		d := Dict{}
		for {
			if l.space(); bytes.HasPrefix(l.data[l.at:], []byte(">>")) {
				l.at += 2
				return d
			}
			key, ok := l.value().(Name)
			if !ok {
				fail("no key at byte %d", l.at)
			}
			if _, twice := d[key]; twice {
				fail("%s stands twice in a dictionary", key)
			}
			d[key] = l.value()
		}
	case rest[0] == '[':
		l.at++
		list := []any{}
		for {
			if l.space(); l.data[l.at] == ']' {
				l.at++
				return list
			}
			list = append(list, l.value())
		}
	case rest[0] == '(':
		return l.literal()
	case rest[0] == '<':
		end := bytes.IndexByte(rest, '>')
		data, err := hex.DecodeString(string(rest[1:end]))
		if err != nil {
			fail("6.1.6: a string of %q", rest[1:end])
		}
		l.at += end + 1
		return Text(data)
	case rest[0] == '/':
		l.at++
		return Name(l.word())
	default:
		return l.plain()
	}
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.data) && strings.IndexByte(delimiters, l.data[l.at]) < 0 {
		l.at++
	}
	return string(l.data[from:l.at])
}

// plain is a number, a reference, a word of the language or an operator.
func (l *lexer) plain() any {
	word := l.word()
	switch word {
	case "":
		fail("%q at byte %d", l.data[l.at], l.at)
	case "true", "false":
		return word == "true"
	case "null":
		return nil
	}
	n, err := strconv.ParseFloat(word, 64)
	if err != nil {
		return operator(word)
	}
	if after, is := bytes.CutPrefix(l.data[l.at:], []byte(" 0 R")); is && (len(after) == 0 || strings.IndexByte(delimiters, after[0]) >= 0) {
		l.at += len(" 0 R")
		return Ref(n)
	}
	return n
}

func (l *lexer) literal() Text {
	var out []byte
	depth := 0
	for ; ; l.at++ {
		switch c := l.data[l.at]; {
		case c == '\\':
			l.at++
			switch e := l.data[l.at]; e {
			case 'r':
				out = append(out, '\r')
			case '(', ')', '\\':
				out = append(out, e)
			default:
				fail("\\%c in a string", e)
			}
			continue
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				l.at++
				return Text(out)
			}
		}
		out = append(out, l.data[l.at])
	}
}

// Get is a value, followed if it is a reference.
func (f *File) Get(v any) any {
	for {
		r, is := v.(Ref)
		if !is {
			return v
		}
		v = f.Objects[r]
	}
}

// Dict is a dictionary, or that of a stream; nil for anything else.
func (f *File) Dict(v any) Dict {
	switch v := f.Get(v).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Stream is a stream, or an empty one.
func (f *File) Stream(v any) *Stream {
	if s, ok := f.Get(v).(*Stream); ok {
		return s
	}
	return &Stream{}
}

// List is an array, or none.
func (f *File) List(v any) []any {
	list, _ := f.Get(v).([]any)
	return list
}

// Root is the file's catalog.
func (f *File) Root() Dict { return f.Dict(f.Trailer["Root"]) }

// Pages are those of the file in order.
func (f *File) Pages() []Dict {
	var pages []Dict
	for _, kid := range f.List(f.Dict(f.Root()["Pages"])["Kids"]) {
		pages = append(pages, f.Dict(kid))
	}
	return pages
}
