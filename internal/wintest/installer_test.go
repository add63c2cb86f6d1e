//go:build full && wine && release

package wintest_test

import (
	"bufio"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// installer makes an installer of programs that only stand for ours: how it behaves does not hang on what it installs.
func installer(t *testing.T, dir string) (setup, asUser string) {
	t.Helper()
	program := filepath.Join(dir, "thidua.exe")
	build(t, nil, compiler, "-municode", "-o", program, "testdata/hold.c")
	if err := os.Mkdir(filepath.Join(dir, "mesa"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"thidua-cli.exe", "mesa/opengl32.dll", "mesa/libgallium_wgl.dll", "mesa/LICENSE-Mesa.txt", "LICENSES.txt"} {
		copyFile(t, program, filepath.Join(dir, name))
	}
	asUser = filepath.Join(dir, "asuser.exe")
	build(t, nil, compiler, "-municode", "-o", asUser, "testdata/asuser.c")
	picture, err := os.ReadFile("../../cmd/thidua/Icon.png")
	if err != nil {
		t.Fatal(err)
	}
	head := []byte("\x00\x00\x01\x00\x01\x00\x00\x00\x00\x00\x01\x00\x20\x00")
	head = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(head, uint32(len(picture))), 22)
	icon := filepath.Join(dir, "thidua.ico")
	if err := os.WriteFile(icon, append(head, picture...), 0o600); err != nil {
		t.Fatal(err)
	}
	setup = filepath.Join(dir, "setup.exe")
	pack(t, dir, setup)
	return setup, asUser
}

// pack makes the installer of what is in a folder; it waits six seconds for a program to end.
func pack(t *testing.T, dir, setup string) {
	t.Helper()
	build(t, nil, "makensis", "-V2", "-INPUTCHARSET", "UTF8", "-DVERSION=0.0.1", "-DWAIT=12", "-DPROGRAMS="+dir, "-DLICENSES="+filepath.Join(dir, "LICENSES.txt"),
		"-DOUT="+setup, "-DICON="+filepath.Join(dir, "thidua.ico"), "../../packaging/windows/installer.nsi")
}

// ends runs a program that has to end with an exit code.
func (w wine) ends(t *testing.T, want int, what string, args ...string) {
	t.Helper()
	if out, err := w.run(t, "wine", args...); err == nil && want != 0 || err != nil && exitCode(err) != want {
		t.Fatalf("%s: %v, want %d\n%s", what, err, want, out)
	}
}

// holds runs a program that testdata/hold.c stands for, and gives what ends it.
func (w wine) holds(t *testing.T, args ...string) (end func()) {
	t.Helper()
	c := w.command(t.Context(), "wine", args...)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatalf("%v: %q, %v", args, line, err)
	}
	return func() {
		_ = in.Close()
		if err := c.Wait(); err != nil {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// What the installer refuses is refused before anything is changed: the programs in use, the data in use, the rights that are missing.
func TestFullInstallerRefuses(t *testing.T) {
	dir := t.TempDir()
	setup, asUser := installer(t, dir)
	w := newWine(t)
	run := func(want int, what string, args ...string) { t.Helper(); w.ends(t, want, what, args...) }
	disk := filepath.Join(w.prefix, "drive_c")
	there := func(path string) bool { _, err := os.Stat(path); return err == nil }

	// For everybody, and where it stands already is where the next version goes.
	const place = `C:\ThiDua`
	installed := filepath.Join(disk, "ThiDua")
	run(2, "for everybody, without the rights", asUser, drive(setup), "/S", "/ALLUSERS")
	run(0, "for everybody", setup, "/S", "/ALLUSERS", "/D="+place)
	run(0, "the next version", setup, "/S", "/ALLUSERS", "/NODESKTOP")
	run(2, "the next version, by somebody without the rights over it", asUser, drive(setup), "/S", "/NODESKTOP")
	run(0, "the next version, by an administrator who does not say for whom", setup, "/S", "/NODESKTOP")
	own, err := filepath.Glob(filepath.Join(disk, "users", "*", "AppData", "Local", "Programs", "Thi Dua"))
	if !there(filepath.Join(installed, "thidua.exe")) || there(filepath.Join(disk, "Program Files", "Thi Dua")) || err != nil || len(own) > 0 {
		t.Fatalf("the next version went elsewhere: %v, %v", own, err)
	}

	data := filepath.Join(disk, "users", user(t, disk), "AppData", "Roaming", "thidua")
	paper := filepath.Join(data, "papers", "phiếu.pdf")
	if err := os.MkdirAll(filepath.Dir(paper), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{paper, filepath.Join(data, "lock")} {
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := func(what string) {
		t.Helper()
		for _, file := range []string{paper, filepath.Join(data, "lock"), filepath.Join(installed, "thidua.exe"), filepath.Join(installed, "thidua-cli.exe"), filepath.Join(installed, "uninstall.exe")} {
			if !there(file) {
				t.Fatalf("%s: %s is gone", what, file)
			}
		}
	}
	remove := func(more ...string) []string {
		return append(append([]string{drive(filepath.Join(installed, "uninstall.exe")), "/S"}, more...), "_?="+place) // as itself, not as a copy that nobody waits for
	}
	run(2, "removing, without the rights", append([]string{asUser}, remove("/DELETEDATA")...)...)
	whole("without the rights")
	for _, program := range []string{"thidua.exe", "thidua-cli.exe"} {
		end := w.holds(t, filepath.Join(installed, program))
		run(2, "removing while "+program+" runs", remove("/DELETEDATA")...)
		run(2, "installing while "+program+" runs", setup, "/S", "/ALLUSERS")
		end()
		whole(program + " runs")
	}
	end := w.holds(t, filepath.Join(dir, "thidua.exe"), drive(filepath.Join(data, "lock"))) // started from a stick
	run(2, "removing data in use", remove("/DELETEDATA")...)
	end()
	whole("data in use")

	run(0, "removing, with the data", remove("/DELETEDATA")...)
	left, err := filepath.Glob(data + "*")
	if err != nil || len(left) > 0 || there(filepath.Join(installed, "thidua.exe")) {
		t.Errorf("left: %v, %v", left, err)
	}
	if out, err := w.run(t, "wine", "reg", "query", `HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\ThiDua`, "/reg:64"); err == nil {
		t.Errorf("Windows still lists it:\n%s", out)
	}
}

// user is the one whose Windows it is.
func user(t *testing.T, disk string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(disk, "users"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.EqualFold(e.Name(), "Public") {
			return e.Name()
		}
	}
	t.Fatal("nobody")
	return ""
}
