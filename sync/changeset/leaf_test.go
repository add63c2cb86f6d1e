package changeset_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func leaf(index uint64) *changeset.Leaf {
	return &changeset.Leaf{Index: index, Received: 1_700_000_000_000 + int64(index), Identity: hash(byte(index)), Verdict: changeset.Accepted,
		ControlSize: 7, JudgeVersion: 1}
}

func TestLeafGolden(t *testing.T) {
	golden(t, "leaf.hex", leaf(258).Encode())
	further := leaf(259)
	cause := hash(9)
	further.Verdict, further.Reason, further.Cause = changeset.Quarantined, "expired", cause[:]
	golden(t, "leaf-further.hex", further.Encode())
	for _, l := range []*changeset.Leaf{leaf(258), further} {
		got, err := changeset.DecodeLeaf(l.Encode())
		if err != nil || !bytes.Equal(got.Encode(), l.Encode()) || got.Further() != l.Further() || got.CauseIdentity() != l.CauseIdentity() {
			t.Errorf("%+v came back as %+v, %v", l, got, err)
		}
	}
}

func TestLeafRefused(t *testing.T) {
	cases := map[string]func(parts []any) []any{
		"a verdict 0":          func(p []any) []any { p[3] = 0; return p },
		"a verdict 5":          func(p []any) []any { p[3] = 5; return p },
		"a cause of 31":        func(p []any) []any { p[5] = make([]byte, 31); return p },
		"a cause null":         func(p []any) []any { p[5] = nil; return p },
		"an identity of 33":    func(p []any) []any { p[2] = make([]byte, 33); return p },
		"an identity of 31":    func(p []any) []any { p[2] = make([]byte, 31); return p },
		"a reason of bytes":    func(p []any) []any { p[4] = []byte("x"); return p },
		"a field more":         func(p []any) []any { return append(p, 1) },
		"a field less":         func(p []any) []any { return p[:7] },
		"a negative index":     func(p []any) []any { p[0] = -1; return p },
		"received past 63 bit": func(p []any) []any { p[1] = uint64(1) << 63; return p },
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			var parts []any
			if err := changeset.Load(leaf(1).Encode(), &parts); err != nil {
				t.Fatal(err)
			}
			_, err := changeset.DecodeLeaf(changeset.MustEncode(change(parts)))
			want(t, err, "changeset.malformed")
		})
	}
}

// hashes keeps all stored hashes, as package tlog wants them.
type hashes []tlog.Hash

func (h hashes) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		out[i] = h[x]
	}
	return out, nil
}

func TestLogHeadIsTheMerkleTree(t *testing.T) {
	var all hashes
	var head changeset.LogHead
	for n := uint64(0); n <= 200; n++ {
		root, err := tlog.TreeHash(int64(n), all)
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 && head.Root() != emulation.Hash(root) {
			t.Fatalf("size %d: root %s, tlog says %s", n, head.Root(), emulation.Hash(root))
		}
		if head.Size != n {
			t.Fatalf("size %d, want %d", head.Size, n)
		}
		l := leaf(n)
		before := head.Root()
		next := head.Append(l)
		if head.Root() != before || head.Size != n {
			t.Fatal("appending changed the head it was asked of")
		}
		if next.Received != l.Received || next.ControlSize != l.ControlSize {
			t.Fatal("the head does not know its last leaf")
		}
		head = next
		stored, err := tlog.StoredHashes(int64(n), l.Encode(), all)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, stored...)
	}
	if !(changeset.LogHead{}).Root().IsZero() {
		t.Error("an empty log has a root")
	}
}

func checkpoint() changeset.Checkpoint {
	return changeset.Checkpoint{Tenant: tenant, Scope: scope, Generation: 2, Size: 1234, Root: hash(0xee)}
}

func TestCheckpoint(t *testing.T) {
	raw, err := checkpoint().Sign(keyOf(9))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "checkpoint.hex", raw)
	got, err := changeset.OpenCheckpoint(raw, pub(keyOf(9)))
	if err != nil || *got != checkpoint() {
		t.Fatalf("%+v %v", got, err)
	}
	if !strings.HasPrefix(string(raw), "thidua/"+tenant.String()+"/cluster/"+id(0xc1).String()+"/2\n1234\n") {
		t.Errorf("%s", raw)
	}
	_, err = changeset.OpenCheckpoint(raw, pub(keyOf(8)))
	want(t, err, "changeset.checkpoint")
	for i := range raw {
		altered := bytes.Clone(raw)
		altered[i] ^= 1
		if got, err := changeset.OpenCheckpoint(altered, pub(keyOf(9))); err == nil && *got != checkpoint() {
			t.Fatalf("byte %d altered: %+v", i, got)
		}
	}
	for n := range raw {
		if _, err := changeset.OpenCheckpoint(raw[:n], pub(keyOf(9))); err == nil {
			t.Fatalf("cut to %d: accepted", n)
		}
	}
}

// What the server's key signed is still taken in one spelling only.
func TestCheckpointSpelling(t *testing.T) {
	good, err := checkpoint().Sign(keyOf(9))
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(good), "\n\n")
	text += "\n"
	cases := map[string]func(string) string{
		"a leading zero":         func(s string) string { return strings.Replace(s, "\n1234", "\n01234", 1) },
		"a plus":                 func(s string) string { return strings.Replace(s, "\n1234", "\n+1234", 1) },
		"a negative size":        func(s string) string { return strings.Replace(s, "\n1234", "\n-1", 1) },
		"a generation with zero": func(s string) string { return strings.Replace(s, "/2\n", "/02\n", 1) },
		"capitals":               func(s string) string { return strings.Replace(s, "c1c1", "C1c1", 1) },
		"another origin":         func(s string) string { return "x" + s },
		"a line more":            func(s string) string { return s + "x\n" },
		"a line less":            func(s string) string { return s[:strings.LastIndex(s[:len(s)-1], "\n")+1] },
		"a short root":           func(s string) string { return s[:len(s)-5] + "\n" },
		"a root's unused bits":   func(s string) string { return s[:len(s)-3] + "5=\n" },
	}
	for name, change := range cases {
		t.Run(name, func(t *testing.T) {
			altered := change(text)
			if altered == text {
				t.Fatal("the case alters nothing")
			}
			raw, err := note.Sign(&note.Note{Text: altered}, noteSigner(t))
			if err != nil {
				t.Fatal(err)
			}
			_, err = changeset.OpenCheckpoint(raw, pub(keyOf(9)))
			want(t, err, "changeset.checkpoint")
		})
	}
	raw, err := note.Sign(&note.Note{Text: text}, noteSigner(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(raw, good) {
		t.Error("the signer of the test is not the server's")
	}
}

func TestVerdictNames(t *testing.T) {
	for v, name := range map[changeset.Verdict]string{changeset.Accepted: "accepted", changeset.NeedsDecision: "needs-decision",
		changeset.Quarantined: "quarantined", changeset.Rejected: "rejected", 0: "unknown", 9: "unknown"} {
		if v.String() != name {
			t.Errorf("%d is %s, want %s", v, v, name)
		}
	}
}

// noteSigner signs notes with the server's key of the tests, made the way package note writes keys.
func noteSigner(t *testing.T) note.Signer {
	t.Helper()
	vkey, err := note.NewEd25519VerifierKey("thidua-server", pub(keyOf(9)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner("PRIVATE+KEY+thidua-server+" + strings.Split(vkey, "+")[1] + "+" + base64Key(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
