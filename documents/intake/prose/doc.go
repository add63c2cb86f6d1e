// Package prose owns what offices write in words about points: how they are counted, what keeps a unit from an award, the classes, and results
// told in a cell ("3 cơ sở, 1 tỉnh"). Words are recognised without diacritics; what can be read in two ways is a doubt, never a guess.
//
// The package must not know of workbooks: it takes a text and gives a rule, a gate, classes, points or the fields of an input.
package prose
