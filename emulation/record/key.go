package record

import (
	"reflect"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Part is one part of a key.
type Part struct {
	Name string // as the page of formats has it: "season"
	Sort byte   // i = 16 bytes, t = text, n = number, b = bytes

	typ reflect.Type
}

// KindName is a kind of record named in a key.
type KindName string

// Told says a part that is a text in words, by what it names; a message without a key if it is empty.
func (p Part) Told(text string) emulation.Message {
	switch p.typ {
	case reflect.TypeFor[emulation.SeasonStep]():
		return emulation.Say("season." + text)
	case reflect.TypeFor[KindName]():
		return emulation.Say("record." + text)
	case reflect.TypeFor[emulation.Period]():
		if period, err := emulation.ParsePeriod(text); err == nil {
			return period.Message()
		}
	}
	if text == "" {
		return emulation.Message{}
	}
	return emulation.Say("value.text", "text", text)
}

// partsOf takes the structure of a key apart.
func partsOf(key reflect.Type) []Part {
	parts := make([]Part, key.NumField())
	for i := range parts {
		f := key.Field(i)
		parts[i].Name, parts[i].typ = strings.ToLower(f.Name), f.Type
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
	}
	return parts
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
		switch f := key.Field(i); p.Sort {
		case 'i':
			*f.Addr().Interface().(*emulation.ID) = raw.ID(i)
		case 't':
			f.SetString(raw.Text(i))
		case 'n':
			f.SetUint(raw.Number(i))
		case 'b':
			f.SetBytes(raw.Bytes(i))
		}
	}
}
