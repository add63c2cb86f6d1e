// Package files writes documents in the format that the ending of a file's name asks for. What a format is not for is refused, never written as another.
package files

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
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
	write  func(path string, docs ...documents.Document) error
}

var formats = []format{
	{ending: ".pdf", write: pdf.WriteFile},
	{ending: ".docx", not: printedOnly, why: "documents.error.only-printed", write: docx.WriteFile},
	{ending: ".xlsx", takes: isTable, not: printedOnly, why: "documents.error.no-table", write: xlsx.WriteFile},
}

// Endings are those of all formats.
func Endings() []string {
	return emulation.Map(formats, func(f format) string { return f.ending })
}

// Free is a path at which no file stands: the one asked for, or with a number behind its name. A file that somebody may have gone on writing in is never
// replaced unasked.
func Free(path string) string {
	ending := filepath.Ext(path)
	free := path
	for n := 2; ; n++ {
		if _, err := os.Lstat(free); errors.Is(err, fs.ErrNotExist) || n > mostCopies {
			return free
		}
		free = strings.TrimSuffix(path, ending) + "-" + strconv.Itoa(n) + ending
	}
}

// mostCopies is how many numbers are tried.
const mostCopies = 10000

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
// documents that the format is not for; those of the writer.
func Write(path string, docs ...documents.Document) error {
	ending := strings.ToLower(filepath.Ext(path))
	i := slices.IndexFunc(formats, func(f format) bool { return f.ending == ending })
	if i < 0 {
		return emulation.Errorf(emulation.Invalid, "documents.error.ending", "file", path, "endings", strings.Join(Endings(), ", "))
	}
	f := formats[i]
	var taken []documents.Document // a letter whose annex is a table is not forced into cells
	for _, d := range docs {
		if f.not != nil && slices.ContainsFunc(d.Blocks, f.not) {
			return emulation.Errorf(emulation.Invalid, "documents.error.only-printed")
		}
		if f.takes == nil || slices.ContainsFunc(d.Blocks, f.takes) {
			taken = append(taken, d)
		}
	}
	if len(taken) == 0 && len(docs) > 0 {
		return emulation.Errorf(emulation.Invalid, f.why)
	}
	return f.write(path, taken...)
}
