// Package board is what the screens of a score sheet share: its lines with their filters, the buttons of its next steps, and what was done
// and said about a criterion.
//
// It shows what the workspace knows of a sheet and hands on what people decide. It must not know any screen.
package board
