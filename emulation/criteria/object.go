package criteria

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// object is a mapping being read: what is left unread at the end is an unknown key.
type object struct {
	*reader
	path   string
	line   int
	keys   []string // in the order of the file
	values map[string]item
	lines  map[string]int
	read   map[string]bool
}

// object reads a mapping; nil after a fault.
func (r *reader) object(i item) *object {
	var pairs []*ast.MappingValueNode
	switch n := i.node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		r.fail(i.line(), i.path, "criteria.not-a-mapping", "path", i.path)
		return nil
	}
	o := &object{reader: r, path: i.path, line: i.line(), values: map[string]item{}, lines: map[string]int{}, read: map[string]bool{}}
	for _, p := range pairs {
		line := lineOf(p.Key.GetToken())
		key, ok := item{p.Key, ""}.scalar()
		if !ok {
			r.fail(line, i.path, "criteria.odd-key", "path", i.path)
			continue
		}
		key = vietnamese.NFC(key) // what it is looked up by is in normal form too
		path := key
		if i.path != "" {
			path = i.path + "." + key
		}
		value := item{p.Value, path}
		if _, number := p.Key.(*ast.IntegerNode); number && value.isNull() && len(o.keys) > 0 {
			before := o.keys[len(o.keys)-1]
			if text, ok := o.values[before].scalar(); ok {
				r.fail(line, path, "criteria.comma-unquoted", "text", text+","+key)
				continue
			}
		}
		if _, twice := o.values[key]; twice {
			r.fail(line, path, "criteria.duplicate-key", "key", key, "first", o.lines[key])
			continue
		}
		o.keys = append(o.keys, key)
		o.values[key], o.lines[key] = value, line
	}
	if len(o.keys) > 0 {
		o.line = o.lines[o.keys[0]]
	}
	return o
}

// get is the value of a key that may be missing.
func (o *object) get(key string) (item, bool) {
	o.read[key] = true
	i, ok := o.values[key]
	return i, ok
}

// need is get for a key that must be there.
func (o *object) need(key string) (item, bool) {
	i, ok := o.get(key)
	if !ok {
		o.fail(o.line, o.place(key), "criteria.missing", "key", key)
	}
	return i, ok
}

func (o *object) place(key string) string {
	if o.path == "" {
		return key
	}
	return o.path + "." + key
}

// at is the line of a key's value, or of the mapping.
func (o *object) at(key string) int {
	if i, ok := o.values[key]; ok {
		return i.line()
	}
	return o.line
}

// text is an optional text.
func (o *object) text(key string) string {
	i, ok := o.get(key)
	if !ok {
		return ""
	}
	s, _ := o.scalar(i)
	return strings.TrimSpace(vietnamese.NFC(s))
}

// needText is a text that must be there and not empty.
func (o *object) needText(key string) string {
	i, ok := o.need(key)
	if !ok {
		return ""
	}
	s, ok := o.scalar(i)
	s = strings.TrimSpace(vietnamese.NFC(s))
	if ok && s == "" {
		o.fail(i.line(), i.path, "criteria.no-value", "path", i.path)
	}
	return s
}

// number is an optional decimal.
func (o *object) number(key string) *decimal.Decimal {
	i, ok := o.get(key)
	if !ok {
		return nil
	}
	d, ok := o.decimal(i)
	if !ok {
		return nil
	}
	return &d
}

// numberOr is a decimal with a default, which also stands in for one that cannot be read.
func (o *object) numberOr(key, otherwise string) decimal.Decimal {
	if d := o.number(key); d != nil {
		return *d
	}
	return decimal.MustParse(otherwise)
}

// needNumber is a decimal that must be there; 0 after a fault.
func (o *object) needNumber(key string) decimal.Decimal {
	d, _ := o.tryNumber(key)
	return d
}

// tryNumber is needNumber that says whether there was one.
func (o *object) tryNumber(key string) (decimal.Decimal, bool) {
	i, ok := o.need(key)
	if !ok {
		return decimal.Decimal{}, false
	}
	return o.decimal(i)
}

// integer is an optional whole number between two bounds.
func (o *object) integer(key string, low, high, otherwise int) int {
	i, ok := o.get(key)
	if !ok {
		return otherwise
	}
	text, ok := o.scalar(i)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < low || n > high {
		o.fail(i.line(), i.path, "criteria.not-an-integer", "path", i.path, "text", text, "low", low, "high", high)
		return otherwise
	}
	return n
}

// choice is a text out of a few; the first is the default.
func (o *object) choice(key string, allowed ...string) string {
	i, ok := o.get(key)
	if !ok {
		return allowed[0]
	}
	text, ok := o.scalar(i)
	if ok && !slices.Contains(allowed, text) {
		o.fail(i.line(), i.path, "criteria.not-one-of", "path", i.path, "text", text, "allowed", strings.Join(allowed, ", "))
		return allowed[0]
	}
	return text
}

// items is an optional list.
func (o *object) items(key string) []item {
	i, ok := o.get(key)
	if !ok {
		return nil
	}
	return o.list(i)
}

// texts is an optional list of texts.
func (o *object) texts(key string) []string {
	var out []string
	for _, i := range o.items(key) {
		if s, ok := o.scalar(i); ok {
			out = append(out, strings.TrimSpace(vietnamese.NFC(s)))
		}
	}
	return out
}

// sub is an optional mapping.
func (o *object) sub(key string) *object {
	i, ok := o.get(key)
	if !ok {
		return nil
	}
	return o.object(i)
}

// done reports the keys nobody asked for.
func (o *object) done() {
	known := make([]string, 0, len(o.read))
	for k := range o.read {
		known = append(known, k)
	}
	slices.Sort(known)
	for _, k := range o.keys {
		if !o.read[k] {
			o.fail(o.lines[k], o.place(k), "criteria.unknown-key", "key", k, "known", strings.Join(known, ", "))
		}
	}
}
