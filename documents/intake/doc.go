// Package intake owns Excel in: it reads criteria tables and filled-in sheets as offices lay them out, and says of every row what it was
// understood as and where it doubts. It proposes; nothing is taken before a person has looked.
//
// A workbook is read as a stream, only the parts a table needs, each within limits: a library that holds a whole workbook as objects can be
// made to ask for gigabytes by a file of some kilobytes, and turns the stored text of figures into binary numbers. Formulas are read as the
// value they last had and never executed.
//
// The package must not know where a proposal goes: it returns the text of a thidua-criteria/1 file, or fields as a desk stores them. It
// holds no sentence; what people wrote is recognised without diacritics.
package intake
