// Package ranking is the cluster's ranking on screen (xếp hạng): the sums by group, the three totals, place and class of every unit, and
// whose sheet is still missing, with its marks: provisional, illustrative.
//
// It shows what the workspace ranked and explains it; it ranks nothing. It must not know other screens.
package ranking
