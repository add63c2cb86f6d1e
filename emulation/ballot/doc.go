// Package ballot owns how a vote is counted: the rules it is held under, the checks that the figures of a counting team have to pass, how many
// votes are needed, and who has won. It knows counts alone, never who voted what.
//
// Everything is whole numbers: a share is held against a threshold by multiplying, so that "at least 80 % of 9" is 8 and never a rounding.
//
// A vote has one or more lines (what is voted on: a unit for an award, a candidate). Either each line is decided alone by the threshold
// (Rules.Places 0), or the lines that reach the threshold compete for so many places by their votes. A tie at the border is decided by further
// ballots or by the chair, as the rules say, and so are lines below the threshold where the rules do not let them rest (ADR 032).
package ballot
