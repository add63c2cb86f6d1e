package yamlfile

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// Object is a mapping being read: what is left unread at the end is an unknown key.
type Object struct {
	*Reader
	Path   string
	Line   int      // of its first key
	Keys   []string // in the order of the file
	values map[string]Item
	lines  map[string]int
	read   map[string]bool
}

// Object reads a mapping; nil after a fault.
func (r *Reader) Object(i Item) *Object {
	var pairs []*ast.MappingValueNode
	switch n := i.node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		r.FailIn(i, "criteria.not-a-mapping", "path", i.Path)
		return nil
	}
	o := &Object{Reader: r, Path: i.Path, Line: i.Line(), values: map[string]Item{}, lines: map[string]int{}, read: map[string]bool{}}
	for _, p := range pairs {
		line := lineOf(p.Key.GetToken())
		key, ok := Item{p.Key, ""}.Scalar()
		if !ok {
			r.Fail(line, i.Path, "criteria.odd-key", "path", i.Path)
			continue
		}
		key = vietnamese.NFC(key) // what it is looked up by is in normal form too
		path := key
		if i.Path != "" {
			path = i.Path + "." + key
		}
		value := Item{p.Value, path}
		if _, number := p.Key.(*ast.IntegerNode); number && value.isNull() && len(o.Keys) > 0 {
			before := o.Keys[len(o.Keys)-1]
			if text, ok := o.values[before].Scalar(); ok {
				r.Fail(line, path, "criteria.comma-unquoted", "text", text+","+key)
				continue
			}
		}
		if _, twice := o.values[key]; twice {
			r.Fail(line, path, "criteria.duplicate-key", "key", key, "first", o.lines[key])
			continue
		}
		o.Keys = append(o.Keys, key)
		o.values[key], o.lines[key] = value, line
	}
	if len(o.Keys) > 0 {
		o.Line = o.lines[o.Keys[0]]
	}
	return o
}

// Get is the value of a key that may be missing.
func (o *Object) Get(key string) (Item, bool) {
	o.read[key] = true
	i, ok := o.values[key]
	return i, ok
}

// Has reports whether a key stands in the mapping, whatever its value.
func (o *Object) Has(key string) bool {
	_, ok := o.values[key]
	return ok
}

// Need is Get for a key that must be there.
func (o *Object) Need(key string) (Item, bool) {
	i, ok := o.Get(key)
	if !ok {
		o.Fail(o.Line, o.Place(key), "criteria.missing", "key", key)
	}
	return i, ok
}

// Place is where a key stands in the document: "groups[0].max".
func (o *Object) Place(key string) string {
	if o.Path == "" {
		return key
	}
	return o.Path + "." + key
}

// At is the line of a key's value, or of the mapping.
func (o *Object) At(key string) int {
	if i, ok := o.values[key]; ok {
		return i.Line()
	}
	return o.Line
}

// FailAt collects a fault of a key's value, or of the mapping where the key is missing.
func (o *Object) FailAt(key, fault string, pairs ...any) {
	o.Fail(o.At(key), o.Place(key), fault, pairs...)
}

// FailKey collects a fault of a key itself, or of the mapping where the key is missing.
func (o *Object) FailKey(key, fault string, pairs ...any) {
	line, ok := o.lines[key]
	if !ok {
		line = o.Line
	}
	o.Fail(line, o.Place(key), fault, pairs...)
}

// Text is an optional text.
func (o *Object) Text(key string) string {
	i, ok := o.Get(key)
	if !ok {
		return ""
	}
	s, _ := o.Scalar(i)
	return strings.TrimSpace(vietnamese.NFC(s))
}

// NeedText is a text that must be there and not empty.
func (o *Object) NeedText(key string) string {
	i, ok := o.Need(key)
	if !ok {
		return ""
	}
	s, ok := o.Scalar(i)
	s = strings.TrimSpace(vietnamese.NFC(s))
	if ok && s == "" {
		o.FailIn(i, "criteria.no-value", "path", i.Path)
	}
	return s
}

