// Package desk wires one desk together for the programs that run it, with a window or without: the data folder with its Badger store and
// key file, the workspace on it, and the sync client, or for a sandbox the hub in the same process.
//
// It makes no decision of its own: no rule of scoring, rights or merging stands here.
package desk
