// Package archtest holds the rules of this repository that a compiler does not know: who may import whom, where the clock and chance come
// from, where sentences stand. Each rule is data with its reason in words, and a function from files or packages to findings.
//
// It reads sources and what `go list` says of them; it must not know what any package does. It is tests alone: no program takes part in it.
package archtest
