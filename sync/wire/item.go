package wire

import (
	"encoding/binary"

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
)

func kindOf(item any) uint64 {
	switch item.(type) {
	case *Header:
		return kindHeader
	case *Push:
		return kindPush
	case *Ticket:
		return kindTicket
	case *View:
		return kindView
	case *Ack:
		return kindAck
	case *Entry:
		return kindEntry
	case *Rest:
		return kindRest
	case *Checkpoint:
		return kindCheckpoint
	case *BlobState:
		return kindBlob
	case *Problem:
		return kindProblem
	case *World:
		return kindWorld
	case *End:
		return kindEnd
	}
	panic("wire: not an item") // a fault of the program, found by the first test that sends it
}

func emptyItem(kind uint64) any {
	switch kind {
	case kindHeader:
		return new(Header)
	case kindPush:
		return new(Push)
	case kindTicket:
		return new(Ticket)
	case kindView:
		return new(View)
	case kindAck:
		return new(Ack)
	case kindEntry:
		return new(Entry)
	case kindRest:
		return new(Rest)
	case kindCheckpoint:
		return new(Checkpoint)
	case kindBlob:
		return new(BlobState)
	case kindProblem:
		return new(Problem)
	case kindWorld:
		return new(World)
	case kindEnd:
		return new(End)
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
