package e2e_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"thidua/sync/identity"
	"thidua/sync/release"
)

// releaseKey signs the releases of these tests; only programs that are built here trust it.
var releaseKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))

// built makes the programs of a release that trust releaseKey.
func built(t *testing.T, number int) string {
	t.Helper()
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(filepath.Join(root, "emulation", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	numbered := strings.Replace(string(doc), "ProgramRelease = 1\n", fmt.Sprintf("ProgramRelease = %d\n", number), 1)
	overlay := map[string]map[string]string{"Replace": {}}
	for name, content := range map[string]string{"assets/release/keys.txt": release.Line(releaseKey.Public().(ed25519.PublicKey)), "emulation/doc.go": numbered} {
		path := filepath.Join(dir, filepath.Base(name))
		overlay["Replace"][filepath.Join(root, name)] = path
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := json.Marshal(overlay)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "overlay.json"), raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "bin")
	build := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", to+"/", "thidua/cmd/thidua-cli", "thidua/cmd/thidua-server")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building release %d: %v\n%s", number, err, out)
	}
	return to
}

// publisher signs releases with the programs' own verbs.
type publisher struct {
	t              *testing.T
	bin, key, pass string
}

func newPublisher(t *testing.T, bin string) *publisher {
	t.Helper()
	dir := t.TempDir()
	p := &publisher{t, bin, filepath.Join(dir, "release.key"), filepath.Join(dir, "pass")}
	var file bytes.Buffer
	const words = "mật khẩu minh hoạ"
	err := identity.WriteReleaseKey(&file, releaseKey, words, 4)
	if err == nil {
		err = os.WriteFile(p.key, file.Bytes(), 0o600)
	}
	if err == nil {
		err = os.WriteFile(p.pass, []byte(words), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// release is a folder with a signed release of one file.
func (p *publisher) release(number int, content []byte, more ...string) string {
	p.t.Helper()
	dir := p.t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thidua.zip"), content, 0o600); err != nil {
		p.t.Fatal(err)
	}
	args := append([]string{"release", "sign", "--key", p.key, "--passphrase-file", p.pass, "--number", fmt.Sprint(number), "--name", fmt.Sprintf("0.%d.0", number)}, more...)
	said, err := exec.Command(filepath.Join(p.bin, "thidua-cli"), append(args, dir, "linux-portable=thidua.zip")...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("%v\n%s", err, said)
	}
	return dir
}

// publish puts it where a server's desks are offered it, and gives what was said.
func (s *server) publish(dir string) (string, error) {
	s.t.Helper()
	said, err := exec.Command(filepath.Join(bin, "thidua-server"), "publish", "--dir", s.dir, filepath.Join(dir, release.FileName)).CombinedOutput()
	return string(said), err
}

// offer is what update status says.
type offer struct {
	Number, Offered uint64
	Have, Size      uint64
	Ready           bool
	Refused         string
}

// TestAReleaseReachesEveryDesk: signed by its publisher, published at a server that runs, fetched over a line that is cut, and from a stick; and what the server or
// the stick would rather have is not taken.
func TestAReleaseReachesEveryDesk(t *testing.T) {
	plain := newDesk(t)
	plain.run("init", "--sample", sampleID)
	if said := plain.refuse("update", "status"); !strings.Contains(said, "không có khoá của người phát hành") {
		t.Errorf("a development build offers updates: %s", said)
	}
	before := bin
	bin = built(t, 1)
	t.Cleanup(func() { bin = before })
	p := newPublisher(t, bin)
	s, office, pass := newServer(t)
	d := found(t, s, office, pass)
	if said := d.refuse("update", "get"); !strings.Contains(said, "không có phiên bản mới hơn") {
		t.Errorf("nothing was published: %s", said)
	}

	program := bytes.Repeat([]byte("chương trình\n"), 1<<18)
	for i := range program {
		program[i] ^= byte(i >> 15) // no two chunks alike
	}
	dir := p.release(2, program)
	said, err := s.publish(dir)
	if err != nil || !strings.Contains(said, "số 2") {
		t.Fatalf("%v %s", err, said)
	}
	if said, err := s.publish(p.release(3, program, "--issued", "2020-01-01")); err == nil || !strings.Contains(said, "quá hạn") {
		t.Errorf("a stale release was published: %s", said)
	}
	if said, err := s.publish(p.release(1, program)); err == nil || !strings.Contains(said, "cũ hơn") {
		t.Errorf("an older release was published: %s", said)
	}

	var st offer
	d.run("sync")
	if d.json(&st, "update", "status"); st.Offered != 2 || st.Ready || st.Have != 0 {
		t.Errorf("after a sync: %+v", st)
	}
	cut := make(chan bool, 1)
	ended := make(chan struct{})
	go func() { // the server dies while it hands the file out
		for {
			pieces, _ := filepath.Glob(filepath.Join(d.dir, "update", "files", "partial", "*", "*"))
			select {
			case <-ended:
				cut <- false
				return
			default:
			}
			if len(pieces) > 20 {
				_ = s.cmd.Process.Signal(syscall.SIGKILL)
				cut <- true
				return
			}
		}
	}()
	_, errs, code := d.try("update", "get")
	close(ended)
	if !<-cut || code != 1 {
		t.Fatalf("the fetch was not cut: exit %d\n%s", code, errs)
	}
	_ = s.cmd.Wait()
	if d.json(&st, "update", "status"); st.Have == 0 || st.Have >= st.Size || st.Ready {
		t.Errorf("after the cut: %+v", st)
	}
	had := st.Have
	s.log.Reset()
	s.start()
	d.run("update", "get")
	if d.json(&st, "update", "status"); !st.Ready || st.Have != uint64(len(program)) {
		t.Errorf("after going on: %+v", st)
	}
	s.stop(syscall.SIGTERM)
	if asked, lack := strings.Count(s.log.String(), "GET /v1/blobs"), int(uint64(len(program))-had)/(32<<10)+2; asked > lack {
		t.Errorf("%d chunks were asked for, %d lacked", asked, lack)
	}

	stick := p.release(2, program)
	other := newDesk(t)
	other.run("init", "--sample", sampleID)
	other.run("update", "get", "--from", stick)
	if other.json(&st, "update", "status"); !st.Ready {
		t.Errorf("from a stick: %+v", st)
	}
	if err := os.WriteFile(filepath.Join(stick, "thidua.zip"), program[:len(program)-1], 0o600); err != nil {
		t.Fatal(err)
	}
	third := newDesk(t)
	third.run("init", "--sample", sampleID)
	if said := third.refuse("update", "get", "--from", stick); !strings.Contains(said, "không đúng với bản phát hành đã ký") {
		t.Errorf("a cut file was taken: %s", said)
	}
}

// portable is a folder as on a stick, with a program of a release in it.
func portable(t *testing.T, program []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range map[string][]byte{"thidua-cli": program, "thidua-portable.txt": nil, "notes.txt": []byte("mine")} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// zipped is what a portable release of a program is.
func zipped(t *testing.T, program []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	h := &zip.FileHeader{Name: "Thi-Dua/thidua-cli", Method: zip.Deflate}
	h.SetMode(0o755)
	w, err := z.CreateHeader(h)
	if err == nil {
		_, err = w.Write(program)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAnUpdateAndOneThatIsRolledBack: the program on a stick becomes the next release and the data are what they were; one that does not start, and one that cannot make
// anything of the data, leave program and data as they were; after a save the new release alone goes on.
func TestAnUpdateAndOneThatIsRolledBack(t *testing.T) {
	one, two := built(t, 1), built(t, 2)
	read := func(bin string) []byte {
		raw, err := os.ReadFile(filepath.Join(bin, "thidua-cli"))
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	first, second := read(one), read(two)
	p := newPublisher(t, one)
	before := bin
	bin = portable(t, first)
	t.Cleanup(func() { bin = before })
	d := newDesk(t)
	d.run("init", "--sample", sampleID)
	d.run("sheet", "set", "--unit", "son-la", "--criterion", "I.1", "value=99,5")
	want := d.hashes()
	is := func(number uint64) {
		t.Helper()
		var st offer
		if d.json(&st, "update", "status"); st.Number != number {
			t.Errorf("release %d runs instead of %d", st.Number, number)
		}
		if have := d.hashes(); !maps.Equal(have, want) {
			t.Errorf("it holds %v instead of %v", have, want)
		}
		if notes, err := os.ReadFile(filepath.Join(bin, "notes.txt")); err != nil || string(notes) != "mine" {
			t.Errorf("%q, %v", notes, err)
		}
	}
	bring := func(number int, program []byte) {
		t.Helper()
		d.run("update", "get", "--from", p.release(number, zipped(t, program)))
	}
	if said := d.refuse("update", "install"); !strings.Contains(said, "chưa về đủ") {
		t.Errorf("nothing was fetched: %s", said)
	}
	bring(2, second)
	if said := d.run("update", "install"); !strings.Contains(said, "Đã cài phiên bản 0.2.0") {
		t.Errorf("%s", said)
	}
	is(2)

	for why, bad := range map[string][]byte{"cannot start": []byte("no program"), "ends at once": []byte("#!/bin/sh\necho hỏng rồi\nexit 1\n")} {
		bring(3, bad)
		if said := d.refuse("update", "install"); !strings.Contains(said, "đã trả lại chương trình cũ") || why == "ends at once" && !strings.Contains(said, "hỏng rồi") {
			t.Errorf("%s: %s", why, said)
		}
		is(2)
	}

	d.run("sheet", "set", "--unit", "son-la", "--criterion", "I.2", "value=98")
	want = d.hashes()
	if err := os.WriteFile(filepath.Join(bin, "thidua-cli"), first, 0o700); err != nil { // somebody copies the old program back
		t.Fatal(err)
	}
	is(1)
}
