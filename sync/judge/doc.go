// Package judge is the one place where a change becomes accepted or not: it verifies the signature, judges the change at its leaf, and
// folds it into records. Server and desks use the same code, so every desk recomputes every verdict.
//
// The input of a judgement is exactly the control log up to the recorded size and the scope's log before the leaf: no clock, no network,
// no storage of its own. A change of these rules is a new judge version; old versions stay in the program.
//
// It is a little longer than a package may be (4,000 lines): what decides one verdict is read together, with every version it ever had.
package judge
