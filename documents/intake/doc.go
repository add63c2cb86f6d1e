// Package intake owns Excel in: it reads criteria tables and filled-in sheets as offices lay them out, and says of every row what it was
// understood as and where it doubts. It proposes; nothing is taken before a person has looked. The workbook itself is read by its room book,
// what is told in words by its room prose.
//
// The package must not know where a proposal goes: it returns the text of a thidua-criteria/1 file, or fields as a desk stores them. It
// holds no sentence; what people wrote is recognised without diacritics.
package intake
