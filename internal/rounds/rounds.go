// Package rounds says how often the long loops of tests go round, and with which chance: kills, cuts and seeds.
//
// Each loop stands in two tests: one that belongs to make test goes round a few times, its twin with the tag full as often as is worth the
// time of a day. make soak asks the twin for more through the variables named here, part after part, each with a seed of its own.
package rounds

import (
	"os"
	"strconv"
)

// The variables: how often a loop goes round, and where its chance begins.
const (
	Variable     = "THIDUA_ROUNDS"
	SeedVariable = "THIDUA_SEED"
)

// Of is how often a loop goes round: usual, unless the variable says otherwise.
func Of(usual int) int { return int(number(Variable, uint64(usual))) }

// Seed is where the chance of a loop begins: always the same, unless the variable says otherwise.
func Seed(usual uint64) uint64 { return number(SeedVariable, usual) }

func number(variable string, usual uint64) uint64 {
	text := os.Getenv(variable)
	if text == "" {
		return usual
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		panic(variable + " is no number: " + text)
	}
	return n
}
