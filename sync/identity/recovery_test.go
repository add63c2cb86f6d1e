package identity_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
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

// A mistyped symbol is named by its line before any words are tried; so are two lines that changed places.
func TestMistypedRecoveryLineIsNamed(t *testing.T) {
	_, lines, words := sheet(t)
	open := func(lines []string) (string, string) {
		_, err := identity.OpenRecovery(strings.Join(lines, "\n"), words)
		return emulation.KeyOf(err), fmt.Sprint(err)
	}
	for i := range lines {
		for _, typed := range []string{flipped(lines[i]), lines[i][1:], lines[i] + "0", "ả" + lines[i][1:]} {
			wrong := append([]string{}, lines...)
			wrong[i] = typed
			key, err := open(wrong)
			if key != "recovery.line" || !strings.Contains(err, fmt.Sprint(i+1)) {
				t.Errorf("line %d typed %q: %s", i+1, typed, err)
			}
		}
	}
	swapped := append([]string{}, lines...)
	swapped[3], swapped[4] = swapped[4], swapped[3]
	if key, err := open(swapped); key != "recovery.line" {
		t.Errorf("two lines swapped: %s", err)
	}
	if key, err := open(lines[:8]); key != "recovery.lines" {
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
