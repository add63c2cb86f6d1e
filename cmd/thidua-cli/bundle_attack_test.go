package main

import (
	"crypto/ed25519"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/internal/courier"
	"thidua/internal/durable"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/wire"
)

// joined founds two units whose leaders have joined, and whose desks hold all there is.
func (s *sticks) joined() {
	s.t.Helper()
	s.do("office", "init", "--office", "@office.file", "--passphrase-file", "@passphrase.txt")
	s.do("office", "cluster", "found", "khoi-x", "--name", "Khối X (minh hoạ)", "--organiser", "Sở (minh hoạ)")
	for _, u := range []string{"a", "b"} {
		s.do("office", "unit", "add", "truong-"+u, "--name", "Trường "+u+" (minh hoạ)", "--short", "Trường "+u, "--illustrative")
		s.do("office", "unit", "join", "truong-"+u, "--cluster", "khoi-x", "--date", "1/9/2023")
	}
	s.round("found", "office")
	for _, u := range []string{"a", "b"} {
		s.do("office", "invite", "--unit", "truong-"+u, "--role", "leader", "--out", "@"+u+".invite")
	}
	s.round("invite", "office")
	for _, u := range []string{"a", "b"} {
		s.do(u, "init", "--invite", "@"+u+".invite", "--name", "Hiệu trưởng "+u)
	}
	s.round("join", "a", "b")
	s.round("hear", "b", "a")
}

// key is whose a desk is.
func (s *sticks) key(who string) *identity.Key { return s.desks[s.path("desk-"+who)].Workspace.Key() }

// forge reads a bundle as one of its readers, lets its items be others, and signs what it became with another key.
func (s *sticks) forge(from, to, reader string, by ed25519.PrivateKey, purpose bundle.Purpose, forge func(items []any) []any) {
	s.t.Helper()
	k := s.key(reader)
	keys, err := identity.Openers(k.Private, k.Age)
	s.must(err)
	var items []any
	s.must(courier.With(from, func(f *bundle.File) error {
		return f.Each(keys, bundle.MaxInflated, func(item any) error { items = append(items, item); return nil })
	}))
	d := bundle.Draft{Tenant: s.server.Tenant, Key: by, To: []bundle.To{{Key: identity.PublicOf(k.Private)}}, Made: s.clock().UnixMilli(), Purpose: purpose,
		Fill: func(w *wire.Writer) error {
			for _, item := range forge(items) {
				if err := w.Item(item); err != nil {
					return err
				}
			}
			return nil
		}}
	s.must(durable.Replace(to, durable.Shared, func(w io.Writer) error { _, err := d.Write(w); return err }))
}

// TestAForgedCopyEndsNothing: a member, or anybody, hands over a copy in which leaves are others than the server gave. Nothing of it is taken in, the
// log is no log that lies, and goes on with the true file.
func TestAForgedCopyEndsNothing(t *testing.T) {
	s := newSticks(t)
	s.joined()
	s.do("office", "unit", "rename", "truong-b", "--name", "Trường b mới (minh hoạ)", "--short", "Trường b mới", "--date", "1/1/2024", "--basis", "Nghị quyết 5 (minh hoạ)")
	s.round("news", "office")
	truth := filepath.Join(s.folder("copies"), "true.thidua")
	s.do("office", "bundle", "export", "--for", "truong-b", truth)
	late := func(items []any) []any { // the last leaf of the control log, dated otherwise
		var last *wire.Entry
		for _, item := range items {
			if e, ok := item.(*wire.Entry); ok && e.Scope.Kind() == changeset.Control {
				last = e
			}
		}
		leaf, err := changeset.DecodeLeaf(last.Leaf)
		s.must(err)
		leaf.Received++
		last.Leaf = leaf.Encode()
		return items
	}
	twice := func(items []any) (out []any) {
		for _, item := range items {
			out = append(out, item)
			if e, ok := item.(*wire.Entry); ok {
				leaf, err := changeset.DecodeLeaf(e.Leaf)
				s.must(err)
				leaf.Received++
				out = append(out, &wire.Entry{Scope: e.Scope, Leaf: leaf.Encode(), Change: e.Change})
			}
		}
		return out
	}
	unsaid := func(items []any) (out []any) {
		for _, item := range items {
			if _, ok := item.(*wire.Checkpoint); !ok {
				out = append(out, item)
			}
		}
		return out
	}
	for _, forged := range []struct {
		name  string
		forge func([]any) []any
		taken bool // the true leaves of it may be taken in, so that it comes last
	}{{"another leaf", late, false}, {"no word of the server", unsaid, false}, {"a leaf twice", twice, true}} {
		name := forged.name
		before := s.do("b", "state-hash")
		file := filepath.Join(s.dir, "forged.thidua")
		s.forge(truth, file, "b", s.key("a").Private, bundle.Copy, forged.forge)
		code, out, said := s.try("b", "bundle", "import", file)
		if name == "another leaf" && (code != 1 || !strings.Contains(out, "không khớp với xác nhận của máy chủ")) {
			t.Errorf("%s: code %d\n%s%s", name, code, out, said)
		}
		if now := s.do("b", "state-hash"); now != before && !forged.taken {
			t.Errorf("%s came into the state", name)
		}
		if st := s.do("b", "status", "--json"); strings.Contains(st, `"alarm"`) {
			t.Errorf("%s: whoever can write a file ends a log: %s", name, st)
		}
	}
	s.do("b", "bundle", "import", truth)
	if !strings.Contains(s.do("b", "unit", "list"), "Trường b mới") {
		t.Error("the true copy was not taken in")
	}
	s.do("b", "log", "verify")
}

