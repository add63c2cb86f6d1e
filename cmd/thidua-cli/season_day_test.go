package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"thidua/internal/replay"
	"thidua/workspace/season"
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
truong-a/staff: sync
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
truong-c: register set --movement "Dạy tốt, học tốt" --target "Lên lớp = 98,5%" --title "Tập thể lao động xuất sắc"
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
truong-a/staff: sync
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

== Đơn vị ra khỏi khối giữa năm
at 2024-06-25 08:00
refused truong-a: unit leave truong-d --date 25/6/2024 --reason "Chuyển khối" > @leave.txt
office: unit leave truong-d --date 25/6/2024 --reason "Chuyển khối (minh hoạ)"
office: sync
truong-a: sync
truong-c: sync
truong-a: season show > @left.txt
truong-a: season step explaining --reason "Theo lịch"
truong-a: sync

== Hội nghị
at 2024-07-20 08:00
truong-c: sync
truong-c: sheet import --unit truong-c @c.tsv
truong-c: sheet submit --unit truong-c
truong-a: season step conference --reason "Theo lịch"
truong-a: season info --date 20/7/2024 --place "Hà Nội"
truong-a: sync
truong-a/staff: sync
refused truong-c/staff: sync > @expired.txt
truong-a/staff: conference set --date 20/7/2024 --quorum 2/3
truong-a/staff: conference attend --unit truong-a,truong-b
truong-a/staff: conference attend --unit truong-c --written
truong-a/staff: vote open co --title "Đề nghị tặng Cờ thi đua" --on award:co-thi-dua-tinh --line truong-a --at-least 2/3 --recuse truong-a --written
refused truong-a/staff: vote tally co truong-a=3/0/0 --present 2 --written 1 --issued 3 --returned 3 --valid 3 > @recused.txt
truong-a/staff: vote tally co truong-a=2/0/0 --present 2 --written 1 --recused 1 --issued 2 --returned 2 --valid 2
truong-a/staff: vote show co > @co.txt
truong-a/staff: vote open bau --title "Bầu khối trưởng" --on leaders --line truong-b --line truong-c --places 1 --tie second-ballot --at-least 1/3 --written
truong-a/staff: vote tally bau truong-b=1/2/0 truong-c=1/2/0 --present 2 --written 1 --issued 3 --returned 3 --valid 3
truong-a/staff: vote show bau > @tied.txt
truong-a/staff: vote tally bau --round 2 truong-b=2/1/0 truong-c=1/2/0 --present 2 --written 1 --issued 3 --returned 3 --valid 3
truong-a/staff: vote show bau > @second.txt
truong-a/staff: leaders set --label 2024–2025 --head truong-b --how elected --vote bau
truong-a/staff: sync
truong-a: sync
refused truong-a/staff: result lock --reason "thay" > @secretary.txt
refused truong-a: result lock > @unready.txt
truong-a: result lock --reason "Trường C không nộp phiếu"
truong-a: sync

== Phiếu đến muộn
at 2024-07-22 08:00
truong-c: sync
truong-a: sync
truong-a: late list > @late.txt
refused truong-c: result reopen --reason "Có phiếu của chúng tôi" > @reopen.txt
truong-a: result reopen --reason "Phiếu trường C đến muộn do mất mạng"
truong-a: result history > @history.txt
truong-a: result show > @reopened.txt
`

func TestSeasonDay(t *testing.T) {
	p := dayPlay(t)
	again(t, p, seasonDay)
	said := func(file string) string {
		raw, err := os.ReadFile(p.Path(file))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	identity := regexp.MustCompile("[0-9a-f]{64}").FindString(said("@late.txt"))
	again(t, p, `
