package workspace

import (
	"io"

	"thidua/emulation"
	"thidua/emulation/record"
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
	return w.In(PeriodSeason).AddEvidence(code, name, r)
}

// AddEvidence is Workspace.AddEvidence for the period's sheet.
func (p Sheets) AddEvidence(code, name string, r io.Reader) (Proof, error) {
	if err := p.takesEvidence(code); err != nil {
		return Proof{}, err
	}
	info, err := p.w.Attach(name, r)
	if err != nil {
		return Proof{}, err
	}
	return p.attached(code, info) // reading took its time: what may be added is asked again
}

// takesEvidence is nil if evidence of a criterion may be added to the own sheet now.
func (p Sheets) takesEvidence(code string) error {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	_, _, err := p.evidenceOf(code)
	return err
}

// attached records a stored file as evidence of a criterion of the own sheet.
func (p Sheets) attached(code string, info emulation.Evidence) (Proof, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	s, unit, err := p.evidenceOf(code)
	if err != nil {
		return Proof{}, err
	}
	signed, err := p.w.write(unit.Scope(), "evidence", evidence(s.SheetIDOf(unit.ID, p.period), code, info))
	if err != nil {
		return Proof{}, err
	}
	return Proof{ID: signed.Ref(0).ID, Criterion: code, Evidence: info, Pending: true}, nil
}

// evidenceOf is the own sheet if evidence of a criterion may be added to it now.
func (p Sheets) evidenceOf(code string) (*Season, Unit, error) {
	s, unit, err := p.openSheet()
	if err != nil {
		return nil, Unit{}, err
	}
	if _, ok := s.Set.ByCode(code); !ok {
		return nil, Unit{}, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", s.Set.Name)
	}
	return s, unit, nil
}

// evidence records a file under its owner: the sheet and criterion it supports, or the unit whose paper it is.
func evidence(owner emulation.ID, what string, file emulation.Evidence) changeset.Operation {
	return record.Evidence.File.Make(record.SheetCriterion{Sheet: owner, Criterion: what}, file)
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
func (w *Workspace) Evidence(code string) ([]Proof, error) { return w.In(PeriodSeason).Evidence(code) }

// Evidence is Workspace.Evidence for the period's sheet.
func (p Sheets) Evidence(code string) ([]Proof, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	s, unit, err := p.ownSheet()
	if err != nil {
		return nil, err
	}
	return p.w.proofs(unit.Scope(), s.SheetIDOf(unit.ID, p.period), code)
}

func (w *Workspace) proofs(scope changeset.Scope, sheet emulation.ID, code string) ([]Proof, error) {
	var list []Proof
	err := w.store.EachRecord(scope, record.Evidence.Kind, sheet, func(ref changeset.Ref, r *changeset.Record) error {
		p := Proof{ID: ref.ID, Criterion: record.Evidence.Read(r.Key).Criterion}
		if code != "" && p.Criterion != code || record.Evidence.Withdrawn.Last(r, changeset.Now) != nil {
			return nil
		}
		if ok, err := record.Evidence.File.Into(r, changeset.Now, &p.Evidence); err != nil || !ok {
			return err
		}
		p.Pending = record.Evidence.File.Last(r, changeset.Now).Leaf == changeset.Pending
		list = append(list, p)
		return nil
	})
	return list, err
}

// OpenEvidence opens a file of the evidence of the own sheet of the season; its hash is checked while it is read.
func (w *Workspace) OpenEvidence(id emulation.ID) (Proof, io.ReadCloser, error) {
	return w.In(PeriodSeason).OpenEvidence(id)
}

// OpenEvidence is Workspace.OpenEvidence for the period's sheet.
func (p Sheets) OpenEvidence(id emulation.ID) (Proof, io.ReadCloser, error) {
	proofs, err := p.Evidence("")
	if err != nil {
		return Proof{}, nil, err
	}
	for _, f := range proofs {
		if f.ID == id {
			r, err := p.open(f)
			return f, r, err
		}
	}
	return Proof{}, nil, emulation.Errorf(emulation.NotFound, "workspace.evidence-unknown", "id", id.String())
}

func (p Sheets) open(f Proof) (io.ReadCloser, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	return p.w.store.OpenBlob(f.Blob())
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

// EvidenceBlobs names the content of every file this desk keeps: the evidence in the own unit's log, and the papers in the clusters' logs that
// it may look at, which are all of them for the standing office and the units of head and deputies in some season, and for the others those
// of their unit and those they put.
func (w *Workspace) EvidenceBlobs() ([]changeset.BlobName, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	me, err := w.certified()
	if err != nil || me == nil {
		return nil, err
	}
	var names []changeset.BlobName
	if me.Subject.Kind == emulation.SubjectUnit {
		proofs, err := w.proofs(changeset.NewScope(changeset.Unit, me.Subject.ID), emulation.ID{}, "")
		if err != nil {
			return nil, err
		}
		for _, p := range proofs {
			names = append(names, p.Blob())
		}
	}
	clusters, err := w.clusters()
	if err != nil {
		return nil, err
	}
	for _, c := range clusters {
		all, err := w.leads(c)
		if err != nil {
			return nil, err
		}
		err = w.store.EachRecord(c.Scope(), record.Evidence.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
			file, ok, err := itemOf(r, record.Evidence.File)
			if err == nil && ok && (all || me.Is(emulation.SubjectUnit, file.Key.Sheet) || file.Author == w.key.LogID()) {
				names = append(names, Proof{Evidence: file.Value}.Blob())
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// leads reports whether this desk is the standing office's, or of a unit that is or was head or deputy of a cluster.
func (w *Workspace) leads(c Cluster) (bool, error) {
	me, err := w.me()
	if err != nil || me.Subject.Kind == emulation.SubjectOffice {
		return err == nil, err
	}
	leads := false
	err = each(w, w.control, record.Post, c.ID, func(it item[record.UnitPost, emulation.PostInfo]) error {
		post := it.Key.Post
		leads = leads || !it.Value.Ended && me.Is(emulation.SubjectUnit, it.Key.Unit) && (post == emulation.PostHead || post == emulation.PostDeputy)
		return nil
	})
	return leads, err
}
