package desk_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/workspace/sheet"
)

// convertDir names the folder that a re-executed test binary converts.
const convertDir = "THIDUA_DESK_CONVERT"

func init() {
	dir := os.Getenv(convertDir)
	if dir == "" {
		return
	}
	if err := turn(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	os.Exit(0)
}

// turn encrypts a folder in plain and makes an encrypted one plain.
func turn(dir string) error {
	e := env()
	e.Rand = rand.NewChaCha8([32]byte{byte(os.Getpid()), byte(os.Getpid() >> 8)})
	e.Keyring = ringOf(dir)
	if err := folder.Settle(dir); err != nil {
		return err
	}
	lock, err := folder.Locked(dir)
	if err != nil {
		return err
	}
	if lock != nil {
		return desk.Decrypt(context.Background(), dir, e)
	}
	under, err := desk.NewEncryption("", e)
	if err == nil {
		_, err = desk.Encrypt(context.Background(), dir, under, e)
	}
	return err
}

// ringOf is a keyring in files beside a folder, for two processes.
func ringOf(dir string) fileRing { return fileRing(dir + ".ring") }

type fileRing string

func (r fileRing) Get(_, user string) (string, error) {
	raw, err := os.ReadFile(filepath.Join(string(r), user))
	return string(raw), err
}

func (r fileRing) Set(_, user, password string) error {
	return errors.Join(os.MkdirAll(string(r), 0o700), os.WriteFile(filepath.Join(string(r), user), []byte(password), 0o600))
}

// TestConversionKilled kills real conversions, in both directions, at any moment and just when the new folder begins to take the old one's place:
// what is left opens, in plain or encrypted, with everything in it.
func TestConversionKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", env())
	ok(t, err)
	_, err = sheet.At(d.Workspace).TypeCell("I.1", "97,5 điểm")
	ok(t, err)
	want := states(t, d)
	ok(t, d.Close())
	long := time.Duration(0) // how long a whole one takes
	killed := map[string]int{}
	for round := range 10 {
		begun := time.Now()
		cmd := exec.Command(os.Args[0])
		cmd.Env, cmd.Stderr = append(os.Environ(), "GORACE=atexit_sleep_ms=0", convertDir+"="+dir), os.Stderr
		ok(t, cmd.Start())
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		var after <-chan time.Time
		if round >= 2 && round%2 == 0 {
			after = time.After(rand.N(long))
		}
		ready := make(chan struct{})
		stop := make(chan struct{})
		if round >= 2 && round%2 == 1 {
			go func() {
				for !durable.Exists(filepath.Join(folder.Next(dir), "READY")) {
					select {
					case <-stop:
						return
					default:
					}
				}
				close(ready)
			}()
		}
		how := "at any moment"
		select {
		case err = <-ended:
			how = "too late"
		case <-after:
			ok(t, cmd.Process.Kill())
			err = <-ended
		case <-ready:
			how = "while it takes its place"
			ok(t, cmd.Process.Kill())
			err = <-ended
		}
		close(stop)
		if round < 2 {
			ok(t, err) // the first two, there and back, are whole
			long = max(long, time.Since(begun))
			how = "not at all"
		}
		killed[how]++
		ok(t, folder.Settle(dir))
		lock, err := folder.Locked(dir)
		ok(t, err)
		if round < 2 && (lock != nil) != (round == 0) {
			t.Fatal(round, "not converted")
		}
		e := env()
		e.Keyring = ringOf(dir)
		d, err := desk.Open(dir, e)
		ok(t, err)
		if got := states(t, d); !maps.Equal(got, want) {
			t.Errorf("%s: %v, not %v", how, got, want)
		}
		me, err := d.Workspace.Me()
		ok(t, err)
		s, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
		ok(t, err)
		if r := s.Row("I.1"); r == nil || r.Typed != "97,5 điểm" {
			t.Errorf("%s: typed: %+v", how, r)
		}
		if found := d.Findings(); len(found) > 0 {
			t.Errorf("%s: %v", how, found)
		}
		_, err = d.Sync(t.Context(), "") // with the sandbox's server
		ok(t, err)
		want = states(t, d)
		ok(t, d.Close())
		if durable.Exists(folder.Next(dir)) {
			t.Error(how, "and something is left behind")
		}
	}
	t.Log(killed)
}
