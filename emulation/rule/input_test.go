package rule_test

import (
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// rules is one criterion of every kind, by the kind's name.
func rules(t testing.TB) map[string]*rule.Rule {
	t.Helper()
	raw := table(
		"{code: manual, name: A, max: 2.5, rule: {kind: manual, step: 0.25}}",
		"{code: choice, name: A, max: 8, rule: {kind: choice, options: [{id: tot, label: Tốt, points: 8}, {id: kha, label: 'Khá, đạt', points: 6}]}}",
		"{code: pass, name: A, max: 10, rule: {kind: pass}}",
		"{code: checklist, name: A, max: 10, rule: {kind: checklist, items: [{id: a, label: Có kế hoạch, points: 2.5}, {id: b, points: 2.5}, {id: c, points: 2.5}]}}",
		"{code: percent, name: A, max: 10, rule: {kind: percent}}",
		"{code: target, name: A, max: 20, rule: {kind: target}}",
		"{code: target-leader, name: A, max: 20, rule: {kind: target-leader, target: 100}}",
		"{code: best, name: A, max: 20, rule: {kind: best}}",
		"{code: bands, name: A, max: 10, rule: {kind: bands, bands: [{at_least: 95, points: 10}]}}",
		"{code: step, name: A, max: 10, rule: {kind: step, from: 100, per: 0.5, unit: 1}}",
		"{code: count, name: A, max: 10, rule: {kind: count, each: 2}}",
		"{code: tiers, name: A, max: 10, rule: {kind: tiers, tiers: [{id: tinh, label: Tỉnh, points: 5}, {id: huyen, label: Huyện, points: 3}]}}",
		"{code: deduct, name: A, max: 10, rule: {kind: deduct, each: 2}}",
		"{code: deduct-table, name: A, max: 10, rule: {kind: deduct-table, table: [1, 3], beyond: all}}",
		"{code: event, name: A, max: 0, rule: {kind: event, points: -8}}",
		"{code: late, name: A, max: 10, rule: {kind: late, per_day: 1}}",
		"{code: base, name: A, max: 1000, rule: {kind: base, start: 750, events: [{id: cong, points: 10}, {id: tru, points: -5}], min: 0, max: 1000}}",
		"{code: plus-minus, name: A, max: 5, rule: {kind: plus-minus, plus: 2, minus: 1, min: -5, max: 5}}",
		"{code: linear, name: A, max: 50, rule: {kind: linear, factor: 0.5}}",
		"{code: rank, name: A, max: 10, rule: {kind: rank, points: [10, 9, 8]}}",
		"{code: improve, name: A, max: 10, rule: {kind: improve, each: 2}}",
		"{code: formula, name: A, max: 10, rule: {kind: formula, expr: '10*a/b'}}")
	set, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*rule.Rule{}
	for _, c := range set.Criteria() {
		out[c.Code] = &c.Rule
	}
	if len(out) != len(rule.Kinds()) {
		t.Fatalf("%d of %d kinds", len(out), len(rule.Kinds()))
	}
	return out
}

// table is a criteria file with one group of the given criteria lines.
func table(lines ...string) string {
	return "format: thidua-criteria/1\nid: x\nname: X\ngroups:\n  - code: I\n    name: Một\n    criteria:\n      - " + strings.Join(lines, "\n      - ") + "\n"
}

// typed is what is stored of a text.
func typed(r *rule.Rule, text string) (map[string]string, error) {
	in, err := r.ReadTyped(text)
	if err != nil {
		return nil, err
	}
	return r.Fields(in), nil
}

// show is fields as "a=1 b=2", sorted by the rule's own order of printing.
func show(fields map[string]string) string {
	var parts []string
	for _, k := range []string{"points", "choice", "pass", "checks", "value", "num", "den", "target", "count", "counts", "happened", "days", "plus",
		"minus", "na", "reason"} {
		if v, ok := fields[k]; ok {
			parts = append(parts, k+"="+v)
		}
	}
	return strings.Join(parts, " ")
}

func TestTyped(t *testing.T) {
	all := rules(t)
	for _, c := range []struct{ kind, typed, fields, vi, en string }{
		{"manual", "2,25", "points=2.25", "2,25", "2.25"},
		{"manual", " 2.5 ", "points=2.5", "2,5", "2.5"},
		{"choice", "tot", "choice=tot", "Tốt", "Tốt"},
		{"choice", "TỐT", "choice=tot", "Tốt", "Tốt"},
		{"choice", "kha, dat", "choice=kha", "Khá, đạt", "Khá, đạt"},
		{"pass", "có", "pass=true", "có", "yes"},
		{"pass", "Không đạt", "pass=false", "không", "no"},
		{"pass", "x", "pass=true", "có", "yes"},
		{"checklist", "c; a", "checks=a,c", "a; c", "a; c"},
		{"checklist", "có kế hoạch; b", "checks=a,b", "a; b", "a; b"},
		{"checklist", "a b", "checks=a,b", "a; b", "a; b"},
		{"checklist", "0", "checks=", "0", "0"},
		{"percent", "99,34", "value=99.34", "99,34", "99.34"},
		{"percent", "98.5%", "value=98.5", "98,5", "98.5"},
		{"percent", "45/50", "num=45 den=50", "45/50", "45/50"},
		{"percent", "1.234/2.000,5", "", "", ""},
		{"percent", "1.234,0 / 2.000,5", "num=1234 den=2000.5", "1234/2000,5", "1234/2000.5"},
		{"target", "45", "value=45", "45", "45"},
		{"target", "45/50", "value=45 target=50", "45/50", "45/50"},
		{"target", "/50", "target=50", "/50", "/50"},
		{"target-leader", "110,5", "value=110.5", "110,5", "110.5"},
		{"best", "60", "value=60", "60", "60"},
		{"bands", "0,2", "value=0.2", "0,2", "0.2"},
		{"bands", "-3,125", "value=-3.125", "-3,125", "-3.1250"},
		{"step", "96,2", "value=96.2", "96,2", "96.2"},
		{"count", "7", "count=7", "7", "7"},
		{"count", "1.234.567", "count=1234567", "1234567", "1234567"},
		{"tiers", "1;3", "counts=tinh=1,huyen=3", "1;3", "1;3"},
		{"tiers", ";3", "counts=huyen=3", "0;3", "0;3"},
		{"tiers", "tinh=2 huyen=1", "counts=tinh=2,huyen=1", "2;1", "2;1"},
		{"tiers", "2", "counts=tinh=2", "2", "2"},
		{"tiers", "0", "counts=tinh=0", "0", "0"},
		{"deduct", "3", "count=3", "3", "3"},
		{"deduct-table", "0", "count=0", "0", "0"},
		{"event", "không", "happened=false", "không", "no"},
		{"late", "3", "days=3", "3", "3"},
		{"base", "1;1", "counts=cong=1,tru=1", "1;1", "1;1"},
		{"plus-minus", "3;10", "plus=3 minus=10", "3;10", "3;10"},
		{"plus-minus", "3", "plus=3 minus=0", "3;0", "3;0"},
		{"linear", "88", "value=88", "88", "88"},
		{"rank", "12,5", "value=12.5", "12,5", "12.5"},
		{"improve", "98,5", "value=98.5", "98,5", "98.5"},
		{"percent", "KAD: không có trường", "na=true reason=không có trường", "KAD: không có trường", "KAD: không có trường"},
		{"formula", "không áp dụng: mới thành lập", "na=true reason=mới thành lập", "KAD: mới thành lập", "KAD: mới thành lập"},
		{"count", "  ", "", "", ""},
	} {
		fields, err := typed(all[c.kind], c.typed)
		if c.fields == "" && strings.TrimSpace(c.typed) != "" {
			if emulation.KeyOf(err) != "input.ambiguous" {
				t.Errorf("%s %q: %v, %v", c.kind, c.typed, fields, err)
			}
			continue
		}
		if err != nil || show(fields) != c.fields {
			t.Errorf("%s %q → %q, %v; want %q", c.kind, c.typed, show(fields), err, c.fields)
			continue
		}
		for comma, want := range map[bool]string{true: c.vi, false: c.en} {
			shown := all[c.kind].Format(fields, comma)
			if shown != want {
				t.Errorf("%s %v shown as %q, want %q", c.kind, fields, shown, want)
			}
			if back, err := typed(all[c.kind], shown); err != nil || !maps.Equal(back, fields) {
				t.Errorf("%s %q read back as %v, %v; want %v", c.kind, shown, back, err, fields)
			}
		}
	}
}

func TestTypedFaults(t *testing.T) {
	all := rules(t)
	for _, c := range []struct{ kind, typed, key, vi string }{
		{"manual", "2,x", "input.not-a-number", "“2,x” không phải là số. Hãy chỉ gõ chữ số, ví dụ 98,54."},
		{"manual", "3", "input.over-max", "3 vượt điểm tối đa 2,5. Hãy nhập số không quá 2,5."},
		{"manual", "2,3", "input.wrong-step", "2,3 không đúng bước điểm 0,25. Hãy nhập bội số của 0,25."},
		{"manual", "-1", "input.negative", ""},
		{"choice", "giỏi", "input.unknown-option", "Không có lựa chọn “giỏi”. Hãy chọn một trong: tot (Tốt); kha (Khá, đạt)."},
		{"pass", "maybe", "input.not-yes-no", ""},
		{"event", "2", "input.not-yes-no", ""},
		{"checklist", "d", "input.unknown-option", ""},
		{"checklist", "a; a", "input.twice", ""},
		{"percent", "1.234", "input.ambiguous", "“1.234” có thể là 1,234 (số thập phân) hoặc 1.234 (hàng nghìn). Hãy gõ lại: dùng dấu phẩy cho phần thập phân, hoặc bỏ dấu chấm hàng nghìn."},
		{"percent", "45/", "input.not-a-number", ""},
		{"percent", "/50", "input.num-den", ""},
		{"percent", strings.Repeat("9", 61), "input.too-long", ""},
		{"target", "45/0", "input.target-not-positive", ""},
		{"count", "2,5", "input.not-whole", "2,5 không phải là số nguyên. Hãy nhập số lượng nguyên, ví dụ 3."},
		{"count", "-2", "input.negative", ""},
		{"tiers", "1;2;3", "input.too-many-counts", ""},
		{"tiers", "xa=1", "input.unknown-option", ""},
		{"tiers", "tinh=1 2", "input.count-form", ""},
		{"tiers", "tinh=1 tinh=2", "input.twice", ""},
		{"tiers", "tinh=x", "input.not-a-number", ""},
		{"formula", "3", "input.formula", ""},
		{"percent", "KAD", "input.na-reason", ""},
	} {
		fields, err := typed(all[c.kind], c.typed)
		if emulation.KeyOf(err) != c.key {
			t.Errorf("%s %q → %v, %v; want %s", c.kind, c.typed, fields, err, c.key)
			continue
		}
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if text := phrase.Error(lang, err); strings.ContainsAny(text, "{}") || text == c.key {
				t.Errorf("%s %q: %q", c.kind, c.typed, text)
			}
		}
		if text := phrase.Error(phrase.Vietnamese, err); c.vi != "" && text != c.vi {
			t.Errorf("%s %q:\n got %s\nwant %s", c.kind, c.typed, text, c.vi)
		}
	}
}

