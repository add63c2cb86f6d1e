package changeset

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/fxamacker/cbor/v2"

	"thidua/emulation"
)

// Limits of what is decoded at all.
const (
	MaxChange = 64 << 10  // bytes of an ordinary change with its envelope
	MaxSubmit = 512 << 10 // bytes of a change that carries a whole sheet or criteria set
	maxDepth  = 16
)

// Raw is one CBOR value as its exact deterministic bytes.
type Raw = cbor.RawMessage

var (
	encMode = must(cbor.EncOptions{
		Sort: cbor.SortBytewiseLexical, ShortestFloat: cbor.ShortestFloat16, NaNConvert: cbor.NaNConvertReject,
		InfConvert: cbor.InfConvertReject, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		NilContainers: cbor.NilContainerAsEmpty, // nothing has two spellings, one of them null
	}.EncMode())
	decMode     = decoder(maxElements)
	messageMode = decoder(maxListed)
)

// maxElements is how many elements a list, or pairs a map, of anything may have.
const maxElements = 131072

// maxListed is how many elements a list of a message may have: a byte of null becomes a hundred bytes of memory.
const maxListed = 16384

func decoder(elements int) cbor.DecMode {
	return must(cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		UTF8: cbor.UTF8RejectInvalid, MaxNestedLevels: maxDepth, MaxArrayElements: elements, MaxMapPairs: elements,
	}.DecMode())
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // constant options: wrong only if this file is
	}
	return v
}

// Encode writes a value as deterministic CBOR. It fails only on a value that has none (a float NaN, a channel): a fault of the program.
func Encode(v any) (Raw, error) { return encMode.Marshal(v) }

// MustEncode is Encode for values whose type cannot fail.
func MustEncode(v any) Raw { return must(Encode(v)) }

