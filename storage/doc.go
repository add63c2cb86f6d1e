// Package storage keeps one installation's data on disk: logs, records, own changes, drafts and evidence files, in one folder.
//
// It owns the order of a save (journal and flush first, then one transaction of the database), the comparison of what should be there with
// what is there at every start, backups, the free-space floor, and the making anew of what is damaged. Nothing typed is lost, nothing damaged
// is used in silence. It must not know rights, verdict rules, networks or screens: it keeps what it is given and gives back exactly that, or
// an error. The layout is described in docs/format.md, section "Stored keys"; the database stands behind storage/kv, own bytes behind
// storage/journal, storage/blob and storage/backup.
//
// The 32-byte salts of evidence files are the only randomness; they come from Options.Rand.
package storage
