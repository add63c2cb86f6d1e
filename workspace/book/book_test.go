package book_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// A book is read from a store of maps, by whoever brings the keys: today's says what the desk says, a past one only what was known then.
func TestBookOnMaps(t *testing.T) {
	disk := testdesk.NewDisk(false)
	now := func() time.Time { return time.Date(2024, 6, 1, 8, 0, 0, 0, time.UTC) }
	d, err := desk.InitSample(t.TempDir(), "cum-4-2023-2024", "", desk.Environment{Open: disk.Open, Rand: rand.NewChaCha8([32]byte{}), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	w := d.Workspace
	root := w.Root()
	today := book.New(w.Disk(), judge.New(judge.NewAnchor(root.Key())), w.Control(), book.Reader{Log: w.Key().LogID(), Clock: now})

	s, err := today.Season()
	if err != nil {
		t.Fatal(err)
	}
	shown, err := w.Season()
	if err != nil {
		t.Fatal(err)
	}
	if s.ID != shown.ID || s.Label != "2023–2024" || s.Step != shown.Step || len(s.Cluster.Members) != len(shown.Cluster.Members) || s.Set.Name != shown.Set.Name {
		t.Errorf("the book has %s %s with %d members, the desk %s %s with %d", s.Label, s.Step, len(s.Cluster.Members), shown.Label, shown.Step, len(shown.Cluster.Members))
	}
	me, err := today.Me()
	if err != nil || me.Unit.Code == "" {
		t.Errorf("the reader is %q, %v", me.Unit.Code, err)
	}

	cut := func(control, cluster changeset.AsOf) *book.Book {
		return book.Past(w.Disk(), &book.Filtered{Base: w.Disk(), At: book.Point{Control: control, Cluster: cluster}}, w.Root(), w.Control())
	}
	then, err := cut(changeset.Now, changeset.Now).SeasonAt(s.Cluster.ID, s.ID)
	if err != nil || then.Label != s.Label || len(then.Cluster.Members) != len(s.Cluster.Members) {
		t.Errorf("with everything the past has %+v, %v", then, err)
	}
	for name, b := range map[string]*book.Book{"the cluster": cut(0, changeset.Now), "the season": cut(changeset.Now, 0)} {
		if _, err := b.SeasonAt(s.Cluster.ID, s.ID); emulation.CodeOf(err) != emulation.NotFound {
			t.Errorf("before %s was founded: %v", name, err)
		}
	}
}

// A name that several have means none of them, and a code comes before any name: the first that fits would be a guess.
func TestNamed(t *testing.T) {
	units := []book.Unit{
		{Code: "loi", UnitInfo: emulation.UnitInfo{Name: "Trường THCS Lê Lợi", Short: "Lê Lợi"}},
		{Code: "loi-2", UnitInfo: emulation.UnitInfo{Name: "Trường THCS Lê Lời", Short: "Lê Lời"}},
		{Code: "tho", UnitInfo: emulation.UnitInfo{Name: "Trường THCS Yên Thọ", Short: "loi"}},
	}
	for typed, code := range map[string]string{"Trường THCS Lê Lời": "loi-2", "Trường THCS Lê Lợi": "loi", "truong thcs le loi": "", "Lê Lợi": "loi", "le loi": "",
		"loi": "loi", "Loi": "", " LOI-2 ": "loi-2", "Tho": "tho", "yen": "tho", "thcs": "", "": "", "…": ""} {
		if u, ok := book.Named(units, typed); u.Code != code || ok != (code != "") {
			t.Errorf("%q is %q, %t", typed, u.Code, ok)
		}
	}
}

func TestFindUnit(t *testing.T) {
	w := testyear.Empty(t)
	f := testyear.Founding(testyear.Table)
	f.Units[0].Name, f.Units[1].Name = "Trường THCS Lê Lợi", "Trường THCS Lê Lời"
	f.Units[3].Name = "Sở Giáo dục và Đào tạo Ninh Thuận"
	f.Units[2].Name, f.Units[2].Short, f.Units[3].Short = "Sở Giáo dục và Đào tạo Lạng Sơn", "Lạng Sơn", "Lai Châu"
	w.OK(season.At(w.Office.Workspace).Found(f))
	for text, code := range map[string]string{"son-la": "son-la", "Trường THCS Lê Lời": "cao-bang", "lang son": "lang-son", "LAI CHÂU": "lai-chau",
		"so giao duc va dao tao lang son": "lang-son", "Ninh Thuận": "lai-chau", "dao tao ninh": "lai-chau", w.Unit("son-la").ID.String(): "son-la"} {
		if u := testyear.Must(w.Office.Workspace.FindUnit(text))(w); u.Code != code {
			t.Errorf("%q is %s", text, u.Code)
		}
	}
	for text, key := range map[string]string{"": "workspace.unit-unknown", "ha-noi": "workspace.unit-unknown", "truong thcs le loi": "workspace.unit-ambiguous", "le loi": "workspace.unit-ambiguous", "inh thu": "workspace.unit-unknown", "so": "workspace.unit-unknown"} {
		_, err := w.Office.Workspace.FindUnit(text)
		w.Fails(err, key)
	}
}
