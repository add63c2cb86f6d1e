package storetest

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"testing"

	"pgregory.net/rapid"

	"thidua/storage"
	"thidua/sync/changeset"
)

// TestModel does random things to a store, with restarts between them, and compares all a reader sees with a plain model. At the end
// nothing is to be found wrong with it.
func TestModel(t *testing.T) {
	for kind, open := range stores() {
		t.Run(kind, func(t *testing.T) { model(t, open) })
	}
}

func model(t *testing.T, open Opening) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp("", "model-*")
		if err != nil {
			rt.Fatal(err)
		}
		defer os.RemoveAll(dir)
		opened, err := open(dir)
		if err != nil {
			rt.Fatal(err)
		}
		db := opened.(desk)
		a := NewAuthor("a")
		drafts, meta := map[string]string{}, map[string]string{}
		var pending, logged []*changeset.Signed
		cell := rapid.SampledFrom([]string{"I.1", "I.2", "II.1", "II.2"})
		draft := func(c string) *changeset.Draft {
			return &changeset.Draft{Scope: Unit, Kind: "score", Key: changeset.NewKey(ID("sheet"), c), Field: "points"}
		}
		step := func(err error) {
			if err != nil {
				rt.Fatal(err)
			}
		}
		actions := map[string]func(*rapid.T){
			"draft": func(rt *rapid.T) {
				d := draft(cell.Draw(rt, "cell"))
				d.Text = rapid.String().Draw(rt, "text")
				step(db.SaveDraft(d))
				drafts[fmt.Sprint(d.DraftKey())] = d.Text
			},
			"drop": func(rt *rapid.T) {
				k := draft(cell.Draw(rt, "cell")).DraftKey()
				step(db.DropDraft(k))
				delete(drafts, fmt.Sprint(k))
			},
			"own": func(rt *rapid.T) {
				c := cell.Draw(rt, "cell")
				k := draft(c).DraftKey()
				own := a.Change(t, Unit, rapid.IntRange(0, 9).Draw(rt, "value"), c)
				b := World{t, db}.Pend(own, k)
				b.Meta["clock"] = fmt.Append(nil, own.Seq)
				step(db.Commit(b))
				delete(drafts, fmt.Sprint(k))
				meta["clock"] = fmt.Sprint(own.Seq)
				pending = append(pending, own)
			},
			"leaf": func(rt *rapid.T) {
				n := rapid.IntRange(0, len(pending)).Draw(rt, "n")
				b := World{t, db}.Pull(pending[:n]...)
				step(db.Commit(b))
				if rapid.Bool().Draw(rt, "twice") {
					step(db.Commit(b))
				}
				logged, pending = append(logged, pending[:n]...), pending[n:]
			},
			"checkpoint": func(*rapid.T) { step(db.Checkpoint()) },
			"restart": func(*rapid.T) {
				step(db.Close())
				opened, err := open(dir)
				step(err)
				db = opened.(desk)
			},
			"": func(rt *rapid.T) {
				ds, err := db.Drafts(Unit)
				step(err)
				got := map[string]string{}
				for i := range ds {
					got[fmt.Sprint(ds[i].DraftKey())] = ds[i].Text
				}
				if !maps.Equal(got, drafts) {
					rt.Fatalf("drafts %v, want %v", got, drafts)
				}
				var ids []changeset.Identity
				step(db.Pending(func(p changeset.PendingChange) error { ids = append(ids, p.Change.Identity); return nil }))
				if len(ids) != len(pending) {
					rt.Fatalf("%d pending, want %d", len(ids), len(pending))
				}
				for i := range ids {
					if ids[i] != pending[i].Identity {
						rt.Fatalf("pending %d is another", i)
					}
				}
				n := 0
				step(db.Entries(Unit, 0, func(e *changeset.Entry) error {
					if e.Leaf.Identity != logged[n].Identity {
						rt.Fatalf("entry %d is another", n)
					}
					n++
					return nil
				}))
				if n != len(logged) {
					rt.Fatalf("%d entries, want %d", n, len(logged))
				}
				clock, err := db.Meta("clock")
				step(err)
				if string(clock) != meta["clock"] {
					rt.Fatalf("clock %q, want %q", clock, meta["clock"])
				}
				own, err := db.Own(Unit)
				step(err)
				if own.Seq != a.Heads[Unit].Seq {
					rt.Fatalf("own end %d, want %d", own.Seq, a.Heads[Unit].Seq)
				}
			},
		}
		rt.Repeat(actions)
		if badger, ok := db.(*storage.DB); ok {
			report, err := badger.Doctor(context.Background(), false)
			if err != nil || report.Worst() != storage.Info {
				rt.Fatal(report, err)
			}
		}
		step(db.Close())
	})
}

// TestMain: each check opens several stores. 25 are enough for every day, -rapid.checks asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "25"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
