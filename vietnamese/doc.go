// Package vietnamese owns what is particular to Vietnamese text: its normal form, search without diacritics, dictionary order, how
// numbers are typed, and how dates are typed and written.
//
// Numbers go in and out as plain decimal text with a dot ("9.75"), so the package needs no number type and imports nothing of this
// program.
package vietnamese
