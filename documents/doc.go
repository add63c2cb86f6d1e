// Package documents owns what is printed: a neutral report model (official heading, title, paragraphs, tables, signatures), the official
// measures of Decree 30/2020/NĐ-CP, Annex I, and the builders that turn a filled form (score sheet, summary) into that model.
//
// It must not know where the figures come from: forms are plain structs of finished strings, decimals already written with a comma.
// It computes nothing but their place on paper. One writer per format lives in a package below it (documents/pdf).
package documents
