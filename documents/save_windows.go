package documents

import (
	"errors"
	"syscall"
)

// Codes of winerror.h that the standard library does not name.
const (
	errorWriteProtect     = syscall.Errno(19)
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
	errorInvalidName      = syscall.Errno(123)
	errorFilenameTooLong  = syscall.Errno(206)
)

func diskFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}

func inUse(err error) bool {
	return errors.Is(err, errorSharingViolation) || errors.Is(err, errorLockViolation)
}

func readOnly(err error) bool { return errors.Is(err, errorWriteProtect) }

func badName(err error) bool {
	return errors.Is(err, errorInvalidName) || errors.Is(err, errorFilenameTooLong)
}

// syncFolder does nothing: Windows has no way to force a folder to the disk.
func syncFolder(string) {}
