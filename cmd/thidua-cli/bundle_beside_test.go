package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// carefulName is a personal value that stands in the control log.
const carefulName = "Nguyễn Thị Cẩn"

// named lets a colleague join of whom b has not heard, and gives the office's copy for b, which names the colleague.
func (s *sticks) named() (truth string) {
	s.t.Helper()
	s.joined()
	s.do("a", "invite", "--unit", "truong-a", "--role", "staff", "--out", "@c.invite")
	s.round("staff", "a")
	s.do("c", "init", "--invite", "@c.invite", "--name", carefulName)
	s.round("c", "c")
	s.round("hear again", "office")
	truth = filepath.Join(s.folder("copies"), "true.thidua")
	s.do("office", "bundle", "export", "--for", "truong-b", truth)
	return truth
}

// knows says whether the name stands beside its change at somebody's desk.
func (s *sticks) knows(who string) (known bool) {
	s.t.Helper()
	d := s.desks[s.path("desk-"+who)]
	s.must(d.DB.Entries(d.Workspace.Control(), 0, func(e *changeset.Entry) error {
		known = known || slices.ContainsFunc(e.Detached, func(v changeset.Detached) bool { return string(v.Value) == carefulName })
		return nil
	}))
	return known
}

// entries lets each leaf of a forged file be another.
func entries(change func(*wire.Entry)) func([]any) []any {
	return func(items []any) []any {
		for _, item := range items {
			if e, ok := item.(*wire.Entry); ok {
				change(e)
			}
		}
		return items
	}
}

// TestAForgedCopyStripsNoName: personal values are under no signature of the server. A copy without them is not taken in, or they would never come; one
// of the server, which may lack them itself, is, and they are kept when they come. What no change names is not kept.
func TestAForgedCopyStripsNoName(t *testing.T) {
	s := newSticks(t)
	truth, forged := s.named(), filepath.Join(s.dir, "forged.thidua")
	strip := entries(func(e *wire.Entry) { e.Detached = nil })
	s.forge(truth, forged, "b", s.key("a").Private, bundle.Copy, strip)
	if code, out, said := s.try("b", "bundle", "import", forged); code != 1 || !strings.Contains(out, "thiếu họ tên") || !strings.Contains(out, "Hiệu trưởng a") {
		t.Errorf("code %d\n%s%s", code, out, said)
	}
	junk := changeset.Detached{Value: []byte("nobody names it")}
	s.forge(truth, forged, "b", s.key("a").Private, bundle.Copy, entries(func(e *wire.Entry) { e.Detached = append(e.Detached, junk) }))
	s.do("b", "bundle", "import", forged)
	if !s.knows("b") {
		t.Error("the name did not come with the next copy")
	}
	if d, err := s.desks[s.path("desk-b")].DB.Detached(junk.Commitment()); err != nil || d != nil {
		t.Errorf("what no change names was kept: %v", err)
	}
	s.do("b", "log", "verify")
}

// TestInACopyNamesComeLate: see TestAForgedCopyStripsNoName.
func TestInACopyNamesComeLate(t *testing.T) {
	s := newSticks(t)
	truth, forged := s.named(), filepath.Join(s.dir, "forged.thidua")
	s.forge(truth, forged, "b", s.server.Key, bundle.Answer, entries(func(e *wire.Entry) { e.Detached = nil }))
	s.do("b", "bundle", "import", forged)
	if s.knows("b") {
		t.Fatal("it came with a file that lacks it")
	}
	s.do("b", "bundle", "import", truth)
	if !s.knows("b") {
		t.Error("it was not kept when it came")
	}
	s.do("b", "log", "verify")
}

