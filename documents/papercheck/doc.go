// Package papercheck holds a printed paper against the record: by the code at its foot it finds how much of the logs the paper was made from, takes those logs anew
// from their signed bytes, and makes the paper from them once more.
//
// Of a PDF file of the program every word and every page's picture are compared. Of a photograph, a scan or a code that was typed only the code is read, and that stays valid on a
// paper somebody altered: the record is shown for the eye, and nothing is said to agree. Of a PDF file that another program made, as Word does of the Word file, the words are compared in an order that the
// program is free to choose in part: a difference is told, agreement never is, because what is seen on its pages is not compared. It must not know who asks, nor how the answer is shown.
package papercheck
