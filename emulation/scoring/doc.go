// Package scoring turns a criteria set and what the units of a cluster report into points, totals, classes and places, and says of each
// figure how it came about.
//
// Every rule is one fraction of exact decimals that is divided and rounded once; the same inputs give the same points on every machine,
// in whatever order the units stand. What cannot be computed (no input, no target, a division by zero) counts 0, is marked provisional and
// warned of; it is never an error.
//
// The package is a pure function of its arguments. It knows nothing of storage, windows, clocks or languages: warnings and explanations are
// Messages, rendered elsewhere.
package scoring