truong-c: sync
refused truong-c: late decide `+identity+` --accept --reason "của chúng tôi"
truong-a: late decide `+identity+` --accept --reason "Mất mạng"
truong-a: sync
truong-c: sync
truong-a: result lock --reason "Có đủ phiếu"
truong-a: sync
truong-a: result show > @final.txt
truong-a: result check > @check.txt
`)
	for file, wants := range map[string][]string{
		"@skip.txt":         {"từ “đang soạn” sang “đăng ký thi đua”", "chỉ có thể chuyển sang: lấy ý kiến tiêu chí"},
		"@extend.txt":       {"cần ghi rõ lý do"},
		"@calendar.txt":     {"15/6/2024", "Bão"},
		"@staff.txt":        {"phải kèm văn bản đã ký"},
		"@conflict.txt":     {"Trường học hạnh phúc", "Dạy tốt, học tốt"},
		"@conflicted.txt":   {"xung đột"},
		"@settled.txt":      {"Trường học hạnh phúc", "ghi thay, Hiệu trưởng ký"},
		"@not-yours.txt":    {"cơ quan thường trực; thủ trưởng đơn vị khối trưởng"},
		"@mid.txt":          {"phiếu đã nộp", "1/3", "cơ quan thường trực chấm"},
		"@mid-not-here.txt": {"Hãy đồng bộ"},
		"@behalf.txt":       {"Ghi thay theo văn bản đã ký", "Thể thao"},
		"@adopt.txt":        {"Hãy ghi lý do thay phiên bản"},
		"@objections.txt":   {"Trường D", "Chỉ tiêu không đúng bản đã ký"},
		"@objected.txt":     {"đơn vị không đồng ý"},
		"@own.txt":          {"Không ai thẩm định phiếu của đơn vị mình"},
		"@reserved.txt":     {"Công tác Đảng", "Hãy để cơ quan thường trực ghi điểm"},
		"@a-sheet.txt":      {"Tổng +30 +19 +28", "Văn nghệ; Thể thao", "9: Vững mạnh"},
		"@b-sheet.txt":      {"Tổng +40 +12 +20", "0: Có 12 học sinh nội trú"}, // what applies counts in the whole
		"@rank.txt":         {"28,00 +93,33", "26,00 +65,00", "20,00 +50,00", "cao nhất khối", "Tỉ lệ"},
		"@leave.txt":        {"cơ quan thường trực"},
		"@left.txt":         {"khối trưởng", "Trường D .* đã ra khỏi khối ngày 25/6/2024"},
		"@expired.txt":      {"hết hạn quá lâu", "mời lại"},
		"@recused.txt":      {"phát ra 3, nhiều hơn số người được bỏ phiếu 2"},
		"@co.txt":           {"Đứng ngoài: Trường A", "2/2 phiếu đồng ý"},
		"@tied.txt":         {"bỏ phiếu lần hai"},
		"@second.txt":       {"Trường B mới .*được chọn", "Trường C .*không được chọn"},
		"@secretary.txt":    {"Trường A .khối trưởng."},
		"@unready.txt":      {"chưa nộp phiếu chấm điểm", "hoặc chốt kèm lý do"},
		"@reopen.txt":       {"khối trưởng", "khối phó"},
		"@history.txt":      {"Không còn hiệu lực", "mất mạng"},
		"@final.txt":        {"1 +Trường A", "2 +Trường C .* 28 +28 +70,00", "3 +Trường B mới"},
		"@check.txt":        {"đúng từng byte"},
	} {
		for _, want := range wants {
			if !regexp.MustCompile(want).MatchString(said(file)) {
				t.Errorf("%s does not say %q:\n%s", file, want, said(file))
			}
		}
	}
}

// dayPlay is a fresh world of four invented units.
func dayPlay(t *testing.T) *replay.Play {
	t.Helper()
	p, err := played(t, "")
	if err != nil {
		t.Fatal(err)
	}
	p.Units = nil
	for _, letter := range []string{"A", "B", "C", "D"} {
		u := season.FoundingUnit{Code: "truong-" + strings.ToLower(letter)}
		u.Name, u.Short = "Trường "+letter+" (minh hoạ)", "Trường "+letter
		p.Units = append(p.Units, u)
	}
	return p
}
