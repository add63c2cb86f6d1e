package main

/*
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static PROC(WINAPI *asked)(LPCSTR);

static PROC WINAPI ask(LPCSTR name) {
	if (!asked) {
		asked = (PROC(WINAPI *)(LPCSTR))GetProcAddress(LoadLibraryA("opengl32.dll"), "wglGetProcAddress");
	}
	return asked ? asked(name) : NULL;
}

// What the OpenGL of Go imports, the only thing the program would import from opengl32.dll. With that import Windows would load its own library before the first
// line of the program ran, and safe graphics could not be; so the library is looked for when it is first needed.
PROC(WINAPI *__imp_wglGetProcAddress)(LPCSTR) = ask;
*/
import "C"

import "golang.org/x/sys/windows"

// undrawn is the error of a window that nothing can draw, not even the safe graphics that come with the program.
const undrawn = "ui.no-graphics"

// end ends the process at once, whatever a driver does when it is let go.
func end(code uint32) { _ = windows.TerminateProcess(windows.CurrentProcess(), code) }