func TestParseInputFaults(t *testing.T) {
	all := rules(t)
	for _, c := range []struct {
		kind   string
		fields map[string]string
		key    string
	}{
		{"percent", map[string]string{"points": "1"}, "input.unknown-field"},
		{"percent", map[string]string{"num": "1"}, "input.num-den"},
		{"percent", map[string]string{"num": "1", "den": "2", "value": "3"}, "input.value-or-num"},
		{"percent", map[string]string{"num": "1", "den": "-2"}, "input.negative"},
		{"percent", map[string]string{"value": ""}, "input.empty"},
		{"percent", map[string]string{"value": "1e3"}, "input.not-a-number"},
		{"percent", map[string]string{"na": "true"}, "input.na-reason"},
		{"percent", map[string]string{"na": "perhaps"}, "input.not-yes-no"},
		{"choice", map[string]string{"choice": "Tốt"}, "input.unknown-option"},
	} {
		if in, err := all[c.kind].Read(c.fields); emulation.KeyOf(err) != c.key || emulation.CodeOf(err) != emulation.Invalid {
			t.Errorf("%s %v → %+v, %v; want %s", c.kind, c.fields, in, err, c.key)
		}
	}
	in, err := all["percent"].Read(map[string]string{"value": "1.234"})
	if err != nil || in.Answer.(*rule.Rate).Value.String() != "1.234" {
		t.Errorf("the stored form is asked about: %v, %v", in, err)
	}
	in, err = all["percent"].Read(map[string]string{"na": "false", "value": "9,75"})
	if err != nil || in.NA || show(all["percent"].Fields(in)) != "value=9.75" {
		t.Errorf("%v, %v", in, err)
	}
}

