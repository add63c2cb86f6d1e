// Package board is the table of a score sheet, which those who fill it in and those who review it look at from two sides: its lines with
// their cells, filters and columns, the line that explains what is selected, the buttons of the sheet's next steps, and what was done and
// said about a criterion.
//
// A Side says what one of them types, and where. The board shows what the workspace knows of a sheet and hands on what people decide; it
// must not know any screen.
package board
