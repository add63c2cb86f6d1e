// Package emulation is the domain: units, clusters, seasons, criteria, score sheets, votes and awards of an emulation cluster
// (cụm, khối thi đua), their life cycles, who may do what, and the one error type.
//
// It knows nothing of storage, networks, windows or clocks; what happens is decided here and written down elsewhere.
package emulation

// ProgramVersion is the version of the programs built from this source.
const ProgramVersion = "0.1.0"

// ProgramRelease is its number, which grows by each release: the Build of FyneApp.toml.
const ProgramRelease = 1
