// Package ranking is the cluster's ranking on screen (xếp hạng): the sums by group, the three totals, place and class of every unit, and
// whose sheet is still missing, with its marks: provisional, illustrative. Behind its tabs stand the locked result with the check of it against
// the logs, and what came after the lock.
//
// It shows what the workspace ranked and explains it; it ranks and locks nothing itself. It must not know other screens.
package ranking
