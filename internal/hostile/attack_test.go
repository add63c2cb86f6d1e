package hostile_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/replica"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

// told is how many records a desk's status tells of that nobody can have meant, each in words.
func (c *cluster) told(name string) int {
	c.Helper()
	st, err := replica.At(c.desks[name].Workspace).Status()
	c.must(err)
	for _, m := range st.Odd {
		if s := phrase.Render(phrase.Vietnamese, m); m.Key != "odd.record" || strings.ContainsAny(s, "{}") {
			c.Errorf("%s: %q", name, s)
		}
	}
	return len(st.Odd)
}

// A file of 2^40 bytes that a record names once ended five desks for good: each asked for it at every sync.
func TestEvidenceOfAbsurdLengthStopsNobody(t *testing.T) {
	c := newCluster(t, 1, judge.First) // later ones refuse it
	scope := changeset.NewScope(changeset.Cluster, c.season.Cluster)
	for _, length := range []uint64{0, 31, emulation.FileLimit + 1, 1 << 40, 1 << 63, 1<<64 - 1} {
		file := emulation.Evidence{Name: "x", Root: emulation.Hash{1}, Length: length, Size: length}
		sheetID := record.Sheet.ID(record.UnitPeriod{Season: record.Season.ID(c.season), Unit: c.unit("son-la"), Period: "season"})
		if !c.write("son-la", changeset.NewScope(changeset.Unit, c.unit("son-la")), record.Evidence.File.Make(record.SheetCriterion{Sheet: sheetID, Criterion: "I.1"}, file)) ||
			!c.write("son-la", scope, record.Evidence.File.Make(record.SheetCriterion{Sheet: c.unit("son-la"), Criterion: record.ForPaper}, file)) {
			t.Fatal("the judge at work refuses it: another test is needed")
		}
	}
	c.sync(c.names()...)
	c.sync(c.names()...)
	proofs, err := sheet.At(c.desks["son-la"].Workspace).Evidence("")
	if err != nil || len(proofs) != 6 {
		t.Errorf("%d pieces of evidence are shown: %v", len(proofs), err)
	}
	for name, want := range map[string]int{"son-la": 12, "office": 6, "cao-bang": 6} {
		if n := c.told(name); n != want {
			t.Errorf("%s is told of %d, not %d", name, n, want)
		}
	}
}

// Criteria that nobody can read, and the largest number a version can have, keep nobody from anything else.
func TestUnreadableCriteriaStopNobody(t *testing.T) {
	c := newCluster(t, 1, judge.First) // later ones refuse it
	scope, office := changeset.NewScope(changeset.Cluster, c.season.Cluster), c.desks["office"].Workspace
	id := record.Season.ID(c.season)
	bad := emulation.CriteriaVersion{Name: "x", YAML: []byte(strings.Repeat("[", 10_000))}
	r, err := c.desks["office"].DB.Record(record.Season.Ref(scope, c.season))
	c.must(err)
	for n, ops := range [][]changeset.Operation{
		{record.Criteria.Op(record.SeasonVersion{Season: id, Version: 1<<64 - 1}, bad)},
		{record.Criteria.Op(record.SeasonVersion{Season: id, Version: 2}, bad)},
		{record.Season.Criteria.Op(c.season, 2, changeset.IDs(record.Season.Criteria.Heads(r, changeset.Now))...),
			record.Season.Reason.Op(c.season, emulation.StepReason{To: record.Season.Criteria.Name, Reason: "x"})},
	} {
		if !c.write("office", scope, ops...) {
			t.Fatalf("the judge at work refuses change %d: another test is needed", n)
		}
	}
	c.sync(c.names()...)
	c.sync(c.names()...)
	for _, name := range c.names() {
		versions, err := season.At(c.desks[name].Workspace).CriteriaVersions()
		if err != nil || len(versions) != 3 || versions[0].Fault != nil || versions[1].Fault == nil || !versions[1].InForce {
			t.Errorf("%s: %+v %v", name, versions, err)
		}
		if n := c.told(name); n != 2 {
			t.Errorf("%s is told of %d versions of criteria", name, n)
		}
		if _, err := todo.At(c.desks[name].Workspace).Tasks(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	next, err := season.At(office).AddCriteria(emulation.CriteriaVersion{Name: "thu.yaml", YAML: table})
	if err != nil || next != 3 {
		t.Errorf("another version cannot be added: %d %v", next, err)
	}
	c.must(season.At(office).AdoptCriteria(next, "x"))
	if s, err := office.Season(); err != nil || s.Set == nil {
		t.Errorf("%+v %v", s, err)
	}
	if err := season.At(office).AdoptCriteria(2, "x"); emulation.CodeOf(err) != emulation.Invalid {
		t.Errorf("a version nobody can read is put in force: %v", err)
	}
}
