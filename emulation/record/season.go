package record

import "thidua/emulation"

var season = kind[ClusterCode]("season", inCluster)

// Season is a season (năm thi đua): what describes it, where it stands, the criteria it goes by, and its result.
var Season = struct {
	Of[ClusterCode]
	Info     Field[ClusterCode, emulation.SeasonInfo]
	Step     Field[ClusterCode, emulation.SeasonStep]
	Reason   Field[ClusterCode, emulation.StepReason]
	Criteria Field[ClusterCode, uint64] // number of the adopted version
	Result   Field[ClusterCode, []byte] // the statement
}{season,
	field[emulation.SeasonInfo](season, "info", Rule{By: leads, Until: beforeArchive, Torn: Ask}),
	field[emulation.SeasonStep](season, FieldStep, Rule{By: leads}, "32"),
	field[emulation.StepReason](season, FieldReason, Rule{By: leads}),
	field[uint64](season, "criteria", Rule{By: leads, Until: beforeLock}, "10000"),
	checked(field[[]byte](season, "result", Rule{By: leads, From: emulation.SeasonConference, Until: emulation.SeasonLocked}, "500000"), checkResult),
}

func checkResult(statement []byte) error {
	if len(statement) == 0 {
		return emulation.Errorf(emulation.Invalid, "reason.shape")
	}
	return nil
}

// What a season is set up with, and how it is signed in.
var (
	// Criteria are immutable versions of a criteria set; in a unit's log those of its departments.
	Criteria     = only[SeasonVersion, emulation.CriteriaVersion]("criteria.version", inShared, Rule{By: leads, Until: beforeLock})
	Document     = only[SeasonCode, emulation.NumberedDocument]("document", inCluster, Rule{By: prepares, Until: beforeArchive, Torn: Ask})
	Deadline     = only[SeasonAt, emulation.Deadline]("deadline", inCluster, Rule{By: leads, Until: beforeArchive, Torn: Ask})
	Quota        = only[SeasonForm, emulation.SeasonQuota]("quota", inCluster, Rule{By: office, Until: emulation.SeasonLocked, Torn: Ask})
	Registration = only[SeasonUnit, emulation.Registration]("registration.value", inCluster,
		Rule{By: leader, Behalf: paper, From: emulation.SeasonAdopted, Until: beforeLock, Torn: Ask})
	Compact   = only[BySeason, emulation.CompactText]("compact.text", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	Signature = only[SeasonUnit, emulation.CompactSignature]("signature", inCluster,
		Rule{By: leader, Behalf: paper, From: emulation.SeasonAdopted, Until: beforeLock, Torn: Ask})
	// Agreement is a leader's word that others may enter the unit's papers for it.
	Agreement = only[SeasonUnit, emulation.Agreement]("agreement", inCluster, Rule{Since: 2, By: leader, Until: beforeLock, Torn: Ask})
	// Objection is a unit's word against a kind of record that was entered on its behalf.
	Objection  = only[UnitWhat, emulation.Objection]("objection", inCluster, Rule{By: people, Until: beforeArchive, Torn: Ask})
	Assignment = only[UnitVerifier, emulation.Assignment]("assignment", inCluster,
		Rule{By: leads, From: emulation.SeasonAdopted, Until: beforeLock, Torn: Ask})
)

var opinion = kind[VersionUnitCode]("opinion", inCluster)

// Opinion is what a unit says of a version of the criteria while they are consulted, and what those who prepare them answer. An opinion that was
// written before they were adopted and comes afterwards is kept like any other; the command refuses one that is written too late.
var Opinion = struct {
	Of[VersionUnitCode]
	Text   Field[VersionUnitCode, emulation.Opinion]
	Answer Field[VersionUnitCode, emulation.OpinionAnswer]
}{opinion,
	field[emulation.Opinion](opinion, "opinion", Rule{Since: 4, By: people, From: emulation.SeasonConsulting, Until: beforeLock, Torn: Ask}),
	field[emulation.OpinionAnswer](opinion, "answer", Rule{Since: 4, By: prepares, From: emulation.SeasonConsulting, Until: beforeLock, Torn: Ask}),
}
