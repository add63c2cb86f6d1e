package rule

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Kind names a kind of scoring rule as it stands in the file.
type Kind string

// Words name the kind to a person.
func (k Kind) Words() emulation.Message {
	if _, known := kinds[k]; !known {
		return emulation.Say("kind.unread")
	}
	return emulation.Say("kind." + string(k))
}

// Kinds lists every kind of rule by its name, but for base, which has always been told before bands.
func Kinds() []Kind {
	place := func(k Kind) Kind { return cmp.Or(map[Kind]Kind{"base": "bam"}[k], k) }
	return slices.SortedFunc(maps.Keys(kinds), func(a, b Kind) int { return cmp.Compare(place(a), place(b)) })
}

var (
	kinds   = map[Kind]func() Parameters{}
	kindsOf = map[reflect.Type]Kind{}
)

// register adds a kind whose parameters are P. Each kind calls it in its own file.
func register[P any, Pointer interface {
	*P
	Parameters
}](k Kind) Kind {
	kinds[k], kindsOf[reflect.TypeFor[Pointer]()] = func() Parameters { return Pointer(new(P)) }, k
	return k
}

// Parameters are those of one kind of rule, with what follows from them. Beside these methods a kind may have those of the small interfaces
// below and of the methods of Rule that ask for them; most kinds do without.
type Parameters interface {
	// declare names every parameter once: by it a file is read, written and compared.
	declare(f *form)
	// answer is an empty answer, to be filled in.
	answer() Answer
	// fields names every field of an answer once: by it inputs are read, checked and stored.
	fields(a Answer, f *fields)
	// points computes what q.Answer gives, before limits. A kind that asks for an answer is not asked without one.
	points(q *Question) Points
	// explain says how these points, which have no warning, came about.
	explain(q *Question, p Points) emulation.Message
	// samples are answers that show how it counts: at its bounds, and beside them.
	samples(max decimal.Decimal) []Answer
}

// telling is a kind whose sentences "rule.<kind>", how it counts, and "rule.hint.<kind>", what to type, have more values than the maximum.
type telling interface {
	// how gives these values, and what stands behind the kind in the key of the first sentence.
	how() (variant string, pairs []any)
}

// bounded is a kind with other limits than 0…M.
type bounded interface {
	bounds(max decimal.Decimal) Bounds
}

// deducting is a kind that may begin with full points and take off.
type deducting interface {
	deducts(max decimal.Decimal) bool
}

// comparing is a kind whose points depend on the other units of the cluster.
type comparing interface {
	// standing gathers from the answers of all units what each is measured by. missing is true where one of them does not tell yet; the
	// answer of a unit that reported nothing is nil.
	standing(answers []Answer) (standing any, missing bool)
}

// typist is a kind into whose cell other things are typed than one figure for its first field.
type typist interface {
	// typed puts a text into fields, figures as plain decimals; key is the first field.
	typed(key, text string) (map[string]string, error)
	// format is the opposite; it shows what it cannot read as it stands.
	format(key string, s shown) string
}

// settling is a kind whose fields have to agree with one another.
type settling interface {
	// settle completes an answer all of whose fields are read, or says what is wrong with them.
	settle(a Answer) error
}
