package intake

import (
	"regexp"
	"slices"
	"strings"

	"thidua/documents"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// node is a row of the table with the rows beneath it: a group where there are any, else a criterion.
type node struct {
	row      int // index in Reading.Rows
	number   int // row of the sheet
	code     string
	name     string
	note     string
	how      string
	howCell  string
	evidence string
	scorer   string
	weight   *decimal.Decimal
	percent  bool // the weight was written in percent
	points   *decimal.Decimal
	atMost   bool // "tối đa": what lies above is cut
	doubted  bool // its points are in doubt already
	cell     string
	shape    shape
	after    bool // it stands below the grand total
	parent   *node
	children []*node

	final string                  // the code in the proposal
	part  bool                    // it was called a part: "PHẦN I. TÊN"
	line  *documents.CriteriaLine // the row of an exported table this one is, word for word
}

// sum is what the node's criteria come to.
func (n *node) sum() decimal.Decimal {
	if len(n.children) == 0 {
		if n.points == nil || n.points.Sign() < 0 {
			return decimal.Decimal{}
		}
		if n.weight != nil {
			return n.points.Mul(*n.weight)
		}
		return *n.points
	}
	var sum decimal.Decimal
	for _, c := range n.children {
		sum = sum.Add(c.sum())
	}
	return sum
}

// leaves lists the criteria beneath a node, itself where it is one.
func (n *node) leaves() []*node {
	if len(n.children) == 0 {
		return []*node{n}
	}
	var all []*node
	for _, c := range n.children {
		all = append(all, c.leaves()...)
	}
	return all
}

// inner lists a node and the groups beneath it.
func (n *node) inner() []*node {
	if len(n.children) == 0 {
		return nil
	}
	all := []*node{n}
	for _, c := range n.children {
		all = append(all, c.inner()...)
	}
	return all
}

// arrange makes a tree of rows by how they are numbered. Shapes of one kind stand on one level; the order of levels is that in which they
// first appear, for some tables go I – 1 – a and others A – I – 1; dotted codes stand beneath what they begin with.
func arrange(list []*node) []*node {
	partsAbove(list)
	codes, shapes := make([]string, len(list)), make([]shape, len(list))
	for i, n := range list {
		codes[i], shapes[i] = n.code, n.shape
	}
	sortLetters(codes, shapes)
	var roots []*node
	var open []*node
	seen := map[shape]int{}
	for i, n := range list {
		n.shape = shapes[i]
		if _, ok := seen[n.shape]; !ok {
			seen[n.shape] = len(seen)
		}
		open = open[:depth(open, n, seen)]
		if len(open) == 0 {
			roots = append(roots, n)
		} else {
			n.parent = open[len(open)-1]
			n.parent.children = append(n.parent.children, n)
		}
		open = append(open, n)
	}
	return roots
}

// partsAbove puts parts on a level of their own where another row has the number of one: "I. …" beside "PHẦN I. …" stands beneath it.
func partsAbove(list []*node) {
	numbers := map[string]bool{}
	for _, n := range list {
		if !n.part {
			numbers[trimCode(n.code)] = true
		}
	}
	if !slices.ContainsFunc(list, func(n *node) bool { return n.part && numbers[trimCode(n.code)] }) {
		return
	}
	for _, n := range list {
		if n.part {
			n.shape = partShape
		}
	}
}

// depth is how many of the open rows stay open above n.
func depth(open []*node, n *node, seen map[shape]int) int {
	if n.shape == dottedShape || n.shape == ownShape {
		for i := len(open) - 1; i >= 0; i-- {
			if beneath(trimCode(n.code), trimCode(open[i].code)) {
				return i + 1
			}
		}
	}
	if n.shape == dottedShape {
		for i, o := range open {
			if o.shape == dottedShape || loose(o.shape) {
				return i
			}
		}
		return len(open)
	}
	if n.after { // what follows the grand total is no part of what stands before it
		for i, o := range open {
			if !o.after {
				return i
			}
		}
	}
	for i, o := range open {
		if o.shape == n.shape {
			return i
		}
	}
	for i, o := range open { // under the first row that is not more particular
		if rank(o.shape, seen) > rank(n.shape, seen) {
			return i
		}
	}
	return len(open)
}

// beneath says whether a code continues another: "1.2.3" continues "1.2", "I.1" continues "I", "1a" continues "1".
func beneath(code, above string) bool {
	rest, ok := strings.CutPrefix(code, above)
	return ok && above != "" && (len(rest) > 1 && strings.ContainsRune(".-_", rune(rest[0])) || numberCode.MatchString(above) && lowerCode.MatchString(rest))
}

func loose(s shape) bool { return s == lowerShape || s == bulletShape || s == plainShape }

func rank(s shape, seen map[shape]int) int {
	switch s {
	case capsShape:
		return -1
	case partShape:
		return 0
	case upperShape, romanShape, numberShape:
		return 10 + seen[s]
	case ownShape:
		return 50
	}
	return 100 + int(s)
}

var inNameLine = regexp.MustCompile(`^\(.*\)[.;]?$`)

// splitName parts the notes people put under a name in the same cell from the name.
func splitName(text string) (name, note string) {
	lines := strings.Split(text, "\n")
	var names, notes []string
	for i, l := range lines {
		l = strings.TrimSpace(l)
		switch {
		case l == "":
		case i > 0 && inNameLine.MatchString(l):
			notes = append(notes, strings.Trim(strings.TrimRight(l, ".;"), "()"))
		case i > 0 && (strings.ContainsRune(bullets, []rune(l)[0]) || len(notes) > 0):
			notes = append(notes, strings.TrimSpace(strings.TrimLeft(l, bullets+" ")))
		default:
			names = append(names, l)
		}
	}
	return strings.Join(names, " "), strings.Join(notes, "; ")
}

// giveCodes decides the codes of the proposal: as written where they tell criteria apart, else with those of the groups in front.
func giveCodes(roots []*node) (twice []*node) {
	var leaves, groups []*node
	for _, r := range roots {
		leaves = append(leaves, r.leaves()...)
		groups = append(groups, r.inner()...)
	}
	place := map[*node]int{}
	var number func(list []*node)
	number = func(list []*node) {
		for i, n := range list {
			place[n] = i + 1
			number(n.children)
		}
	}
	number(roots)
	for _, list := range [][]*node{groups, leaves} {
		count := map[string]int{}
		for _, n := range list {
			n.final = trimCode(n.code)
			if loose(n.shape) && n.shape != lowerShape || n.shape == capsShape {
				n.final = ""
			}
			count[n.final]++
		}
		taken := map[string]bool{}
		for _, n := range list {
			if n.final == "" || count[n.final] > 1 {
				if n.shape == dottedShape && n.final != "" {
					twice = append(twice, n)
				}
				n.final = n.pathCode(place)
			}
			for base, i := n.final, 2; taken[n.final]; i++ {
				n.final = base + "-" + decimal.FromInt(int64(i)).String()
			}
			taken[n.final] = true
		}
	}
	return twice
}

// pathCode is the code with those of the groups above it in front: "II.1".
func (n *node) pathCode(place map[*node]int) string {
	own := trimCode(n.code)
	if loose(n.shape) && n.shape != lowerShape || n.shape == capsShape || own == "" {
		own = decimal.FromInt(int64(place[n])).String()
	}
	if n.parent == nil || n.shape == dottedShape {
		return own
	}
	above := n.parent.final
	if above == "" {
		above = n.parent.pathCode(place)
	}
	return above + "." + own
}

var bonusWords = regexp.MustCompile(`diem thuong|diem cong|cong them|thuong diem|khuyen khich them`)

func isBonus(name string) bool { return bonusWords.MatchString(vietnamese.Fold(name)) }

// tell adds to a list what is not in it yet.
func tell(list []string, text string) []string {
	if text == "" || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
