// Package rule owns the kinds of scoring rule: everything that is true of one kind stands in one file. That is its parameters (as a file
// holds them, as they are written and compared), what a unit answers to it (as typed and as stored), its points, the sentence that explains
// them, and the words that tell it to a person.
//
// A kind is a Parameters in a file of its own that registers itself; nothing else has to know of it. What several kinds share stands
// beside them: the form that declares parameters, the fields of answers, options, figures.
//
// Everything is exact: a rule's points are one fraction, divided once by whoever rounds. The package knows nothing of groups, weights,
// rounding or ranking (emulation/scoring does), and nothing of the rest of a file (emulation/criteria does).
package rule
