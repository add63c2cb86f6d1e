package identity_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/identity"
)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func TestCodeGolden(t *testing.T) {
	seed := identity.Seed(id(6))
	if got := seed.Code(); got != "0R30-C1G6-0R30-C1G6-0R30-C1G6-0VCH" {
		t.Errorf("code %s", got)
	}
	root := publicOf(1).Key()
	key := identity.PublicOf(seed.OneTimeKey(root))
	name := seed.LookupName()
	golden(t, "one-time.hex", key[:])
	golden(t, "lookup-name.hex", name[:])
}

func TestCodeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := identity.Seed(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "seed"))
		code := seed.Code()
		if len(code) != 34 || strings.Trim(code, alphabet+"-") != "" {
			t.Fatalf("code %q", code)
		}
		spoken := strings.NewReplacer("0", rapid.SampledFrom([]string{"0", "o", "O"}).Draw(t, "zero"),
			"1", rapid.SampledFrom([]string{"1", "i", "I", "l", "L"}).Draw(t, "one"),
			"-", rapid.SampledFrom([]string{"", "-", " ", " - ", ".", "–", "\n"}).Draw(t, "dash")).Replace(code)
		for _, text := range []string{code, spoken, strings.ToLower(spoken), " " + code + "\r\n"} {
			got, err := identity.ParseCode(text)
			if err != nil || got != seed {
				t.Fatalf("%q: %v %v", text, got, err)
			}
		}
	})
}

// Twelve bits of checksum let about one typo in 4,096 pass; such a code then finds no invitation. None may give back the seed itself, and
// more than that may not pass.
func TestCodeTypos(t *testing.T) {
	typos, passed := 0, 0
	try := func(seed identity.Seed, symbols []byte) {
		typos++
		got, err := identity.ParseCode(string(symbols))
		if err == nil {
			passed++
			if got == seed {
				t.Errorf("%s is read as another code's seed", symbols)
			}
			if got.LookupName() == seed.LookupName() {
				t.Errorf("%s finds another invitation", symbols)
			}
			return
		}
		if emulation.KeyOf(err) != "identity.code" || emulation.CodeOf(err) != emulation.Invalid {
			t.Fatalf("%s: %v", symbols, err)
		}
	}
	for s := range 40 {
		seed := identity.Seed(emulation.Digest([]byte{byte(s)}).Short())
		code := []byte(strings.ReplaceAll(seed.Code(), "-", ""))
		for i := range code {
			for _, c := range []byte(alphabet) {
				if c != code[i] {
					typo := bytes.Clone(code)
					typo[i] = c
					try(seed, typo)
				}
			}
			if i > 0 && code[i] != code[i-1] {
				typo := bytes.Clone(code)
				typo[i], typo[i-1] = typo[i-1], typo[i]
				try(seed, typo)
			}
		}
	}
	if passed*2048 > typos {
		t.Errorf("%d of %d typos passed the checksum", passed, typos)
	}
	t.Logf("%d of %d typos passed the checksum", passed, typos)
}

func TestCodeRefused(t *testing.T) {
	code := identity.Seed(id(6)).Code()
	for _, text := range []string{"", "-", code[:len(code)-1], code + "0", "U" + code[1:], "đ" + code[1:], code + "\x00", strings.Repeat("0", 1000), code[1:]} {
		_, err := identity.ParseCode(text)
		want(t, err, "identity.code")
	}
}

// A false server shows its own root: the desk finds another one-time key, and the invitation made under the true root does not name it.
func TestFalseRootFindsAnotherKey(t *testing.T) {
	seed := identity.Seed(id(6))
	under := func(root byte) identity.PublicKey { return identity.PublicOf(seed.OneTimeKey(publicOf(root).Key())) }
	if under(1) != invitation().OneTime {
		t.Error("the true root does not find the invitation's key")
	}
	if under(1) == under(2) {
		t.Error("two roots, one key")
	}
	other := seed
	other[15] ^= 1
	if identity.PublicOf(other.OneTimeKey(publicOf(1).Key())) == under(1) || other.LookupName() == seed.LookupName() {
		t.Error("two seeds, one key")
	}
	if name, key := seed.LookupName(), seed.OneTimeKey(publicOf(1).Key()); bytes.Contains(key, name[:]) || bytes.Contains(seed[:], name[:8]) {
		t.Error("the look-up name tells of the secret")
	}
}

type brokenSource struct{}

func (brokenSource) Read([]byte) (int, error) { return 0, errors.New("no chance left") }

func TestRandomness(t *testing.T) {
	source := bytes.NewReader(bytes.Repeat([]byte{7}, 100))
	seed, err := identity.NewSeed(source)
	if err != nil || seed != identity.Seed(id(7)) {
		t.Errorf("%v %v", seed, err)
	}
	person, err := identity.NewID(source)
	if err != nil || person != id(7) {
		t.Errorf("%v %v", person, err)
	}
	secret, err := identity.NewSecret(source)
	if err != nil || secret != [32]byte(bytes.Repeat([]byte{7}, 32)) {
		t.Errorf("%v %v", secret, err)
	}
	_, err = identity.NewSeed(brokenSource{})
	want(t, err, "identity.randomness")
	_, err = identity.NewID(strings.NewReader("short"))
	want(t, err, "identity.randomness")
	_, err = identity.NewSecret(strings.NewReader("short"))
	want(t, err, "identity.randomness")
	_, err = identity.NewKey(strings.NewReader("short"))
	want(t, err, "identity.randomness")
}
