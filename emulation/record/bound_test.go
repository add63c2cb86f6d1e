package record_test

import (
	"reflect"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/internal/hostile"
	"thidua/sync/changeset"
)

// plainKey is a key of a kind that any judge takes.
func plainKey(e *record.Entry) changeset.Key {
	var parts []any
	for _, p := range e.Parts {
		switch {
		case p.Sort == 'i':
			parts = append(parts, emulation.ID{1})
		case p.Sort == 'n':
			parts = append(parts, uint64(1))
		case p.Sort == 'b':
			parts = append(parts, make([]byte, 32))
		case p.Name == "day":
			parts = append(parts, "2024-01-02")
		case p.Name == "period":
			parts = append(parts, "2024-Q1")
		default:
			parts = append(parts, "a")
		}
	}
	return changeset.NewKey(parts...)
}

// Each length, count, number and name of every value in the catalogue has a bound, and the judge keeps it from version 2 on.
func TestEveryPartOfEveryValueHasABound(t *testing.T) {
	for _, e := range record.All() {
		for _, f := range e.Fields {
			tried := 0
			for path, v := range hostile.Over(reflect.TypeOf(f.New()).Elem()) {
				tried++
				raw := changeset.MustEncode(v.Interface())
				if f.Within(&changeset.Operation{Kind: e.Kind, Key: plainKey(e), Field: f.Name, Value: raw}) == nil {
					t.Errorf("%s%s has no bound", f, path)
				}
				if f.Check(raw, 2) == nil {
					t.Errorf("%s%s: judge 2 takes what lies beyond its bound", f, path)
				}
			}
			if fixed := strings.Contains("person.name headcount.list participants.list person-award.list receipt.whole letterhead.signers", f.String()); fixed != (tried == 0) {
				t.Errorf("%s: %d values tried", f, tried)
			}
		}
	}
}

// So has each part of every key.
func TestEveryPartOfEveryKeyHasABound(t *testing.T) {
	keyed := func(e *record.Entry, key changeset.Key, version int) error {
		return e.Keyed(&changeset.Operation{Kind: e.Kind, Key: key, New: e.Free}, version)
	}
	for _, e := range record.All() {
		if err := keyed(e, plainKey(e), 2); err != nil {
			t.Errorf("%s: a plain key is refused: %v", e.Kind, err)
		}
		for i, p := range e.Parts {
			for _, part := range map[byte][]any{'t': {strings.Repeat("x", 5000), "a\nb", "a\u202eb"}, 'n': {uint64(1) << 40}, 'b': {make([]byte, 100)}}[p.Sort] {
				parts := make([]any, len(e.Parts))
				for j := range parts {
					parts[j] = changeset.Raw(changeset.MustEncode(""))
					if e.Parts[j].Sort == 'i' {
						parts[j] = emulation.ID{1}
					}
				}
				parts[i] = part
				if keyed(e, changeset.NewKey(parts...), 2) == nil {
					t.Errorf("%s: the part %s has no bound", e.Kind, p.Name)
				}
				if err := keyed(e, changeset.NewKey(parts...), 1); err != nil {
					t.Errorf("%s: judge 1 refuses a key it always took: %v", e.Kind, err)
				}
			}
		}
	}
}

// A week is the period of a sheet from version 4 on; a command learns from Needs that the rules have to be raised first.
func TestWeeksCameWithTheFourthJudge(t *testing.T) {
	for _, c := range []struct {
		period string
		judge  int
		taken  bool
		needs  uint64
	}{
		{"2024-W36", 2, false, 4}, {"2024-W36", 3, false, 4}, {"2024-W36", 4, true, 4}, {"2024-09", 2, true, 1}, {"2024-09", 4, true, 1},
		{"2024-W53", 4, false, 1}, {"tuần 36/2024", 4, false, 1},
	} {
		op := &changeset.Operation{Kind: record.Internal.Kind, Key: changeset.NewKey(emulation.ID{1}, emulation.ID{2}, c.period), Field: "sheet",
			Value: changeset.MustEncode(emulation.InternalSheet{Points: "9"})}
		if err := record.Internal.Keyed(op, c.judge); (err == nil) != c.taken {
			t.Errorf("judge %d, %s: %v", c.judge, c.period, err)
		}
		if needs := record.Internal.Needs(op); needs != c.needs {
			t.Errorf("%s needs %d", c.period, needs)
		}
	}
}

