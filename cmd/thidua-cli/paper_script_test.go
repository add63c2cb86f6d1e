package main

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"regexp"

	"github.com/rogpeppe/go-internal/testscript"

	"thidua/documents/pages"
)

var printedCode = regexp.MustCompile(`([0-9A-Z]{4}-[0-9A-Z]{4})\s+([0-9A-Z]{4}-[0-9A-Z]{4})`)

// codeOf reads the code at the foot of a file's first page into CODE.
func codeOf(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	reader, err := pages.Open("")
	ts.Check(err)
	defer func() { ts.Check(reader.Close()) }()
	file, err := reader.Read(raw)
	ts.Check(err)
	text, err := file.Text(0)
	ts.Check(err)
	found := printedCode.FindStringSubmatch(text)
	if found == nil {
		ts.Fatalf("no code in %s", text)
	}
	ts.Setenv("CODE", found[1]+"-"+found[2])
}

// forge copies a file with one digit behind a comma altered in its bytes, as somebody does who knows PDF: everything else stays as it is, to the last byte's place.
func forge(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	begin, end := []byte("stream\n"), []byte("\nendstream")
	for from := 0; ; {
		at := bytes.Index(raw[from:], begin)
		if at < 0 {
			ts.Fatalf("nothing to alter in %s", args[0])
		}
		at += from + len(begin)
		size := bytes.Index(raw[at:], end)
		from = at + size
		if changed := otherDigit(raw[at:from]); changed != nil {
			ts.Check(os.WriteFile(ts.MkAbs(args[1]), append(append(bytes.Clone(raw[:at]), changed...), raw[from:]...), 0o644))
			return
		}
	}
}

// otherDigit is a packed stream of the same length whose text has another digit behind a comma; nil if it has none.
func otherDigit(packed []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(r)
	if err != nil || !bytes.Contains(text, []byte("Tj")) {
		return nil
	}
	comma := []byte("\x00,\x00") // text is UTF-16
	for from := 0; ; {
		at := bytes.Index(text[from:], comma)
		if at < 0 {
			return nil
		}
		at += from + len(comma)
		from = at
		for digit := byte('0'); digit <= '9'; digit++ {
			was := text[at]
			if was < '0' || was > '9' || was == digit {
				continue
			}
			text[at] = digit
			var b bytes.Buffer
			w, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
			if err != nil {
				return nil
			}
			if _, err := w.Write(text); err != nil || w.Close() != nil {
				return nil
			}
			text[at] = was
			if b.Len() <= len(packed) {
				return append(b.Bytes(), make([]byte, len(packed)-b.Len())...)
			}
		}
	}
}
