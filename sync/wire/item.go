package wire

import (
	"encoding/binary"
	"reflect"

	"thidua/sync/changeset"
)

// An item is its kind and its length as unsigned varints, and a body of that many bytes: one CBOR value in its deterministic encoding, but
// for a Rest. Numbers once used are never used for another meaning; a kind that is not known is skipped.
const (
	kindHeader     = 1
	kindPush       = 2
	kindTicket     = 16
	kindView       = 17
	kindAck        = 18
	kindEntry      = 19
	kindRest       = 20
	kindCheckpoint = 21
	kindBlob       = 22
	kindProblem    = 23
	kindWorld      = 24
	kindEnd        = 25
	kindPack       = 26
	kindState      = 27
	kindLack       = 30
	kindReturn     = 31
	kindChallenge  = 45
	kindHeldPlace  = 46
	kindHeldAll    = 47
	kindOpened     = 32
	kindOffer      = 48
)

// items are the types of the kinds.
var items = map[uint64]reflect.Type{
	kindHeader: reflect.TypeFor[Header](), kindPush: reflect.TypeFor[Push](),
	kindTicket: reflect.TypeFor[Ticket](), kindView: reflect.TypeFor[View](), kindAck: reflect.TypeFor[Ack](), kindEntry: reflect.TypeFor[Entry](),
	kindRest: reflect.TypeFor[Rest](), kindCheckpoint: reflect.TypeFor[Checkpoint](), kindBlob: reflect.TypeFor[BlobState](),
	kindProblem: reflect.TypeFor[Problem](), kindWorld: reflect.TypeFor[World](), kindEnd: reflect.TypeFor[End](),
	kindFileChunk: reflect.TypeFor[FileChunk](), kindReceipt: reflect.TypeFor[Receipt](),
	kindPack: reflect.TypeFor[Pack](), kindState: reflect.TypeFor[State](),
	kindChallenge: reflect.TypeFor[Challenge](), kindHeldPlace: reflect.TypeFor[HeldPlace](), kindHeldAll: reflect.TypeFor[HeldAll](),
	kindLack: reflect.TypeFor[Lack](), kindReturn: reflect.TypeFor[Return](), kindOpened: reflect.TypeFor[Opened](), kindOffer: reflect.TypeFor[Offer](),
}

var kinds = func() map[reflect.Type]uint64 {
	of := map[reflect.Type]uint64{}
	for kind, t := range items {
		of[reflect.PointerTo(t)] = kind
	}
	return of
}()

func kindOf(item any) uint64 {
	kind, ok := kinds[reflect.TypeOf(item)]
	if !ok {
		panic("wire: not an item") // a fault of the program, found by the first test that sends it
	}
	return kind
}

// emptyItem is an item of a kind to read into; nil if the kind is not known.
func emptyItem(kind uint64) any {
	if t := items[kind]; t != nil {
		return reflect.New(t).Interface()
	}
	return nil
}

// restHead is what stands before the bytes of a Rest: scope (17 bytes) and offset (8, big-endian). It is not CBOR, so that the beginning of
// one that was cut off can be told from the rest.
const restHead = len(changeset.Scope{}) + 8

func encodeItem(item any) ([]byte, error) {
	if r, ok := item.(*Rest); ok {
		b := append([]byte(nil), r.Scope[:]...)
		b = binary.BigEndian.AppendUint64(b, r.Offset)
		return append(b, r.Bytes...), nil
	}
	return changeset.Encode(item)
}

func decodeItem(body []byte, item any) error {
	if r, ok := item.(*Rest); ok {
		if len(body) <= restHead {
			return malformed("item")
		}
		r.Scope = changeset.Scope(body[:len(r.Scope)])
		r.Offset = binary.BigEndian.Uint64(body[len(r.Scope):])
		r.Bytes = append([]byte(nil), body[restHead:]...)
		return nil
	}
	if len(body) == 0 || body[0]>>5 != 5 { // a map; null would be taken for an empty one
		return malformed("item")
	}
	if err := changeset.UnmarshalMessage(body, item); err != nil {
		return malformed("item").Because(err)
	}
	return nil
}
