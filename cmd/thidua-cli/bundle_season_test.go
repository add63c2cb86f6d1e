package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/internal/courier"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/internal/replay"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/bundle"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// sticks is a world without a network: desks, a server in a cupboard, and folders that somebody carries between them.
type sticks struct {
	t      *testing.T
	dir    string
	now    time.Time
	desks  map[string]*desk.Desk
	server courier.Server
}

func newSticks(t *testing.T) *sticks {
	t.Helper()
	s := &sticks{t: t, dir: t.TempDir(), now: time.Date(2023, 9, 1, 8, 0, 0, 0, time.UTC), desks: map[string]*desk.Desk{}}
	db, err := storage.Open(filepath.Join(s.dir, "server"), storage.Options{Server: true, Now: s.clock, Rand: rand.Reader, ReserveBytes: 1})
	s.must(err)
	t.Cleanup(func() { s.must(db.Close()) })
	office, key, err := tenant.New(db, "Sở Giáo dục và Đào tạo (minh hoạ)", "Văn thư", s.now, rand.Reader)
	s.must(err)
	s.must(os.WriteFile(s.path("passphrase.txt"), []byte("mật khẩu minh hoạ"), 0o600))
	s.must(durable.Create(s.path("office.file"), durable.Private, func(w io.Writer) error {
		return identity.WriteOfficeFile(w, office, "mật khẩu minh hoạ", 4)
	}))
	root := identity.PublicOf(office.RootKey())
	h, err := hub.New(db, judge.NewAnchor(root.Key()), key.Private, s.clock)
	s.must(err)
	s.server = courier.Server{Hub: h, Key: key.Private, Tenant: changeset.TenantOf(root.Key()), Now: s.clock}
	t.Cleanup(func() {
		for _, d := range s.desks {
			s.must(d.Close())
		}
	})
	return s
}

func (s *sticks) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *sticks) clock() time.Time { s.now = s.now.Add(time.Millisecond); return s.now }

func (s *sticks) path(name string) string { return filepath.Join(s.dir, name) }

// folder makes a stick.
func (s *sticks) folder(name string) string {
	s.t.Helper()
	s.must(os.MkdirAll(s.path(name), 0o700))
	return s.path(name)
}

// do is a command at somebody's desk that has to go well; a word with @ is a file.
func (s *sticks) do(who string, words ...string) string {
	s.t.Helper()
	code, out, said := s.try(who, words...)
	if code != 0 {
		s.t.Fatalf("%s: %q: code %d\n%s%s", who, words, code, out, said)
	}
	return out
}

func (s *sticks) try(who string, words ...string) (code int, out, said string) {
	var o, e bytes.Buffer
	args := []string{"--data", s.path("desk-" + who)}
	for _, w := range words {
		if file, ok := strings.CutPrefix(w, "@"); ok {
			w = s.path(file)
		}
		args = append(args, w)
	}
	env := environment
	env.Now = s.clock
	code = runner(s.t.Context(), replay.At{Env: env, Desks: s.desks, Stdout: &o, Stderr: &e}, args)
	return code, o.String(), e.String()
}

// carry brings what is on a stick to the server, and the answers back on it.
func (s *sticks) carry(stick string) {
	s.t.Helper()
	files, err := courier.Files([]string{stick})
	s.must(err)
	for _, file := range files {
		err := courier.With(file, func(f *bundle.File) error {
			if f.Purpose != bundle.Request {
				return nil
			}
			taken, err := s.server.Take(f, courier.ByHand)
			if err != nil {
				return err
			}
			if !taken.Certified {
				s.t.Fatalf("nobody certified made %s", file)
			}
			return durable.Replace(file+".answer"+bundle.Extension, durable.Shared, func(w io.Writer) error { return s.server.Answer(context.Background(), taken, w) })
		})
		s.must(err)
	}
}

// round lets each of these export onto a stick of the round, brings it to the server, and lets all take in what is on it.
func (s *sticks) round(name string, who ...string) {
	s.t.Helper()
	stick := s.folder("usb-" + name)
	for _, w := range who {
		s.do(w, "bundle", "export", stick)
		s.now = s.now.Add(time.Second)
	}
	s.carry(stick)
	for _, w := range who {
		s.do(w, "bundle", "import", stick)
	}
}

const stickCriteria = `
format: thidua-criteria/1
id: khoi-x
name: Bộ tiêu chí (minh hoạ)
illustrative: [name, max, rule]
scale: {total: 20}
groups:
  - code: I
    name: Kết quả
    criteria:
      - {code: I.1, name: Tốt nghiệp (%), max: 10, rule: {kind: percent}}
      - {code: I.2, name: Nội trú, max: 10, rule: {kind: count, each: 1}}
`

