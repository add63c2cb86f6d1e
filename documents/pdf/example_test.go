package pdf_test

import (
	"bytes"
	"fmt"

	"thidua/documents"
	"thidua/documents/pdf"
)

// The same document gives the same bytes, on every machine and every day.
func ExampleWrite() {
	doc := documents.Document{Title: "Biên bản", Blocks: []documents.Block{
		documents.Paragraph{Spans: []documents.Span{{Text: "Hội nghị thống nhất ", Bold: true}, {Text: "đề nghị tặng Cờ thi đua."}}},
	}}
	var once, twice bytes.Buffer
	fmt.Println(pdf.Write(&once, doc), pdf.Write(&twice, doc))
	fmt.Println(string(once.Bytes()[:5]), bytes.Equal(once.Bytes(), twice.Bytes()))
	// Output:
	// <nil> <nil>
	// %PDF- true
}