// TestTwoHistoriesInACopy: the server gave one desk other leaves than the rest, and signed both. The first file from a colleague shows it.
func TestTwoHistoriesInACopy(t *testing.T) {
	s := newSticks(t)
	s.joined()
	truth, other := filepath.Join(s.folder("copies"), "true.thidua"), filepath.Join(s.dir, "other.thidua")
	s.do("a", "bundle", "export", "--for", "truong-b", truth)
	s.forge(truth, other, "b", s.key("a").Private, bundle.Copy, func(items []any) []any {
		var head changeset.LogHead
		for _, item := range items {
			switch item := item.(type) {
			case *wire.Entry:
				if item.Scope.Kind() != changeset.Control {
					continue
				}
				leaf, err := changeset.DecodeLeaf(item.Leaf)
				s.must(err)
				leaf.Received += 5
				item.Leaf = leaf.Encode()
				head = head.Append(leaf)
			case *wire.Checkpoint:
				if item.Scope.Kind() == changeset.Control {
					note, err := changeset.Checkpoint{Tenant: s.server.Tenant, Scope: item.Scope, Size: head.Size, Root: head.Root()}.Sign(s.server.Key)
					s.must(err)
					item.Note = note
				}
			}
		}
		return items
	})
	code, out, said := s.try("b", "bundle", "import", other)
	if code != 1 || !strings.Contains(out, "đã ký hai bản khác nhau") {
		t.Errorf("code %d\n%s%s", code, out, said)
	}
	if st := s.do("b", "status", "--json"); !strings.Contains(st, `"alarm"`) {
		t.Errorf("no alarm stands: %s", st)
	}
}

// TestBundlesThatTellLies: who is not the server gives no verdicts, and a bundle of another office is none of ours; a request that comes again later takes
// nothing and renews nothing.
func TestBundlesThatTellLies(t *testing.T) {
	s, foreign := newSticks(t), newSticks(t)
	s.joined()
	foreign.do("office", "init", "--office", "@office.file", "--passphrase-file", "@passphrase.txt")
	stranger := filepath.Join(foreign.dir, "foreign.thidua")
	foreign.do("office", "bundle", "export", stranger)
	if code, _, said := s.try("b", "bundle", "import", stranger); code != 1 {
		t.Errorf("a bundle of another office: %s", said)
	}
	request := filepath.Join(s.dir, "request.thidua")
	s.do("a", "invite", "--unit", "truong-a", "--role", "staff", "--out", "@staff.invite")
	s.do("a", "bundle", "export", request)
	lie := filepath.Join(s.dir, "lie.thidua")
	s.forge(request, lie, "a", s.key("b").Private, bundle.Answer, func(items []any) []any {
		var out []any
		for _, item := range items {
			if p, ok := item.(*wire.Push); ok {
				c, err := changeset.Decode(s.server.Tenant, p.Change)
				s.must(err)
				out = append(out, &wire.Ack{Identity: c.Identity, Reason: "base"}, &wire.View{Judge: 99})
			}
		}
		return out
	})
	s.do("a", "bundle", "import", lie)
	if st := s.do("a", "status", "--json"); strings.Contains(st, `"alarm"`) || !strings.Contains(st, `"pending": 1`) {
		t.Errorf("a colleague's word was taken for the server's: %s", st)
	}
	take := func() *courier.Taken {
		var got *courier.Taken
		s.must(courier.With(request, func(f *bundle.File) (err error) { got, err = s.server.Take(f, courier.ByHand); return err }))
		return got
	}
	if first := take(); first.Taken != 1 {
		t.Errorf("%+v", first.Counts)
	}
	s.now = s.now.AddDate(0, 0, 100) // its certificate is near its end
	if again := take(); again.Taken != 0 || again.Known != 1 || again.Renewed != 0 {
		t.Errorf("an old request did something: %+v", again.Counts)
	}
	s.now = s.now.AddDate(0, 0, 2)
	ahead := filepath.Join(s.dir, "ahead.thidua")
	s.do("a", "bundle", "export", ahead)
	s.now = s.now.AddDate(0, 0, -2)
	s.must(os.Rename(ahead, request))
	if early := take(); early.Renewed != 0 {
		t.Errorf("a request of a day to come renewed a certificate: %+v", early.Counts)
	}
	fresh := filepath.Join(s.dir, "fresh.thidua")
	s.do("a", "bundle", "export", fresh)
	s.must(os.Rename(fresh, request))
	if now := take(); now.Renewed == 0 {
		t.Errorf("a desk that is there was not renewed: %+v", now.Counts)
	}
}