// Number is an optional decimal.
func (o *Object) Number(key string) *decimal.Decimal {
	i, ok := o.Get(key)
	if !ok {
		return nil
	}
	d, ok := o.Decimal(i)
	if !ok {
		return nil
	}
	return &d
}

// NumberOr is a decimal with a default, which also stands in for one that cannot be read.
func (o *Object) NumberOr(key, otherwise string) decimal.Decimal {
	if d := o.Number(key); d != nil {
		return *d
	}
	return decimal.MustParse(otherwise)
}

// NeedNumber is a decimal that must be there; 0 after a fault.
func (o *Object) NeedNumber(key string) decimal.Decimal {
	d, _ := o.TryNumber(key)
	return d
}

// TryNumber is needNumber that says whether there was one.
func (o *Object) TryNumber(key string) (decimal.Decimal, bool) {
	i, ok := o.Need(key)
	if !ok {
		return decimal.Decimal{}, false
	}
	return o.Decimal(i)
}

// Positive is a number above 0 that must be there.
func (o *Object) Positive(key string) decimal.Decimal {
	d, ok := o.TryNumber(key)
	if ok && d.Sign() <= 0 {
		o.FailAt(key, "criteria.not-positive", "key", key)
	}
	return d
}

// NotNegative reports a number below 0.
func (o *Object) NotNegative(key string, d decimal.Decimal) decimal.Decimal {
	if d.Sign() < 0 {
		o.FailAt(key, "criteria.negative", "key", key)
	}
	return d
}

// Numbers is a list of decimals that must be there and not empty.
func (o *Object) Numbers(key string) []decimal.Decimal {
	i, ok := o.Need(key)
	if !ok {
		return nil
	}
	var out []decimal.Decimal
	list := o.List(i)
	for _, n := range list {
		d, _ := o.Decimal(n)
		out = append(out, d)
	}
	if list != nil && len(list) == 0 {
		o.FailIn(i, "criteria.no-value", "path", i.Path)
	}
	return out
}

// Integer is an optional whole number between two bounds.
func (o *Object) Integer(key string, low, high, otherwise int) int {
	i, ok := o.Get(key)
	if !ok {
		return otherwise
	}
	text, ok := o.Scalar(i)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		o.FailIn(i, "criteria.not-an-integer", "path", i.Path, "text", text, "low", low, "high", high)
		return otherwise
	}
	return n
}

// Choice is a text out of a few; the first is the default.
func (o *Object) Choice(key string, allowed ...string) string {
	i, ok := o.Get(key)
	if !ok {
		return allowed[0]
	}
	text, ok := o.Scalar(i)
	if ok && !slices.Contains(allowed, text) {
		o.FailIn(i, "criteria.not-one-of", "path", i.Path, "text", text, "allowed", strings.Join(allowed, ", "))
		return allowed[0]
	}
	return text
}

// Items is an optional list.
func (o *Object) Items(key string) []Item {
	i, ok := o.Get(key)
	if !ok {
		return nil
	}
	return o.List(i)
}

// Texts is an optional list of texts.
func (o *Object) Texts(key string) []string {
	var out []string
	for _, i := range o.Items(key) {
		if s, ok := o.Scalar(i); ok {
			out = append(out, strings.TrimSpace(vietnamese.NFC(s)))
		}
	}
	return out
}

// Sub is an optional mapping.
func (o *Object) Sub(key string) *Object {
	i, ok := o.Get(key)
	if !ok {
		return nil
	}
	return o.Object(i)
}

// Done reports the keys nobody asked for.
func (o *Object) Done() {
	known := slices.Sorted(maps.Keys(o.read))
	for _, k := range o.Keys {
		if !o.read[k] {
			o.FailKey(k, "criteria.unknown-key", "key", k, "known", strings.Join(known, ", "))
		}
	}
}
