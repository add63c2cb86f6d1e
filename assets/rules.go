package assets

import "embed"

// Criteria holds criteria/<id>.yaml: criteria sets that were published, each with its source, to start a season's own from.
//
//go:embed criteria
var Criteria embed.FS
