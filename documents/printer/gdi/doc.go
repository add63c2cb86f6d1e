// Package gdi is what printing on Windows is told, as numbers and bytes: the DEVMODE of a job, where a page goes on a sheet, and a picture's rows as a
// device-independent bitmap. It asks Windows nothing, so that every machine can test it.
//
// It must not know which printers there are, nor what is printed.
package gdi
