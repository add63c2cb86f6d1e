package grid

import (
	"sort"
	"strconv"
)

// rows knows which rows of the model are on view (not folded away), how high each is and where it begins.
// Heights are kept per model row, so that folding never measures again.
type rows struct {
	heights []float32       // of every model row
	folded  map[string]bool // keys of folded groups
	view    []int           // model rows on view, from top to bottom
	place   []int           // of each model row in view, -1 = folded away
	tops    []float32       // of each row in view, and the end of the last
	row     func(r int) Row // of the model
}

// arrange finds the rows on view and where they begin; heights must be known.
func (r *rows) arrange() {
	n := len(r.heights)
	r.view = r.view[:0]
	r.tops = append(r.tops[:0], 0)
	if cap(r.place) < n {
		r.place = make([]int, n)
	}
	r.place = r.place[:n]
	hideBelow := -1 // level of the folded group we are in, -1 = none
	var y float32
	for i := range n {
		row := r.row(i)
		if hideBelow >= 0 && row.Level > hideBelow {
			r.place[i] = -1
			continue
		}
		hideBelow = -1
		if row.Group && r.isFolded(i) {
			hideBelow = row.Level
		}
		r.place[i] = len(r.view)
		r.view = append(r.view, i)
		y += r.heights[i]
		r.tops = append(r.tops, y)
	}
}

func (r *rows) total() float32 { return r.tops[len(r.tops)-1] }

// at is the place in view of the row at a height, held between the first and the last.
func (r *rows) at(y float32) int {
	i := sort.Search(len(r.view), func(i int) bool { return r.tops[i+1] > y })
	return max(0, min(i, len(r.view)-1))
}

// group is the nearest group above a row that holds it, or -1.
func (r *rows) group(row int) int {
	level := r.row(row).Level
	for i := row - 1; i >= 0; i-- {
		if above := r.row(i); above.Group && above.Level < level {
			return i
		}
	}
	return -1
}

// unfold opens every folded group that hides a row, and says whether there was one.
func (r *rows) unfold(row int) bool {
	opened := false
	for g := r.group(row); g >= 0; g = r.group(g) {
		if r.isFolded(g) {
			delete(r.folded, r.key(g))
			opened = true
		}
	}
	return opened
}

func (r *rows) key(row int) string {
	if k := r.row(row).Key; k != "" {
		return k
	}
	return strconv.Itoa(row)
}

func (r *rows) isFolded(row int) bool { return len(r.folded) > 0 && r.folded[r.key(row)] }
