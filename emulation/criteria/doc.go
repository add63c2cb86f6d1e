// Package criteria owns the two file formats people write by hand, thidua-criteria/1 (the table of groups, criteria and rules a
// cluster adopts) and thidua-inputs/1 (what each unit reports), and the versions of a table and their differences.
//
// What a rule and an input hold is asked of their kind (emulation/rule); how a file is read and its faults gathered is emulation/yamlfile's.
//
// The package computes no points (emulation/scoring does), and knows nothing of storage, windows or clocks.
package criteria