func TestFieldsAreReadBack(t *testing.T) {
	all := rules(t)
	kinds := rule.Kinds()
	number := rapid.StringMatching(`[0-9]{1,4}(\.[0-9]{1,4})?`)
	whole := rapid.StringMatching(`[0-9]{1,4}`)
	rapid.Check(t, func(t *rapid.T) {
		kind := string(rapid.SampledFrom(kinds).Draw(t, "kind"))
		r := all[kind]
		fields := map[string]string{}
		for _, key := range r.Keys() {
			switch key {
			case "points":
				n := rapid.Int64Range(0, 10).Draw(t, key)
				fields[key] = decimal.FromInt(n).Mul(r.Parameters.(*rule.Manual).Step).String()
			case "choice":
				fields[key] = rapid.SampledFrom(r.Options()).Draw(t, key).ID
			case "pass", "happened":
				fields[key] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, key)
			case "checks":
				for _, o := range r.Options() {
					if rapid.Bool().Draw(t, o.ID) {
						fields[key] = strings.TrimPrefix(fields[key]+","+o.ID, ",")
					}
				}
			case "counts":
				for _, o := range r.Options() {
					fields[key] = strings.TrimPrefix(fields[key]+","+o.ID+"="+whole.Draw(t, o.ID), ",")
				}
			case "count", "days":
				fields[key] = whole.Draw(t, key)
			case "value":
				if _, other := fields["num"]; !other {
					fields[key] = rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + number.Draw(t, key)
				}
			case "num", "den":
				delete(fields, "value")
				fields[key] = number.Draw(t, key)
			case "target":
				fields[key] = "1" + number.Draw(t, key)
			default:
				fields[key] = number.Draw(t, key)
			}
		}
		in, err := r.Read(fields)
		if err != nil {
			t.Fatalf("%s %v: %v", kind, fields, err)
		}
		stored := r.Fields(in)
		again, err := r.Read(stored)
		if err != nil || !maps.Equal(r.Fields(again), stored) {
			t.Fatalf("%s %v → %v → %v, %v", kind, fields, stored, r.Fields(again), err)
		}
		for _, comma := range []bool{true, false} {
			shown := r.Format(stored, comma)
			back, err := typed(r, shown)
			if err != nil || !maps.Equal(back, stored) {
				t.Fatalf("%s %v typed as %q, read as %v, %v", kind, stored, shown, back, err)
			}
		}
	})
}

func TestLabelsThatDifferInDiacriticsOnly(t *testing.T) {
	set, err := criteria.LoadSet("x", []byte(table("{code: a, name: A, max: 8, rule: {kind: choice, options: [{id: x, label: Kha, points: 1}, {id: y, label: Khá, points: 2}]}}")))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := set.ByCode("a")
	for text, want := range map[string]string{"Kha": "choice=x", "Khá": "choice=y", "y": "choice=y", "khà": ""} {
		fields, err := typed(&c.Rule, text)
		if show(fields) != want || (want == "") != (emulation.KeyOf(err) == "input.unknown-option") {
			t.Errorf("%q → %v, %v; want %q", text, fields, err, want)
		}
	}
}
