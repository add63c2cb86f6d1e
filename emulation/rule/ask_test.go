package rule_test

import (
	"strings"
	"testing"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/yamlfile"
	"thidua/internal/phrase"
)

// typedOf are the parameters of a rule as a person would type them.
func typedOf(r *rule.Rule) map[string]string {
	typed := map[string]string{}
	for _, a := range r.Asks() {
		typed[a.Key] = a.Value
	}
	return typed
}

// What is asked of each kind, filled in as it stands, makes the same rule again; left empty, it says of each parameter that must be there what is missing.
func TestEveryKindIsMadeOfWhatIsAsked(t *testing.T) {
	for _, kind := range rule.Kinds() {
		r := rules(t)[string(kind)]
		again, _, faults := rule.Make(kind, "x", r.M, typedOf(r), r)
		if faults != nil || again.Write() != r.Write() {
			t.Errorf("%s: %s became %s, %+v", kind, r.Write(), again.Write(), faults)
		}
		needed := map[string]bool{}
		for _, a := range rule.AsksOf(kind) {
			if a.Usual == "" && a.Sort != rule.AskPerhaps {
				needed[a.Key] = true
			}
			for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
				if words := phrase.Render(lang, a.Words()); strings.Contains(words, "diff.") {
					t.Errorf("%s: %s has no words", kind, a.Key)
				}
			}
		}
		_, _, faults = rule.Make(kind, "x", r.M, nil, nil)
		for _, f := range faults {
			if !needed[f.Key] || f.Message.Key != "rule.ask.empty" {
				t.Errorf("%s: of nothing it says %+v", kind, f)
			}
			delete(needed, f.Key)
		}
		if len(needed) > 0 {
			t.Errorf("%s: nothing is said of %v", kind, needed)
		}
	}
}

func load(t *testing.T, written string) rule.Rule {
	t.Helper()
	file := yamlfile.New("x")
	o := file.Root([]byte(written))
	if o == nil {
		t.Fatalf("%s: %v", written, file.Result())
	}
	r, _ := rule.Load(o, "x", decimal.FromInt(10))
	if err := file.Result(); err != nil {
		t.Fatalf("%s: %v", written, err)
	}
	return r
}

// People type lists in more ways than one; what is not clear is told, and nothing is guessed.
func TestWhatIsTypedIntoARule(t *testing.T) {
	prizes := load(t, "{kind: tiers, tiers: [{id: nhat, label: Giải nhất, points: 5}, {id: nhi, label: Giải nhì, points: 3}]}")
	for _, c := range []struct {
		kind       rule.Kind
		key, typed string
		want       string // the rule, or the sentence
	}{
		{"bands", "bands", "từ 98 trở lên: 10\nđến 2,5: 1", "{kind: bands, bands: [{at_least: 98, points: 10}, {at_most: 2.5, points: 1}]}"},
		{"bands", "bands", ">= 98% = 10 điểm\n\n≤ 50\t4,25", "{kind: bands, bands: [{at_least: 98, points: 10}, {at_most: 50, points: 4.25}]}"},
		{"bands", "bands", "từ 2 trở xuống: 3", "{kind: bands, bands: [{at_most: 2, points: 3}]}"},
		{"bands", "bands", "trên 98: 10", "Dòng 1 “trên 98: 10” chưa rõ. Mỗi dòng ghi một mốc, dấu hai chấm, số điểm, ví dụ “từ 98: 10” hoặc “đến 2: 5”."},
		{"bands", "bands", "từ 98: 10\nđến 1.500: 3", "Con số ở dòng 2 “đến 1.500: 3” chưa rõ: “1.500” có thể là 1,5 (số thập phân) hoặc 1.500 (hàng nghìn). Hãy gõ lại: dùng dấu phẩy cho phần thập phân, hoặc bỏ dấu chấm hàng nghìn."},
		{"tiers", "tiers", "Giải nhất: 6\nGiải ba: 1\nGiải nhì: 3", "{kind: tiers, tiers: [{id: nhat, label: Giải nhất, points: 6}, {id: giai-ba, label: Giải ba, points: 1}, {id: nhi, label: Giải nhì, points: 3}]}"},
		{"tiers", "tiers", "Giải A: 5\nGiải nhì: 3", "{kind: tiers, tiers: [{id: nhat, label: Giải A, points: 5}, {id: nhi, label: Giải nhì, points: 3}]}"},
		{"tiers", "tiers", "Giải nhất: năm", "Con số ở dòng 1 “Giải nhất: năm” chưa rõ: “năm” không phải là số. Hãy chỉ gõ chữ số, ví dụ 98,54."},
		{"tiers", "tiers", "Giải nhất: 3 đến 5 điểm", "Con số ở dòng 1 “Giải nhất: 3 đến 5 điểm” chưa rõ: “3 đến 5” không phải là số. Hãy chỉ gõ chữ số, ví dụ 98,54."},
		{"tiers", "tiers", "Giải nhất: 5 Điểm", "{kind: tiers, tiers: [{id: nhat, label: Giải nhất, points: 5}]}"},
		{"tiers", "tiers", "Giải nhất: 1 000", "{kind: tiers, tiers: [{id: nhat, label: Giải nhất, points: 1000}]}"},
		{"tiers", "tiers", "Giải nhất", "Dòng 1 “Giải nhất” chưa rõ. Mỗi dòng ghi tên mục, dấu hai chấm, số điểm, ví dụ “Giải nhất: 5”."},
		{"rank", "points", "10; 8,5 7", "{kind: rank, points: [10, 8.5, 7]}"},
		{"count", "each", "-1", "“điểm mỗi lần” không được âm. Hãy ghi số từ 0 trở lên."},
		{"linear", "divisor", "0", "Không thể chia cho 0: hãy ghi số chia (divisor) khác 0."},
		{"target", "target", "", "{kind: target}"},
		{"formula", "expr", "a /", ""},
	} {
		r, _, faults := rule.Make(c.kind, "x", decimal.FromInt(10), map[string]string{c.key: c.typed}, &prizes)
		got := r.Write()
		if faults != nil {
			got = phrase.Render(phrase.Vietnamese, faults[0].Message)
			if faults[0].Key != c.key {
				t.Errorf("%s: the fault is told of %q", c.typed, faults[0].Key)
			}
		}
		if c.want != "" && got != c.want || c.want == "" && faults == nil {
			t.Errorf("%s %q:\n got %s\nwant %s", c.kind, c.typed, got, c.want)
		}
	}
}
