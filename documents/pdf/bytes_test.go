package pdf_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// TestSameBytes: the same form gives the same file, also while others are written, and whatever way its accents were typed.
func TestSameBytes(t *testing.T) {
	want := render(t, sonLa())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			var b bytes.Buffer
			if err := pdf.Write(&b, sonLa()); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another file, or %v", err)
			}
		})
	}
	all.Wait()

	apart := sonLa()
	unit, criterion := &apart.Blocks[2].(documents.Paragraph).Spans[1].Text, &table(apart).Rows[1].Cells[1].Text
	for _, text := range []*string{&apart.Heading.Issuer, &apart.Title, &apart.Footer, unit, criterion} {
		before := *text
		if *text = norm.NFD.String(before); *text == before {
			t.Fatalf("%q has no accents to take apart", before)
		}
	}
	if !bytes.Equal(render(t, apart), want) {
		t.Error("decomposed letters give another file")
	}
}

func TestMakerAndNoClock(t *testing.T) {
	doc := letter()
	file := render(t, doc)
	if !bytes.Contains(file, []byte("<pdf:Producer>"+pdf.Maker+"</pdf:Producer>")) {
		t.Error("the file does not say which version set its pages")
	}
	if !bytes.Contains(file, []byte("D:20240705083000")) {
		t.Error("the form's date is not in the file")
	}
	doc.Created = time.Time{}
	if !bytes.Contains(render(t, doc), []byte("D:19700101000000")) {
		t.Error("a form without a date takes the clock")
	}
}

func TestNothingToPrint(t *testing.T) {
	err := pdf.Write(io.Discard, nil...)
	if emulation.CodeOf(err) != emulation.Invalid || emulation.KeyOf(err) != "documents.error.nothing" {
		t.Error(err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriterFails(t *testing.T) {
	if err := pdf.Write(broken{}, letter()); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func TestWriteFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Phiếu chấm điểm – Sơn La.pdf")
	docs := []documents.Document{sonLa(), clusterFour("", "A", "B")}
	for range 2 { // the second time over the first
		if err := pdf.WriteFile(path, docs...); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, render(t, docs...)) {
		t.Errorf("the file is not what was written: %v", err)
	}
}
