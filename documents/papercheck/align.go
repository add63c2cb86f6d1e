package papercheck

import "slices"

// gap is where two lists differ: the words a0 to before a1 of the one stand in the place of b0 to before b1 of the other.
type gap struct{ a0, a1, b0, b1 int }

// mostChanged is how many words may be left out and put in between two lists that are aligned: a table of it squared is held.
const mostChanged = 3000

// gaps are where two lists of words differ, so that as few words as can be are left out and put in between (E. Myers, "An O(ND) Difference Algorithm", 1986).
// ok is false where they are too different to be aligned.
func gaps(a, b []string) (list []gap, ok bool) {
	trace := furthest(a, b)
	if trace == nil {
		return nil, false
	}
	// Back from the end: each step of the trace left out or put in one word.
	x, y := len(a), len(b)
	put := func(g gap) {
		if n := len(list); n > 0 && list[n-1].a0 == g.a1 && list[n-1].b0 == g.b1 {
			list[n-1].a0, list[n-1].b0 = g.a0, g.b0
			return
		}
		list = append(list, g)
	}
	for d := len(trace) - 1; d > 0; d-- {
		k, before := x-y, trace[d-1]
		if down(before, d, k) {
			k++
		} else {
			k--
		}
		x0 := int(before[k+d-1])
		y0 := x0 - k
		for x > x0 && y > y0 {
			x, y = x-1, y-1
		}
		put(gap{x0, x, y0, y})
		x, y = x0, y0
	}
	slices.Reverse(list)
	return list, true
}

// furthest is, for each number of changes d up to the one that leads to the end, how far in a one gets on each diagonal k = x - y, at k+d; nil where more than
// mostChanged are needed.
func furthest(a, b []string) (trace [][]int32) {
	for d := 0; d <= min(mostChanged, len(a)+len(b)); d++ {
		row := make([]int32, 2*d+1)
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				before := trace[d-1]
				if down(before, d, k) {
					x = int(before[k+1+d-1])
				} else {
					x = int(before[k-1+d-1]) + 1
				}
			}
			y := x - k
			for x < len(a) && y < len(b) && x >= 0 && y >= 0 && a[x] == b[y] {
				x, y = x+1, y+1
			}
			row[k+d] = int32(x)
			if x >= len(a) && y >= len(b) && x-y == len(a)-len(b) {
				return append(trace, row)
			}
		}
		trace = append(trace, row)
	}
	return nil
}

// down reports whether the d-th change to the diagonal k is a word put in, from the diagonal above, rather than one left out.
func down(before []int32, d, k int) bool {
	return k == -d || k != d && before[k-1+d-1] < before[k+1+d-1]
}
