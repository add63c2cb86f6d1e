package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Paper records in a cluster's log a file that another record of the same change names: a signed paper, the scan of a document. Without it the
// file would not travel. The owner is the unit whose paper it is, or the season of what concerns the whole cluster: head, deputies and office
// fetch every paper, the others those of their unit and those they put themselves.
func (b *Book) Paper(owner emulation.ID, file emulation.Evidence) changeset.Operation {
	return Evidence(owner, record.ForPaper, file)
}
