//go:build !windows

package main

import (
	"os"
	"os/exec"
)

// say shows a sentence in a box, by the first program that is there and can; it stands on the terminal already.
func say(title, sentence string) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return
	}
	for _, box := range [][]string{
		{"zenity", "--warning", "--no-markup", "--title", title, "--text", sentence}, {"kdialog", "--title", title, "--sorry", sentence},
		{"xmessage", "-center", "-title", title, sentence},
	} {
		if exec.Command(box[0], box[1:]...).Run() == nil {
			return
		}
	}
}
