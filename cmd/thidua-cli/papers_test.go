package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/internal/testpdf"
)

// papersGolden compares the words of every paper of a season that was played with testdata/papers: those of the season as the office prints them, and
// those of its first unit.
func papersGolden(t *testing.T, d *desk.Desk, s *sample.Sample) {
	t.Helper()
	printed, now := forms.At(d.Workspace), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var got strings.Builder
	seen, coder := map[string]bool{}, printed.Coder()
	add := func(p forms.Paper, err error) {
		t.Helper()
		if emulation.CodeOf(err) == emulation.NotFound { // this season has none
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if seen[p.Name] {
			t.Errorf("two papers are called %s", p.Name)
		}
		seen[p.Name] = true
		sameInWord(t, p)
		forTheArchive(t, p)
		bearsCode(t, coder, p)
		got.WriteString("== " + p.Name + "\n" + strings.Join(emulation.Map(p.Documents, func(doc documents.Document) string { return documents.Text(doc, "|") }), "--\n"))
	}
	items, err := printed.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if item.Make != nil {
			add(item.Make(now))
		}
	}
	add(printed.Summary(now))
	unit, err := d.Workspace.FindUnit(s.Founding.Units[0].Code)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []func(forms.Desk, emulation.ID, time.Time) (forms.Paper, error){forms.Desk.Registration, forms.Desk.AwardList, forms.Desk.Sheet, forms.Desk.Review,
		forms.Desk.Achievements} {
		add(of(printed, unit.ID, now))
	}
	path := filepath.Join("testdata", "papers", s.Info.ID+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	line, wanted := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(line), len(wanted)) {
		switch {
		case i >= len(line):
			t.Fatalf("%s ends before line %d: %s", s.Info.ID, i+1, wanted[i])
		case i >= len(wanted) || line[i] != wanted[i]:
			t.Fatalf("%s, line %d: %s\nwant: %s", path, i+1, line[i], strings.Join(wanted[min(i, len(wanted)):min(i+1, len(wanted))], ""))
		}
	}
}

// bearsCode: everything of a season that was synced comes out of the logs alone, so that each paper but a draft and a ballot has its code.
func bearsCode(t *testing.T, coder *forms.Coder, p forms.Paper) {
	t.Helper()
	stamped, err := coder.Coded(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range stamped.Documents {
		if bears := !doc.Draft && p.Form != "ballots"; bears != (doc.Code != nil) {
			t.Errorf("%s: a code is %v, want %v: %s", p.Name, doc.Code != nil, bears, doc.Mark)
		}
	}
}

// sameInWord writes a paper as a Word file and holds its words against those of the paper: none is lost, none comes twice; and what tells one who does not see the
// page where he is: its headings by their level, and the rows that head a table.
func sameInWord(t *testing.T, p forms.Paper) {
	t.Helper()
	path := filepath.Join(t.TempDir(), p.Name+".docx")
	err := files.Write(path, p.Documents...)
	if emulation.KeyOf(err) == "documents.error.only-printed" {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	want, outline := map[string]int{}, []string{}
	for _, doc := range p.Documents {
		doc.Title, doc.Footer, doc.Mark = "", "", "" // they stand in other parts of the file
		for _, word := range strings.Fields(documents.Text(doc, " ")) {
			want[word]++
		}
		outline = append(outline, outlined(doc)...)
	}
	text, told := wordText(t, path)
	for _, word := range strings.Fields(text) {
		want[word]--
	}
	if !slices.Equal(told, outline) {
		t.Errorf("%s: the Word file is headed\n%q\nwant\n%q", p.Name, told, outline)
	}
	for word, n := range want {
		if n != 0 {
			t.Errorf("%s: %q is %d times too few in the Word file", p.Name, word, n)
		}
	}
}

// forTheArchive writes a paper as a PDF file, twice alike; nothing in it is against the standard, and who has it read aloud hears each of its words once.
func forTheArchive(t *testing.T, p forms.Paper) {
	t.Helper()
	var once, twice bytes.Buffer
	if err := errors.Join(pdf.Write(&once, p.Documents...), pdf.Write(&twice, p.Documents...)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once.Bytes(), twice.Bytes()) {
		t.Errorf("%s: the same paper gives other bytes", p.Name)
	}
	for _, fault := range testpdf.Faults(once.Bytes()) {
		t.Errorf("%s: %s", p.Name, fault)
	}
	file, err := testpdf.Read(once.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]int{}
	for _, doc := range p.Documents {
		copies := 1
		if slips, is := doc.Blocks[0].(documents.Slips); is {
			copies = slips.Copies
		}
		doc.Title, doc.Footer, doc.Mark = "", "", "" // of the file and its pages, not of the text
		for _, word := range strings.Fields(documents.Text(doc, " ")) {
			words[word] += copies
		}
	}
	for _, part := range file.Tagged() {
		for _, word := range strings.Fields(part.Words) {
			words[word]--
		}
	}
	for word, n := range words {
		if n != 0 {
			t.Errorf("%s: %q is read aloud %d times too seldom", p.Name, word, n)
		}
	}
}

// outlined are the headings of a document with their styles in Word, and of each table how many rows head it.
func outlined(doc documents.Document) (list []string) {
	add := func(style, text string) {
		if text = strings.Join(strings.Fields(text), " "); text != "" {
			list = append(list, style+" "+text)
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case documents.Title:
			add("Title", b.Kind)
			for _, line := range b.Subject {
				add("Subtitle", line)
			}
		case documents.Paragraph:
			text := strings.Join(emulation.Map(b.Spans, func(s documents.Span) string { return s.Text }), "")
			if b.Level > 0 {
				add(fmt.Sprint("Heading", b.Level), text)
			}
		case documents.Table:
			for _, part := range pdf.Parts(b, pdf.Width(doc.Landscape)) {
				list = append(list, fmt.Sprint("table ", len(part.Header)))
			}
		}
	}
	return list
}

// wordText is the text of a Word file's body, and its outline; see outlined. A table without heading rows is none but holds signatures.
func wordText(t *testing.T, path string) (string, []string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var text, own strings.Builder
	var outline []string
	style, heads := "", 0
	d := xml.NewDecoder(f)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return text.String(), outline
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "br":
				text.WriteString(" ")
				own.WriteString(" ")
			case "p":
				own.Reset()
				style = ""
			case "pStyle":
				style = e.Attr[0].Value
			case "tblHeader":
				heads++
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				text.WriteString("\n")
				if style != "" {
					outline = append(outline, style+" "+strings.Join(strings.Fields(own.String()), " "))
				}
			case "tbl":
				if heads > 0 {
					outline = append(outline, fmt.Sprint("table ", heads))
				}
				heads = 0
			}
		case xml.CharData:
			text.Write(e)
			own.Write(e)
		}
	}
}
