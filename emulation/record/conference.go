package record

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
)

// Conferences, votes, and who leads the next season.
var (
	Conference = only[SeasonConference, emulation.ConferenceInfo]("conference", inCluster, Rule{By: prepares, Until: beforeArchive, Torn: Ask})
	Attendance = only[ConferenceUnit, emulation.Attendance]("attendance", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	Speech     = only[ConferenceUnitCode, emulation.Speech]("speech", inCluster, Rule{By: prepares | people, Until: beforeArchive, Torn: Ask})
	Vote       = only[SeasonCode, ballot.Question]("vote", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	Tally      = only[VoteRound, ballot.Tally]("tally", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	// Chair is what the chair decided of a tie.
	Chair   = only[SeasonVote, emulation.ChairDecision]("chair", inCluster, Rule{By: leads, Until: beforeLock, Torn: Ask})
	Leaders = only[BySeason, emulation.Leaders]("leaders", inCluster, Rule{By: prepares, Until: beforeArchive, Torn: Ask})
)
