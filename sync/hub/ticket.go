package hub

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// A ticket is its end (milliseconds, 8 bytes), its number (8 bytes) and 16 bytes of HMAC-SHA-256 over "ticket/1" ‖ log id ‖ end ‖ number. It
// proves that the server spoke to somebody; who asks with it is proved by the signature. Of one key only the newest ticket counts, and the
// same bytes are answered for a minute at most, since there are lines that send a request several times and give the desk the last answer: a
// recorded request is worth nothing. A desk whose response was cut asks again with the same ticket. The last bit of the number says that
// whoever got it had proved the key: such a ticket is worth something before the signature is looked at.

const (
	ticketSize = 8 + 8 + 16
	maxAsked   = 256    // requests with one ticket
	maxRepeats = 4      // times the same bytes are answered
	repeatedMs = 60_000 // for so long after the first, in milliseconds
)

type tickets struct {
	secret []byte

	mu    sync.Mutex
	count uint64
	last  map[changeset.LogID]*spent
}

// spent is the newest ticket a key has used, and for which requests.
type spent struct {
	number uint64
	asked  map[emulation.Hash]*answered
}

// answered is how often one request was answered, and when first, in milliseconds since 1970.
type answered struct {
	times int
	first int64
}

func newTickets(serverKey ed25519.PrivateKey, starts uint64) (*tickets, error) {
	info := binary.BigEndian.AppendUint64([]byte("tickets/1"), starts)
	secret, err := hkdf.Key(sha256.New, serverKey.Seed(), nil, string(info), 32)
	return &tickets{secret: secret, last: map[changeset.LogID]*spent{}}, err
}

// give makes a ticket that ends at a time in milliseconds, for who proved the key or for anybody.
func (t *tickets) give(log changeset.LogID, until int64, proved bool) []byte {
	t.mu.Lock()
	t.count += 2
	n := t.count
	t.mu.Unlock()
	if proved {
		n++
	}
	b := binary.BigEndian.AppendUint64(nil, uint64(until))
	b = binary.BigEndian.AppendUint64(b, n)
	return append(b, t.mac(log, b)...)
}

func (t *tickets) mac(log changeset.LogID, b []byte) []byte {
	m := hmac.New(sha256.New, t.secret)
	m.Write([]byte("ticket/1"))
	m.Write(log[:])
	m.Write(b)
	return m.Sum(nil)[:16]
}

// valid gives the number of a ticket of this key that has not ended.
func (t *tickets) valid(log changeset.LogID, ticket []byte, nowMs int64) (uint64, bool) {
	if len(ticket) != ticketSize || !hmac.Equal(ticket[16:], t.mac(log, ticket[:16])) {
		return 0, false
	}
	until := int64(binary.BigEndian.Uint64(ticket))
	return binary.BigEndian.Uint64(ticket[8:]), nowMs <= until
}

// spend reports whether a request may still be asked with this ticket, and remembers it.
func (t *tickets) spend(log changeset.LogID, number uint64, request emulation.Hash, nowMs int64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.last[log]
	if s == nil || number > s.number {
		s = &spent{number: number, asked: map[emulation.Hash]*answered{}}
		t.last[log] = s
	}
	if number < s.number {
		return false
	}
	a := s.asked[request]
	if a == nil {
		if len(s.asked) >= maxAsked {
			return false
		}
		a = &answered{first: nowMs}
		s.asked[request] = a
	}
	if since := nowMs - a.first; a.times >= maxRepeats || since < 0 || since > repeatedMs {
		return false
	}
	a.times++
	return true
}
