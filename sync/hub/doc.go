// Package hub is the receiving end of a sync: it takes changes one after the other, has them judged, gives each its leaf, writes them, and
// hands out what a caller may read. The server runs it behind HTTP, a sandbox in its own process.
//
// It owns the order of the logs, tickets, renewals and checkpoints. It must not know how bytes travel, where they are kept (Store), or what
// a change means (package judge decides).
//
// It is a little longer than a package may be (4,000 lines): what takes, orders, gives back and mends one log is read together.
package hub
