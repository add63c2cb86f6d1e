package hostile_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"

	"thidua/emulation"
)

// Pool is what values may speak of: what exists, and what does not. Chance draws from it.
type Pool struct {
	*rand.Rand
	IDs   []emulation.ID
	Words []string            // choices, codes, days and figures somebody could mean
	By    map[string][]string // what a field with a name, or of a type, could hold
	Calm  int                 // one text or number in so many is strange

	plain bool // nothing is strange, and no list long: what stands many times in another
}

// strange are texts that nobody means.
var strange = []string{
	"", " ", "NaN", "Infinity", "-0", "1e999", "0x10", strings.Repeat("9", 59), "-" + strings.Repeat("9", 59), "0." + strings.Repeat("0", 58) + "1",
	"9999-12-31", "0001-01-01", "2024-02-30", "../../etc/passwd", `C:\x`, "a/b", "a\x00b", "a\u202eb", "a\nb", "\u200b", "=1+1", "{name}", "%!s(int=1)",
	"\U0001f600", strings.Repeat("á", 64), strings.Repeat("x ", 20_000), strings.Repeat("y", 7_000), strings.Repeat("\n", 5_000),
}

// ID is somebody, or nobody.
func (p *Pool) ID() emulation.ID {
	if p.IntN(8) == 0 {
		var id emulation.ID
		for i := range id {
			id[i] = byte(p.Uint32())
		}
		return id
	}
	return p.IDs[p.IntN(len(p.IDs))]
}

// Text is a word, or something strange.
func (p *Pool) Text() string {
	if p.strange() {
		return strange[p.IntN(len(strange))]
	}
	return p.Words[p.IntN(len(p.Words))]
}

func (p *Pool) strange() bool { return !p.plain && p.IntN(max(p.Calm, 2)) == 0 }

// many gives what stands many times in a list: small, so that the whole list can be written at all.
func (p *Pool) many(t reflect.Type) reflect.Value {
	before := p.plain
	p.plain = true
	v := p.Fill(t)
	p.plain = before
	return v
}

// Of is what a part with a name could hold, or something strange.
func (p *Pool) Of(name string) string {
	if list := p.By[name]; list != nil && !p.strange() {
		return list[p.IntN(len(list))]
	}
	return p.Text()
}

// Number is small, or at an end of what a number can be.
func (p *Pool) Number() uint64 {
	if !p.strange() {
		return uint64(p.IntN(4))
	}
	ends := []uint64{1 << 20, 1_000_000, 1 << 31, 1 << 32, 1 << 40, 1 << 53, 1 << 62, math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64}
	return ends[p.IntN(len(ends))]
}

func (p *Pool) count() int {
	if p.strange() && p.IntN(4) == 0 {
		return 300 + p.IntN(1500)
	}
	if p.plain {
		return p.IntN(2)
	}
	return p.IntN(4)
}

// Fill gives a value of a type, filled with whatever chance brings.
func (p *Pool) Fill(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(p.IntN(3) == 0)
	case reflect.String:
		v.SetString(p.Of(t.Name()))
	case reflect.Uint64:
		v.SetUint(p.Number())
	case reflect.Int64:
		v.SetInt(int64(p.Number()))
	case reflect.Array:
		id := p.ID()
		reflect.Copy(v, reflect.ValueOf(id[:]))
	case reflect.Pointer:
		if p.IntN(2) == 0 {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(p.Fill(t.Elem()))
		}
	case reflect.Slice:
		n := p.count()
		if t.Elem().Kind() == reflect.Uint8 {
			n = []int{0, 16, 32, n}[p.IntN(4)]
		}
		v.Set(reflect.MakeSlice(t, n, n))
		one := p.many(t.Elem())
		for i := range n {
			if n < 10 {
				one = p.Fill(t.Elem())
			}
			v.Index(i).Set(one)
		}
	case reflect.Map:
		n := p.count()
		v.Set(reflect.MakeMap(t))
		one := p.many(t.Elem())
		for i := range n {
			key := p.Text()
			if n >= 10 {
				key = fmt.Sprint(i)
			} else {
				one = p.Fill(t.Elem())
			}
			v.SetMapIndex(reflect.ValueOf(key).Convert(t.Key()), one)
		}
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			switch {
			case !f.IsExported() || p.IntN(5) == 0:
			case f.Type.Kind() == reflect.String && p.By[f.Name] != nil:
				v.Field(i).SetString(p.Of(f.Name))
			default:
				v.Field(i).Set(p.Fill(f.Type))
			}
		}
	}
	return v
}
