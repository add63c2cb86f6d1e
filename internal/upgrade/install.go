package upgrade

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
)

// Way is how a release is installed on a machine.
type Way int

// The ways.
const (
	BySwap      Way = iota // the files beside the program are changed
	ByInstaller            // a program does it when this one has ended
	ByHand                 // somebody with rights over the machine does it
)

// Way says which is this machine's.
func (h Here) Way() Way {
	switch {
	case strings.HasSuffix(h.Sort, "-portable"):
		return BySwap
	case h.Sort == "windows-setup" && h.Own:
		return ByInstaller
	}
	return ByHand
}

// Beside is the folder of the program of this process.
func Beside() (string, error) {
	path, err := os.Executable()
	if err == nil {
		path, err = filepath.EvalSymlinks(path)
	}
	if err != nil {
		return "", emulation.Errorf(emulation.Unavailable, "release.unread", "file", path).Because(err)
	}
	return filepath.Dir(path), nil
}

// FinishBeside goes on with a change of the program that was stopped; what cannot be done now is with the next start.
func FinishBeside() {
	if dir, err := Beside(); err == nil {
		_ = Finish(dir)
	}
}

// owned reports whether the programs in a folder are those that the installer put where it says, "" nowhere. Windows knows no case of names.
func owned(dir, installed string) bool {
	return installed != "" && strings.EqualFold(filepath.Clean(dir), filepath.Clean(installed))
}

// Command is what somebody with rights over the machine types to install a file by hand: for everybody.
func Command(file string) string {
	if strings.HasSuffix(file, ".exe") {
		return `"` + file + `" /ALLUSERS`
	}
	return fmt.Sprintf("sudo apt install %q", file)
}

// longest is how many letters the installer hands on to the window; it knows no longer texts.
const longest = 700

// Start starts an installer, silently and for this person alone; it waits until the programs have ended, and begins the window with args (packaging/windows).
func Start(file string, args ...string) error {
	cmd := exec.Command(file, "/S", "/UPDATE")
	again := commandLine(args)
	err := cmd.Err
	if utf8.RuneCountInString(again) > longest { // it would open other data
		err = fmt.Errorf("a command line of %d bytes", len(again))
	}
	if err == nil {
		cmd.Env = append(os.Environ(), "THIDUA_AGAIN="+again)
		err = cmd.Start()
	}
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "upgrade.unstarted", "file", file).Because(err)
	}
	return cmd.Process.Release()
}
