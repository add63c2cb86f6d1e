package emulation_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"thidua/emulation"
)

func TestErrorKeepsItsCode(t *testing.T) {
	plain := emulation.Errorf(emulation.Full, "disk.full", "disk", "C:", "free", 7)
	deep := fmt.Errorf("saving: %w", fmt.Errorf("writing: %w", plain.Because(io.ErrShortWrite)))
	cases := []struct {
		err  error
		code emulation.Code
		key  string
	}{
		{nil, "", ""}, {plain, emulation.Full, "disk.full"}, {deep, emulation.Full, "disk.full"}, {io.EOF, emulation.Internal, ""},
	}
	for _, c := range cases {
		if emulation.CodeOf(c.err) != c.code || emulation.KeyOf(c.err) != c.key {
			t.Errorf("%v: %q %q", c.err, emulation.CodeOf(c.err), emulation.KeyOf(c.err))
		}
	}
	if !errors.Is(deep, io.ErrShortWrite) || !errors.Is(deep, &emulation.Error{Message: emulation.Say("disk.full")}) || errors.Is(deep, &emulation.Error{Message: emulation.Say("disk.gone")}) {
		t.Error("is")
	}
	if errors.Is(plain, io.EOF) {
		t.Error("it is what did not cause it")
	}
}

func TestErrorSaysWhere(t *testing.T) {
	err := emulation.Errorf(emulation.Invalid, "criteria.points", "max", 10).At("bo-tieu-chi.yaml", 12, "groups[0]").Because(io.EOF)
	for _, part := range []string{"bo-tieu-chi.yaml", "12", "criteria.points", "max", "EOF"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err.Error(), part)
		}
	}
	if got := emulation.Errorf(emulation.Invalid, "criteria.points").Error(); got != "criteria.points" {
		t.Errorf("%q", got)
	}
}

func TestSay(t *testing.T) {
	m := emulation.Say("key", "a", 1, "b", "x")
	if m.Key != "key" || len(m.Args) != 2 || m.Args["a"] != 1 || m.Args["b"] != "x" {
		t.Errorf("%+v", m)
	}
	if m := emulation.Say("key"); m.Args != nil {
		t.Errorf("%+v", m)
	}
	if m := emulation.Say("key", "a"); len(m.Args) != 0 {
		t.Errorf("a name without a value: %+v", m)
	}
}

func TestIDs(t *testing.T) {
	id := emulation.Digest([]byte("a"), []byte("b")).Short()
	if emulation.Digest([]byte("ab")).Short() != id {
		t.Error("a digest is of the bytes, one after the other")
	}
	// SHA-256 of "abc", FIPS 180-4.
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := emulation.Digest([]byte("abc")); got.String() != abc || got.IsZero() || got.Short().String() != abc[:32] {
		t.Errorf("%s", got)
	}
	if got, err := emulation.ParseID(id.String()); err != nil || got != id {
		t.Errorf("%v %v", got, err)
	}
	if got, err := emulation.ParseHash(abc); err != nil || got.String() != abc {
		t.Errorf("%v %v", got, err)
	}
	for _, text := range []string{"", "0", strings.Repeat("g", 32), strings.Repeat("0", 31), strings.Repeat("0", 33), strings.Repeat("0", 64)} {
		if got, err := emulation.ParseID(text); emulation.KeyOf(err) != "id.malformed" || !got.IsZero() {
			t.Errorf("%q: %v %v", text, got, err)
		}
	}
	for _, text := range []string{"", strings.Repeat("g", 64), strings.Repeat("0", 32), strings.Repeat("0", 65)} {
		if got, err := emulation.ParseHash(text); emulation.KeyOf(err) != "id.malformed" || !got.IsZero() {
			t.Errorf("%q: %v %v", text, got, err)
		}
	}
	if !(emulation.ID{}).IsZero() || id.IsZero() {
		t.Error("zero")
	}
}
