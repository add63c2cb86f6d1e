package record

import "thidua/emulation"

var letterhead = kind[SeasonUnit]("letterhead", inCluster)

// Letterhead is how the papers of a unit, or of the cluster itself, look; see emulation.Letterhead. Signers is the commitment of the list of who signs.
var Letterhead = struct {
	Of[SeasonUnit]
	Letterhead Field[SeasonUnit, emulation.Letterhead]
	Signers    Field[SeasonUnit, emulation.Hash]
}{letterhead,
	field[emulation.Letterhead](letterhead, "letterhead", issues),
	field[emulation.Hash](letterhead, "signers", issues),
}

// issues is who writes what stands on the papers of a unit, or of the cluster: while papers are written.
var issues = Rule{Since: 5, By: people, Cluster: prepares, Until: beforeArchive, Torn: Ask}

// Number is a number of a register, and which paper has it. The number is the record's name: who draws the same one for another paper without knowing of the
// first tears it, and a person is asked, instead of two papers going out under one number.
var Number = checked(only[IssuerNumber, emulation.PaperNumber]("number.paper", inCluster, issues), func(v emulation.PaperNumber) error {
	if v.Season.IsZero() {
		return emulation.Errorf(emulation.Invalid, "reason.shape")
	}
	return nil
})

// Wording is what the cluster's papers say in place of a standing sentence of the program; see emulation.Wording.
var Wording = only[SeasonSentence, emulation.Wording]("wording", inCluster, Rule{Since: 5, By: leads, Until: beforeArchive, Torn: Ask})
