package papercheck

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestGaps: what is put between the words both lists have makes one of the other, with as few words as the longest common list allows.
func TestGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "9,85"}), 0, 8)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		list, ok := gaps(a, b)
		if !ok {
			t.Fatal("not aligned")
		}
		var made []string
		at, changed := 0, 0
		for _, g := range list {
			made = append(append(made, a[at:g.a0]...), b[g.b0:g.b1]...)
			at, changed = g.a1, changed+g.a1-g.a0+g.b1-g.b0
		}
		if made = append(made, a[at:]...); !slices.Equal(made, b) {
			t.Fatalf("%v for %v, %v", made, a, b)
		}
		if least := len(a) + len(b) - 2*common(a, b); changed != least {
			t.Fatalf("%d words changed, %d are enough", changed, least)
		}
	})
	long := slices.Repeat([]string{"x"}, mostChanged)
	if _, ok := gaps(long, strings.Fields(strings.Repeat("y ", mostChanged))); ok {
		t.Error("what has nothing in common is aligned")
	}
}

// common is how long the longest list of words is that both have in order.
func common(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	if a[0] == b[0] {
		return 1 + common(a[1:], b[1:])
	}
	return max(common(a[1:], b), common(a, b[1:]))
}