// EncodeTexts is Encode for texts by name, which a desk writes for thousands of cells to compare their digests.
func EncodeTexts(texts map[string]string) Raw {
	size := 9
	names := make([]string, 0, len(texts))
	for name, text := range texts {
		names = append(names, name)
		size += 2*9 + len(name) + len(text)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	raw := appendHead(make([]byte, 0, size), 5, uint64(len(texts)))
	for _, name := range names {
		raw = appendText(appendText(raw, name), texts[name])
	}
	return raw
}

// Unmarshal reads deterministic CBOR into v. Bytes that are not deterministic, or do not fit v, give the error "changeset.malformed".
func Unmarshal(raw []byte, v any) error {
	if err := Check(raw); err != nil {
		return err
	}
	return Load(raw, v)
}

// UnmarshalMessage is Unmarshal for what comes from nobody knows whom: lists hold at most 16,384 elements.
func UnmarshalMessage(raw []byte, v any) error {
	if err := Check(raw); err != nil {
		return err
	}
	if err := messageMode.Unmarshal(raw, v); err != nil {
		return malformed("shape").Because(err)
	}
	return nil
}

// UnmarshalStrict is Unmarshal that takes v's own spelling and no other, see LoadStrict.
func UnmarshalStrict(raw []byte, v any) error {
	if err := Check(raw); err != nil {
		return err
	}
	return LoadStrict(raw, v)
}

// Load reads bytes that were checked before, such as our own rows or the inside of a checked change.
func Load(raw []byte, v any) error {
	if err := decMode.Unmarshal(raw, v); err != nil {
		return malformed("shape").Because(err)
	}
	return nil
}

// LoadStrict is Load that takes v's own spelling and no other: no field v does not have, none left out, no null for an empty value, no
// id of another length (the library cuts a longer byte string to the length of the array). v is a pointer.
func LoadStrict(raw []byte, v any) error {
	if err := Load(raw, v); err != nil {
		return err
	}
	again, err := Encode(v)
	if err != nil || !bytes.Equal(again, raw) {
		return malformed("spelling").Because(err)
	}
	return nil
}

func malformed(what string) *emulation.Error {
	return emulation.Errorf(emulation.Corrupt, "changeset.malformed", "what", what)
}

// Check reports whether raw is exactly one CBOR item in its deterministic encoding: shortest heads, definite lengths, map keys sorted
// bytewise and unique, valid UTF-8, no tags, no floats, no simple values but false, true and null, at most 16 arrays and maps inside one
// another. A map's keys are whole numbers, texts or byte strings.
func Check(raw []byte) error {
	rest, err := checkItem(raw, 0)
	if err != nil {
		return err
	}
	if len(rest) != 0 {
		return malformed("trailing")
	}
	return nil
}

// head reads the initial bytes of an item: its major type and argument, insisting on the shortest form.
func head(raw []byte) (major byte, arg uint64, rest []byte, err error) {
	if len(raw) == 0 {
		return 0, 0, nil, malformed("truncated")
	}
	major, info := raw[0]>>5, raw[0]&0x1f
	rest = raw[1:]
	if info < 24 {
		return major, uint64(info), rest, nil
	}
	if info > 27 {
		return 0, 0, nil, malformed("indefinite")
	}
	n := 1 << (info - 24)
	if len(rest) < n {
		return 0, 0, nil, malformed("truncated")
	}
	for _, b := range rest[:n] {
		arg = arg<<8 | uint64(b)
	}
	smallest := [...]uint64{24, 1 << 8, 1 << 16, 1 << 32}[info-24]
	if arg < smallest {
		return 0, 0, nil, malformed("not-shortest")
	}
	return major, arg, rest[n:], nil
}

func checkItem(raw []byte, depth int) ([]byte, error) {
	major, arg, rest, err := head(raw)
	if err != nil {
		return nil, err
	}
	if (major == 4 || major == 5) && depth >= maxDepth {
		return nil, malformed("depth")
	}
	switch major {
	case 0, 1:
		return rest, nil
	case 2, 3:
		if arg > uint64(len(rest)) {
			return nil, malformed("truncated")
		}
		if major == 3 && !utf8.Valid(rest[:arg]) {
			return nil, malformed("utf8")
		}
		return rest[arg:], nil
	case 4:
		if arg > uint64(len(rest)) {
			return nil, malformed("truncated")
		}
		for ; arg > 0; arg-- {
			if rest, err = checkItem(rest, depth+1); err != nil {
				return nil, err
			}
		}
		return rest, nil
	case 5:
		if arg > uint64(len(rest))/2 {
			return nil, malformed("truncated")
		}
		var last []byte
		for ; arg > 0; arg-- {
			key := rest
			if len(key) > 0 && key[0]>>5 > 3 {
				return nil, malformed("key")
			}
			if rest, err = checkItem(rest, depth+1); err != nil {
				return nil, err
			}
			key = key[:len(key)-len(rest)]
			if last != nil && bytes.Compare(last, key) >= 0 {
				return nil, malformed("key-order")
			}
			last = key
			if rest, err = checkItem(rest, depth+1); err != nil {
				return nil, err
			}
		}
		return rest, nil
	case 6:
		return nil, malformed("tag")
	default:
		if raw[0] >= 0xf4 && raw[0] <= 0xf6 { // false, true, null
			return rest, nil
		}
		return nil, malformed("simple")
	}
}

// appendHead writes the shortest head of a major type with its argument.
func appendHead(dst []byte, major byte, arg uint64) []byte {
	m := major << 5
	switch {
	case arg < 24:
		return append(dst, m|byte(arg))
	case arg < 1<<8:
		return append(dst, m|24, byte(arg))
	case arg < 1<<16:
		return append(dst, m|25, byte(arg>>8), byte(arg))
	case arg < 1<<32:
		return append(dst, m|26, byte(arg>>24), byte(arg>>16), byte(arg>>8), byte(arg))
	}
	return append(dst, m|27, byte(arg>>56), byte(arg>>48), byte(arg>>40), byte(arg>>32), byte(arg>>24), byte(arg>>16), byte(arg>>8), byte(arg))
}

func appendBytes(dst, b []byte) []byte { return append(appendHead(dst, 2, uint64(len(b))), b...) }

func appendText(dst []byte, s string) []byte {
	return append(appendHead(dst, 3, uint64(len(s))), s...)
}
