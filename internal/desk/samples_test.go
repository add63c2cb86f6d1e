package desk_test

import (
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// Every sample opens at its head's desk: all sheets are in, the published outcome stands, and the own sheet can be edited, also where
// nobody but the head was named to a post.
func TestEverySampleOpens(t *testing.T) {
	list, err := sample.List()
	ok(t, err)
	for _, info := range list {
		t.Run(info.ID, func(t *testing.T) {
			s, err := sample.Load(info.ID)
			ok(t, err)
			d, err := desk.InitSample(filepath.Join(t.TempDir(), "desk"), info.ID, "", env())
			ok(t, err)
			defer d.Close()
			me, err := d.Workspace.Me()
			ok(t, err)
			own, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
			ok(t, err)
			if me.Unit.Code != s.Founding.Posts[0].Unit || own.Step != emulation.SheetReturned || !own.Editable {
				t.Errorf("%s, %s, editable %v", me.Unit.Code, own.Step, own.Editable)
			}
			r, err := result.At(d.Workspace).Ranking()
			ok(t, err)
			if len(r.Standings) != len(s.Founding.Units) {
				t.Fatalf("%d of %d ranked", len(r.Standings), len(s.Founding.Units))
			}
			var leaders []string
			for _, p := range s.Expected.Proposals {
				leaders = append(leaders, p.Units...)
			}
			for i, code := range leaders {
				if got := r.Standings[i].Unit.Code; got != code {
					t.Errorf("place %d: %s, published %s", i+1, got, code)
				}
			}
		})
	}
}
