package workspace

import (
	"io"

	"thidua/emulation"
)

// Attach stores a file that a record of the cluster names afterwards: a signed paper, a document's scan. Its bytes are on disk when the method
// returns; what no record names is not sent.
func (w *Workspace) Attach(name string, r io.Reader) (emulation.Evidence, error) {
	if err := w.store.Writable(); err != nil {
		return emulation.Evidence{}, err
	}
	blob, err := w.store.PutBlob(&limited{r: r, left: MaxEvidence, name: name})
	if err != nil {
		return emulation.Evidence{}, err
	}
	return emulation.Evidence{Name: name, Root: blob.Root, Length: blob.Length, Size: blob.Length - 32}, nil
}
