package record

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// Names of fields that several kinds have: a step of a life cycle, and why it was taken.
const (
	FieldStep   = "step"
	FieldReason = "reason"
)

// moves is for the steps of a sheet; the life cycle says who takes which.
var moves = Rule{By: people | emulation.ActorChecker | prepares, From: emulation.SeasonRunning, Until: beforeLock}

var sheet = kind[UnitPeriod]("sheet", inCluster)

// Sheet is a unit's score sheet (bảng điểm) of a period as it was handed in, and where it stands.
var Sheet = struct {
	Of[UnitPeriod]
	Submission Field[UnitPeriod, emulation.Submission]
	Step       Field[UnitPeriod, emulation.SheetStep]
	Reason     Field[UnitPeriod, emulation.StepReason]
}{sheet,
	field[emulation.Submission](sheet, "submission", Rule{By: leader, Behalf: paper, From: emulation.SeasonRunning, Until: beforeLock}),
	field[emulation.SheetStep](sheet, FieldStep, moves, "32"),
	field[emulation.StepReason](sheet, FieldReason, moves),
}

// The columns of a sheet: the unit's own, the first review's, and the second review's, which is final. None overwrites another.
const (
	ColumnSelf     = "self"
	ColumnVerified = "verified"
	ColumnFinal    = "final"
)

var score = kind[SheetColumn]("score", inShared)

// Score is a criterion's cell: in a unit's log what its people type, in the cluster's what those who check the sheet give.
var Score = struct {
	Of[SheetColumn]
	Input    Field[SheetColumn, emulation.Fields]
	Verified Field[SheetColumn, emulation.VerifiedScore]
}{score,
	field[emulation.Fields](score, "input", private),
	field[emulation.VerifiedScore](score, "verified", Rule{By: emulation.ActorChecker, From: emulation.SeasonRunning, Until: beforeLock, Torn: Ask}),
}

// ReadVerified reads points that were given, as Score.Verified.Load does; a ranking reads thousands of them.
func ReadVerified(raw changeset.Raw) (emulation.VerifiedScore, error) {
	var v emulation.VerifiedScore
	err := changeset.ReadFields(raw, func(c *changeset.Cursor, number uint64) {
		switch number {
		case 1:
			v.Points = c.Text()
		case 2:
			v.Reason = c.Text()
		case 3:
			v.Seen = c.Bytes()
		case 4:
			v.NA = c.Bool()
		case 5:
			v.Withdrawn = c.Bool()
		default:
			c.Refuse()
		}
	})
	if err != nil { // spelled in another way: whether it can be read is for the library to say
		return Score.Verified.Load(raw)
	}
	return v, nil
}

// What is said about a sheet.
var (
	Explanation = only[SheetCriterion, emulation.Explanation]("explanation.text", inCluster,
		Rule{By: people, From: emulation.SeasonRunning, Until: beforeLock, Torn: Ask})
	Comment = field[string](free[SheetCriterion]("comment", inShared), "text", Rule{Torn: Ask}, "4000 lines")
)

// Confirmation is a unit's own word on a figure of its sheet that can hardly be.
var Confirmation = only[SheetCriterion, emulation.Confirmation]("confirmation.seen", inUnit, Rule{By: people, Torn: Latest, Since: 4})

// ForPaper stands in the key of evidence for the paper another record rests on.
const ForPaper = "paper"

var evidence = free[SheetCriterion]("evidence", inShared)

// Evidence is a file that supports a criterion's score; in a cluster's log the paper that another record rests on, whose owner is then a unit
// or season and whose criterion is ForPaper.
var Evidence = struct {
	Of[SheetCriterion]
	File      Field[SheetCriterion, emulation.Evidence]
	Withdrawn Field[SheetCriterion, string]
}{evidence,
	field[emulation.Evidence](evidence, "file", Rule{Torn: Union}),
	field[string](evidence, "withdrawn", Rule{Torn: Union}, "2000 lines"),
}

// Receipt says that all bytes of a file that a record names are at the server, where whoever reads the log can fetch them.
var Receipt = only[ByFile, bool]("receipt.whole", inCluster, Rule{Since: 2, Torn: Latest})

// FileNamed is the key of a file's receipt.
func FileNamed(file emulation.Evidence) ByFile {
	return ByFile{Root: file.Root[:], Length: file.Length}
}
