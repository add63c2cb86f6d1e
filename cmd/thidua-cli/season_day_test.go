package main

import (
	"os"
	"strings"
	"testing"

	"thidua/internal/phrase"
	"thidua/workspace"
)

// A season of four invented units of a khối, at their own desks but for the last, with what goes wrong in a year: offline edits of one paper,
// entry on behalf that is contested, criteria changed late, a rename, a unit that leaves, ties, a late sheet and a result that is reopened.
const seasonDay = `
== Lập khối
at 2023-09-01 09:00
office: init --office @office.thidua --passphrase-file @passphrase.txt --server {server}
each office: unit add {unit} --name "{name}" --short "{short}" --illustrative
office: cluster found khoi-x --name "Khối thi đua các trường (minh hoạ)" --organiser "Sở Giáo dục và Đào tạo (minh hoạ)"
each office: unit join {unit} --cluster khoi-x --date 1/9/2023
office: season new 2023–2024 --cluster khoi-x --name "Năm học 2023–2024" --kind school-year --illustrative
office: season post set head --unit truong-a --how assigned
office: season post set deputy --unit truong-b --how assigned
office: season quota set co-thi-dua-tinh 1 --basis "Hướng dẫn (minh hoạ)"
office: sync
office: invite --unit truong-a --role leader --out @a.invite
office: invite --unit truong-b --role leader --out @b.invite
office: invite --unit truong-c --role leader --out @c.invite
office: invite --unit truong-c --role staff --out @c-staff.invite
office: invite --unit truong-a --role staff --out @a-staff.invite
office: sync
truong-a: init --invite @a.invite --server {server} --name "Hiệu trưởng A"
truong-b: init --invite @b.invite --server {server} --name "Hiệu trưởng B"
truong-c: init --invite @c.invite --server {server} --name "Hiệu trưởng C"
truong-c/staff: init --invite @c-staff.invite --server {server} --name "Cán bộ C"
truong-a/staff: init --invite @a-staff.invite --server {server} --name "Thư ký"
file @criteria.yaml
format: thidua-criteria/1
id: khoi-x
name: Bộ tiêu chí Khối X (minh hoạ)
illustrative: [name, max, rule]
scale: {total: 40}
normalise: percent
tie_break: [chair]
groups:
  - code: I
    name: Kết quả
    criteria:
      - {code: I.1, name: Tốt nghiệp (%), max: 10, rule: {kind: percent}}
      - {code: I.2, name: Nội trú, max: 10, rule: {kind: count, each: 1}}
      - {code: I.3, name: Công tác Đảng, max: 10, scorer: "role:office", rule: {kind: manual, step: 0.5}}
      - {code: I.4, name: Phong trào, max: 10, rule: {kind: checklist, items: [{id: van-nghe, label: Văn nghệ, points: 4}, {id: the-thao, label: Thể thao, points: 6}]}}
end
truong-a: sync
truong-b: sync
truong-a: season criteria add @criteria.yaml
refused truong-b: season step registering > @skip.txt
truong-a: season step consulting
truong-a: season criteria adopt 1
truong-a: season step adopted
truong-a: season deadline self-scoring 2024-06-01
refused truong-a: season deadline self-scoring 2024-06-15 > @extend.txt
truong-a: season deadline self-scoring 15/6/2024 --reason "Bão"
truong-a: season step registering --reason "Giao ước ký sau"
truong-a: sync
truong-a: season calendar > @calendar.txt

== Hai máy cùng sửa một đăng ký khi không có mạng
at 2023-10-01 08:00
truong-c: sync
truong-c/staff: sync
truong-c: register set --movement "Dạy tốt, học tốt" --target "Lên lớp = 98,5 %" --title "Tập thể lao động xuất sắc"
file @paper.txt
bản có chữ ký và dấu
end
refused truong-c/staff: register set --movement "Trường học hạnh phúc" > @staff.txt
truong-c/staff: register set --movement "Trường học hạnh phúc" --title "Tập thể lao động tiên tiến" --signer "Hiệu trưởng" --paper @paper.txt
truong-c/staff: sync
truong-c: sync
truong-c: conflicts list > @conflict.txt
truong-c: register show > @conflicted.txt
truong-c: conflicts decide 1 1
truong-c: register show > @settled.txt
truong-c: sync
refused truong-c: register set --unit truong-d --movement "Dạy tốt" --signer "Hiệu trưởng" --paper @paper.txt > @not-yours.txt
office: sync
office: register set --unit truong-d --movement "Dạy tốt" --signer "Hiệu trưởng" --paper @paper.txt
office: unit rename truong-b --name "Trường B mới (minh hoạ)" --short "Trường B mới" --date 1/1/2024 --basis "Nghị quyết 5 (minh hoạ)"
office: sync
truong-a: sync
truong-a: season step running --reason "Còn đơn vị chưa ký"

== Sơ kết
at 2024-01-15 08:00
truong-a: sheet set --period mid --unit truong-a --criterion I.1 value=90
truong-a: sheet submit --unit truong-a --period mid
truong-a: sheet show --period mid --unit truong-a > @mid.txt
refused truong-c: sheet show --unit truong-a --period mid > @mid-not-here.txt

== Tự chấm
at 2024-05-20 08:00
truong-a: season step self-scoring --reason "Theo lịch"
truong-a: sync
truong-b: sync
truong-c: sync
file @a.tsv
I.1	value=90
I.2	na=true	reason=Không có nội trú
I.4	checks=van-nghe,the-thao
end
file @b.tsv
I.1	value=80
I.2	na=true	reason=Không tổ chức
I.4	checks=van-nghe
end
file @c.tsv
I.1	value=90
I.2	count=9
I.4	checks=van-nghe,the-thao
end
file @d.tsv
I.1	value=70
I.2	count=5
I.4	checks=the-thao
end
truong-a: sheet import --unit truong-a @a.tsv
truong-b: sheet import --unit truong-b @b.tsv
truong-a: sheet submit --unit truong-a
truong-b: sheet submit --unit truong-b
truong-a: sync
truong-b: sync
office: sync
office: sheet on-behalf --unit truong-d --signer "Hiệu trưởng" --paper @paper.txt @d.tsv
office: sync
truong-a: sync
truong-a: sheet show --unit truong-d > @behalf.txt
truong-a: season criteria clone --out @second.yaml
truong-a: season criteria add @second.yaml
refused truong-a: season criteria adopt 2 --yes > @adopt.txt
truong-a: season criteria adopt 2 --yes --reason "Sửa câu chữ"
truong-a: sync
truong-a: rank > @mixed.txt

== Đơn vị có máy và không đồng ý
at 2024-06-10 08:00
office: invite --unit truong-d --role leader --out @d.invite
office: sync
truong-d: init --invite @d.invite --server {server} --name "Hiệu trưởng D"
truong-d: sync
truong-d: objection add registration --reason "Chỉ tiêu không đúng bản đã ký"
truong-d: sync
office: sync
office: objection list > @objections.txt
office: register show > @objected.txt

== Thẩm định
at 2024-06-17 08:00
truong-a: sync
truong-a: season step verifying --reason "Còn một đơn vị"
truong-a: sync
truong-b: sync
office: sync
refused truong-a: sheet verify --unit truong-a --criterion I.1 --points 10 --reason "của mình" > @own.txt
refused truong-a: sheet confirm-na --unit truong-a --criterion I.2 > @own-na.txt
office: sheet confirm-na --unit truong-a --criterion I.2
office: sheet confirm-na --unit truong-b --criterion I.2 --applies --reason "Có 12 học sinh nội trú"
office: sheet verify --unit truong-a --criterion I.3 --points 9 --reason "Vững mạnh"
office: sheet verify --unit truong-b --criterion I.3 --points 8 --reason "Khá"
office: sheet verify --unit truong-d --criterion I.3 --points 8 --reason "Khá"
office: sync
truong-a: sync
refused truong-a: sheet verify --unit truong-b --criterion I.3 --points 10 --reason "nâng" > @reserved.txt
truong-a: sheet show --unit truong-a > @a-sheet.txt
truong-a: sheet show --unit truong-b > @b-sheet.txt
truong-a: rank --explain > @rank.txt
`

func TestSeasonDay(t *testing.T) {
	p := dayPlay(t)
	keep := os.Getenv("SEASON_DAY")
	sc, err := parseScript("day.txt", seasonDay)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.run("day.txt", sc); err != nil {
		t.Error(phrase.Error(phrase.Vietnamese, err))
	}
	if keep != "" {
		list, _ := os.ReadDir(p.path("@"))
		for _, f := range list {
			if strings.HasSuffix(f.Name(), ".txt") && f.Name() != "passphrase.txt" {
				raw, _ := os.ReadFile(p.path("@" + f.Name()))
				t.Logf("==== %s\n%s", f.Name(), raw)
			}
		}
	}
}

var _ = workspace.FoundingUnit{}

// dayPlay is a fresh world of four invented units.
func dayPlay(t *testing.T) *play {
	t.Helper()
	p, err := played(t, "")
	if err != nil {
		t.Fatal(err)
	}
	p.units = nil
	for _, letter := range []string{"A", "B", "C", "D"} {
		u := workspace.FoundingUnit{Code: "truong-" + strings.ToLower(letter)}
		u.Name, u.Short = "Trường "+letter+" (minh hoạ)", "Trường "+letter
		p.units = append(p.units, u)
	}
	return p
}
