// Package preview is the screen on which a paper is looked at before it is printed: the pages of the file itself, and the printer.
package preview
