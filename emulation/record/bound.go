package record

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Every part of a value has a bound, so that no record can be so long, so large or so strange that whoever reads it stops. It stands in the tag
// `bound` of the field, or beside the declaration of a field whose value is no structure. What has the same length always (a yes or no, an id, a
// hash) needs none. A bound is one of
//
//	300         a text of one line with at most 300 characters; a number from 0 to 300; a list of at most 300; at most 300 bytes
//	300 lines   a text of at most 300 characters that may have several lines
//	day         a day of the years 1900 to 2199, or none
//	figure      a plain decimal, or none
//	file        a name of a file: one line of at most 200 characters, no separator of folders
//	period      a period as it is stored; a week from version 4 of the judge on
//	20 of X     a list of at most 20 for which X holds
//	20 of 64 of X  a map of at most 20 whose keys have at most 64 characters, and for whose values X holds
//
// The bounds are in force from the second version of the judge on. A part of a value that came with a later version says so in the tag `since` beside
// it; the versions before refuse a value that has it, as the programs of their time do. Of a word
// that came later, the value's method Since says so.
const boundsFrom = 2

// growing reports whether a type has parts that came with a later version.
func growing(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return growing(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("since") != "" || growing(f.Type) {
				return true
			}
		}
	}
	return false
}

// newest is the judge version that a value needs for what stands in it.
func newest(v reflect.Value) (version int) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return newest(v.Elem())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			for i := range v.Len() {
				version = max(version, newest(v.Index(i)))
			}
		}
	case reflect.Struct:
		if word, ok := v.Interface().(interface{ Since() int }); ok {
			version = word.Since()
		}
		for i := range v.NumField() {
			f := v.Field(i)
			if since, err := strconv.Atoi(v.Type().Field(i).Tag.Get("since")); err == nil && !f.IsZero() {
				version = max(version, since)
			}
			version = max(version, newest(f))
		}
	}
	return version
}

// bound refuses what lies beyond.
type bound func(v reflect.Value, judge int) error

// alike are the bounds of types that stand in many values.
var alike = map[reflect.Type]string{reflect.TypeFor[emulation.Fields](): "50 of 64 of 4000 lines"}

func never(reflect.Value, int) error { return nil }

// boundOf is the bound of a type under a tag; an error if it has none.
func boundOf(t reflect.Type, tag string) (bound, error) {
	if tag == "" {
		tag = alike[t]
	}
	first, rest, _ := strings.Cut(tag, " of ")
	most, err := strconv.Atoi(strings.TrimSuffix(first, " lines"))
	if tag == "" || err == nil && most <= 0 {
		err = fmt.Errorf("%s has no bound", t)
	}
	switch t.Kind() {
	case reflect.Bool:
		return never, nil
	case reflect.Array:
		return never, nil
	case reflect.Pointer:
		within, err := boundOf(t.Elem(), tag)
		return func(v reflect.Value, judge int) error {
			if v.IsNil() {
				return nil
			}
			return within(v.Elem(), judge)
		}, err
	case reflect.Struct:
		return boundOfStruct(t)
	case reflect.String:
		return boundOfText(t, first, most, err)
	case reflect.Uint64, reflect.Int64:
		return func(v reflect.Value, _ int) error { return upTo(v, uint64(most)) }, err
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return func(v reflect.Value, _ int) error { return countOf("bound.bytes", v.Len(), most) }, err
		}
		if err != nil {
			return nil, err
		}
		within, err := boundOf(t.Elem(), rest)
		return func(v reflect.Value, judge int) error {
			err := countOf("bound.list", v.Len(), most)
			for i := 0; i < v.Len() && err == nil; i++ {
				err = within(v.Index(i), judge)
			}
			return err
		}, err
	case reflect.Map:
		if err != nil {
			return nil, err
		}
		return boundOfMap(t, most, rest)
	}
	return nil, fmt.Errorf("no value has a %s", t)
}

func boundOfMap(t reflect.Type, most int, rest string) (bound, error) {
	keys, rest, _ := strings.Cut(rest, " of ")
	key, err := boundOf(t.Key(), keys)
	if err != nil {
		return nil, err
	}
	within, err := boundOf(t.Elem(), rest)
	return func(v reflect.Value, judge int) error {
		if err := countOf("bound.list", v.Len(), most); err != nil {
			return err
		}
		for each := v.MapRange(); each.Next(); {
			if err := key(each.Key(), judge); err != nil {
				return err
			}
			if err := within(each.Value(), judge); err != nil {
				return err
			}
		}
		return nil
	}, err
}

