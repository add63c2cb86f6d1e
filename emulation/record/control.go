package record

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
)

// What the control log holds: offices and keys, units and clusters, who belongs to which and who holds which post.
var (
	Office      = only[ByOffice, emulation.UnitInfo]("office.info", inControl, Rule{By: office, Torn: Latest})
	Certificate = only[ByLog, []byte]("certificate", inControl, Rule{Torn: Latest}, "8000") // signed
	Revocation  = only[ByLog, emulation.Revocation]("revocation", inControl, Rule{Torn: Latest})
	Person      = only[ByPerson, emulation.Hash]("person.name", inControl, Rule{Torn: Latest}) // the commitment of the name
	Unit        = only[OfficeCode, emulation.UnitInfo]("unit.info", inControl, Rule{By: office, Torn: Latest})
	Cluster     = only[OfficeCode, emulation.ClusterInfo]("cluster.info", inControl, Rule{By: office, Torn: Latest})
	Membership  = only[ClusterUnit, emulation.Membership]("membership", inControl, Rule{By: office, Torn: Latest})
	Post        = only[UnitPost, emulation.PostInfo]("post", inControl, Rule{Torn: Latest})
	Succession  = only[UnitDay, emulation.Succession]("succession", inControl, Rule{By: office, Torn: Latest})
)

// Judge is the judge version by which every leaf behind it is judged, in the office's control log and in the logs that follow it. It is at
// least 2, the first one that is not there from the beginning.
var Judge = checked(only[ByOffice, uint64]("judge.version", inControl, Rule{Since: 2, By: office, Torn: Latest}, "10000"), func(v uint64) error {
	if v < 2 || v > LastJudge {
		return emulation.Errorf(emulation.Invalid, "reason.shape")
	}
	return nil
})

// Clock sets a server's clock back for the logs that follow the office's: they begin once more at the time it names.
var Clock = only[ByOffice, emulation.ClockSet]("clock", inControl, Rule{Since: 2, By: office, Torn: Latest})

// Quotas are what may come into each log of an office in one day.
var Quotas = only[ByOffice, emulation.Quotas]("quotas", inControl, Rule{Since: 3, By: office, Torn: Latest})

// Admission takes in, or leaves out, a change that got no leaf because its key was revoked or a quota was used up. It stands in the control log,
// so that the office decides whatever log the change is for.
var Admission = only[ByChange, emulation.Decision]("admission", inControl, Rule{Since: 3, By: office, Torn: Latest})

// Generation opens a generation of an office's logs, with an announcement under its root key. It is beside the catalogue: no right and no judge
// version allows it, the root's signature does (sync/judge).
var Generation = field[[]byte](beside[ByOffice]("generation", inControl), "generation", Rule{Torn: Latest}, "100000000")

// AwardForm is an award the office has beside those of the law.
var AwardForm = only[OfficeCode, emulation.AwardForm]("award.form", inControl, Rule{Since: 4, By: office, Torn: Latest})

// LastJudge bounds the judge versions there can ever be.
const LastJudge = 10_000

var invitation = kind[ByOneTime]("invitation", inControl)

// Invitation is an invitation, and its one use.
var Invitation = struct {
	Of[ByOneTime]
	Signed Field[ByOneTime, []byte]
	Used   Field[ByOneTime, []byte] // the log id of who used it
}{invitation,
	field[[]byte](invitation, "invitation", Rule{Torn: Latest}, "8000"),
	field[[]byte](invitation, "used", Rule{Torn: Latest}, "16"),
}

// Decision takes in, or leaves out, a change that waits. It stands in the log of that change.
var Decision = only[ByChange, emulation.Decision]("decision", anywhere, Rule{})

var council = kind[OfficeCode]("council", inControl)

// Council is a session of a Council above the clusters, with its question, and the word of its chair.
var Council = struct {
	Of[OfficeCode]
	Session Field[OfficeCode, ballot.Council]
	Chair   Field[OfficeCode, emulation.ChairDecision]
}{council,
	field[ballot.Council](council, "council", Rule{Since: 4, By: office, Torn: Latest}),
	field[emulation.ChairDecision](council, "chair", Rule{Since: 4, By: office, Torn: Latest}),
}

// CouncilTally is the count of a round of a Council's vote.
var CouncilTally = only[OfficeCodeRound, ballot.Tally]("council-tally.tally", inControl, Rule{Since: 4, By: office, Torn: Latest})
