package identity

import (
	"crypto/ed25519"
	"encoding/base32"
	"fmt"
	"io"
	"regexp"
	"strings"

	"filippo.io/age"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"thidua/emulation"
	"thidua/internal/crockford"
)

// Recovery is what a recovery sheet holds: the key of one person on one device, and the world it belongs to. A server can show no other world
// to whoever restores it, since root and office are on the sheet.
type Recovery struct {
	Key    *Key
	Root   PublicKey
	Office emulation.ID // its control log
}

// RecoveryLines is how many lines of 28 symbols a recovery sheet has: 16 bytes each.
const RecoveryLines = 9

// The layout of a sheet's 144 bytes: a salt, and the encrypted parts behind it.
const (
	recoverySalt = 11
	ageBytes     = 37 // 58 symbols of five bits: age's secret key in Bech32, its checksum included
	sheetBytes   = ed25519.SeedSize + ageBytes + ed25519.PublicKeySize + len(emulation.ID{})
)

// Argon2id's cost for what stands on paper or on a disk: 64 MiB, three passes, four lanes (RFC 9106).
const (
	argonTime    = 3
	argonMemory  = 64 << 10 // KiB
	argonThreads = 4
)

// recoveryLabel is bound into the encryption, and with the number of the line into its checksum.
const recoveryLabel = "recovery/1"

// bech32 packs symbols of age's keys, five bits each.
var bech32 = base32.NewEncoding("qpzry9x8gf2tvdw0s3jn54khce6mua7l").WithPadding(base32.NoPadding)

// ageKey begins an age secret key.
const ageKey = "AGE-SECRET-KEY-1"

// Seal writes the lines of a sheet, encrypted under words: Argon2id, then XChaCha20-Poly1305 with a nonce of zeros, since salt and words give a
// key that encrypts nothing else. Whoever has only the sheet has nothing.
func (r *Recovery) Seal(words string, rand io.Reader) ([]string, error) {
	salt := make([]byte, recoverySalt)
	if _, err := io.ReadFull(rand, salt); err != nil {
		return nil, emulation.Errorf(emulation.Internal, "identity.randomness").Because(err)
	}
	// 58 symbols and 6 zeros are 40 bytes, of which the last three are zero.
	packed, err := bech32.DecodeString(strings.ToLower(strings.TrimPrefix(r.Key.Age.String(), ageKey)) + "qqqqqq")
	if err != nil || len(packed) != 40 {
		return nil, emulation.Errorf(emulation.Internal, "identity.key").Because(err)
	}
	plain := append(r.Key.Private.Seed(), packed[:ageBytes]...)
	plain = append(append(plain, r.Root[:]...), r.Office[:]...)
	raw := recoveryCipher(words, salt).seal(salt, plain)
	lines := make([]string, RecoveryLines)
	for i := range lines {
		lines[i] = spell([16]byte(raw[16*i:]), lineLabel(i))
	}
	return lines, nil
}

func lineLabel(i int) string { return fmt.Sprintf("%s/%d", recoveryLabel, i+1) }

// recoveryKey encrypts one sheet.
type recoveryKey []byte

func recoveryCipher(words string, salt []byte) recoveryKey { return Stretch(plainWords(words), salt) }

// Stretch makes a key of 32 bytes of what a person remembers, at a cost that makes trying dear.
func Stretch(words string, salt []byte) []byte {
	return argon2.IDKey([]byte(words), salt, argonTime, argonMemory, argonThreads, chacha20poly1305.KeySize)
}

func (k recoveryKey) seal(salt, plain []byte) []byte {
	c, err := chacha20poly1305.NewX(k)
	if err != nil {
		panic(err) // only for a key of another length
	}
	return c.Seal(append([]byte{}, salt...), make([]byte, c.NonceSize()), plain, []byte(recoveryLabel))
}

func (k recoveryKey) open(sealed []byte) ([]byte, error) {
	c, err := chacha20poly1305.NewX(k)
	if err != nil {
		panic(err)
	}
	return c.Open(nil, make([]byte, c.NonceSize()), sealed, []byte(recoveryLabel))
}

// numbered is the number of a line as it is printed before it.
var numbered = regexp.MustCompile(`^\s*\d{1,2}\s*[.):]\s*`)

// OpenRecovery reads a sheet as it was typed, line by line, or as its square code gives it, and opens it with its words. A mistyped line is the
// error "recovery.line", wrong words "recovery.words".
func OpenRecovery(text, words string) (*Recovery, error) {
	lines, err := recoveryBlocks(text)
	if err != nil {
		return nil, err
	}
	var raw []byte
	for i, plain := range lines {
		content, ok := unspell(plain, lineLabel(i))
		if !ok {
			return nil, emulation.Errorf(emulation.Invalid, "recovery.line", "line", i+1)
		}
		raw = append(raw, content[:]...)
	}
	plain, err := recoveryCipher(words, raw[:recoverySalt]).open(raw[recoverySalt:])
	if err != nil || len(plain) != sheetBytes {
		return nil, emulation.Errorf(emulation.Forbidden, "recovery.words").Because(err)
	}
	seed, rest := plain[:ed25519.SeedSize], plain[ed25519.SeedSize:]
	packed, rest := append(append([]byte{}, rest[:ageBytes]...), 0, 0, 0), rest[ageBytes:]
	id, err := age.ParseX25519Identity(ageKey + strings.ToUpper(bech32.EncodeToString(packed)[:58]))
	if err != nil {
		return nil, emulation.Errorf(emulation.Corrupt, "identity.key").Because(err)
	}
	return &Recovery{Key: &Key{Private: ed25519.NewKeyFromSeed(seed), Age: id}, Root: PublicKey(rest[:ed25519.PublicKeySize]),
		Office: emulation.ID(rest[ed25519.PublicKeySize:])}, nil
}

// recoveryBlocks are the symbols of each line. Where each line stands by itself, a fault in one keeps to it.
func recoveryBlocks(text string) ([]string, error) {
	var lines []string
	for line := range strings.Lines(text) {
		if line = numbered.ReplaceAllString(line, ""); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) != RecoveryLines {
		all, ok := crockford.Read(strings.Join(lines, ""))
		if !ok || len(all) != RecoveryLines*spelled {
			return nil, emulation.Errorf(emulation.Invalid, "recovery.lines", "count", len(lines), "want", RecoveryLines)
		}
		lines = lines[:0]
		for i := range RecoveryLines {
			lines = append(lines, all[i*spelled:(i+1)*spelled])
		}
	}
	for i := range lines {
		lines[i], _ = crockford.Read(lines[i]) // something else is a mistyped line
	}
	return lines, nil
}
