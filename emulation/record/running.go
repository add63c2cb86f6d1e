package record

import "thidua/emulation"

// running is for what a unit reports while the season runs.
var running = Rule{By: people, From: emulation.SeasonAdopted, Until: beforeLock, Torn: Ask}

// What the units do in a season.
var (
	Programme  = only[SeasonUnit, emulation.Programme]("programme", inCluster, running)
	Progress   = only[SeasonUnitDay, emulation.Progress]("progress", inCluster, running)
	Activity   = only[SeasonUnitCode, emulation.Activity]("activity", inCluster, running)
	Initiative = only[SeasonUnitCode, emulation.Achievement]("initiative.achievement", inCluster, running)
	Exemplar   = only[SeasonUnitCode, emulation.Achievement]("exemplar.achievement", inCluster, running)
)

var headcount = kind[SeasonUnit]("headcount", inCluster)

// Headcount is what a unit reports of its people: counts, and the commitment of the list of names.
var Headcount = struct {
	Of[SeasonUnit]
	Counts Field[SeasonUnit, emulation.Headcount]
	List   Field[SeasonUnit, emulation.Hash]
}{headcount,
	field[emulation.Headcount](headcount, "headcount", running),
	field[emulation.Hash](headcount, "list", running),
}

// told is for what a report tells of the year, of a unit or of the cluster. Movements begin before the criteria are adopted; awards to persons are decided after the result.
var told = Rule{Since: 4, By: people, Cluster: prepares, Until: beforeArchive, Torn: Ask}

// What a report tells of the year beside figures.
var (
	Movement    = only[SeasonUnitCode, emulation.Movement]("movement", inCluster, told)
	Shortcoming = only[SeasonUnitCode, emulation.Shortcoming]("shortcoming", inCluster, told)
	personAward = kind[SeasonUnitCode]("person-award", inCluster)
)

// PersonAward is what persons were given, are proposed or registered for: how many, and the commitment of the list of names.
var PersonAward = struct {
	Of[SeasonUnitCode]
	Award Field[SeasonUnitCode, emulation.PersonAward]
	List  Field[SeasonUnitCode, emulation.Hash]
}{personAward,
	field[emulation.PersonAward](personAward, "award", told),
	field[emulation.Hash](personAward, "list", told),
}

// What the cluster asks of all its units, and what they answer: neither counts for the result, so both go on as long as papers are written.
var (
	Asked    = only[SeasonCode, emulation.AskedFigure]("asked.figure", inCluster, Rule{Since: 4, By: prepares, Until: beforeArchive, Torn: Ask})
	Reported = only[SeasonUnitCode, emulation.ReportedFigure]("reported.figure", inCluster,
		Rule{Since: 4, By: people, From: emulation.SeasonAdopted, Until: beforeArchive, Torn: Ask})
)

// private is for what only a unit's own people write and read.
var private = Rule{By: people, Torn: Ask}

// What is private to a unit: what its people prepare for its sheet, and its departments.
var (
	Indicator  = only[SeasonPeriodCode, emulation.IndicatorValue]("indicator.value", inUnit, private)
	Department = only[UnitCode, emulation.UnitInfo]("department.info", inUnit, private)
	Internal   = only[DepartmentPeriod, emulation.InternalSheet]("internal.sheet", inUnit, private)
)
