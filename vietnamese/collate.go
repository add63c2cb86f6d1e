package vietnamese

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators are kept because making one is slow and using one from two goroutines is not allowed.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese, collate.Numeric) }}

// Collate compares two texts in dictionary order: a, ă, â, b … d, đ, e, ê …, then by tone (no tone, huyền, hỏi, ngã, sắc, nặng);
// numbers inside by their value ("Cụm 2" before "Cụm 10"). It fits slices.SortFunc.
func Collate(a, b string) int {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	return c.CompareString(NFC(a), NFC(b))
}