// TestASeasonWithoutANetwork plays a season from the founding to the locked result. No desk knows an address; all that moves are files.
func TestASeasonWithoutANetwork(t *testing.T) {
	s := newSticks(t)
	s.do("office", "init", "--office", "@office.file", "--passphrase-file", "@passphrase.txt")
	for _, u := range []string{"a", "b"} {
		s.do("office", "unit", "add", "truong-"+u, "--name", "Trường "+u+" (minh hoạ)", "--short", "Trường "+u, "--illustrative")
	}
	s.do("office", "cluster", "found", "khoi-x", "--name", "Khối X (minh hoạ)", "--organiser", "Sở (minh hoạ)")
	for _, u := range []string{"a", "b"} {
		s.do("office", "unit", "join", "truong-"+u, "--cluster", "khoi-x", "--date", "1/9/2023")
	}
	s.do("office", "season", "new", "2023–2024", "--cluster", "khoi-x", "--name", "Năm học 2023–2024", "--kind", "school-year", "--illustrative")
	s.do("office", "season", "post", "set", "head", "--unit", "truong-a", "--how", "assigned")
	if code, _, said := s.try("office", "sync"); code != 1 {
		t.Fatalf("there is a network: %s", said)
	}
	s.round("found", "office")
	for _, u := range []string{"a", "b"} {
		s.do("office", "invite", "--unit", "truong-"+u, "--role", "leader", "--out", "@"+u+".invite")
	}
	s.round("invite", "office")
	for _, u := range []string{"a", "b"} {
		s.do(u, "init", "--invite", "@"+u+".invite", "--name", "Hiệu trưởng "+u)
	}
	s.must(os.WriteFile(s.path("criteria.yaml"), []byte(stickCriteria), 0o600))
	s.must(os.WriteFile(s.path("proof.jpg"), bytes.Repeat([]byte("minh chứng "), 9000), 0o600))
	s.round("join", "a", "b")
	s.do("a", "season", "criteria", "add", "@criteria.yaml")
	for _, step := range []string{"consulting", "adopted", "registering", "running", "self-scoring"} {
		if step == "adopted" {
			s.do("a", "season", "criteria", "adopt", "1")
		}
		s.do("a", "season", "step", step, "--reason", "Theo lịch")
	}
	s.round("steps", "a", "office", "b")
	for u, figures := range map[string][]string{"a": {"value=90", "count=7"}, "b": {"value=80", "count=9"}} {
		s.do(u, "sheet", "set", "--unit", "truong-"+u, "--criterion", "I.1", figures[0])
		s.do(u, "sheet", "set", "--unit", "truong-"+u, "--criterion", "I.2", figures[1])
		s.do(u, "evidence", "add", "--unit", "truong-"+u, "--criterion", "I.1", "@proof.jpg")
		s.do(u, "sheet", "submit", "--unit", "truong-"+u)
	}

	// b's file goes by a messenger: it comes twice, an older one after a newer one, and through the hands of a, who cannot read it.
	mail := s.folder("mail")
	s.do("b", "bundle", "export", filepath.Join(mail, "b1.thidua"))
	s.do("b", "bundle", "export", filepath.Join(mail, "b2.thidua"))
	if out := s.do("a", "bundle", "import", "--receipts", s.folder("receipts"), filepath.Join(mail, "b2.thidua")); !strings.Contains(out, "gửi cho nơi khác") {
		t.Fatalf("a could read it: %s", out)
	}
	s.must(os.Rename(filepath.Join(mail, "b2.thidua"), filepath.Join(mail, "a-newer.thidua")))
	s.carry(mail)
	s.carry(mail)
	s.do("b", "bundle", "import", s.path("receipts"), mail, mail)
	if list := s.do("b", "bundle", "list"); !strings.Contains(list, "Hiệu trưởng a") || !strings.Contains(list, "máy chủ đã nhận") {
		t.Errorf("b does not know who had its files: %s", list)
	}
	if st := s.do("b", "status", "--json"); !strings.Contains(st, `"pending": 0`) {
		t.Errorf("b does not know that its changes arrived: %s", st)
	}
	s.round("scores", "a", "office")
	for _, step := range []string{"verifying", "explaining", "conference"} {
		s.do("a", "season", "step", step, "--reason", "Theo lịch")
	}
	s.do("a", "result", "lock", "--reason", "Hội nghị thống nhất")
	s.round("lock", "a")
	s.round("all", "a", "b", "office")

	// b takes the ranking from a's hand: a copy of the logs, as good as the server's own.
	copies := s.folder("copies")
	s.do("a", "bundle", "export", "--for", "all", copies)
	s.do("b", "bundle", "import", copies)
	rank := s.do("b", "rank")
	for _, want := range []string{"Trường a", "Trường b"} {
		if !strings.Contains(rank, want) {
			t.Errorf("the ranking lacks %s:\n%s", want, rank)
		}
	}
	if other := s.do("a", "rank"); other != rank {
		t.Errorf("two rankings:\n%s%s", rank, other)
	}
	if !strings.Contains(s.do("office", "result", "check"), "đúng từng byte") {
		t.Error("the result cannot be computed again")
	}
	shared := func(who string) []string {
		var lines []string
		for l := range strings.Lines(s.do(who, "state-hash")) {
			if !strings.HasPrefix(l, "unit/") {
				lines = append(lines, l)
			}
		}
		return lines
	}
	for _, who := range []string{"a", "b", "office"} {
		s.do(who, "log", "verify")
		if got := shared(who); len(got) != 2 || !slices.Equal(got, shared("a")) {
			t.Errorf("%s has another state: %v", who, got)
		}
	}
}
