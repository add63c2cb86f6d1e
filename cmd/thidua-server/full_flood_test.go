//go:build full && linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/wire"
)

// TestFullAttackHundredRequestsAtOnce sends a real server a hundred hostile requests at once, of every kind that once cost it most, and looks
// at what it needed of memory: at most 150 MB more than idle, at its highest. A desk syncs meanwhile and afterwards.
func TestFullAttackHundredRequestsAtOnce(t *testing.T) {
	const most = 150 << 10 // kB
	dir, f := initialised(t)
	d := officeDesk(t, f)
	nulls := append([]byte{0x9a, 0, 1, 0xff, 0xff}, bytes.Repeat([]byte{0xf6}, 1<<17-1)...)
	payload, _ := changeset.Seal(changeset.TypeChangeset, d.Judge.Tenant, append([]byte{0xa1, 13}, nulls...), d.Private)
	for name, body := range map[string][]byte{
		"twelve kilobytes that inflate":  hostile(t, d.Judge.Tenant, []byte{0}, 2_500_000),
		"operations of nothing":          hostile(t, d.Judge.Tenant, payload, 100),
		"noise of four megabytes":        noise(wire.MaxRequest),
		"a first megabyte of large ones": hostile(t, d.Judge.Tenant, noise(500<<10), 7),
	} {
		t.Run(name, func(t *testing.T) {
			server := serveChild(t, "--dir", dir, "--trust-proxy", "127.0.0.0/8")
			h, err := client.NewHTTP("http://"+server.address, client.HTTPOptions{})
			if err != nil {
				t.Fatal(err)
			}
			defer h.Close()
			d.Transport = h
			d.Sync()
			idle := memory(t, server, "VmRSS")
			var all sync.WaitGroup
			answers := make([]int, 100)
			for i := range 100 {
				all.Go(func() {
					q, err := http.NewRequest("POST", "http://"+server.address+"/v1/sync", bytes.NewReader(body))
					if err != nil {
						t.Error(err)
						return
					}
					q.Header.Set("X-Forwarded-For", fmt.Sprint("10.0.0.", i)) // a hundred attackers
					r, err := http.DefaultClient.Do(q)
					if err != nil {
						return // cut: it was too much
					}
					defer r.Body.Close()
					_, _ = io.Copy(io.Discard, r.Body) // whatever it is
					answers[i] = r.StatusCode
				})
			}
			all.Wait()
			peak := memory(t, server, "VmHWM")
			count := map[int]int{}
			for _, a := range answers {
				count[a]++
			}
			t.Logf("%d bytes each: idle %d kB, at its highest %d kB, %d kB more; answers %v", len(body), idle, peak, peak-idle, count)
			if peak-idle > most {
				t.Errorf("a hundred requests cost %d MB", (peak-idle)>>10)
			}
			d.Transport = h
			if r := d.Sync(); r.Waiting != 0 {
				t.Errorf("%+v", r)
			}
			if err := server.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			_ = server.cmd.Wait() // killed
		})
	}
}

// hostile is a request of n pushes of the same bytes, from nobody.
func hostile(t *testing.T, tenant changeset.Tenant, change []byte, n int) []byte {
	t.Helper()
	out, err := wire.NewRequest(&wire.Header{Nonce: make([]byte, 16)}, 0)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if err := out.Push(&wire.Push{Change: change}); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := out.Seal(tenant, testdesk.Key("nobody"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// memory reads a value of the child's status, in kB.
func memory(t *testing.T, c *child, name string) (kb int) {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(raw), name+":")
	if _, err := fmt.Sscan(after, &kb); err != nil {
		t.Fatal(err)
	}
	return kb
}

func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = testdesk.Random("noise").Read(b) // never fails
	return b
}
