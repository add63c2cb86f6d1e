package pdf

import (
	"math"
	"strings"

	"thidua/vietnamese"
)

// headline breaks the name of a body or the title of a paper into lines no wider than width (mm): as few as can be, ended before a place's name and
// never inside a compound, and of like width where that leaves a choice. One more line is better than a compound torn.
func headline(f face, text string, width float64) []string {
	words := strings.FieldsFunc(text, func(r rune) bool { return isSpace(r) || r == '\n' })
	least := wrap(f, text, width)
	if len(least) <= 1 || len(words) > mostBroken || longestWord(f, text) > width {
		return least
	}
	costs := vietnamese.Breaks(words)
	best, cost := broken(f, words, costs, len(least), width)
	if cost >= vietnamese.BreakNowhere {
		if more, less := broken(f, words, costs, len(least)+1, width); less < cost {
			best = more
		}
	}
	return best
}

// headlines are those of a text that may have ends of lines of its own.
func headlines(f face, text string, width float64) (lines []string) {
	for part := range strings.SplitSeq(text, "\n") {
		lines = append(lines, headline(f, part, width)...)
	}
	return lines
}

// mostBroken is how many words are set with care; a longer text is no name or title, and would take long.
const mostBroken = 60

// broken is the cheapest way to set words in just that many lines, with what it costs: the ends of its lines first, then the shortest line's lack.
func broken(f face, words []string, costs []int, lines int, width float64) ([]string, float64) {
	type way struct {
		cost float64
		from int
	}
	none := way{cost: math.Inf(1)}
	best := make([][]way, lines+1) // best[n][i]: the first i words in n lines
	for n := range best {
		best[n] = make([]way, len(words)+1)
		for i := range best[n] {
			best[n][i] = none
		}
	}
	best[0][0].cost = 0
	for n := 1; n <= lines; n++ {
		for to := n; to <= len(words); to++ {
			for from := n - 1; from < to; from++ {
				w := f.width(strings.Join(words[from:to], " "))
				if w > width || math.IsInf(best[n-1][from].cost, 1) {
					continue
				}
				lack := 1 - w/width
				cost := best[n-1][from].cost + 3*lack*lack
				if to < len(words) {
					cost += float64(costs[to-1])
				}
				if cost < best[n][to].cost {
					best[n][to] = way{cost, from}
				}
			}
		}
	}
	if math.IsInf(best[lines][len(words)].cost, 1) {
		return wrap(f, strings.Join(words, " "), width), math.Inf(1)
	}
	out := make([]string, lines)
	for n, to := lines, len(words); n > 0; n-- {
		from := best[n][to].from
		out[n-1] = strings.Join(words[from:to], " ")
		to = from
	}
	return out, best[lines][len(words)].cost
}