// TestAForgedCopyBlamesNoServer: the leaves are the server's, and what stands beside one is not its change. That is told of whoever made the file; no
// alarm sounds, and the log goes on with a true copy.
func TestAForgedCopyBlamesNoServer(t *testing.T) {
	for name, alter := range map[string]func(last *wire.Entry, other []byte){
		"another signature": func(last *wire.Entry, _ []byte) { last.Change[len(last.Change)-1] ^= 1 },
		"another change":    func(last *wire.Entry, other []byte) { last.Change = other },
		"no change":         func(last *wire.Entry, _ []byte) { last.Change = nil },
		"no bytes of one":   func(last *wire.Entry, _ []byte) { last.Change = []byte("x") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSticks(t)
			truth, forged := s.named(), filepath.Join(s.dir, "forged.thidua")
			s.forge(truth, forged, "b", s.key("a").Private, bundle.Copy, func(items []any) []any {
				var last *wire.Entry
				var other []byte
				for _, item := range items {
					if e, ok := item.(*wire.Entry); ok && e.Scope.Kind() == changeset.Control && e.Change != nil {
						if last != nil {
							other = last.Change
						}
						last = e
					}
				}
				alter(last, other)
				return items
			})
			if code, out, said := s.try("b", "bundle", "import", forged); code != 1 || !strings.Contains(out, "Hiệu trưởng a") || !strings.Contains(out, "máy chủ không có lỗi") {
				t.Errorf("code %d\n%s%s", code, out, said)
			}
			if st := s.do("b", "status", "--json"); strings.Contains(st, `"alarm"`) {
				t.Errorf("the server is blamed: %s", st)
			}
			s.do("b", "bundle", "import", truth)
			if !s.knows("b") {
				t.Error("the true copy was not taken in")
			}
			s.do("b", "log", "verify")
		})
	}
}

// TestAForgedCopyOfFaultsEnds: a file of nothing but faults, or of more logs than there are, is refused as a whole instead of filling the memory.
func TestAForgedCopyOfFaultsEnds(t *testing.T) {
	s := newSticks(t)
	truth, forged := s.named(), filepath.Join(s.dir, "forged.thidua")
	for name, forge := range map[string]func(items []any) []any{
		"confirmations of nobody": func(items []any) []any {
			for range 101 {
				items = append(items, &wire.Checkpoint{Note: []byte("nobody signed it")})
			}
			return items
		},
		"logs that are none": func(items []any) (out []any) {
			for _, item := range items {
				e, ok := item.(*wire.Entry)
				if !ok {
					continue
				}
				for i := range 1001 {
					out = append(out, &wire.Entry{Scope: changeset.NewScope(changeset.Unit, emulation.ID{byte(i), byte(i >> 8), 1}), Leaf: e.Leaf})
				}
				break
			}
			return out
		},
	} {
		before := s.do("b", "state-hash")
		s.forge(truth, forged, "b", s.key("a").Private, bundle.Copy, forge)
		if code, out, said := s.try("b", "bundle", "import", forged); code != 1 || !strings.Contains(out, "Chưa lấy gì từ tệp này") {
			t.Errorf("%s: code %d\n%s%s", name, code, out, said)
		}
		if s.do("b", "state-hash") != before {
			t.Errorf("%s: something was taken in", name)
		}
	}
	s.do("b", "bundle", "import", truth)
}

// TestBundlesReceiptsOfNothing: a receipt counts for a bundle that was made here, once; of others nothing is kept.
func TestBundlesReceiptsOfNothing(t *testing.T) {
	s := newSticks(t)
	s.joined()
	request, forged := filepath.Join(s.dir, "request.thidua"), filepath.Join(s.dir, "forged.thidua")
	s.do("a", "bundle", "export", request)
	sent, _, err := s.desks[s.path("desk-a")].Posted()
	s.must(err)
	s.forge(request, forged, "a", s.key("b").Private, bundle.Receipts, func([]any) (out []any) {
		for i := range 1000 {
			out = append(out, &wire.Receipt{Bundle: emulation.Digest([]byte{byte(i), byte(i >> 8)}), At: 1},
				&wire.Receipt{Bundle: sent[len(sent)-1].Digest, At: int64(i)})
		}
		return out
	})
	before := len(receipts(t, s))
	s.do("a", "bundle", "import", forged)
	if got := receipts(t, s)[before:]; len(got) != 1 || got[0] != sent[len(sent)-1].Digest {
		t.Errorf("%d receipts were kept", len(got))
	}
}

func receipts(t *testing.T, s *sticks) (of []emulation.Hash) {
	t.Helper()
	_, all, err := s.desks[s.path("desk-a")].Posted()
	s.must(err)
	for _, r := range all {
		of = append(of, r.Digest)
	}
	return of
}
