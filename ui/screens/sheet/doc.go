// Package sheet is the score sheet on screen (phiếu chấm điểm): the table people type results into, what explains each figure, the
// evidence of the selected criterion, and handing the sheet in.
//
// It owns how a sheet is shown and typed. Every cell is saved by the workspace the moment it is left, and what an open editor holds once a
// second; what the figures are is decided by the workspace, and the screen shows them when the feed says so. It must not know other screens,
// files of the data folder, or the line.
package sheet
