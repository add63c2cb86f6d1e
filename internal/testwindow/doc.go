// Package testwindow lets a test sit before a window without a display: it types, presses and reads as a person does, what is delivered to
// the window is carried out by the test's own goroutine, and timers ring when the test says so. Beside it are the desks such a test works
// at: those of the sample, of its office, and of a small cluster with its server, all on maps.
//
// It is for tests only. It must not know any screen: a test gives it the one it is about.
package testwindow
