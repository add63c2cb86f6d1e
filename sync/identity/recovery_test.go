package identity_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/identity"
)

func sheet(t *testing.T) (r *identity.Recovery, lines []string, words string) {
	t.Helper()
	key, err := identity.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	office, err := identity.NewID(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	r = &identity.Recovery{Key: key, Root: identity.PublicKey(key.Public()), Office: office}
	if words, err = identity.NewWords(rand.Reader); err != nil {
		t.Fatal(err)
	}
	if lines, err = r.Seal(words, rand.Reader); err != nil {
		t.Fatal(err)
	}
	return r, lines, words
}

func bytesOf(t *testing.T, k *identity.Key) []byte {
	t.Helper()
	raw, err := k.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// However a person types what stands on the paper, the same key comes back.
func TestRecoverySheetAsPeopleTypeIt(t *testing.T) {
	r, lines, words := sheet(t)
	if len(lines) != identity.RecoveryLines || len(lines[0]) != 34 {
		t.Fatalf("%d lines, the first %q", len(lines), lines[0])
	}
	numbered := make([]string, len(lines))
	for i, l := range lines {
		numbered[i] = fmt.Sprintf("%d.  %s", i+1, strings.ToLower(l))
	}
	for name, text := range map[string]string{
		"as printed":  strings.Join(lines, "\n"),
		"numbered":    "\n" + strings.Join(numbered, "\r\n\r\n") + "\n",
		"square code": strings.ReplaceAll(strings.Join(lines, ""), "-", ""),
		"like digits": strings.NewReplacer("0", "O", "1", "l").Replace(strings.Join(lines, "\n")),
	} {
		got, err := identity.OpenRecovery(text, "  "+strings.ToUpper(strings.ReplaceAll(words, " ", "  "))+"\n")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(bytesOf(t, got.Key), bytesOf(t, r.Key)) || got.Root != r.Root || got.Office != r.Office {
			t.Errorf("%s: another identity came back", name)
		}
	}
}

// Whoever finds the sheet has nothing without the words, and no two sheets are alike.
func TestRecoverySheetWithoutItsWords(t *testing.T) {
	r, lines, words := sheet(t)
	_, err := identity.OpenRecovery(strings.Join(lines, "\n"), words+"s")
	if emulation.KeyOf(err) != "recovery.words" {
		t.Errorf("with other words: %v", err)
	}
	again, err := r.Seal(words, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for i := range lines {
		if again[i] == lines[i] {
			t.Errorf("line %d is the same on two sheets", i+1)
		}
	}
}

// printed is a sheet that once came out of a printer: the paper of every version before must open, and its mistyped lines are the same in every
// run. Twelve bits of checksum let one of 4,096 slips pass, which only the words then refuse.
var printed = []string{
	"B4P0-R3ZH-F75R-0BCR-AZ07-DKPJ-MH41", "8W5Q-HGQ7-PFY3-9JC7-QF6E-AQC2-AS8R", "TW0R-K7MF-3CFA-C7KP-ZFAB-MRM6-K6XV",
	"E3X2-D18D-163C-EPVT-GHYX-V7X4-F9HM", "WSHG-SVKK-G4CF-0Z52-A3Y1-C20Q-PXB9", "EQW3-BR6F-47C7-BJS0-HFE1-HG55-CJYW",
	"6VW1-832A-EK1D-VHX5-0S4T-SCAW-1C1C", "J2WV-Y8E6-JF9G-8A0H-XR4J-ZD8T-WWQE", "437D-VTVB-KHRN-M1GS-VG8P-3ESQ-ZMH9",
}

const printedWords = "drab dislike smog silly yield overbook"

func TestPrintedRecoverySheetOpens(t *testing.T) {
	r, err := identity.OpenRecovery(strings.Join(printed, "\n"), printedWords)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%x %x %s", r.Key.Private.Seed()[:8], r.Root[:8], r.Office)
	if want := "78b11571c90ac77c 5288298d41459b84 8945e4f246d7b7e0bccccf42844228f5"; got != want {
		t.Errorf("another identity: %s, not %s", got, want)
	}
}

// A mistyped symbol is named by its line before any words are tried; so are two lines that changed places.
func TestMistypedRecoveryLineIsNamed(t *testing.T) {
	open := func(lines []string) (string, string) {
		_, err := identity.OpenRecovery(strings.Join(lines, "\n"), printedWords)
		return emulation.KeyOf(err), fmt.Sprint(err)
	}
	for i := range printed {
		for _, typed := range []string{flipped(printed[i]), printed[i][1:], printed[i] + "0", "ả" + printed[i][1:]} {
			wrong := slices.Clone(printed)
			wrong[i] = typed
			key, err := open(wrong)
			if key != "recovery.line" || !strings.Contains(err, fmt.Sprint(i+1)) {
				t.Errorf("line %d typed %q: %s", i+1, typed, err)
			}
		}
	}
	swapped := slices.Clone(printed)
	swapped[3], swapped[4] = swapped[4], swapped[3]
	if key, err := open(swapped); key != "recovery.line" {
		t.Errorf("two lines swapped: %s", err)
	}
	if key, err := open(printed[:8]); key != "recovery.lines" {
		t.Errorf("a line is missing: %s", err)
	}
	if key, err := open(nil); key != "recovery.lines" {
		t.Errorf("nothing: %s", err)
	}
}

// flipped is a line with its tenth symbol another one.
func flipped(line string) string {
	b := []byte(line)
	if b[10] == 'A' {
		b[10] = 'B'
	} else {
		b[10] = 'A'
	}
	return string(b)
}
