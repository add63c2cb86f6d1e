package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"thidua/internal/phrase"
)

// The review of sheets as its people do it: every verb at the desk of who has the right, refused at the others'.
const reviewed = joined + `
at 2024-05-02
each office: sample inputs --sample {sample} --unit {unit} > @inputs/{unit}.txt
each {unit}: sheet import --unit {unit} @inputs/{unit}.txt
lao-cai: sheet comment --unit lao-cai --criterion I.1 "hỏi lại phòng mầm non"
each {unit}: sheet submit --unit {unit} --reason 'minh chứng gửi sau'
each {unit}: sync
each {unit}: sync

== Phân công
refused lao-cai: sheet assign --propose --yes
son-la: sheet assign --propose > @proposal.txt
son-la: sheet assign --propose --yes
cao-bang: sync
son-la: sync
cao-bang: sync
refused son-la: sheet assign --unit son-la --by lao-cai
cao-bang: sheet assign --unit son-la --by lao-cai
cao-bang: sync
lao-cai: sync
lao-cai: sheet assignments > @assignments.txt

== Thẩm định
lao-cai: sheet changes --unit son-la --seen > @changes0.txt
file @points.txt
# mã	điểm	lý do
I.1	6,5	Chưa có minh chứng
II.5	3
end
file @bad.txt
I.1	nhiều
end
refused lao-cai: sheet verify --unit son-la @bad.txt
refused lao-cai: sheet verify --unit son-la
lao-cai: sheet verify --unit son-la @points.txt
refused lao-cai: sheet verify --unit son-la --final --criterion I.1 --points 7 --reason x
lao-cai: sheet comment --unit son-la --criterion I.1 "đề nghị gửi quyết định"
refused lao-cai: sheet confirm-na --unit son-la --criterion II.5
lao-cai: sheet step --assigned --to cross-checked --json > @steps.json
lao-cai: sync
son-la: sync
son-la: sheet comments --unit son-la > @comments.txt
refused son-la: sheet step --unit son-la --to explained
son-la: sheet explain --unit son-la --criterion I.1 "Minh chứng đã gửi"
refused lao-cai: sheet explain --unit son-la --criterion I.1 x
son-la: sheet step --unit son-la --to explained
son-la: sheet explain --unit son-la > @explained.txt
son-la: sync
lao-cai: sync
lao-cai: sheet changes --unit son-la --seen > @changes1.txt
cao-bang: sync
refused cao-bang: sheet step --unit son-la --to verified
cao-bang: sheet verify --unit son-la --final --criterion I.1 --points 6,8 --reason "Đủ minh chứng, thiếu một trường"
cao-bang: sheet step --unit son-la --to verified
refused cao-bang: sheet agree --unit son-la
cao-bang: sync
son-la: sync
son-la: sheet agree --unit son-la
son-la: sheet show --unit son-la > @sheet.txt
son-la: rank > @rank.txt

== Kỳ khác
son-la: sheet --period mid set --unit son-la --criterion I.1 value=90
son-la: sheet submit --unit son-la --period mid --reason 'minh chứng gửi sau'
son-la: sheet show --unit son-la --period mid > @mid.txt
son-la: rank --period mid > @midrank.txt

== Bộ tiêu chí
son-la: season criteria clone --out @second.yaml
son-la: season criteria add @second.yaml
refused cao-bang: season criteria adopt 9 --yes --reason x
refused son-la: season criteria adopt 2
refused son-la: season criteria adopt 2 --yes
son-la: season criteria diff 1 2 > @diff.txt
son-la: season criteria adopt 2 --yes --reason "Sửa câu chữ"
son-la: season criteria list > @versions.txt
`

func TestReviewVerbs(t *testing.T) {
	p, err := played(t, reviewed)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	// What was done to several sheets is one list, which a program reads at once.
	raw, err := os.ReadFile(p.Path("@steps.json"))
	if err != nil {
		t.Fatal(err)
	}
	var steps []struct{ Unit, Step string }
	if err := json.Unmarshal(raw, &steps); err != nil || len(steps) < 2 {
		t.Errorf("%v\n%s", err, raw)
	}
	for file, wants := range map[string][]string{
		"@proposal.txt":    {"Sơn La", "đề xuất, chưa ghi gì"},
		"@assignments.txt": {"Sở Giáo dục và Đào tạo Lào Cai", "Sơn La"},
		"@changes0.txt":    {"Chưa ai xem"},
		"@changes1.txt":    {"đã giải trình", "I.1", "giải trình mới"},
		"@comments.txt":    {"đề nghị gửi quyết định"},
		"@explained.txt":   {"Minh chứng đã gửi"},
		"@sheet.txt":       {"đã thống nhất", "6,5 ", "6,8"},
		"@rank.txt":        {"Sơn La"},
		"@mid.txt":         {"đã nộp"},
		"@midrank.txt":     {"Sơn La"},
		"@diff.txt":        {"không có khác biệt nào"},
		"@versions.txt":    {"đang áp dụng"},
	} {
		raw, err := os.ReadFile(p.Path(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(raw), want) {
				t.Errorf("%s does not say %q:\n%s", file, want, raw)
			}
		}
	}
}

// A unit nobody of which has a desk is entered after its signed paper; one that has hands in itself.
func TestOnBehalfVerb(t *testing.T) {
	p, err := played(t, `
== Thiết lập
at 2023-10-01
office: init --office @office.thidua --passphrase-file @passphrase.txt --server {server} --seed-sample {sample}
office: sync
office: invite --unit son-la --role leader --out @son-la.invite
office: sync
son-la: init --invite @son-la.invite --server {server} --name "Giám đốc (minh hoạ)"
son-la: sync
at 2024-05-02
file @paper.txt
phiếu có chữ ký và dấu
end
file @broken.txt
I.1	value=nhiều
end
office: sample inputs --sample {sample} --unit lao-cai > @lao-cai.txt
refused son-la: sheet on-behalf --unit lao-cai --signer "Giám đốc" --paper @paper.txt @broken.txt
office: sync
refused office: sheet on-behalf --unit son-la --signer "Giám đốc" --paper @paper.txt @lao-cai.txt
son-la: sheet on-behalf --unit lao-cai --signer "Giám đốc" --reason "minh chứng gửi sau" --paper @paper.txt @lao-cai.txt
son-la: sheet show --unit lao-cai > @sheet.txt
son-la: sync
office: sync
office: sheet verify --unit lao-cai --criterion I.1 --points 6,5 --reason "Thiếu minh chứng"
office: sheet step --unit lao-cai --to cross-checked
office: sheet step --unit lao-cai --to verified
refused office: sheet agree --unit lao-cai
office: sheet agree --unit lao-cai --signer "Giám đốc" --paper @paper.txt
office: sync
son-la: sync
son-la: sheet show --unit lao-cai > @agreed.txt
`)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	raw, err := os.ReadFile(p.Path("@sheet.txt"))
	if err != nil || !strings.Contains(string(raw), "Ghi thay theo văn bản đã ký “paper.txt” (Giám đốc)") {
		t.Errorf("%v\n%s", err, raw)
	}
	if raw, err = os.ReadFile(p.Path("@agreed.txt")); err != nil || !strings.Contains(string(raw), "đã thống nhất") {
		t.Errorf("%v\n%s", err, raw)
	}
}
