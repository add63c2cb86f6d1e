package server_test

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/server"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/wire"
)

// door is a server whose handler is asked from any address a test likes; the office reaches it over a real line.
type door struct {
	*testdesk.World
	t       *testing.T
	handler http.Handler
	let     chan struct{}
	asked   int
}

func openDoor(t *testing.T, o server.Options) *door {
	t.Helper()
	w := testdesk.New(t)
	w.Found()
	o.Clock = time.Now
	d := &door{World: w, t: t, handler: server.New(w.Hub, o).Handler(), let: make(chan struct{})}
	s := httptest.NewServer(d.handler)
	h, err := client.NewHTTP(s.URL, client.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close(); s.Close() })
	w.Office.Transport = h
	w.Office.Sync() // its ticket is now one it was given when it had proved its key
	return d
}

// from asks from an address, and gives the status.
func (d *door) from(address string, out *recorder, body io.Reader) int {
	d.t.Helper()
	r, err := http.NewRequest("POST", "/v1/sync", body)
	if err != nil {
		d.t.Fatal(err)
	}
	r.RemoteAddr = address + ":1"
	d.handler.ServeHTTP(out, r)
	return max(out.status, 200)
}

// endless is a body that ends only when it is let go.
type endless struct {
	io.Reader
	here func()
	let  chan struct{}
}