// Ballots that are invalid in one line alone came with the fifth judge, none of them (0) too; a count without them is what it always was.
func TestInvalidInOneLineCameWithTheFifthJudge(t *testing.T) {
	count := ballot.Tally{Members: 7, Present: 7, Issued: 7, Returned: 7, Valid: 7, Lines: []ballot.Line{{ID: "a", Yes: 7}}}
	key := record.Tally.Key(record.VoteRound{Season: emulation.ID{1}, Vote: "co", Round: 1})
	for invalid, needs := range map[*int64]uint64{nil: 1, new(int64(0)): 5, new(int64(2)): 5} {
		count.Lines[0].Invalid = invalid
		op := &changeset.Operation{Kind: record.Tally.Kind, Key: key, Field: "tally", Value: changeset.MustEncode(count)}
		if got := record.Tally.Needs(op); got != needs {
			t.Errorf("it needs %d, want %d", got, needs)
		}
		for judge := 2; judge <= 5; judge++ {
			if err := record.Tally.Check(op.Value, judge); (err == nil) != (uint64(judge) >= needs) {
				t.Errorf("judge %d: %v", judge, err)
			}
		}
	}
}

// What lies just within is taken, what lies just beyond is refused in words a person can act on.
func TestBounds(t *testing.T) {
	file := func(change func(*emulation.Evidence)) emulation.Evidence {
		v := emulation.Evidence{Name: "Quyết định 12.pdf", Root: emulation.Hash{1}, Length: 132, Size: 100}
		change(&v)
		return v
	}
	named := func(name string) emulation.Evidence { return file(func(v *emulation.Evidence) { v.Name = name }) }
	long := strings.Repeat("ệ", 300)
	for _, c := range []struct {
		f     *record.AnyField
		value any
		key   string // "" is taken
	}{
		{record.Unit.AnyField, emulation.UnitInfo{Name: long}, ""},
		{record.Unit.AnyField, emulation.UnitInfo{Name: long + "m"}, "bound.text"},
		{record.Unit.AnyField, emulation.UnitInfo{Name: "Sở\nNội vụ"}, "bound.hidden"},
		{record.Comment.AnyField, "một\n\thai", ""},
		{record.Comment.AnyField, "một\x07hai", "bound.hidden"},
		{record.Quota.AnyField, emulation.SeasonQuota{Count: 1_000_001}, "bound.number"},
		{record.Deadline.AnyField, emulation.Deadline{Date: "2199-12-31"}, ""},
		{record.Deadline.AnyField, emulation.Deadline{Date: "9999-12-31"}, "running.bad-date"},
		{record.Registration.AnyField, emulation.Registration{Titles: make([]string, 501)}, "bound.list"},
		{record.Indicator.AnyField, emulation.IndicatorValue{Value: "NaN"}, "bound.figure"},
		{record.Score.Input.AnyField, emulation.Fields{strings.Repeat("k", 65): ""}, "bound.text"},
		{record.Score.Verified.AnyField, emulation.VerifiedScore{Points: "1", Seen: make([]byte, 17)}, "bound.bytes"},
		{record.Evidence.File.AnyField, named("Quyết định 12.pdf"), ""},
		{record.Evidence.File.AnyField, named("../a.pdf"), "bound.file"},
		{record.Evidence.File.AnyField, named(`C:\a.pdf`), "bound.file"},
		{record.Evidence.File.AnyField, named(".."), "bound.file"},
		{record.Evidence.File.AnyField, named("a\u202efdp.exe"), "bound.hidden"},
		{record.Evidence.File.AnyField, named(""), "reason.shape"},
		{record.Evidence.File.AnyField, file(func(v *emulation.Evidence) { v.Length = 1 << 40; v.Size = 1<<40 - 32 }), "bound.number"},
		{record.Evidence.File.AnyField, file(func(v *emulation.Evidence) { v.Size = 0 }), "reason.shape"},
		{record.Signature.AnyField, emulation.CompactSignature{OnBehalf: &emulation.OnBehalf{Paper: named("a/b")}}, "bound.file"},
		{record.Document.AnyField, emulation.NumberedDocument{Kind: "plan", Title: "x", File: &emulation.Evidence{Name: "x", Root: emulation.Hash{1}, Length: 5}}, "reason.shape"},
	} {
		if err := c.f.Check(changeset.MustEncode(c.value), 2); emulation.KeyOf(err) != c.key {
			t.Errorf("%s %+v: %v, not %q", c.f, c.value, err, c.key)
		}
	}
}
