// Package server puts a hub behind HTTP: addresses, limits, deadlines, the operator's log and a stop that lets requests end.
//
// It knows how bytes travel and nothing of what they say: signatures, rights and verdicts are the hub's. What it refuses itself is only what
// is too large, too often or too slow.
package server
