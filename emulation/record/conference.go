package record

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
)

// Conferences, votes, and who leads the next season.
var (
	Conference = checked(only[SeasonConference, emulation.ConferenceInfo]("conference", inCluster, Rule{By: prepares, Until: beforeArchive, Torn: Ask}), checkConference)
	// Participants is the commitment of the list of persons at a conference, by name: who chairs, keeps the minutes, is a guest, a delegate, counts votes.
	Participants = only[SeasonConference, emulation.Hash]("participants.list", inCluster, Rule{Since: 4, By: prepares, Until: beforeArchive, Torn: Ask})
	Attendance   = only[ConferenceUnit, emulation.Attendance]("attendance", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	Speech       = only[ConferenceUnitCode, emulation.Speech]("speech", inCluster, Rule{By: prepares | people, Cluster: prepares, Until: beforeArchive, Torn: Ask})
	Vote         = only[SeasonCode, ballot.Question]("vote", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	Tally        = only[VoteRound, ballot.Tally]("tally", inCluster, Rule{By: prepares, Until: beforeLock, Torn: Ask})
	// Chair is what the chair decided of a tie.
	Chair = only[SeasonVote, emulation.ChairDecision]("chair", inCluster, Rule{By: leads, Until: beforeLock, Torn: Ask})
	// Deciding is how the cluster decides on an award form, as its regulation has it.
	Deciding = only[SeasonForm, ballot.Deciding]("deciding", inCluster, Rule{Since: 4, By: leads, Until: beforeLock, Torn: Ask})
	Leaders  = only[BySeason, emulation.Leaders]("leaders", inCluster, Rule{By: prepares, Until: beforeArchive, Torn: Ask})
)

// checkConference refuses a day that is none, and a quorum everybody or nobody would reach.
func checkConference(v emulation.ConferenceInfo) error {
	switch {
	case v.Date != "" && !emulation.IsDay(v.Date):
		return emulation.CheckDay(v.Date)
	case v.QuorumNum == 0 && v.QuorumDen == 0:
		return nil
	}
	return ballot.Quorum{Num: v.QuorumNum, Den: v.QuorumDen, Strict: v.QuorumAbove}.Check()
}
