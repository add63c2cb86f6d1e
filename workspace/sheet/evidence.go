package sheet

import (
	"io"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// Proof is a piece of evidence (minh chứng) of one criterion: of the own sheet, or of one that this desk checks.
type Proof struct {
	ID        emulation.ID
	Criterion string
	emulation.Evidence
	Pending bool
	Absent  bool // of a sheet that is checked: its content is not here, or not all of it
	Asked   bool // it was asked for, and is still Absent
}

// Blob names its content.
func (p Proof) Blob() changeset.BlobName { return changeset.BlobOf(p.Evidence) }

// AddEvidence stores a file as evidence of a criterion of the own unit's sheet. The file is read without keeping anybody else waiting.
func (p Room) AddEvidence(code, name string, r io.Reader) (Proof, error) {
	sheet, err := p.takesEvidence(code)
	if err != nil {
		return Proof{}, err
	}
	info, err := p.desk.Attach(name, r)
	if err != nil {
		return Proof{}, err
	}
	return p.attached(code, info, sheet) // reading took its time: what may be added is asked again
}

// takesEvidence is the own sheet, if evidence of a criterion may be added to it now. It is where a file begins to be taken, so it is asked as what
// is written is: nobody stops waiting for it.
func (room Room) takesEvidence(code string) (sheet emulation.ID, err error) {
	p, done := room.desk.Edit()
	defer done()
	s, unit, err := p.evidenceOf(code)
	if err != nil {
		return sheet, err
	}
	return s.SheetIDOf(unit.ID, p.Period.Name), nil
}

// attached records a stored file as evidence of a criterion of the own sheet, which is still that sheet where one is named: the desk may have gone on to
// another season.
func (room Room) attached(code string, info emulation.Evidence, meant emulation.ID) (Proof, error) {
	p, done := room.desk.Edit()
	defer done()
	s, unit, err := p.evidenceOf(code)
	if err != nil {
		return Proof{}, err
	}
	sheet := s.SheetIDOf(unit.ID, p.Period.Name)
	if !meant.IsZero() && sheet != meant {
		return Proof{}, emulation.Errorf(emulation.Conflict, "workspace.evidence-season", "name", info.Name)
	}
	signed, err := p.Write(unit.Scope(), "evidence", book.Evidence(sheet, code, info))
	if err != nil {
		return Proof{}, err
	}
	return Proof{ID: signed.Ref(0).ID, Criterion: code, Evidence: info, Pending: true}, nil
}

// WithdrawEvidence takes a piece of evidence off the own sheet; the file and the reason stay in the history.
func (room Room) WithdrawEvidence(id emulation.ID, reason string) error {
	p, done := room.desk.Edit()
	defer done()
	s, unit, err := p.openSheet()
	if err != nil {
		return err
	}
	sheet := s.SheetIDOf(unit.ID, p.Period.Name)
	proofs, err := p.proofs(unit.Scope(), sheet, "")
	if err != nil {
		return err
	}
	f := emulation.Find(proofs, func(f *Proof) bool { return f.ID == id })
	if f == nil {
		return emulation.Errorf(emulation.NotFound, "workspace.evidence-unknown", "id", id.String())
	}
	op := record.Evidence.Withdrawn.Op(record.SheetCriterion{Sheet: sheet, Criterion: f.Criterion}, book.Clean(reason))
	op.Record = id
	_, err = p.Write(unit.Scope(), "evidence", op)
	return err
}

// AddAgain records a file that is stored already as evidence of a criterion of the own sheet.
func (room Room) AddAgain(code string, file emulation.Evidence) (Proof, error) {
	return room.attached(code, file, emulation.ID{})
}

// evidenceOf is the own sheet if evidence of a criterion may be added to it now.
func (p View) evidenceOf(code string) (*book.Season, book.Unit, error) {
	s, unit, err := p.openSheet()
	if err != nil {
		return nil, book.Unit{}, err
	}
	if _, ok := s.Set.ByCode(code); !ok {
		return nil, book.Unit{}, emulation.Errorf(emulation.NotFound, "workspace.criterion-unknown", "code", code, "set", s.Set.Name)
	}
	return s, unit, nil
}

// Evidence lists the own sheet's evidence, of one criterion or ("") of all.
func (room Room) Evidence(code string) ([]Proof, error) {
	p, done := room.desk.View()
	defer done()
	s, unit, err := p.ownSheet()
	if err != nil {
		return nil, err
	}
	return p.proofs(unit.Scope(), s.SheetIDOf(unit.ID, p.Period.Name), code)
}

func (w View) proofs(scope changeset.Scope, sheet emulation.ID, code string) ([]Proof, error) {
	var list []Proof
	err := w.Store.EachRecord(scope, record.Evidence.Kind, sheet, func(ref changeset.Ref, r *changeset.Record) error {
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

// Open opens a file; its hash is checked while it is read.
func (room Room) Open(f Proof) (io.ReadCloser, error) {
	p, done := room.desk.View()
	defer done()
	return p.Store.OpenBlob(f.Blob())
}

// evidenceCounts counts the pieces per criterion: of a sheet that is with the own unit as they are here, of any other as it was submitted.
func (w View) evidenceCounts(sh *Sheet, sub *emulation.Submission) (map[string]int, error) {
	counts := map[string]int{}
	if !sh.live {
		for code, n := range sub.Evidence {
			counts[code] = int(min(n, MaxCounted))
		}
		return counts, nil
	}
	proofs, err := w.proofs(sh.Unit.Scope(), sh.ID, "")
	for _, p := range proofs {
		counts[p.Criterion]++
	}
	return counts, err
}

// MaxCounted bounds what another unit may claim, so that no sum of it overflows.
const MaxCounted = 1 << 20

// EvidenceBlobs names the content of every file this desk keeps: the evidence in the own unit's log, and the papers in the clusters' logs that
// it may look at, which are all of them for the standing office and the units of head and deputies in some season, and for the others those
// of their unit and those they put.
func (room Room) EvidenceBlobs() ([]changeset.BlobName, error) {
	w, done := room.desk.View()
	defer done()
	me, err := w.Certified()
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
			if p.Storable() {
				names = append(names, p.Blob())
			}
		}
	}
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	for _, c := range clusters {
		all, err := w.leads(c)
		if err != nil {
			return nil, err
		}
		err = w.Store.EachRecord(c.Scope(), record.Evidence.Kind, emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
			file, ok, err := book.ItemOf(r, record.Evidence.File)
			if err == nil && ok && file.Value.Storable() && (all || me.Is(emulation.SubjectUnit, file.Key.Sheet) || file.Author == w.Self()) {
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
func (w View) leads(c book.Cluster) (bool, error) {
	me, err := w.Certificate()
	if err != nil || me.Subject.Kind == emulation.SubjectOffice {
		return err == nil, err
	}
	leads := false
	err = book.Each(w.Store, w.Control, record.Post, c.ID, func(it book.Item[record.UnitPost, emulation.PostInfo]) error {
		post := it.Key.Post
		leads = leads || !it.Value.Ended && me.Is(emulation.SubjectUnit, it.Key.Unit) && (post == emulation.PostHead || post == emulation.PostDeputy)
		return nil
	})
	return leads, err
}
