// Package printing is the screen of papers (văn bản in): the forms that can be printed now, for which units, and where the files went.
//
// It chooses and tells; the paper itself is made and opened by whoever wires the window. It must not know other screens or file formats.
package printing
