//go:build !linux

package durable

import (
	"errors"
	"os"
)

func renameNew(string, string) error { return errors.ErrUnsupported }

func allocate(f *os.File, size int64) error { return zeros(f, size) }
