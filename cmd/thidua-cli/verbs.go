package main

// The verbs of a season, by what people do in it. Each group stands in the files of its verbs.
type (
	// SetupVerbs set a season up: seasons, units, documents.
	SetupVerbs struct{}
	// MeetingVerbs are those of conferences, votes and the result.
	MeetingVerbs struct{}
)
