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

// AddEvidence stores a file as evidence of a criterion of the own unit's sheet.
func (w *Workspace) AddEvidence(code, name string, r io.Reader) (Proof, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, unit, err := w.ownSheet()
	if err != nil {
		return Proof{}, err
	}
	if _, ok := s.Set.ByCode(code); !ok {
		return Proof{}, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", s.Set.Name)
	}
	if err := w.store.Writable(); err != nil {
		return Proof{}, err
	}
	limited := &io.LimitedReader{R: r, N: MaxEvidence + 1}
	blob, err := w.store.PutBlob(limited)
	if err != nil {
		return Proof{}, err
	}
	if limited.N <= 0 {
		return Proof{}, emulation.Errorf(emulation.Invalid, "workspace.evidence-too-large", "name", name, "limit", MaxEvidence>>20)
	}
	info := emulation.Evidence{Name: name, Root: blob.Root, Length: blob.Length, Size: blob.Length - 32}
	op := changeset.Operation{Kind: "evidence", Key: changeset.NewKey(s.SheetID(unit.ID), code), New: true, Field: "file", Value: changeset.MustEncode(info)}
	signed, err := w.write(unit.Scope(), "evidence", []changeset.Operation{op}, nil, nil)
	if err != nil {
		return Proof{}, err
	}
	return Proof{ID: signed.Ref(0).ID, Criterion: code, Evidence: info, Pending: true}, nil
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

// evidenceCounts counts the pieces per criterion: the own unit's as they are here, another's as it submitted them.
func (w *Workspace) evidenceCounts(sh *Sheet, sub *emulation.Submission) (map[string]int, error) {
	counts := map[string]int{}
	if !sh.Own {
		if sub != nil {
			for code, n := range sub.Evidence {
				counts[code] = int(n)
			}
		}
		return counts, nil
	}
	proofs, err := w.proofs(sh.Unit.Scope(), sh.ID, "")
	for _, p := range proofs {
		counts[p.Criterion]++
	}
	return counts, err
}

// EvidenceBlobs names the content of every piece of evidence in the own unit's log.
func (w *Workspace) EvidenceBlobs() ([]changeset.BlobName, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	me, err := w.me()
	if err != nil || me.Subject.Kind != emulation.SubjectUnit {
		return nil, nil
	}
	proofs, err := w.proofs(changeset.NewScope(changeset.Unit, me.Subject.ID), emulation.ID{}, "")
	names := make([]changeset.BlobName, len(proofs))
	for i, p := range proofs {
		names[i] = p.Blob()
	}
	return names, err
}
