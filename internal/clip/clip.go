// Package clip reads a picture from the clipboard, which the window library gives texts of only.
//
// Picture waits for the program that holds the picture, a few seconds at most, and is called away from the window. It must not know windows or data.
package clip

// mostBytes is how much is taken of a picture; what is larger is none.
const mostBytes = 64 << 20
