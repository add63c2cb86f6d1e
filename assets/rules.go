package assets

import "embed"

// Criteria holds criteria/<id>.yaml: criteria sets that were published, each with its source, to start a season's own from.
//
//go:embed criteria
var Criteria embed.FS

// Legal holds legal/<id>.yaml: one law, decree or circular each, with the days it is in force, what it sets, and where that stands.
//
//go:embed legal
var Legal embed.FS
