// Package hostile makes values nobody can have meant, for tests: whatever is declared in the catalogue of records, filled by reflection with
// the longest texts, the largest and the least numbers, signs nobody sees, days that never come. It judges nothing and writes nothing.
package hostile

import (
	"iter"
	"math"
	"reflect"
	"strconv"
	"strings"
)

// Over gives for each part of a type whose length or size is not fixed a value, empty but for that part, which lies beyond any bound; with each
// the path of the part.
func Over(t reflect.Type) iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) { over(t, "", yield) }
}

func over(t reflect.Type, path string, yield func(string, reflect.Value) bool) bool {
	v := reflect.New(t).Elem()
	within := func(path string, elem reflect.Type, put func(e reflect.Value) reflect.Value) bool {
		return over(elem, path, func(p string, e reflect.Value) bool { return yield(p, put(e)) })
	}
	switch t.Kind() {
	case reflect.String:
		for _, s := range []string{strings.Repeat("x", 1<<20), "a\x00b", "a\u202eb"} {
			v := reflect.New(t).Elem()
			v.SetString(s)
			if !yield(path, v) {
				return false
			}
		}
	case reflect.Uint64:
		v.SetUint(math.MaxUint64)
		return yield(path, v)
	case reflect.Int64:
		for _, n := range []int64{math.MaxInt64, -1} {
			v := reflect.New(t).Elem()
			v.SetInt(n)
			if !yield(path, v) {
				return false
			}
		}
	case reflect.Pointer:
		return within(path, t.Elem(), func(e reflect.Value) reflect.Value {
			p := reflect.New(t.Elem())
			p.Elem().Set(e)
			return p
		})
	case reflect.Slice:
		if !yield(path, many(t)) || t.Elem().Kind() == reflect.Uint8 {
			return t.Elem().Kind() == reflect.Uint8
		}
		return within(path+"[]", t.Elem(), func(e reflect.Value) reflect.Value { return reflect.Append(reflect.MakeSlice(t, 0, 1), e) })
	case reflect.Map:
		many := reflect.MakeMap(t)
		for i := range 20_000 {
			many.SetMapIndex(reflect.ValueOf(strconv.Itoa(i)).Convert(t.Key()), reflect.Zero(t.Elem()))
		}
		one := func(key, e reflect.Value) reflect.Value {
			m := reflect.MakeMap(t)
			m.SetMapIndex(key, e)
			return m
		}
		return yield(path, many) &&
			within(path+"{}", t.Key(), func(k reflect.Value) reflect.Value { return one(k, reflect.Zero(t.Elem())) }) &&
			within(path+"{}=", t.Elem(), func(e reflect.Value) reflect.Value { return one(reflect.Zero(t.Key()), e) })
	case reflect.Struct:
		for i := range t.NumField() {
			if !within(path+"."+t.Field(i).Name, t.Field(i).Type, func(e reflect.Value) reflect.Value {
				s := reflect.New(t).Elem()
				s.Field(i).Set(e)
				return s
			}) {
				return false
			}
		}
	}
	return true
}

func many(t reflect.Type) reflect.Value {
	n := 20_000
	if t.Elem().Kind() == reflect.Uint8 {
		n = 1 << 20
	}
	return reflect.MakeSlice(t, n, n)
}
