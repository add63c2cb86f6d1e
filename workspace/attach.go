package workspace

import (
	"bufio"
	"errors"
	"io"

	"thidua/emulation"
)

// MaxEvidence is the largest evidence file that is taken, in bytes.
const MaxEvidence = 20 << 20

// limited is a file of at most left bytes; a longer one is an error, so that nothing of it is kept.
type limited struct {
	r    io.Reader
	left int
	name string
}

func (l *limited) Read(b []byte) (int, error) {
	n, err := l.r.Read(b)
	if l.left -= n; l.left < 0 {
		return 0, emulation.Errorf(emulation.Invalid, "workspace.evidence-too-large", "name", l.name, "limit", MaxEvidence>>20)
	}
	return n, err
}

// Attach stores a file that a record of the cluster names afterwards: a signed paper, a document's scan. Its bytes are on disk when the method
// returns; what no record names is not sent.
func (w *Workspace) Attach(name string, r io.Reader) (emulation.Evidence, error) {
	disk := w.tx.Disk
	if err := disk.Writable(); err != nil {
		return emulation.Evidence{}, err
	}
	full := bufio.NewReader(&limited{r: r, left: MaxEvidence, name: name})
	if _, err := full.Peek(1); errors.Is(err, io.EOF) { // as what a cloud folder shows before it has fetched the file
		return emulation.Evidence{}, emulation.Errorf(emulation.Invalid, "workspace.evidence-empty", "name", name)
	}
	blob, err := disk.PutBlob(full)
	if err != nil {
		return emulation.Evidence{}, err
	}
	return emulation.Evidence{Name: name, Root: blob.Root, Length: blob.Length, Size: blob.Length - 32}, nil
}
