// Package legal owns the law of awards as dated data: which law, decree and circular is in force on a day, and the quotas, vote thresholds,
// conditions and papers of award forms they set, each with its citation and whether it was verified from the official text.
//
// Counts and shares are whole numbers and fractions of whole numbers, compared by cross-multiplication. A rule without a citation is refused.
//
// The package knows no clock (the day is given), no files but those handed to it, and no language: what it says is a Message.
package legal
