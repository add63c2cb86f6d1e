//go:build full && office

package main

import (
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/replay"
	"thidua/internal/sample"
	"thidua/internal/testpaper"
	"thidua/vietnamese"
)

// TestFullPapersInLibreOffice: another program opens every Word and Excel file of a played season; what it prints has the words of our own PDF, and as many
// pages, one more or less above three. A Word file is saved again.
func TestFullPapersInLibreOffice(t *testing.T) {
	s, err := sample.Load(everyday)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := replay.Season(t.Context(), runner, environment, s, dir, nil); err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(filepath.Join(dir, "desks", "office"), environment)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if err := d.Workspace.ChooseSeason("", s.Founding.Season.Label); err != nil {
		t.Fatal(err)
	}
	made := testpaper.Every(t, forms.At(d.Workspace), time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	ours, theirs := t.TempDir(), t.TempDir()
	written := map[string][]string{}
	for i, p := range made {
		for j := range p.Documents {
			p.Documents[j].Code = nil // files to go on writing in bear none
		}
		for _, ending := range files.Endings() {
			name := strconv.Itoa(i) + "-" + p.Name
			path := filepath.Join(ours, name+ending)
			err := files.Write(path, p.Documents...)
			if emulation.CodeOf(err) == emulation.Invalid {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			written[ending] = append(written[ending], path)
		}
	}
	for _, ending := range []string{".docx", ".xlsx"} {
		convert(t, "pdf", filepath.Join(theirs, ending), written[ending]...)
		for _, path := range written[ending] {
			name := strings.TrimSuffix(filepath.Base(path), ending)
			mine, other := filepath.Join(ours, name+".pdf"), filepath.Join(theirs, ending, name+".pdf")
			want := wordsOf(printed(t, mine))
			if ending == ".xlsx" { // its cells, without what stands at the foot of a page
				want = map[string]int{}
				for _, doc := range tabled(made[slices.IndexFunc(made, func(p forms.Paper) bool { return strings.HasSuffix(name, "-"+p.Name) })]) {
					doc.Title, doc.Footer, doc.Mark = "", "", ""
					maps.Copy(want, wordsOf(documents.Text(doc, " ")))
				}
			}
			if missing := lost(want, printed(t, other)); len(missing) > 0 {
				t.Errorf("%s%s: %d words are missing: %.200q", name, ending, len(missing), missing)
			}
			if a, b := pageCount(t, mine), pageCount(t, other); ending == ".docx" && (a <= 3 && b > a+1 || a > 3 && (b > a+1 || b < a-1)) {
				t.Errorf("%s%s has %d pages, the PDF %d", name, ending, b, a)
			}
		}
	}
	convert(t, "docx", filepath.Join(theirs, "again"), written[".docx"][0])
}

// TestFullSignaturesInLibreOffice: wherever a page ends, two rows of signatures with their recipients stand on one page with the line over them.
func TestFullSignaturesInLibreOffice(t *testing.T) {
	dir := t.TempDir()
	signs := func(names ...string) documents.Signatures {
		return documents.Signatures{Signers: emulation.Map(names, func(name string) documents.Signer {
			return documents.Signer{Position: name, Hint: "(Ký)", Name: "Lò A"}
		})}
	}
	var paths []string
	for lines := 16; lines < 40; lines++ {
		doc := documents.Document{Title: "x"}
		for range lines {
			doc.Blocks = append(doc.Blocks, documents.Paragraph{Spans: []documents.Span{{Text: "Dòng"}}})
		}
		last := signs("BỐN", "NĂM")
		last.Heading, last.Recipients = "Nơi nhận:", []string{"- Các đơn vị;", "- Lưu: VT."}
		doc.Blocks = append(doc.Blocks, documents.Paragraph{Spans: []documents.Span{{Text: "HẾT"}}, KeepNext: true}, signs("MỘT", "HAI", "BA"), last)
		paths = append(paths, filepath.Join(dir, strconv.Itoa(lines)+".docx"))
		if err := files.Write(paths[len(paths)-1], doc); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "pdf")
	convert(t, "pdf", out, paths...)
	moved := 0
	for _, path := range paths {
		text := printed(t, filepath.Join(out, strings.TrimSuffix(filepath.Base(path), ".docx")+".pdf"))
		first, second, _ := strings.Cut(strings.TrimSuffix(text, "\f"), "\f")
		if second != "" {
			moved++
		}
		for _, word := range []string{"MỘT", "BA", "BỐN", "NĂM", "Lưu: VT."} {
			if strings.Contains(first, "HẾT") != strings.Contains(first, word) {
				t.Errorf("%s: %s is not on the page of what it stands under", filepath.Base(path), word)
			}
		}
	}
	if moved == 0 || moved == len(paths) {
		t.Errorf("%d of %d go over the end of the page", moved, len(paths))
	}
}

// convert lets LibreOffice write files in another format into a folder.
func convert(t *testing.T, format, dir string, paths ...string) {
	t.Helper()
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", format, "--outdir", dir}, paths...)
	said, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, path := range paths {
		if files, _ := filepath.Glob(filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))+"."+format)); len(files) != 1 {
			t.Errorf("%s was not converted:\n%s", path, said)
		}
	}
}

// printed is the text of a PDF.
func printed(t *testing.T, path string) string {
	t.Helper()
	text, err := exec.CommandContext(t.Context(), "pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// wordsOf are the words of a text; a decimal point is a comma, and what a line may end after parts words.
func wordsOf(text string) map[string]int {
	list := map[string]int{}
	for _, word := range strings.Fields(strings.NewReplacer("–", " ", "/", " ", "-", " ").Replace(vietnamese.NFC(text))) {
		list[strings.ReplaceAll(word, ".", ",")]++
	}
	return list
}

// tabled are the documents of a paper that have a table: those of an Excel file.
func tabled(p forms.Paper) []documents.Document {
	return emulation.Where(p.Documents, func(d documents.Document) bool {
		return slices.ContainsFunc(d.Blocks, func(b documents.Block) bool { _, ok := b.(documents.Table); return ok })
	})
}

// lost are the words that never stand in a text, not even broken by the ends of lines; how often the heading of a table comes back depends on its pages.
func lost(want map[string]int, text string) (list []string) {
	has := wordsOf(text)
	var unbroken strings.Builder
	for word := range strings.FieldsSeq(strings.ReplaceAll(vietnamese.NFC(text), ".", ",")) {
		unbroken.WriteString(word)
	}
	for word := range want {
		if has[word] == 0 && !loose.MatchString(word) && !strings.Contains(unbroken.String(), word) {
			list = append(list, word)
		}
	}
	return list
}

// loose are page numbers and dots for the pen.
var loose = regexp.MustCompile(`^(\d|[….,:]+)$`)

func pageCount(t *testing.T, path string) int {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), "pdfinfo", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(said)
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
