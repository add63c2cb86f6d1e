//go:build !windows

package main

import "os"

// undrawn is the error of a window that nothing can draw.
const undrawn = "ui.no-opengl"

// end ends the process at once.
func end(code uint32) { os.Exit(int(code)) }
