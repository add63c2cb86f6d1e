package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/memstore"
	"thidua/internal/tenant"
	"thidua/sync/identity"
	"thidua/ui/screen"
)

func beginner(dir string) *program {
	return &program{dir: dir, env: desk.Environment{Now: time.Now, Rand: rand.Reader}}
}

// Data to try out are beside the folder that was begun in: left, they are there again the next time; deleted, they are gone, and nothing else is.
func TestDataToTryOutAreLeft(t *testing.T) {
	home := filepath.Join(t.TempDir(), "data")
	other := filepath.Join(home, "papers", "of the clerk.pdf")
	if err := os.MkdirAll(filepath.Dir(other), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := beginner(home)
	for _, remove := range []bool{false, false, true} {
		if err := p.Trial("Sở minh hoạ"); err != nil {
			t.Fatal(err)
		}
		d, err := p.Open()
		if err != nil {
			t.Fatal(err)
		}
		if me, err := d.Workspace.Me(); err != nil || me.Subject != emulation.SubjectOffice || me.Office != "Sở minh hoạ" {
			t.Fatalf("%+v %v", me, err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if err := d.Leave(remove); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
			t.Errorf("after leaving, the folder that was begun in: %v", err)
		}
	}
	if _, err := os.Stat(filepath.Join(home, samples, trial)); !os.IsNotExist(err) {
		t.Errorf("deleted, and still there: %v", err)
	}
	if raw, err := os.ReadFile(other); err != nil || string(raw) != "kept" {
		t.Errorf("what was beside it: %q %v", raw, err)
	}
}

// The desk of a standing office begins with its key file; another passphrase, and a file that is none, leave the folder as it was.
func TestAnOfficeBeginsWithItsKeyFile(t *testing.T) {
	dir := t.TempDir()
	office, _, err := tenant.New(memstore.New(rand.Reader), "Sở minh hoạ", "", time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := identity.WriteOfficeFile(&file, office, "một mật khẩu đủ dài", 10); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "office.key")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	p := beginner(filepath.Join(dir, "data"))
	for _, bad := range []struct{ path, passphrase string }{
		{path, "một mật khẩu khác"}, {filepath.Join(dir, "none"), ""},
	} {
		if err := p.Office(bad.path, bad.passphrase, "", screen.Way{}); err == nil {
			t.Errorf("%+v: taken", bad)
		}
		if _, err := p.Open(); emulation.KeyOf(err) != "workspace.not-set-up" {
			t.Errorf("%+v: the folder: %v", bad, err)
		}
	}
	if err := p.Office(path, "một mật khẩu đủ dài", "https://thidua.example.vn", screen.Way{Proxy: "http://proxy:3128"}); err != nil {
		t.Fatal(err)
	}
	d, err := p.Open()
	if err != nil {
		t.Fatal(err)
	}
	way, err := d.Exchange.Way()
	server, _ := d.Workspace.Server()
	if err != nil || way.Proxy != "http://proxy:3128" || server != "https://thidua.example.vn" || d.Leave != nil {
		t.Errorf("the way is %+v to %q %v; can be left: %v", way, server, err, d.Leave != nil)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// A sandbox of which the making was cut off is made anew, and real data that came into its folder are not offered to be deleted.
func TestOnlyFinishedDataToTryOutAreDeleted(t *testing.T) {
	home := filepath.Join(t.TempDir(), "data")
	p := beginner(home)
	dir := filepath.Join(home, samples, trial)
	d, err := desk.InitTrial(dir, "Sở cũ", p.env)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if desk.Unfinished(dir) {
		t.Error("what is finished says that it is not")
	}
	if err := os.WriteFile(filepath.Join(dir, "sandbox", "making"), nil, 0o600); err != nil { // as after a power cut
		t.Fatal(err)
	}
	if err := p.Trial("Sở mới"); err != nil {
		t.Fatal(err)
	}
	o, err := p.Open()
	if err != nil {
		t.Fatal(err)
	}
	if me, err := o.Workspace.Me(); err != nil || me.Office != "Sở mới" || o.Leave == nil {
		t.Errorf("%+v %v", me, err)
	}
	if err := o.Workspace.SetOrigin(""); err != nil { // as data that were restored here
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if o, err = p.Open(); err != nil || o.Leave != nil {
		t.Fatalf("real data can be deleted: %v", err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	q := beginner(home)
	if err := q.Sample("no such sample"); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Open(); err == nil || q.Folder() != home {
		t.Errorf("a sample that cannot be made leaves the program in %s: %v", q.Folder(), err)
	}
}
