package wire

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"

	"thidua/sync/changeset"
)

// MaxTicket is the longest ticket a server may give, in bytes.
const MaxTicket = 128

// SignChunk makes the opening that goes with the transfer of chunk n of an evidence file: method is "GET" or "PUT", body what is put.
func SignChunk(tenant changeset.Tenant, key ed25519.PrivateKey, ticket []byte, method string, name changeset.BlobName, n int64, body []byte) ([]byte, error) {
	return changeset.Encode(Opening{
		Log: changeset.LogIDOf(key.Public().(ed25519.PublicKey)), Ticket: ticket, Protocol: Version,
		Signature: changeset.SignOnly(changeset.TypeRequest, tenant, signedChunk(ticket, method, name, n, body), key),
	})
}

// VerifyChunk reports whether key signed this transfer; if not, the error is "changeset.signature".
func (o *Opening) VerifyChunk(tenant changeset.Tenant, key ed25519.PublicKey, method string, name changeset.BlobName, n int64, body []byte) error {
	return changeset.VerifyOnly(changeset.TypeRequest, tenant, signedChunk(o.Ticket, method, name, n, body), o.Signature, key)
}

// signedChunk is ticket ‖ SHA-256("chunk/1\n" method " " blob "/" n "\n" ‖ body): no request's compressed part begins like that.
func signedChunk(ticket []byte, method string, name changeset.BlobName, n int64, body []byte) []byte {
	h := sha256.New()
	fmt.Fprintf(h, "chunk/1\n%s %s/%d\n", method, name, n)
	h.Write(body)
	return h.Sum(append([]byte(nil), ticket...))
}

func (c *Chunk) Encode() ([]byte, error) { return changeset.Encode(c) }

// DecodeChunk reads a chunk; whether it belongs to a file is for BlobName.CheckChunk.
func DecodeChunk(raw []byte) (*Chunk, error) {
	if len(raw) > MaxChunk {
		return nil, tooLarge(MaxChunk)
	}
	c := new(Chunk)
	if err := changeset.Unmarshal(raw, c); err != nil {
		return nil, malformed("chunk").Because(err)
	}
	if again, err := c.Encode(); err != nil || !bytes.Equal(again, raw) { // such as null for an empty one
		return nil, malformed("chunk")
	}
	return c, nil
}

// HasChunk reports whether a bitmap of missing chunks lets chunk n be here.
func HasChunk(missing []byte, n int64) bool {
	return n/8 >= int64(len(missing)) || missing[n/8]&(1<<(n%8)) == 0
}
