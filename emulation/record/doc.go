// Package record is the catalogue: every kind of record that stands in a log is declared here once, with its name, the logs it lives in, the
// parts of its key, its fields and what stands in them, who writes them and while the season stands where, what a value has to be, and what
// happens when two people write one without seeing each other.
//
// The judge, the commands, the list of questions and docs/format.md read it; nobody else names a kind or a field. It knows the bytes of a
// change (sync/changeset), and neither stores nor sends nor judges anything.
package record
