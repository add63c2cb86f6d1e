// Package papercheck holds a printed paper against the record: by the code at its foot it finds how much of the logs the paper was made from, takes those logs anew
// from their signed bytes, and makes the paper from them once more.
//
// Of a PDF file every word and every page's picture are compared. Of a photograph, a scan or a code that was typed only the code is read, and that stays valid on a
// paper somebody altered: the record is shown for the eye, and nothing is said to agree. It must not know who asks, nor how the answer is shown.
package papercheck
