// Package changeset is a change as exact bytes: one intention of one person in one scope, deterministic CBOR (RFC 8949 §4.2.1) in a
// COSE_Sign1 envelope (RFC 9052), chained by hash; and what the log makes of it: leaves, log heads, checkpoints, records and versions.
//
// It decodes strictly: bytes that are not their own deterministic encoding, or an envelope with anything beside the one allowed header,
// are refused, so that one signature has exactly one spelling. It knows nothing of rights, storage, networks or screens.
package changeset
