// Package grid is the table people type into: one focusable widget with recycled cells, one floating editor and a Model that holds the data.
//
// It owns the keyboard and the mouse of a spreadsheet (moving, selecting, editing, filling, copying as tab-separated text with a preview
// of what a paste changes), frozen header and columns, groups that fold, and wrapped rows whose heights come from one pass. It asks the
// Model for what to show and hands it what was typed, even when it is wrong: judging is the Model's business, and a bad value stays on
// screen with its note. It must know nothing of scores, units or storage, and it starts no timers of its own.
package grid
