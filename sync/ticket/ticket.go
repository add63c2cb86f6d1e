// Package ticket makes what a server hands out so that the next request needs no trip to prove who asks.
//
// A ticket is its end (milliseconds, 8 bytes), its number (8 bytes) and 16 bytes of HMAC-SHA-256 over "ticket/1" ‖ log id ‖ end ‖ number. It
// proves that the server spoke to somebody; who asks with it is proved by the signature. Of one key only the newest ticket counts, and the
// same bytes are answered for a minute at most, since there are lines that send a request several times and give the desk the last answer: a
// recorded request is worth nothing. A desk whose response was cut asks again with the same ticket. The last bit of the number says that
// whoever got it had proved the key: such a ticket is worth something before the signature is looked at.
//
// Tickets outlive the server's process: the newest number that each key used is on the disk before anything is answered, and after a start
// only newer ones count; the upper bits of a number count the starts. A server that was restored does not know which numbers it saw: it
// begins a new era, in which no earlier ticket counts. Where nobody told it, the numbers that come tell how far the count was.
package ticket

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

const (
	size       = 8 + 8 + 16
	maxAsked   = 256    // requests with one ticket
	maxRepeats = 4      // times the same bytes are answered
	repeatedMs = 60_000 // for so long after the first, in milliseconds
)

// Issuer gives tickets and takes them back. Its methods may be called from any goroutine.
type Issuer struct {
	secret []byte

	mu    sync.Mutex
	count uint64
	last  map[changeset.LogID]*spent
	used  func(log changeset.LogID) (uint64, error) // the newest number that is on the disk
}

// StartBits is how far left in a number the count of starts stands.
const StartBits = 40

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

// New begins with the count of starts, in an era; used gives the newest number of a key that is on the disk.
func New(serverKey ed25519.PrivateKey, starts, era uint64, used func(changeset.LogID) (uint64, error)) (*Issuer, error) {
	t := &Issuer{count: starts << StartBits, last: map[changeset.LogID]*spent{}, used: used}
	return t, t.Begin(serverKey, era)
}

// Begin begins an era: tickets of another are not valid in it.
func (t *Issuer) Begin(serverKey ed25519.PrivateKey, era uint64) (err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	info := binary.BigEndian.AppendUint64([]byte("tickets/2"), era)
	t.secret, err = hkdf.Key(sha256.New, serverKey.Seed(), nil, string(info), 32)
	return err
}

// Give makes a ticket that ends at a time in milliseconds, for who proved the key or for anybody.
func (t *Issuer) Give(log changeset.LogID, until int64, proved bool) []byte {
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

func (t *Issuer) mac(log changeset.LogID, b []byte) []byte {
	t.mu.Lock()
	m := hmac.New(sha256.New, t.secret)
	t.mu.Unlock()
	m.Write([]byte("ticket/1"))
	m.Write(log[:])
	m.Write(b)
	return m.Sum(nil)[:16]
}

// Valid gives the number of a ticket of this key that has not ended.
func (t *Issuer) Valid(log changeset.LogID, ticket []byte, nowMs int64) (uint64, bool) {
	if len(ticket) != size || !hmac.Equal(ticket[16:], t.mac(log, ticket[:16])) {
		return 0, false
	}
	until := int64(binary.BigEndian.Uint64(ticket))
	return binary.BigEndian.Uint64(ticket[8:]), nowMs <= until
}

// Counts reports whether no newer ticket of a key was used.
func (t *Issuer) Counts(log changeset.LogID, number uint64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s := t.last[log]; s != nil {
		return number >= s.number
	}
	used, err := t.used(log)
	return err == nil && number > used
}

// Spend reports whether a request may still be asked with this ticket, and remembers it; newer says that its number is the newest this key
// used, which has to be on the disk before anything is answered. The error is the store's.
func (t *Issuer) Spend(log changeset.LogID, number uint64, request emulation.Hash, nowMs int64) (ok, newer bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := t.last[log]
	if s == nil {
		used, err := t.used(log)
		if err != nil {
			return false, false, err
		}
		if number <= used {
			return false, false, nil // of an earlier start: which requests were asked with it is not known any more
		}
	}
	if s == nil || number > s.number {
		t.count = max(t.count, number&^1) // of a count this hub has forgotten: its data was laid back by hand
		s, newer = &spent{number: number, asked: map[emulation.Hash]*answered{}}, true
		t.last[log] = s
	}
	if number < s.number {
		return false, newer, nil
	}
	a := s.asked[request]
	if a == nil {
		if len(s.asked) >= maxAsked {
			return false, newer, nil
		}
		a = &answered{first: nowMs}
		s.asked[request] = a
	}
	if since := nowMs - a.first; a.times >= maxRepeats || since < 0 || since > repeatedMs {
		return false, newer, nil
	}
	a.times++
	return true, newer, nil
}
