// Package checking is where somebody holds a printed paper against the signed record (kiểm tra văn bản): a PDF file, a photograph of the foot, or a code that is
// typed.
//
// It shows what was found. How a paper is checked, and how a file is read, is the affair of whoever wires the window; it must not know other screens.
package checking
