// Package blackbox is what a run of the window leaves behind for whoever mends it: a log of a few lines a day that never grows large, and a
// crash file with the stacks of all goroutines when the program ended in a panic, wherever that was.
//
// Neither may hold a personal value: of an error the log says which it is, never what it is about. It must not know the window or the data.
package blackbox
