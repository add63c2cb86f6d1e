//go:build !windows

package graphics

import "errors"

// Machine names the display adapters that show something; "" if the system does not tell.
func Machine() string { return "" }

// Load loads the library before anything asks for OpenGL. Elsewhere than on Windows the system brings a Mesa of its own. Errors: errors.ErrUnsupported.
func Load(string) error { return errors.ErrUnsupported }
