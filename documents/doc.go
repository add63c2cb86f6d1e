// Package documents owns the neutral report model (official heading, title, paragraphs, tables, signatures), the official measures of Decree
// 30/2020/NĐ-CP, Annex I, the lines of a criteria table, and how a file is saved.
//
// It must not know where the figures come from: a paper reaches it as finished words, decimals already written with a comma. The rooms beneath
// it are the forms, which make the model (documents/forms), one writer per file format (documents/pdf, documents/xlsx), and Excel in
// (documents/intake).
package documents
