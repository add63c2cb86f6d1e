// Package criteria is the screen of the criteria (bộ tiêu chí): the set that is in force with the effect of each rule on sample results, its versions
// and what lies between two of them, the draft of a new version, and what was understood of a workbook.
//
// It decides nothing: what may be written, and what a set counts, is the workspace's and the domain's answer.
package criteria
