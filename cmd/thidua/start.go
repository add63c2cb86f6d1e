package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"thidua/internal/durable"
	"thidua/internal/single"
)

// handOver calls the window of these data, and gives it the files this start was given once it answers.
func (m *Main) handOver() single.Answer {
	dir := filepath.Join(m.Data, logs)
	answer := single.Call(rand.Reader, dir)
	if answer == single.Here && len(m.Files) > 0 {
		return single.Call(rand.Reader, dir, m.Files...)
	}
	return answer
}

// startingFor is how long another start of the same data is waited for; one that takes longer is taken for one that does not get on.
const startingFor = 15 * time.Second

// alone waits until no other start of the same data is under way at this computer. Where its window answers, this one has nothing to do: served. Else the
// others wait until the returned function is called: when a window of these data can be called, or there will be none. The data themselves are not touched: it
// may turn out that no window can be drawn.
func (m *Main) alone() (begun func(), served bool) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return func() {}, false
	}
	data, err := filepath.Abs(m.Data)
	if err != nil {
		return func() {}, false
	}
	name := sha256.Sum256([]byte(data))
	file := filepath.Join(cache, "thidua", "start-"+hex.EncodeToString(name[:8])+".lock")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return func() {}, false
	}
	for end := time.Now().Add(startingFor); ; time.Sleep(pauseFor) {
		lock, err := durable.Lock(file)
		if m.handOver() == single.Here { // asked again: it may have come up since
			if err == nil {
				_ = lock.Close()
			}
			return nil, true
		}
		if err == nil {
			return sync.OnceFunc(func() { _ = lock.Close() }), false
		}
		if !errors.Is(err, durable.ErrLocked) || time.Now().After(end) { // a disk that knows no locks, or a start that does not get on
			return func() {}, false
		}
	}
}
