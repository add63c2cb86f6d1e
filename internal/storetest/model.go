package storetest

import (
	"bytes"
	"os"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Model does random things to a hub's store, with restarts between them, and compares all a reader sees with a plain model. Before each step
// trouble, if there is any, does something that the store has to bear.
func Model(t *testing.T, open Opening, trouble func(*rapid.T)) {
	rapid.Check(t, func(rt *rapid.T) {
		place, err := os.MkdirTemp("", "model-*")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(place)
		step := func(err error) {
			if err != nil {
				rt.Fatal(err)
			}
		}
		db, err := open(place)
		step(err)
		defer func() { _ = db.Close() }()
		a := NewAuthor("a")
		logged, settings := map[changeset.Scope][]*changeset.Signed{}, map[string][]byte{}
		scope := rapid.SampledFrom([]changeset.Scope{Unit, Cluster})
		before := func(rt *rapid.T) {
			if trouble != nil {
				trouble(rt)
			}
		}
		batch := func(rt *rapid.T) (*changeset.Batch, changeset.Scope, []*changeset.Signed) {
			in := scope.Draw(rt, "scope")
			var more []*changeset.Signed
			for range rapid.IntRange(1, 5).Draw(rt, "n") {
				more = append(more, a.Change(t, in, rapid.IntRange(0, 9).Draw(rt, "value"), Score(rapid.IntRange(0, 3).Draw(rt, "score"))))
			}
			b := World{t, db}.Pull(more...)
			b.Upon = map[changeset.Scope]uint64{Unit: uint64(len(logged[Unit])), Cluster: uint64(len(logged[Cluster]))}
			return b, in, more
		}
		rt.Repeat(map[string]func(*rapid.T){
			"leaves": func(rt *rapid.T) {
				before(rt)
				b, in, more := batch(rt)
				name, value := rapid.SampledFrom([]string{"x", "y"}).Draw(rt, "name"), rapid.SliceOfN(rapid.Byte(), 0, 4).Draw(rt, "setting")
				b.Meta[name] = value
				step(db.Commit(b))
				logged[in], settings[name] = append(logged[in], more...), value
				if b.Upon = nil; rapid.Bool().Draw(rt, "twice") {
					step(db.Commit(b))
				}
			},
			"moved": func(rt *rapid.T) {
				before(rt)
				end := a.Heads
				a.Heads = map[changeset.Scope]changeset.ChainHead{Unit: end[Unit], Cluster: end[Cluster]}
				b, _, _ := batch(rt)
				b.Upon[scope.Draw(rt, "moved")]++
				if err := db.Commit(b); emulation.KeyOf(err) != "storage.log-moved" {
					rt.Fatal(err)
				}
				a.Heads = end
			},
			"restart": func(rt *rapid.T) {
				step(db.Close())
				db, err = open(place)
				step(err)
			},
			"": func(rt *rapid.T) {
				for _, in := range []changeset.Scope{Unit, Cluster} {
					n, root, versions := 0, emulation.Hash{}, 0
					step(db.Entries(in, 0, func(e *changeset.Entry) error {
						if c := logged[in][n]; e.Leaf.Identity != c.Identity || !bytes.Equal(e.Raw, c.Raw) {
							rt.Fatalf("entry %d is another", n)
						}
						n, root = n+1, e.Root
						return nil
					}))
					head, err := db.Log(in)
					step(err)
					if n != len(logged[in]) || head.Size != uint64(n) || head.Root() != root {
						rt.Fatalf("%d entries in a log of %d, want %d", n, head.Size, len(logged[in]))
					}
					step(db.EachRecord(in, "score", emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
						versions += len(r.Fields["points"])
						return nil
					}))
					if versions != n {
						rt.Fatalf("%d versions of %d changes", versions, n)
					}
				}
				for name, want := range settings {
					got, err := db.Meta(name)
					step(err)
					if got == nil || !bytes.Equal(got, want) {
						rt.Fatalf("%s is %v, want %v", name, got, want)
					}
				}
			},
		})
		step(db.Close())
	})
}
