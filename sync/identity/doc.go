// Package identity is who may sign: keys, certificates, invitations and the office's file. A certificate binds an Ed25519 key and an age
// recipient to a person of a unit or an office; an invitation lets a new key certify itself once, within the rights of whoever signed it.
//
// It knows how these things are written and signed. Whether one counts at a place in the log is decided by package judge.
package identity
