package main

import "golang.org/x/sys/windows"

// say shows a sentence in a box of the system's: a program with windows has nowhere to write to.
func say(title, sentence string) {
	head, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	if words, err := windows.UTF16PtrFromString(sentence); err == nil {
		_, _ = windows.MessageBox(0, words, head, windows.MB_OK|windows.MB_ICONWARNING)
	}
}
