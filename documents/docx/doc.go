// Package docx writes documents as Word files (Office Open XML, ISO/IEC 29500-1 transitional), for the clerk who goes on writing in them: real headings,
// tables, sections, page numbers. The same document always gives the same bytes.
//
// It must not know what a document says. Widths and the breaks of titles are those of the printed page, measured by documents/pdf.
package docx
