package assets

import _ "embed" // for the keys below

// ReleaseKeys is release/keys.txt: who may sign a release of these programs. Package sync/release reads it.
//
//go:embed release/keys.txt
var ReleaseKeys string
