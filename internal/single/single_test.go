package single_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/internal/single"
)

func listen(t *testing.T) (*single.First, chan bool) {
	t.Helper()
	called := make(chan bool, 10)
	f, err := single.Listen(rand.Reader, func() bool { called <- true; return true })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, called
}

func TestASecondStartCallsTheFirst(t *testing.T) {
	f, called := listen(t)
	dir := filepath.Join(t.TempDir(), "data", "log")
	if single.Call(dir) {
		t.Error("one that nobody told of answered")
	}
	if err := f.At(dir); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if !single.Call(dir) {
			t.Error("the first one does not answer")
		}
	}
	if len(called) != 2 {
		t.Errorf("it was called %d times", len(called))
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if single.Call(dir) {
		t.Error("one that is gone answered")
	}
}

// Who does not know the word is not heard, and a folder leads nowhere but to this computer.
func TestOnlyWhoReadsTheFolderIsHeard(t *testing.T) {
	f, called := listen(t)
	dir := t.TempDir()
	if err := f.At(dir); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "window")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	address, word, _ := strings.Cut(strings.TrimSpace(string(raw)), " ")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{address + " " + strings.Repeat("0", len(word)), "", "nonsense", strings.Replace(address, "127.0.0.1", "0.0.0.0", 1) + " " + word} {
		if write(text); single.Call(dir) {
			t.Errorf("%q was heard", text)
		}
	}
	if len(called) != 0 {
		t.Error("it was called without the word")
	}
}

// Another program at the place of one that is gone says something else.
func TestAnotherProgramIsNotTheFirst(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if c, err := l.Accept(); err == nil {
			_, _ = io.Copy(c, bytes.NewReader([]byte("HTTP/1.1 400 Bad Request\r\n\r\n")))
			_ = c.Close()
		}
	}()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "window"), []byte(l.Addr().String()+" 00112233\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if single.Call(dir) {
		t.Error("another program passes for the first one")
	}
}
