package record

import (
	"reflect"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Part is one part of a key.
type Part struct {
	Name string // as the page of formats has it: "season"
	Sort byte   // i = 16 bytes, t = text, n = number, b = bytes

	typ   reflect.Type
	words string // what stands before the text in the translations, where it is a word of the program; the tag of the same name
	bound bound
}

// Told says a part that is a text in words, by what it names; a message without a key if it is empty.
func (p Part) Told(text string) emulation.Message {
	switch {
	case text == "":
		return emulation.Message{}
	case p.words != "":
		return emulation.Say(p.words+text, "id", text)
	case p.typ == reflect.TypeFor[emulation.Period]():
		if period, err := emulation.ParsePeriod(text); err == nil {
			return period.Message()
		}
	}
	return emulation.Say("value.text", "text", text)
}

// Counted says a part that is a number in words; a message without a key where the number tells nobody anything.
func (p Part) Counted(n uint64) emulation.Message {
	if p.words == "" {
		return emulation.Message{}
	}
	return emulation.Say(p.words, "number", strconv.FormatUint(n, 10))
}

// partsOf takes the structure of a key apart.
func partsOf(key reflect.Type) []Part {
	parts := make([]Part, key.NumField())
	for i := range parts {
		f := key.Field(i)
		parts[i].Name, parts[i].typ, parts[i].words = strings.ToLower(f.Name), f.Type, f.Tag.Get("words")
		switch {
		case f.Type == reflect.TypeFor[emulation.ID]():
			parts[i].Sort = 'i'
		case f.Type.Kind() == reflect.String:
			parts[i].Sort = 't'
		case f.Type.Kind() == reflect.Uint64:
			parts[i].Sort = 'n'
		case f.Type.Kind() == reflect.Slice:
			parts[i].Sort = 'b'
		default:
			panic("record: no key has a " + f.Type.String())
		}
		parts[i].bound = boundOfPart(f, parts[i].Sort)
	}
	return parts
}

// boundOfPart is how long, or large, a part may be where its tag says nothing else.
func boundOfPart(f reflect.StructField, sort byte) bound {
	tag := f.Tag.Get("bound")
	if tag == "" {
		tag = map[byte]string{'t': "64", 'n': "10000", 'b': "32"}[sort]
	}
	within, err := boundOf(f.Type, tag)
	if err != nil {
		panic("record: the part " + f.Name + " of a key: " + err.Error())
	}
	return within
}

// writeKey is the key as it stands in an operation.
func writeKey(parts []Part, key reflect.Value) changeset.Key {
	values := make([]any, len(parts))
	for i, p := range parts {
		switch f := key.Field(i); p.Sort {
		case 'i':
			values[i] = *f.Addr().Interface().(*emulation.ID)
		case 't':
			values[i] = f.String()
		case 'n':
			values[i] = f.Uint()
		case 'b':
			values[i] = f.Bytes()
		}
	}
	return changeset.NewKey(values...)
}

// readKey fills the structure of a key; what is missing, or of another sort, stays zero.
func readKey(parts []Part, raw changeset.Key, key reflect.Value) {
	for i, p := range parts {
		readPart(p.Sort, raw, i, key.Field(i))
	}
}

func readPart(sort byte, raw changeset.Key, i int, into reflect.Value) {
	switch sort {
	case 'i':
		*into.Addr().Interface().(*emulation.ID) = raw.ID(i)
	case 't':
		into.SetString(raw.Text(i))
	case 'n':
		into.SetUint(raw.Number(i))
	case 'b':
		into.SetBytes(raw.Bytes(i))
	}
}