func (e *endless) Read(b []byte) (int, error) {
	n, err := e.Reader.Read(b)
	if err == io.EOF {
		e.here()
		<-e.let
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// hold sends bodies of so many bytes from an address, one after the other, and leaves them without their end. It returns the status of those
// that were refused.
func (d *door) hold(all *sync.WaitGroup, address string, sizes ...int) (refused []int) {
	d.t.Helper()
	for _, n := range sizes {
		came := make(chan int, 2)
		body := append(tinyRequest(d.t, d.World, 1), make([]byte, n)...)[:n]
		all.Go(func() {
			came <- d.from(address, &recorder{header: http.Header{}}, &endless{bytes.NewReader(body), func() { came <- 0 }, d.let})
		})
		if status := <-came; status != 0 {
			refused = append(refused, status)
		}
	}
	return refused
}

// goesIn is how the office fares: nil if what it wrote is taken.
func (d *door) goesIn() error {
	d.Office.Comment("goes through")
	_, err := d.Office.Client.Once(d.t.Context())
	return err
}

// halves is from the largest body down, each as long as the room it gets.
func halves() []int {
	sizes := []int{wire.MaxRequest - 1, wire.MaxRequest - 1, wire.MaxRequest - 1}
	for n := wire.MaxRequest / 2; n >= 1<<10; n /= 2 {
		sizes = append(sizes, n-1)
	}
	return sizes
}

func TestAttackTwoAddressesFillTheLines(t *testing.T) {
	d := openDoor(t, server.Options{})
	var all sync.WaitGroup
	for _, address := range []string{"10.0.0.1", "10.0.0.2"} {
		d.hold(&all, address, halves()...)
	}
	if err := d.goesIn(); err != nil {
		t.Errorf("a desk whose key is proved: %v", err)
	}
	if got := d.from("10.0.0.3", &recorder{header: http.Header{}}, bytes.NewReader(tinyRequest(t, d.World, 1))); got != http.StatusOK {
		t.Errorf("somebody new: status %d", got)
	}
	close(d.let)
	all.Wait()
}

// However many addresses hold whatever they like, somebody new has room, and proved keys have.
func TestAttackManyAddressesFillTheLines(t *testing.T) {
	small := 64<<10 - 1
	for name, sizes := range map[string][]int{
		"large ones": {wire.MaxUnproved - 1, 512<<10 - 1, 256<<10 - 1, 128<<10 - 1},
		"all":        append(halves(), small, small, small, small, small, small, small, small, small), // the small part, to its end
	} {
		t.Run(name, func(t *testing.T) {
			d := openDoor(t, server.Options{})
			var all sync.WaitGroup
			small := tinyRequest(t, d.World, 1)
			for i := range 40 {
				d.hold(&all, fmt.Sprint("10.0.0.", i), sizes...)
			}
			if got := d.from("10.1.0.3", &recorder{header: http.Header{}}, bytes.NewReader(small)); got != http.StatusOK {
				t.Errorf("somebody new: status %d", got)
			}
			if err := d.goesIn(); err != nil {
				t.Errorf("a desk whose key is proved: %v", err)
			}
			close(d.let)
			all.Wait()
			if got := d.from("10.1.0.3", &recorder{header: http.Header{}}, bytes.NewReader(small)); got != http.StatusOK {
				t.Errorf("when they have gone: status %d", got)
			}
		})
	}
}

// ticket asks with a ticket, or none, and gives the next.
func (d *door) ticket(key ed25519.PrivateKey, with []byte) []byte {
	d.t.Helper()
	out := &recorder{header: http.Header{}}
	if got := d.from("10.2.0.1", out, bytes.NewReader(d.sealed(key, with, 0))); got != http.StatusOK {
		d.t.Fatalf("status %d", got)
	}
	item, err := wire.NewReader(&out.Buffer, 1<<20).Next()
	if err != nil {
		d.t.Fatal(err)
	}
	return item.(*wire.Ticket).Ticket
}

// sealed is a request of n changes of half a megabyte that are none.
func (d *door) sealed(key ed25519.PrivateKey, ticket []byte, n int) []byte {
	d.t.Helper()
	d.asked++
	r, err := wire.NewRequest(&wire.Header{Nonce: []byte(fmt.Sprint(d.asked))}, 0)
	if err != nil {
		d.t.Fatal(err)
	}
	noise := make([]byte, 512<<10)
	_, _ = testdesk.Random("noise").Read(noise) // never fails
	for range n {
		if err := r.Push(&wire.Push{Change: noise}); err != nil {
			d.t.Fatal(err)
		}
	}
	raw, err := r.Seal(d.Office.Judge.Tenant, key, ticket)
	if err != nil {
		d.t.Fatal(err)
	}
	return raw
}

// More than a megabyte is read of who has a ticket that was given to a proved key, and of nobody else: any caller gets a ticket.
func TestAttackLargeBodyOfAStranger(t *testing.T) {
	d := openDoor(t, server.Options{})
	office, stranger := d.Office.Private, testdesk.Key("stranger")
	first := d.ticket(office, nil)
	for name, tc := range map[string]struct {
		key    ed25519.PrivateKey
		ticket []byte
		want   int
	}{
		"no ticket":                    {office, nil, 413},
		"a ticket for the asking":      {stranger, d.ticket(stranger, nil), 413},
		"a certified key's, not yet":   {office, first, 413},
		"somebody else's":              {stranger, d.ticket(office, first), 413},
		"given to who proved that key": {office, d.ticket(office, first[:len(first):len(first)]), 200},
	} {
		t.Run(name, func(t *testing.T) {
			if got := d.from("10.0.0.1", &recorder{header: http.Header{}}, bytes.NewReader(d.sealed(tc.key, tc.ticket, 4))); got != tc.want {
				t.Errorf("status %d, expected %d", got, tc.want)
			}
		})
	}
}

// Who floods from behind the address of a school keeps out those of it whose keys are not known yet, and no others: desks sync, and carry files.
func TestAttackFloodBehindASchoolsAddress(t *testing.T) {
	d := openDoor(t, server.Options{SyncRate: 0.1, ChunkRate: 0.02})
	here := func(body []byte) int {
		return d.from("127.0.0.1", &recorder{header: http.Header{}}, bytes.NewReader(body)) // as the office
	}
	flood := func() {
		t.Helper()
		garbage := tinyRequest(t, d.World, 2000)
		for range 9 {
			if here(garbage) == http.StatusTooManyRequests {
				return
			}
		}
		t.Fatal("the flood is not refused")
	}
	office := d.Office.Private
	ticket := d.ticket(office, d.ticket(office, nil))
	d.Office.Sync() // of a key the newest ticket counts
	flood()
	for range 10 {
		if err := d.goesIn(); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("a ticket for the asking", func(t *testing.T) {
		stranger := testdesk.Key("stranger")
		if got := here(d.sealed(stranger, d.ticket(stranger, nil), 0)); got != http.StatusTooManyRequests {
			t.Errorf("status %d", got)
		}
	})
	t.Run("a ticket that was seen on its way", func(t *testing.T) {
		raw := d.sealed(office, ticket, 0)
		raw[len(raw)-1] ^= 1
		if got := here(raw); got != http.StatusTooManyRequests {
			t.Errorf("status %d", got)
		}
	})
	t.Run("chunks", func(t *testing.T) {
		content := make([]byte, 3*changeset.BlobChunk)
		blob, err := d.Office.DB.PutBlob(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		path := fmt.Sprintf("/v1/blobs/%s/0", blob)
		for range 3 {
			r, err := http.NewRequest("GET", path, nil)
			if err != nil {
				t.Fatal(err)
			}
			r.RemoteAddr = "127.0.0.1:1"
			d.handler.ServeHTTP(&recorder{header: http.Header{}}, r)
		}
		d.Office.Write(d.Cluster, "evidence", changeset.Operation{Kind: "evidence", Key: changeset.NewKey(testdesk.ID("sheet"), "1.1"), New: true,
			Field: "file", Value: changeset.MustEncode(emulation.Evidence{Name: "photo.jpg", Root: blob.Root, Length: blob.Length, Size: uint64(len(content))})})
		r, err := d.Office.Client.Once(t.Context())
		if err != nil || r.ChunksUp != 4 {
			t.Errorf("%v %+v", err, r)
		}
	})
}
