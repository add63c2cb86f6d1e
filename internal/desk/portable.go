package desk

import (
	"os"
	"path/filepath"

	"thidua/internal/upgrade"
)

// besideData is the data folder beside the program on a stick.
const besideData = "du-lieu"

// Beside is the data folder on the stick that a program, whose file is asked for, was started from; "" where it is this computer's. The computer is somebody else's
// then, perhaps: its keyring is not to open the stick.
func Beside(program func() (string, error)) string {
	file, err := program()
	if err != nil {
		return ""
	}
	dir := filepath.Dir(file)
	if _, err := os.Stat(filepath.Join(dir, upgrade.Portable)); err != nil {
		return ""
	}
	return filepath.Join(dir, besideData)
}
