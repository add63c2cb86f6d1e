// Package wire is how a desk and a server talk: the bytes of a request and of a response, their frames, their compression and their limits.
// docs/format.md, section "The wire", describes them.
//
// Everything that comes in is taken for hostile: sizes, nesting and decompressed lengths are bounded before anything is allocated, and
// what is cut off in the middle is told apart from what is broken. It knows how things are written and nothing of what they mean: no
// rights, no verdicts, no storage, no HTTP.
package wire
