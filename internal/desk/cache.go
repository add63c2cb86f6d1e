package desk

import (
	"os"
	"path/filepath"
)

// CompiledPages is the folder of the person's cache where what reads PDF files is kept as it was compiled for this machine; "" where the system has none.
func CompiledPages() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "thidua", "pdfium")
}
