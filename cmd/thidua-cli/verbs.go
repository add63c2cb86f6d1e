package main

// The verbs of a season, by what people do in it. Each group stands in the files of its verbs.
type (
	// MeetingVerbs are those of conferences, votes and the result.
	MeetingVerbs struct{}
)
