package main

import (
	"os"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/internal/replay"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	seasonroom "thidua/workspace/season"
)

// toAwards brings everybody to their desks, the authority too, and the sheets in.
const toAwards = joined + `
at 2024-05-02
office: sync
office: invite --unit son-la --role authority --out @authority.invite
office: sync
authority: init --invite @authority.invite --server {server} --name "Chuyên viên (minh hoạ)"
authority: sync
each office: sample inputs --sample {sample} --unit {unit} > @inputs/{unit}.txt
each {unit}: sheet import --unit {unit} @inputs/{unit}.txt
lao-cai: tasks > @tasks-before.txt
each {unit}: sheet submit --unit {unit} --reason 'minh chứng gửi sau'
each {unit}: sync
son-la: sync
lao-cai: tasks > @tasks-after.txt
son-la: tasks --json > @tasks-head.txt
office: sync
refused son-la: award propose --unit son-la --form "Cờ thi đua của Bộ Giáo dục và Đào tạo"
`

// awarded goes on after the lock, from the first draft to the decision and its revocation.
const awarded = `
office: sync
at 2024-08-03
son-la: sync
son-la: news --seen > @news.txt
son-la: news > @news-seen.txt
son-la: award forms > @forms.txt
son-la: award eligible --unit son-la --form co-thi-dua-bo > @eligible.txt
son-la: award eligible --unit son-la --form co-thi-dua-bo --on 31/12/2023 --json > @eligible-before.txt
son-la: award plan --form co-thi-dua-bo > @plan.txt
refused son-la: award eligible --unit son-la --form "Huân chương"
refused lai-chau: award propose --unit lai-chau --form co-thi-dua-bo
son-la: award propose --unit son-la --form "Cờ thi đua của Bộ GD&ĐT" --ground "Dẫn đầu cụm, năm 2024" --fact tasks_exceeded=yes --fact new_model=yes --fact united=yes --illustrative
refused son-la: award propose --unit son-la --form bang-khen-bo
refused son-la: award propose --unit son-la --form co-thi-dua-bo --fact united
son-la: award check --unit son-la --form co-thi-dua-bo
refused son-la: award vote --unit son-la --form co-thi-dua-bo
son-la: award vote --unit son-la --form co-thi-dua-bo --vote co
refused son-la: award send --unit son-la --form co-thi-dua-bo
file @report.txt
báo cáo thành tích (minh hoạ)
end
son-la: award dossier --unit son-la --form co-thi-dua-bo --add bao-cao-thanh-tich --number 12/BC --date 1/8/2024 --file @report.txt
son-la: award dossier --unit son-la --form co-thi-dua-bo --add to-trinh
son-la: award dossier --unit son-la --form co-thi-dua-bo --withdraw to-trinh > @dossier.txt
refused son-la: award send --unit son-la --form co-thi-dua-bo --date 2/8/2024
son-la: award send --unit son-la --form co-thi-dua-bo --date 2/8/2024 --reason "bổ sung sau"
son-la: tasks > @tasks-sent.txt
son-la: sync
office: sync
refused office: award return --unit son-la --form co-thi-dua-bo --reason " "
office: award return --unit son-la --form co-thi-dua-bo --reason "thiếu biên bản"
office: sync
son-la: sync
son-la: tasks > @tasks-returned.txt
son-la: award dossier --unit son-la --form co-thi-dua-bo --add to-trinh
son-la: award dossier --unit son-la --form co-thi-dua-bo --add bien-ban-binh-xet
son-la: award dossier --unit son-la --form co-thi-dua-bo --add bien-ban-kiem-phieu
son-la: award send --unit son-la --form co-thi-dua-bo
son-la: sync
office: sync
office: award accept --unit son-la --form co-thi-dua-bo
office: sync
authority: sync
at 2024-08-20
refused office: award decide --unit son-la --form co-thi-dua-bo --number 1/QĐ --date 19/8/2024
refused authority: award accept --unit son-la --form co-thi-dua-bo
authority: tasks > @tasks-authority.txt
authority: award decide --unit son-la --form co-thi-dua-bo --number 2468/QĐ-BGDĐT --date 19/8/2024 --issuer "Bộ trưởng Bộ Giáo dục và Đào tạo"
authority: sync
office: sync
son-la: sync
son-la: award list > @list.txt
at 2024-09-20
refused office: award revoke --unit son-la --form co-thi-dua-bo --number 3/QĐ --date 20/9/2024 --reason "kê khai sai"
office: award revoke --unit son-la --form co-thi-dua-bo --number 3/QĐ --date 20/9/2024 --reason "kê khai sai" --paper @report.txt --signer "Bộ trưởng"
office: award undo --unit son-la --form co-thi-dua-bo --reason "ghi nhầm"
office: award list --json > @list.json
`

