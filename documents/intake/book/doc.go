// Package book owns the workbook as a file: its zip, its parts, its sheets as grids of cells a person sees.
//
// A workbook is read as a stream, only the parts a table needs, each within limits: a library that holds a whole workbook as objects can be
// made to ask for gigabytes by a file of some kilobytes, and turns the stored text of figures into binary numbers. Formulas are read as the
// value they last had and never executed.
//
// The package must not know what a table means: headings, criteria and points are those of documents/intake.
package book
