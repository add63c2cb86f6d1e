package wire

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"

	"thidua/sync/changeset"
)

// A request is the length of its opening (2 bytes, big-endian), the opening, and a compressed stream of a Header and Pushes.

// RequestWriter builds one request.
type RequestWriter struct {
	body bytes.Buffer
	out  *Writer
}

// NewRequest starts a request with its header, for a server that reads what Features says.
func NewRequest(h *Header, features uint64) (*RequestWriter, error) {
	w := new(RequestWriter)
	w.out = NewWriter(&w.body, nil)
	if features&FeaturePack != 0 {
		w.out.Pack()
	}
	return w, w.out.Item(h)
}

// Push adds a change.
func (w *RequestWriter) Push(p *Push) error { return w.out.Item(p) }

// Bytes is the size of the request so far, before compression.
func (w *RequestWriter) Bytes() int { return w.out.Bytes() }

// Seal ends the request and signs it: by whose key, with which ticket. The writer cannot be used after it.
func (w *RequestWriter) Seal(tenant changeset.Tenant, key ed25519.PrivateKey, ticket []byte) ([]byte, error) {
	if err := w.out.Close(); err != nil {
		return nil, err
	}
	o := Opening{Log: changeset.LogIDOf(key.Public().(ed25519.PublicKey)), Ticket: ticket, Protocol: Version}
	if len(ticket) > 0 {
		o.Signature = changeset.SignOnly(changeset.TypeRequest, tenant, signed(ticket, w.body.Bytes()), key)
	}
	opening, err := changeset.Encode(o)
	if err != nil {
		return nil, err
	}
	raw := binary.BigEndian.AppendUint16(nil, uint16(len(opening)))
	raw = append(raw, opening...)
	return append(raw, w.body.Bytes()...), nil
}

// signed is what a request's signature covers: ticket ‖ SHA-256(compressed part).
func signed(ticket, body []byte) []byte {
	sum := sha256.Sum256(body)
	return append(append([]byte(nil), ticket...), sum[:]...)
}

// Request is a request taken apart.
type Request struct {
	Opening
	Body []byte // compressed
}

// ParseRequest takes a request apart, whether it is whole or was cut somewhere behind its opening.
func ParseRequest(raw []byte) (*Request, error) {
	if len(raw) > MaxRequest {
		return nil, tooLarge(MaxRequest)
	}
	if len(raw) < 2 {
		return nil, cut(nil)
	}
	n := int(binary.BigEndian.Uint16(raw))
	if n > MaxOpening {
		return nil, tooLarge(MaxOpening)
	}
	if len(raw) < 2+n {
		return nil, cut(nil)
	}
	r := &Request{Body: raw[2+n:]}
	o, err := ParseOpening(raw[2 : 2+n])
	if err != nil {
		return nil, err
	}
	r.Opening = *o
	return r, nil
}

// Verify reports whether key signed this ticket with this body; if not, the error is "changeset.signature".
func (r *Request) Verify(tenant changeset.Tenant, key ed25519.PublicKey) error {
	return changeset.VerifyOnly(changeset.TypeRequest, tenant, signed(r.Ticket, r.Body), r.Signature, key)
}

// Pushed lists the changes of a request in their order, as Reader.Asked wants them from whoever reads an answer and did not ask. What is no
// change is a zero identity.
func Pushed(raw []byte) []changeset.Identity {
	r, err := ParseRequest(raw)
	if err != nil {
		return nil
	}
	items := r.Items(MaxInflated)
	defer items.Close()
	var ids []changeset.Identity
	for {
		item, err := items.Next()
		if err != nil {
			return ids
		}
		if p, ok := item.(*Push); ok {
			_, id, _ := changeset.SplitChange(p.Change)
			ids = append(ids, id)
		}
	}
}

// Items reads the header and the pushes, as long as they are not more than limit bytes inflated.
func (r *Request) Items(limit int) *Reader { return NewReader(bytes.NewReader(r.Body), limit) }

func ParseOpening(raw []byte) (*Opening, error) {
	o := new(Opening)
	if len(raw) > MaxOpening {
		return nil, tooLarge(MaxOpening)
	}
	if err := changeset.Unmarshal(raw, o); err != nil {
		return nil, malformed("opening").Because(err)
	}
	if len(o.Ticket) > MaxTicket {
		return nil, malformed("opening")
	}
	return o, nil
}
