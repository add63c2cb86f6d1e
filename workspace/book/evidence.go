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
