// Package workspace is the use cases of one person's open data: commands in (found, invite, score, submit, verify, decide), views and
// events out, drafts that are saved before they are signed, and the desk's end of syncing.
//
// It holds no data of its own: what it shows is read from the Store it is given, what it decides is decided by emulation and judge. It
// knows nothing of Badger, windows, HTTP or paper; its clock and randomness are handed in.
package workspace
