package pdf_test

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

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

// BenchmarkEach writes the 200 sheets into a file each; "x-one-file" is how much of the processor that takes beside one file of them all.
func BenchmarkEach(b *testing.B) {
	docs := make([]documents.Document, 200)
	for i := range docs {
		docs[i] = long(60)
	}
	write := func(docs ...documents.Document) {
		if err := pdf.Write(io.Discard, docs...); err != nil {
			b.Fatal(err)
		}
	}
	var all, each time.Duration
	for b.Loop() {
		begun := time.Now()
		write(docs...)
		all += time.Since(begun)
		begun = time.Now()
		for i := range docs {
			write(docs[i])
		}
		each += time.Since(begun)
	}
	b.ReportMetric(float64(each)/float64(all), "x-one-file")
}

// BenchmarkPages writes 504 pages of tables into one file; run alone, "MB-peak" is the most memory the process had.
func BenchmarkPages(b *testing.B) {
	docs := make([]documents.Document, 72)
	for i := range docs {
		docs[i] = long(60)
	}
	for b.Loop() {
		if err := pdf.Write(io.Discard, docs...); err != nil {
			b.Fatal(err)
		}
	}
	if raw, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(raw)) {
			var kB float64
			if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kB); n == 1 {
				b.ReportMetric(kB/1024, "MB-peak")
			}
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
