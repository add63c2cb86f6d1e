package sheet

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// A unit's evidence is in its own log, which nobody else reads. With the sheet it hands in it shows the names of the contents, and whoever checks the
// sheet asks for those that are worth a look: they come with the next exchange, from the server or in a file.

// namesMost bounds the bytes of all names in a submission, which has to stay below changeset.MaxSubmit; the files behind them are shown without.
const namesMost = 128 << 10

// shownFiles are the files a sheet is handed in with, by criterion, as far as they are shown.
func (p View) shownFiles(sh *Sheet) ([]emulation.ShownFile, error) {
	if sh.rules < emulation.FourthJudge {
		return nil, nil
	}
	proofs, err := p.proofs(sh.Unit.Scope(), sh.ID, "")
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(proofs, func(a, b Proof) int { return cmp.Compare(a.Criterion, b.Criterion) })
	var files []emulation.ShownFile
	names := 0 // bytes of them
	for _, f := range proofs {
		if !f.Storable() || len(files) == emulation.MostShown || sh.Row(f.Criterion) == nil {
			continue
		}
		salt, err := p.salt(f.Blob())
		if err != nil {
			return nil, err
		}
		shown := emulation.ShownFile{Criterion: f.Criterion, Root: f.Root, Length: f.Length}
		if names += len(f.Name); salt != nil && names <= namesMost { // the file of a colleague may still be on its way
			shown.Sealed = changeset.SealName(salt, f.Name)
		}
		files = append(files, shown)
	}
	return files, nil
}

// salt is what the content of a file begins with; nil if that is not here. One that is altered tells its name no more than one that is not here: it is
// told when it is opened, and keeps nobody from handing in.
func (p View) salt(name changeset.BlobName) ([]byte, error) {
	first, _, err := p.Store.Chunk(name, 0)
	if emulation.CodeOf(err) == emulation.Corrupt {
		return nil, nil
	}
	if err != nil || len(first) < emulation.FileSalt {
		return nil, err
	}
	return first[:emulation.FileSalt], nil
}

// Shown lists the evidence of a criterion ("": of all) that a sheet was handed in with, for those who check it; nothing for anybody else. Of what is not
// here (Absent) the name is empty.
func (room Room) Shown(unit emulation.ID, code string) ([]Proof, error) {
	return workspace.Ask(room.desk, func(p View, s *book.Season) ([]Proof, error) { return p.shown(s, unit, code) })
}

func (p View) shown(s *book.Season, unit emulation.ID, code string) ([]Proof, error) {
	as, err := p.Actors(s, unit)
	if err != nil || as&emulation.ActorChecker == 0 {
		return nil, err
	}
	r, err := p.Store.Record(record.Sheet.Ref(s.Cluster.Scope(), s.SheetKeyOf(unit, p.Period.Name)))
	if err != nil {
		return nil, err
	}
	var sub emulation.Submission
	if _, err := record.Sheet.Submission.Into(r, changeset.Now, &sub); err != nil {
		return nil, err
	}
	asked, err := p.asked()
	if err != nil {
		return nil, err
	}
	var list []Proof
	for i := range sub.Files {
		f := &sub.Files[i]
		if code != "" && f.Criterion != code {
			continue
		}
		proof := Proof{ID: emulation.ID(f.Root[:len(emulation.ID{})]), Criterion: f.Criterion,
			Evidence: emulation.Evidence{Root: f.Root, Length: f.Length, Size: f.Length - emulation.FileSalt}}
		missing, err := p.Store.MissingChunks(proof.Blob())
		if err != nil {
			return nil, err
		}
		if proof.Absent = changeset.Lacks(missing); !proof.Absent {
			salt, err := p.salt(proof.Blob())
			if err != nil {
				return nil, err
			}
			if name := changeset.OpenName(salt, f.Sealed); salt != nil && record.IsFileName(name) {
				proof.Name = name
			}
		}
		proof.Asked = proof.Absent && slices.Contains(asked, proof.Blob())
		list = append(list, proof)
	}
	return list, nil
}

// askedName is where the files are kept that were asked for at this desk and have not come, and askedMost how many of them at most.
const (
	askedName = "evidence/asked"
	askedMost = 2 * emulation.MostShown
)

func (p View) asked() (list []changeset.BlobName, err error) {
	raw, err := p.Store.Meta(askedName)
	if err == nil && len(raw) > 0 {
		err = changeset.Load(raw, &list)
	}
	return list, err
}

// awaited are the files that were asked for and have not come.
func (p View) awaited() (list []changeset.BlobName, err error) {
	asked, err := p.asked()
	for _, name := range asked {
		missing, err := p.Store.MissingChunks(name)
		if err != nil {
			return nil, err
		}
		if changeset.Lacks(missing) {
			list = append(list, name)
		}
	}
	return list, err
}

// AskFor has the evidence of a criterion ("": of all) come that a unit's sheet shows and that is not here, and tells how many files that are. The error
// "evidence.asked-many" says that too many are on their way.
func (room Room) AskFor(unit emulation.ID, code string) (files int, err error) {
	err = room.desk.Change(func(p Edit, s *book.Season) error {
		list, err := p.shown(s, unit, code)
		if err != nil {
			return err
		}
		asked, err := p.awaited()
		if err != nil {
			return err
		}
		for _, f := range list {
			if f.Absent {
				files++
			}
			if f.Absent && !f.Asked {
				asked = append(asked, f.Blob())
			}
		}
		if files == 0 {
			return nil
		}
		if len(asked) > askedMost {
			return emulation.Errorf(emulation.Full, "evidence.asked-many", "limit", askedMost)
		}
		return p.Disk.Commit(&changeset.Batch{Meta: map[string][]byte{askedName: changeset.MustEncode(asked)}})
	})
	return files, err
}

// Wanted names the content of every file that is to be here: what this desk keeps (EvidenceBlobs), and what was asked for.
func (room Room) Wanted() ([]changeset.BlobName, error) {
	names, err := room.EvidenceBlobs()
	if err != nil {
		return nil, err
	}
	p, done := room.desk.View()
	defer done()
	asked, err := p.asked()
	return append(names, asked...), err
}