// boundOfStruct holds for every field; a structure within another is checked by its own method too.
func boundOfStruct(t reflect.Type) (bound, error) {
	all := make([]bound, t.NumField())
	for i := range all {
		f := t.Field(i)
		var err error
		if all[i], err = boundOf(f.Type, f.Tag.Get("bound")); err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.Name(), f.Name, err)
		}
	}
	return func(v reflect.Value, judge int) error {
		for i, within := range all {
			f := v.Field(i)
			if err := within(f, judge); err != nil {
				return err
			}
			if f.Kind() == reflect.Pointer && !f.IsNil() {
				f = f.Elem()
			}
			if f.Kind() != reflect.Struct || f.IsZero() {
				continue
			}
			if c, ok := f.Interface().(checker); ok {
				if err := c.Check(judge); err != nil {
					return err
				}
			}
		}
		return nil
	}, nil
}

func boundOfText(t reflect.Type, tag string, most int, err error) (bound, error) {
	if err == nil {
		return func(v reflect.Value, _ int) error { return text(v.String(), most, strings.HasSuffix(tag, " lines")) }, nil
	}
	check := map[string]func(string, int) error{"day": anyJudge(day), "figure": anyJudge(figure), "file": anyJudge(fileName), "period": period}[tag]
	if check == nil {
		return nil, err
	}
	return func(v reflect.Value, judge int) error {
		if v.String() == "" {
			return nil
		}
		return check(v.String(), judge)
	}, nil
}

func countOf(key string, count, most int) error {
	if count > most {
		return emulation.Errorf(emulation.Invalid, key, "count", count, "most", most)
	}
	return nil
}

func upTo(v reflect.Value, most uint64) error {
	if v.CanInt() {
		if n := v.Int(); n < 0 || uint64(n) > most {
			return emulation.Errorf(emulation.Invalid, "bound.number", "number", n, "most", most)
		}
	} else if n := v.Uint(); n > most {
		return emulation.Errorf(emulation.Invalid, "bound.number", "number", n, "most", most)
	}
	return nil
}

// text refuses one that is too long, and signs nobody sees: they break a list, a file's name or a line on paper, or turn round what is read.
func text(s string, most int, lines bool) error {
	if len(s) > most && utf8.RuneCountInString(s) > most {
		return emulation.Errorf(emulation.Invalid, "bound.text", "text", beginning(s), "count", utf8.RuneCountInString(s), "most", most)
	}
	for _, r := range s {
		if hidden(r) && !(lines && (r == '\n' || r == '\r' || r == '\t')) {
			return emulation.Errorf(emulation.Invalid, "bound.hidden", "text", beginning(s))
		}
	}
	return nil
}

func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029'
}

// beginning is the first of a text without signs nobody sees, to quote it.
func beginning(s string) string {
	var out strings.Builder
	for i, r := range s {
		if i > 60 {
			return out.String() + "…"
		}
		if hidden(r) {
			r = ' '
		}
		out.WriteRune(r)
	}
	return out.String()
}

// IsFileName reports whether a file of evidence can be called so.
func IsFileName(s string) bool { return s != "" && fileName(s) == nil }

func fileName(s string) error {
	if err := text(s, 200, false); err != nil {
		return err
	}
	if strings.Trim(s, ". ") == "" || strings.ContainsAny(s, `/\:`) {
		return emulation.Errorf(emulation.Invalid, "bound.file", "name", beginning(s))
	}
	return nil
}

func day(s string) error {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return emulation.Errorf(emulation.Invalid, "running.bad-date", "text", beginning(s))
	}
	return nil
}

func figure(s string) error {
	if _, err := decimal.Parse(s); err != nil {
		return emulation.Errorf(emulation.Invalid, "bound.figure", "text", beginning(s))
	}
	return nil
}

func anyJudge(check func(string) error) func(string, int) error {
	return func(s string, _ int) error { return check(s) }
}

func period(s string, judge int) error {
	if p, err := emulation.ParsePeriod(s); err != nil || string(p) != s || judge < emulation.FourthJudge && p.IsWeek() {
		return emulation.Errorf(emulation.Invalid, "period.unknown", "text", beginning(s))
	}
	return nil
}
