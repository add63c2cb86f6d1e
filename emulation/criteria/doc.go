// Package criteria owns the two file formats people write by hand, thidua-criteria/1 (the table of groups, criteria and rules a
// cluster adopts) and thidua-inputs/1 (what each unit reports), and the one form in which a reported figure is typed and stored.
//
// Every scalar is taken from the text of the file, so "1.10" is not "1.1" and no figure passes through a float64. A file is read to
// its end: all its faults are reported together, each with its line and what to do.
//
// The package computes no points (emulation/scoring does), and knows nothing of storage, windows or clocks.
package criteria