func TestAwardVerbs(t *testing.T) {
	p, err := played(t, toAwards)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	conferred(t, p)
	again(t, p, awarded)
	for file, wants := range map[string][]string{
		"@tasks-before.txt":    {"Nộp phiếu tự chấm"},
		"@tasks-head.txt":      {`"task": "assign"`},
		"@news.txt":            {"đã chốt kết quả", "Phiếu của Sở Giáo dục và Đào tạo Lào Cai: đã nộp", "Có kết quả kiểm phiếu: Bỏ phiếu kín xét cờ"},
		"@news-seen.txt":       {"Không có gì mới"},
		"@forms.txt":           {"co-thi-dua-bo", "Bằng khen của Bộ trưởng"},
		"@eligible.txt":        {"[x] Dẫn đầu cụm, khối thi đua, xếp hạng", "[?]", "kết quả đã chốt", "Điều 26", "hôm nay, ngày 03/8/2024"},
		"@eligible-before.txt": {"15/2003", `"day": "2023-12-31"`},
		"@plan.txt":            {"1 chỉ tiêu", "trong chỉ tiêu", "không đủ điều kiện"},
		"@dossier.txt":         {"[x]  bao-cao-thanh-tich", "[ ]  to-trinh", "12/BC", "report.txt"},
		"@tasks-returned.txt":  {"Bổ sung và gửi lại hồ sơ đề nghị Cờ thi đua", "thiếu biên bản"},
		"@tasks-authority.txt": {"Quyết định việc tặng Cờ thi đua"},
		"@list.txt":            {"được tặng Cờ thi đua của Bộ Giáo dục và Đào tạo theo Quyết định", "2468/QĐ-BGDĐT ngày 19/8/2024", "minh hoạ"},
		"@list.json":           {`"step": "decided"`, `"sent": "2024-08-02"`, `"reason": "kê khai sai"`, `"on_behalf": true`, `"vote": "co"`},
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

// again plays more of a season.
func again(t *testing.T, p *replay.Play, text string) {
	t.Helper()
	s, err := replay.Parse("more.txt", text)
	if err == nil {
		err = p.Run(t.Context(), "more.txt", s)
	}
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
}

// conferred takes the season through its conference, with the ballot on the flag, to its lock.
func conferred(t *testing.T, p *replay.Play) {
	t.Helper()
	d, err := p.Desk("office")
	if err != nil {
		t.Fatal(err)
	}
	w := d.Workspace
	season, err := w.Season()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(phrase.Error(phrase.Vietnamese, err))
		}
	}
	ok(err)
	for _, step := range []emulation.SeasonStep{emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference} {
		ok(seasonroom.At(w).StepSeason(step, "minh hoạ"))
	}
	q := ballot.Question{Title: "Bỏ phiếu kín xét cờ", On: "award:co-thi-dua-bo", Conference: emulation.ConferenceClosing,
		Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}}
	n := int64(len(season.Cluster.Members))
	tally := ballot.Tally{Present: n, Issued: n, Returned: n, Valid: n}
	for _, u := range season.Cluster.Members {
		q.Lines = append(q.Lines, ballot.Choice{ID: u.Code, Name: u.Name, Unit: u.ID})
		line := ballot.Line{ID: u.Code, No: n}
		if u.Code == "son-la" {
			line.Yes, line.No = n, 0
		}
		tally.Lines = append(tally.Lines, line)
	}
	ok(conference.At(w).OpenVote("co", q))
	ok(conference.At(w).RecordTally("co", 1, tally))
	ok(result.At(w).LockResult("minh hoạ"))
}
