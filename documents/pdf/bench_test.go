package pdf_test

import (
	"io"
	"testing"

	"thidua/documents"
	"thidua/documents/pdf"
)

// BenchmarkAll writes 200 sheets of 60 criteria into one file.
func BenchmarkAll(b *testing.B) {
	docs := make([]documents.Document, 200)
	for b.Loop() {
		for i := range docs {
			docs[i] = long(60)
		}
		if err := pdf.Write(io.Discard, docs...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOne writes one sheet of 14 criteria: the cost of the fonts.
func BenchmarkOne(b *testing.B) {
	doc := sonLa()
	for b.Loop() {
		if err := pdf.Write(io.Discard, doc); err != nil {
			b.Fatal(err)
		}
	}
}
