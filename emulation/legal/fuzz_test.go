package legal_test

import (
	"io/fs"
	"testing"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
)

// FuzzProfile feeds anything as a legal profile: it is refused with a sentence, or every rule in it has its source and numbers that compute.
func FuzzProfile(f *testing.F) {
	names, err := fs.Glob(assets.Legal, "legal/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(assets.Legal, name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := legal.Load("x", raw)
		if err != nil {
			if emulation.KeyOf(err) == "" {
				t.Fatalf("no sentence for %v", err)
			}
			return
		}
		for _, a := range p.Articles {
			if a.Cite == "" || p.Cite == "" {
				t.Fatalf("%s has no source", a.ID)
			}
			for _, n := range []int{0, 1, 9, 1 << 30} {
				if a.Vote != nil {
					if k := a.Vote.Threshold.Needed(n); k < 1 || n > 0 && k > n {
						t.Fatalf("%d of %d are needed", k, n)
					}
				}
				if a.Quota != nil {
					if k, _ := a.Quota.Places(n); k < 0 || k > n {
						t.Fatalf("%d awards among %d", k, n)
					}
				}
			}
		}
	})
}
