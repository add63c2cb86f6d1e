package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Evidence records a file under its owner: the sheet and criterion it supports, or the unit whose paper it is.
func Evidence(owner emulation.ID, what string, file emulation.Evidence) changeset.Operation {
	return record.Evidence.File.Make(record.SheetCriterion{Sheet: owner, Criterion: what}, file)
}

// Paper records in a cluster's log a file that another record of the same change names: a signed paper, the scan of a document. Without it the
// file would not travel. The owner is the unit whose paper it is, or the season of what concerns the whole cluster: head, deputies and office
// fetch every paper, the others those of their unit and those they put themselves.
func (b *Book) Paper(owner emulation.ID, file emulation.Evidence) changeset.Operation {
	return Evidence(owner, record.ForPaper, file)
}

// Papers are the records of the file a value rests on that was entered on behalf of a unit; nil if it was not.
func (b *Book) Papers(unit emulation.ID, behalf *emulation.OnBehalf) []changeset.Operation {
	if behalf == nil || behalf.Paper.Root.IsZero() {
		return nil
	}
	return []changeset.Operation{b.Paper(unit, behalf.Paper)}
}
