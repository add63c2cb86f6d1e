package e2e_test

import (
	"context"
	"crypto/rand"
	"io"
	"strings"
	"testing"
	"time"

	folder "thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// askFor sends one signed request of a desk to the server for a log, and gives what was handed out of it and why not.
func askFor(t *testing.T, d *desk, url string, scope changeset.Scope) (entries int, problem string) {
	t.Helper()
	opened, err := folder.Open(d.dir, folder.Environment{Now: time.Now, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	http, err := client.NewHTTP(url, client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer http.Close()
	var ticket []byte
	for range 2 { // the first answer is a ticket only
		header := &wire.Header{Nonce: make([]byte, 16), Cursors: []wire.Cursor{{Scope: scope}}, Only: true, Judge: judge.Latest}
		if _, err := rand.Read(header.Nonce); err != nil {
			t.Fatal(err)
		}
		request, err := wire.NewRequest(header, 0)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := request.Seal(opened.Workspace.Tenant(), opened.Workspace.Key().Private, ticket)
		if err != nil {
			t.Fatal(err)
		}
		body, err := http.Sync(context.Background(), raw)
		if err != nil {
			t.Fatal(err)
		}
		items := wire.NewReader(body, 1<<20)
		for {
			item, err := items.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch item := item.(type) {
			case *wire.Ticket:
				ticket = item.Ticket
			case *wire.Entry:
				entries++
			case *wire.Problem:
				problem = item.Key
			}
		}
		items.Close()
		body.Close()
	}
	return entries, problem
}

// TestAnotherUnitsLogIsRefused: Cao Bằng asks the real server, with its own good key, for the log of Sơn La.
func TestAnotherUnitsLogIsRefused(t *testing.T) {
	s, officeFile, pass := newServer(t)
	office := found(t, s, officeFile, pass)
	sonLa, caoBang := invited(t, office, "son-la", "leader"), invited(t, office, "cao-bang", "leader")
	sonLa.run("sheet", "import", "--unit", "son-la", inputs(t, "son-la"))
	sonLa.run("sync")
	caoBang.run("sync")
	var secret changeset.Scope
	for name := range sonLa.hashes() {
		if strings.HasPrefix(name, "unit/") {
			var err error
			if secret, err = changeset.ParseScope(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n, problem := askFor(t, sonLa, s.url(), secret); n == 0 || problem != "" {
		t.Errorf("Sơn La was given %d leaves of its own log (%s)", n, problem)
	}
	if n, problem := askFor(t, caoBang, s.url(), secret); n != 0 || problem != "sync.not-yours" {
		t.Errorf("Cao Bằng was given %d leaves of Sơn La's log (%q)", n, problem)
	}
}
