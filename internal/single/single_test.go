package single_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"thidua/internal/single"
)

func listen(t *testing.T, answer single.Answer) (*single.First, chan bool) {
	t.Helper()
	called := make(chan bool, 10)
	f, err := single.Listen(rand.Reader, func([]string) single.Answer { called <- true; return answer })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, called
}

func call(dir string) single.Answer { return single.Call(rand.Reader, dir) }

func TestASecondStartCallsTheFirst(t *testing.T) {
	for _, answer := range []single.Answer{single.Here, single.Closing, single.Nobody} {
		f, called := listen(t, answer)
		dir := filepath.Join(t.TempDir(), "data", "log")
		if call(dir) != single.Nobody {
			t.Error("one that nobody told of answered")
		}
		if err := f.At(dir); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := call(dir); got != answer {
				t.Errorf("the first one answers %d and means %d", got, answer)
			}
		}
		if len(called) != 2 {
			t.Errorf("it was called %d times", len(called))
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if call(dir) != single.Nobody {
			t.Error("one that is gone answered")
		}
	}
}

// told are the address and the word that a folder tells.
func told(t *testing.T, dir string) (address, word string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "window"))
	if err != nil {
		t.Fatal(err)
	}
	address, word, _ = strings.Cut(strings.TrimSpace(string(raw)), " ")
	return address, word
}

func tell(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "window"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Who does not know the word is not heard, and a folder leads nowhere but to this computer.
func TestOnlyWhoReadsTheFolderIsHeard(t *testing.T) {
	f, called := listen(t, single.Here)
	dir := t.TempDir()
	if err := f.At(dir); err != nil {
		t.Fatal(err)
	}
	address, word := told(t, dir)
	for _, text := range []string{address + " " + strings.Repeat("0", len(word)), address + " ", "", "nonsense", strings.Replace(address, "127.0.0.1", "0.0.0.0", 1) + " " + word} {
		if tell(t, dir, text); call(dir) != single.Nobody {
			t.Errorf("%q was heard", text)
		}
	}
	if len(called) != 0 {
		t.Error("it was called without the word")
	}
}

// at listens where a window that is gone did, and does something with who calls.
func at(t *testing.T, dir string, do func(net.Conn)) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			do(c)
			_ = c.Close()
		}
	}()
	tell(t, dir, l.Addr().String()+" 00112233445566778899aabbccddeeff\n")
}

// Whoever took the place of a window that is gone, and may not read the folder, does not pass for it, and does not learn the word.
func TestAnotherProgramIsNotTheFirst(t *testing.T) {
	for what, do := range map[string]func(c net.Conn, seen io.Writer){
		"something else": func(c net.Conn, _ io.Writer) {
			_, _ = io.WriteString(c, strings.Repeat("HTTP/1.1 400 Bad Request\r\n", 9))
		},
		"the old answer": func(c net.Conn, _ io.Writer) { _, _ = io.WriteString(c, "here\n") },
		"an echo":        func(c net.Conn, seen io.Writer) { _, _ = io.Copy(io.MultiWriter(c, seen), io.LimitReader(c, 48)) },
	} {
		dir, seen := t.TempDir(), make(chan []byte, 1)
		at(t, dir, func(c net.Conn) {
			var b bytes.Buffer
			do(c, &b)
			seen <- b.Bytes()
		})
		if call(dir) != single.Nobody {
			t.Errorf("%s passes for the first one", what)
		}
		if raw := <-seen; bytes.Contains(raw, []byte("00112233")) || bytes.Contains(raw, []byte{0, 0x11, 0x22, 0x33}) {
			t.Errorf("%s learns the word: %q", what, raw)
		}
	}
}

// The files a second start was given go to the first one's window; a list that was changed on the way is not taken, one that is too long for one call comes in several.
func TestFilesAreHandedOver(t *testing.T) {
	var handed [][]string
	f, err := single.Listen(rand.Reader, func(files []string) single.Answer { handed = append(handed, files); return single.Here })
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dir := t.TempDir()
	if err := f.At(dir); err != nil {
		t.Fatal(err)
	}
	many := make([]string, 300)
	for i := range many {
		many[i] = fmt.Sprint(i, strings.Repeat("ệ", 10_000))
	}
	for _, files := range [][]string{nil, {"C:\\Giấy mời.thidua-invite"}, {"a", "b c"}, many} {
		if single.Call(rand.Reader, dir, files...) != single.Here {
			t.Errorf("%.20q: no answer", files)
		}
	}
	if !slices.Equal(slices.Concat(handed[3:]...), many) {
		t.Error("not all of the many came, in their order")
	}
	if len(handed) < 5 || len(handed[0]) != 0 || handed[1][0] != "C:\\Giấy mời.thidua-invite" || strings.Join(handed[2], "|") != "a|b c" {
		t.Errorf("%.80q", handed)
	}
	handed = nil
	between, err := net.Listen("tcp4", "127.0.0.1:0") // somebody between the two puts another file in
	if err != nil {
		t.Fatal(err)
	}
	defer between.Close()
	address, word := told(t, dir)
	tell(t, dir, between.Addr().String()+" "+word)
	go func() {
		c, err := between.Accept()
		if err != nil {
			return
		}
		to, err := net.Dial("tcp4", address)
		if err != nil {
			return
		}
		go func() { _, _ = io.Copy(c, to); _ = c.Close() }()
		buf := make([]byte, 16+32+4+1)
		if _, err := io.ReadFull(c, buf); err == nil {
			buf[len(buf)-1] = 'z'
			_, _ = to.Write(buf)
		}
	}()
	if single.Call(rand.Reader, dir, "a") != single.Nobody || len(handed) != 0 {
		t.Errorf("a changed list was taken: %q", handed)
	}
}
