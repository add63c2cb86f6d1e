package workspace

import (
	"io"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// MaxEvidence is the largest evidence file that is taken, in bytes.
const MaxEvidence = 20 << 20

// Proof is a piece of evidence (minh chứng) of one criterion of the own sheet.
type Proof struct {
	ID        emulation.ID
	Criterion string
	emulation.Evidence
	Pending bool
}

// Blob names its content.
func (p Proof) Blob() changeset.BlobName {
	return changeset.BlobName{Root: p.Root, Length: p.Length}
}

// AddEvidence stores a file as evidence of a criterion of the own unit's sheet. The file is read without keeping anybody else waiting.
func (w *Workspace) AddEvidence(code, name string, r io.Reader) (Proof, error) {
	if _, _, err := w.evidenceOf(code); err != nil {
		return Proof{}, err
	}
	blob, err := w.store.PutBlob(&limited{r: r, left: MaxEvidence, name: name})
	if err != nil {
		return Proof{}, err
	}
	s, unit, err := w.evidenceOf(code) // reading took its time
	if err != nil {
		return Proof{}, err
	}
	info := emulation.Evidence{Name: name, Root: blob.Root, Length: blob.Length, Size: blob.Length - 32}
	w.mu.Lock()
	defer w.mu.Unlock()
	signed, err := w.write(unit.Scope(), "evidence",
		changeset.Operation{Kind: "evidence", Key: changeset.NewKey(s.SheetID(unit.ID), code), New: true, Field: "file", Value: changeset.MustEncode(info)})
	if err != nil {
		return Proof{}, err
	}
	return Proof{ID: signed.Ref(0).ID, Criterion: code, Evidence: info, Pending: true}, nil
}

// evidenceOf is the own sheet if evidence of a criterion may be added to it now.
func (w *Workspace) evidenceOf(code string) (*Season, Unit, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, unit, err := w.openSheet()
	if err != nil {
		return nil, Unit{}, err
	}
	if _, ok := s.Set.ByCode(code); !ok {
		return nil, Unit{}, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", s.Set.Name)
	}
	return s, unit, nil
}

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

// Evidence lists the own sheet's evidence, of one criterion or ("") of all.
func (w *Workspace) Evidence(code string) ([]Proof, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, unit, err := w.ownSheet()
	if err != nil {
		return nil, err
	}
	return w.proofs(unit.Scope(), s.SheetID(unit.ID), code)
}

func (w *Workspace) proofs(scope changeset.Scope, sheet emulation.ID, code string) ([]Proof, error) {
	var list []Proof
	err := w.store.EachRecord(scope, "evidence", sheet, func(ref changeset.Ref, r *changeset.Record) error {
		if code != "" && r.Key.Text(1) != code || r.Last("withdrawn", changeset.Now) != nil {
			return nil
		}
		p := Proof{ID: ref.ID, Criterion: r.Key.Text(1)}
		if ok, err := lastValue(r, "file", &p.Evidence); err != nil || !ok {
			return err
		}
		p.Pending = r.Last("file", changeset.Now).Leaf == changeset.Pending
		list = append(list, p)
		return nil
	})
	return list, err
}

// OpenEvidence opens a file of the own sheet's evidence; its hash is checked while it is read.
func (w *Workspace) OpenEvidence(id emulation.ID) (Proof, io.ReadCloser, error) {
	proofs, err := w.Evidence("")
	if err != nil {
		return Proof{}, nil, err
	}
	for _, p := range proofs {
		if p.ID == id {
			r, err := w.store.OpenBlob(p.Blob())
			return p, r, err
		}
	}
	return Proof{}, nil, emulation.Errorf(emulation.NotFound, "workspace.evidence-unknown", "id", id.String())
}

// evidenceCounts counts the pieces per criterion: of a sheet that is with the own unit as they are here, of any other as it was submitted.
func (w *Workspace) evidenceCounts(sh *Sheet, sub *emulation.Submission) (map[string]int, error) {
	counts := map[string]int{}
	if !sh.live {
		for code, n := range sub.Evidence {
			counts[code] = int(min(n, maxCounted))
		}
		return counts, nil
	}
	proofs, err := w.proofs(sh.Unit.Scope(), sh.ID, "")
	for _, p := range proofs {
		counts[p.Criterion]++
	}
	return counts, err
}

// maxCounted bounds what another unit may claim, so that no sum of it overflows.
const maxCounted = 1 << 20

// EvidenceBlobs names the content of every piece of evidence in the own unit's log.
func (w *Workspace) EvidenceBlobs() ([]changeset.BlobName, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	me, err := w.certified()
	if err != nil || me == nil || me.Subject.Kind != emulation.SubjectUnit {
		return nil, err
	}
	proofs, err := w.proofs(changeset.NewScope(changeset.Unit, me.Subject.ID), emulation.ID{}, "")
	names := make([]changeset.BlobName, len(proofs))
	for i, p := range proofs {
		names[i] = p.Blob()
	}
	return names, err
}
