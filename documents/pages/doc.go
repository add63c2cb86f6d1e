// Package pages shows a PDF file as pictures of its pages: what is seen before printing is the file itself, drawn by PDFium as a browser draws it. PDFium runs
// as WebAssembly inside this process, without a file system, and is compiled for the machine once; what was compiled is kept in a folder.
//
// It must not know what is printed, nor who looks.
package pages
