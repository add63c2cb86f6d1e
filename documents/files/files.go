// Package files writes documents in the format that the ending of a file's name asks for. What a format is not for is refused, never written as another.
package files

import (
	"bytes"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"thidua/documents"
	"thidua/documents/docx"
	"thidua/documents/pdf"
	"thidua/documents/xlsx"
	"thidua/emulation"
)

// format is a format a document can be written in: every one as PDF, what is text as Word, what has a table as Excel.
type format struct {
	ending string
	takes  func(block documents.Block) bool // only documents with such a block are taken; nil = all
	not    func(block documents.Block) bool // and not with one of these; nil = none
	why    string                           // the key of the sentence that says so
	write  func(w io.Writer, docs ...documents.Document) error
}

var formats = []format{
	{ending: ".pdf", write: pdf.Write},
	{ending: ".docx", not: printedOnly, why: "documents.error.only-printed", write: docx.Write},
	{ending: ".xlsx", takes: isTable, not: printedOnly, why: "documents.error.no-table", write: xlsx.Write},
}

// Endings are those of all formats.
func Endings() []string {
	return emulation.Map(formats, func(f format) string { return f.ending })
}

// printedOnly are ballots, all alike, and square codes: they have to look as they are printed.
func printedOnly(b documents.Block) bool {
	switch b.(type) {
	case documents.Slips, documents.Square:
		return true
	}
	return false
}

func isTable(b documents.Block) bool {
	_, ok := b.(documents.Table)
	return ok
}

// Write writes documents into one file, whole or not at all. Errors: Invalid "documents.error.ending" for an ending that nobody writes; Invalid with the reason for
// documents that the format is not for; those of the writer and of documents.Save.
func Write(path string, docs ...documents.Document) error {
	f, taken, err := chosen(path, docs)
	if err != nil {
		return err
	}
	return documents.Save(path, func(w io.Writer) error { return f.write(w, taken...) })
}

// WriteBeside is Write beside what stands there, as documents.SaveBeside says.
func WriteBeside(path string, docs ...documents.Document) (saved string, there bool, err error) {
	f, taken, err := chosen(path, docs)
	if err != nil {
		return "", false, err
	}
	var content bytes.Buffer
	if err := f.write(&content, taken...); err != nil {
		return "", false, err
	}
	return documents.SaveBeside(path, content.Bytes())
}

// chosen is the format that a path asks for, and what of the documents it is for: a letter whose annex is a table is not forced into cells.
func chosen(path string, docs []documents.Document) (f format, taken []documents.Document, err error) {
	ending := strings.ToLower(filepath.Ext(path))
	i := slices.IndexFunc(formats, func(f format) bool { return f.ending == ending })
	if i < 0 {
		return format{}, nil, emulation.Errorf(emulation.Invalid, "documents.error.ending", "file", path, "endings", strings.Join(Endings(), ", "))
	}
	f = formats[i]
	for _, d := range docs {
		if f.not != nil && slices.ContainsFunc(d.Blocks, f.not) {
			return format{}, nil, emulation.Errorf(emulation.Invalid, "documents.error.only-printed")
		}
		if f.takes == nil || slices.ContainsFunc(d.Blocks, f.takes) {
			taken = append(taken, d)
		}
	}
	if len(taken) == 0 && len(docs) > 0 {
		return format{}, nil, emulation.Errorf(emulation.Invalid, f.why)
	}
	return f, taken, nil
}
