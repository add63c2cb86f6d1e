// Package pdf writes documents as PDF: the pages that are printed, signed and stamped. It owns line breaking and page breaking;
// package archive writes the file. The same document always gives the same bytes.
//
// It must not know what a document says: forms, words and figures come finished from package documents.
//
// Lengths are millimetres from the top left of the page, type sizes are points. Floating point serves places on paper only.
package pdf
