package forms_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// desk has finished views, of as many units as a test wants; who is asked for a name on a day gets that day's.
type desk struct {
	season    *book.Season
	compact   *pledge.Compact
	vote      *conference.Vote
	minutes   *conference.Minutes
	form      legal.Form // a letter asks for
	proposals []awards.Proposal
	persons   []year.AwardToPersons
	ranking   *result.Ranking
}

func (d *desk) NameOn(id emulation.ID, day string) (book.Unit, error) {
	for _, u := range d.season.Cluster.Members {
		if u.ID == id {
			u.Name += " (" + day + ")"
			return u, nil
		}
	}
	return book.Unit{}, fmt.Errorf("no unit")
}

// proposed is what its letters for awards are made of.
func (d *desk) proposed() *forms.Proposed {
	return &forms.Proposed{Season: d.season, Form: d.form, Proposals: d.proposals, Persons: d.persons, Ranking: d.ranking}
}

var made = time.Date(2024, 8, 2, 8, 0, 0, 0, time.UTC)

// twelve is a season of n units with names as long as offices have them; the fifth is its head.
func twelve(n int) *desk {
	s := &book.Season{Label: "2023–2024"}
	s.Info.Kind, s.Info.Place, s.Info.Grounds = "school-year", "Cao Bằng", []string{"Hướng dẫn số 21/HD-HĐTĐKT", "căn cứ Quy chế hoạt động của cụm."}
	s.Cluster.Info = emulation.ClusterInfo{Name: "Cụm thi đua số 4", Organiser: "Bộ Giáo dục và Đào tạo"}
	for i := range n {
		u := book.Unit{ID: emulation.ID{byte(i + 1)}, Code: fmt.Sprintf("don-vi-%02d", i+1)}
		u.Name = fmt.Sprintf("Sở Giáo dục, Khoa học và Công nghệ tỉnh minh hoạ số %d", i+1)
		s.Cluster.Members = append(s.Cluster.Members, u)
	}
	return &desk{season: s}
}

// pages is the text of every page of a paper; a test that needs it is skipped where the machine cannot read PDF.
func pages(t *testing.T, p forms.Paper) []string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is missing")
	}
	var file bytes.Buffer
	if err := pdf.Write(&file, p.Documents...); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(file.Bytes(), []byte("/Subtype/Image")) {
		t.Error("a picture on a paper of words")
	}
	cmd := exec.Command(program, "-layout", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = &file
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func secret(d *desk, lines int) *conference.Vote {
	v := &conference.Vote{Code: "co", Voters: int64(len(d.season.Cluster.Members)), Day: "2024-08-02"}
	v.Award = "Cờ thi đua của Bộ Giáo dục và Đào tạo"
	v.Question = ballot.Question{Title: "Đề nghị tặng Cờ thi đua", On: "award:co-thi-dua-bo", Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}}
	for _, u := range d.season.Cluster.Members[:lines] {
		choice := ballot.Choice{ID: u.Code, Name: u.Name, Unit: u.ID}
		v.Question.Lines, v.Lines = append(v.Question.Lines, choice), append(v.Lines, conference.VoteLine{Choice: choice, Unit: u})
	}
	return v
}

// TestBallotsBearNoMark: cut apart, no slip can be told from another: same words, no page number, no foot, no picture, no code.
func TestBallotsBearNoMark(t *testing.T) {
	for _, lines := range []int{1, 2, 5, 12} {
		d := twelve(12)
		d.vote = secret(d, lines)
		d.vote.StandOff = d.season.Cluster.Members[:1]
		p := must[forms.Paper](t)(forms.Ballots(d.season, d.vote, 0, made))
		doc := p.Documents[0]
		slips, only := doc.Blocks[0].(documents.Slips)
		if len(p.Documents) != 1 || len(doc.Blocks) != 1 || !only || doc.Heading != nil || doc.Footer != "" || !doc.Unnumbered || slips.Copies != 11 {
			t.Fatalf("%d lines: %+v", lines, doc)
		}
		var found []string
		for _, page := range pages(t, p) {
			for i, slip := range strings.Split(page, "CỤM THI ĐUA SỐ 4") {
				if words := strings.Join(strings.Fields(slip), " "); i > 0 {
					found = append(found, words)
				} else if words != "" {
					t.Errorf("%d lines: over the slips stands %q", lines, words)
				}
			}
		}
		if len(found) != 11 {
			t.Errorf("%d lines: %d slips", lines, len(found))
		}
		for _, words := range found {
			if words != found[0] || strings.Count(words, "□") != 2*lines {
				t.Errorf("%d lines: a slip of its own: %q, not %q", lines, words, found[0])
			}
		}
		names := regexp.MustCompile(`số \d+|2023–2024`).ReplaceAllString(found[0], "")
		order := strings.Fields(regexp.MustCompile(`\D+`).ReplaceAllString(names, " "))
		if len(order) != lines {
			t.Errorf("%d lines: figures on a slip: %v", lines, order)
		}
	}
}

func TestBallotsRefused(t *testing.T) {
	d := twelve(3)
	d.vote = secret(d, 2)
	for copies, key := range map[int]string{-1: "paper.ballots-copies", forms.MostSlips + 1: "paper.ballots-copies"} {
		if _, err := forms.Ballots(d.season, d.vote, copies, made); emulation.KeyOf(err) != key {
			t.Errorf("%d copies: %v", copies, err)
		}
	}
	d.vote.Rules.Secret = false
	if _, err := forms.Ballots(d.season, d.vote, 0, made); emulation.KeyOf(err) != "paper.ballots-open" {
		t.Errorf("slips of an open vote: %v", err)
	}
	if _, err := forms.Count(d.season, d.vote, &conference.Conference{}, 0, d.NameOn, made); emulation.KeyOf(err) != "paper.not-counted" {
		t.Errorf("a count before the count: %v", err)
	}
}

// counted gives a vote a round.
func counted(t *testing.T, v *conference.Vote, tally ballot.Tally) {
	t.Helper()
	r := ballot.Round{Number: uint64(len(v.Rounds) + 1), Rules: v.Rules, Tally: tally}
	var err error
	if r.Outcome, err = ballot.Decide(v.Rules, tally, nil); err != nil {
		t.Fatal(err)
	}
	v.Rounds = append(v.Rounds, r)
}

func TestSecondBallotHasOnlyTheTied(t *testing.T) {
	d := twelve(6)
	d.vote = secret(d, 3)
	d.vote.On, d.vote.Rules.Places, d.vote.Rules.Tie, d.vote.Rules.Num, d.vote.Rules.Den = ballot.OnLeaders, 1, ballot.SecondBallot, 1, 6
	tally := ballot.Tally{Members: 6, Present: 6, Issued: 6, Returned: 6, Valid: 6}
	for i, yes := range []int64{3, 1, 3} {
		tally.Lines = append(tally.Lines, ballot.Line{ID: d.vote.Lines[i].ID, Yes: yes, No: 6 - yes})
	}
	counted(t, d.vote, tally)
	o := d.vote.Rounds[0].Outcome
	d.vote.Undecided, d.vote.Open, d.vote.By = o.Undecided, o.Open, o.By
	p := must[forms.Paper](t)(forms.Ballots(d.season, d.vote, 2, made))
	slips := p.Documents[0].Blocks[0].(documents.Slips)
	slip := documents.Document{Blocks: slips.Blocks}
	if rows := tableOf(t, slip).Rows; len(rows) != 2 || rows[1].Cells[1].Text != d.vote.Lines[2].Name {
		t.Errorf("%+v", rows)
	}
	if title := slips.Title; title.Kind != "PHIẾU BẦU" || title.Subject[0] != "Đề nghị tặng Cờ thi đua (lần 2)" {
		t.Errorf("%+v", title)
	}
}

// TestSharesAreExact: the fraction stands beside a percentage of two places that never promises more than was voted.
func TestSharesAreExact(t *testing.T) {
	d := twelve(3)
	d.vote = secret(d, 3)
	counted(t, d.vote, ballot.Tally{Members: 30001, Recused: 1, Present: 30001, Issued: 30000, Returned: 30000, Valid: 29999, Invalid: 1, Lines: []ballot.Line{
		{ID: "don-vi-01", Yes: 29999}, {ID: "don-vi-02", Yes: 20000, No: 9999}, {ID: "don-vi-03", No: 29999}}})
	p := must[forms.Paper](t)(forms.Count(d.season, d.vote, &conference.Conference{}, 1, d.NameOn, made))
	rows := tableOf(t, p.Documents[0]).Rows
	for i, want := range [][2]string{{"29999/30000 (99,99%)", "29999/29999 (100,00%)"}, {"20000/30000 (66,67%)", "20000/29999 (66,67%)"},
		{"0/30000 (0,00%)", "0/29999 (0,00%)"}} {
		if got := [2]string{rows[i].Cells[6].Text, rows[i].Cells[7].Text}; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	small := twelve(9)
	small.vote = secret(small, 2)
	counted(t, small.vote, ballot.Tally{Members: 9, Present: 9, Issued: 9, Returned: 9, Valid: 8, Invalid: 1, Lines: []ballot.Line{{ID: "don-vi-01", Yes: 8}, {ID: "don-vi-02", Yes: 1, No: 7}}})
	p = must[forms.Paper](t)(forms.Count(small.season, small.vote, &conference.Conference{}, 0, small.NameOn, made))
	rows = tableOf(t, p.Documents[0]).Rows
	if got := rows[0].Cells[6].Text + " " + rows[0].Cells[7].Text + " " + rows[1].Cells[6].Text + " " + rows[1].Cells[7].Text; got != "8/9 (88,89%) 8/8 (100,00%) 1/9 (11,11%) 1/8 (12,50%)" {
		t.Error(got)
	}
	text := strings.Join(pages(t, p), "\n")
	for _, want := range []string{"BIÊN BẢN KIỂM PHIẾU", "Số phiếu không hợp lệ: 01", "Lý do phiếu không hợp lệ", "TỔ TRƯỞNG", "Cao Bằng, ngày 02 tháng 8 năm 2024"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestCompactHasABoxForEveryUnit: the head's first, each with the words of how it signed, and none torn from the text.
func TestCompactHasABoxForEveryUnit(t *testing.T) {
	for _, n := range []int{3, 7, 12, 20} {
		d := twelve(n)
		d.season.Info.Illustrative = true
		c := &pledge.Compact{Season: d.season}
		c.Given, c.Title, c.Date, c.Paragraphs = true, "Giao ước thi đua Cụm số 4, năm học 2023–2024", "2023-10-12", []string{"Một.", "Hai."}
		for i, u := range d.season.Cluster.Members {
			sig := pledge.Signature{Unit: u, State: pledge.Signed}
			sig.Date = "2023-10-12"
			switch i {
			case 0:
				sig.State, sig.OnBehalf, sig.Objection = pledge.SignedFor, &emulation.OnBehalf{Signer: "Giám đốc", Paper: emulation.Evidence{Name: "giao-uoc.pdf"}}, "Không ký"
			case 1:
				sig.State = pledge.NotSigned
			case 2:
				sig.Post, sig.State = emulation.PostHead, pledge.SignedEarlier
			}
			c.Signatures = append(c.Signatures, sig)
		}
		d.compact = c
		p := must[forms.Paper](t)(forms.Compact(d.compact, d.NameOn, made))
		var signers []documents.Signer
		for _, b := range p.Documents[0].Blocks {
			if s, ok := b.(documents.Signatures); ok {
				signers = append(signers, s.Signers...)
			}
		}
		if len(signers) != n {
			t.Fatalf("%d boxes of %d", len(signers), n)
		}
		if h := signers[0]; h.Authority != "SỞ GIÁO DỤC, KHOA HỌC VÀ CÔNG NGHỆ TỈNH MINH HOẠ SỐ 3 (2023-10-12)" || h.Position != "CỤM TRƯỞNG" || h.Mark != "Đã ký bản trước ngày 12 tháng 10 năm 2023; chưa ký bản này" {
			t.Errorf("head: %+v", h)
		}
		if s := signers[1]; s.Mark != "Ghi thay theo văn bản “giao-uoc.pdf” (Giám đốc), ngày 12 tháng 10 năm 2023" {
			t.Errorf("on behalf: %+v", s)
		}
		if s := signers[2]; s.Mark != "" || s.Hint == "" {
			t.Errorf("left to the pen: %+v", s)
		}
		if title := p.Documents[0].Blocks[0].(documents.Title); title.Kind != "GIAO ƯỚC THI ĐUA" || title.Subject[0] != "Cụm số 4, năm học 2023–2024" {
			t.Errorf("%+v", title)
		}
		all := pages(t, p)
		text := strings.Join(strings.Fields(strings.Join(all, " ")), " ")
		for _, want := range []string{"Căn cứ Hướng dẫn số 21/HD-HĐTĐKT;", "Căn cứ Quy chế hoạt động của cụm.", "phản đối nội dung được ghi thay: Không ký", "VĂN BẢN MINH HOẠ"} {
			if !strings.Contains(text, want) {
				t.Errorf("%d units: %q is missing", n, want)
			}
		}
		if got := strings.Count(text, "Đã ký điện tử"); got != n-3 {
			t.Errorf("%d units: %d signed electronically", n, got)
		}
	}
}

func TestMinutesOfAFullConference(t *testing.T) {
	d := twelve(12)
	d.vote = secret(d, 12)
	tally := ballot.Tally{Members: 12, Present: 10, Issued: 10, Returned: 10, Valid: 10}
	for i, l := range d.vote.Lines {
		tally.Lines = append(tally.Lines, ballot.Line{ID: l.ID, Yes: int64(i % 11), No: 10 - int64(i%11)})
	}
	counted(t, d.vote, tally)
	c := &conference.Conference{Kind: "closing", Held: true, Taken: true, Members: 12, Present: 10, Written: 1, Quorate: true, Rule: ballot.Quorum{Num: 2, Den: 3},
		ChairedBy: d.season.Cluster.Members[4:5]}
	c.Date, c.Place, c.Directions = "2024-08-02", "Cao Bằng", []string{"Tiếp tục đổi mới"}
	m := &conference.Minutes{Season: d.season, Conference: c, Votes: []*conference.Vote{d.vote}}
	for i, u := range d.season.Cluster.Members {
		pr := conference.Presence{Unit: u}
		pr.Present, pr.Delegates = i > 1, 2
		pr.Written = i == 0
		c.Presence = append(c.Presence, pr)
		if !pr.Present {
			m.Absent = append(m.Absent, pr)
		}
	}
	op := conference.Speech{Unit: d.season.Cluster.Members[7]}
	op.Title, op.Text = "Nhất trí", strings.Repeat("Ý kiến dài để qua trang. ", 80)
	m.Opinions = []conference.Speech{op}
	d.minutes = m
	all := pages(t, must[forms.Paper](t)(forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made)))
	text := strings.Join(strings.Fields(strings.Join(all, " ")), " ")
	for _, want := range []string{"Hội nghị tổng kết năm học 2023–2024", "Có mặt 10/12 đơn vị thành viên, vắng 02, trong đó 01 đơn vị gửi ý kiến bằng văn bản; đủ số có mặt",
		"(quy định từ 2/3 trở lên số thành viên)", "số 1 (2024-08-02): gửi ý kiến bằng văn bản", "số 2 (2024-08-02): không ghi lý do", "Tiếp tục đổi mới", "10/12 ", "(83,33"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if last := all[len(all)-1]; !strings.Contains(last, "CHỦ TRÌ") || !strings.Contains(last, "thông qua tại hội nghị") {
		t.Error("signatures without the text they are under")
	}
	c.Held = false
	if _, err := forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made); emulation.KeyOf(err) != "paper.not-held" {
		t.Error(err)
	}
}

func TestProposalSaysWhatWasFiledAndVoted(t *testing.T) {
	d := twelve(4)
	d.vote = secret(d, 2)
	d.vote.Question.Conference = "closing"
	counted(t, d.vote, ballot.Tally{Members: 4, Present: 4, Issued: 4, Returned: 4, Valid: 4, Lines: []ballot.Line{{ID: "don-vi-01", Yes: 4}, {ID: "don-vi-02", Yes: 3, No: 1}}})
	d.ranking, d.form = &result.Ranking{Season: d.season}, flagOfMinistry
	for i := range 2 {
		dossier := &awards.Dossier{Papers: []awards.DossierLine{
			{Paper: legal.Paper{ID: legal.PaperSubmission, Text: "Tờ trình"}, Have: i == 1, Record: emulation.DossierPaper{Number: "05/TTr-CTĐ4", Date: "2024-08-05"}},
			{Paper: legal.Paper{ID: legal.PaperMinutes, Text: "Biên bản bình xét"}, Have: true, Record: emulation.DossierPaper{Number: "04/BB-CTĐ4", Date: "2024-08-02"}},
			{Paper: legal.Paper{ID: legal.PaperReport, Text: "Báo cáo thành tích"}},
		}}
		d.proposals = append(d.proposals, awards.Proposal{Season: d.season, Unit: d.season.Cluster.Members[i], Form: flagOfMinistry, FormName: "Cờ thi đua của Bộ",
			Step: emulation.ProposalProposed, Achievement: "Dẫn đầu phong trào", Rank: i + 1, Dossier: dossier, Vote: &awards.ProposalVote{Vote: d.vote, Line: &d.vote.Lines[i]}})
	}
	p := must[forms.Paper](t)(forms.Proposal(d.proposed(), d.NameOn, made))
	if len(p.Documents) != 2 || p.Documents[0].Heading.Number != "Số: 05/TTr-CTĐ4" || p.Documents[0].Heading.PlaceDate != "Cao Bằng, ngày 05 tháng 8 năm 2024" {
		t.Errorf("%+v", p.Documents[0].Heading)
	}
	text := strings.Join(strings.Fields(strings.Join(pages(t, p), " ")), " ")
	for _, want := range []string{"Kính gửi: Bộ Giáo dục và Đào tạo", "bình xét, bỏ phiếu kín ngày 02 tháng 8 năm 2024.", "Biên bản bình xét số 04/BB-CTĐ4, ngày 02 tháng 8 năm 2024",
		"(Kèm theo Tờ trình số 05/TTr-CTĐ4, ngày 05 tháng 8 năm 2024 của Cụm thi đua số 4)", "cho 02 tập thể có tên sau", "xem xét, quyết định./.", "TM. CỤM THI ĐUA SỐ 4", "3/4 (75,00", "minh hoạ số 2 (2024-08-05)."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if strings.Contains(text, "Báo cáo thành tích") || strings.Contains(text, "DỰ THẢO") {
		t.Error("a paper that is not enclosed, or a draft that is none")
	}
	d.proposals[1].Step = emulation.ProposalDraft
	if text := strings.Join(pages(t, must[forms.Paper](t)(forms.Proposal(d.proposed(), d.NameOn, made))), " "); !strings.Contains(text, "DỰ THẢO") {
		t.Error("what was not voted on looks final")
	}
	d.form = legal.Form{ID: "bang-khen"}
	if _, err := forms.Proposal(d.proposed(), d.NameOn, made); emulation.KeyOf(err) != "paper.no-proposals" {
		t.Error(err)
	}
}

func TestRegistrationOnPaper(t *testing.T) {
	d := twelve(3)
	r := pledge.Registered{Unit: d.season.Cluster.Members[1]}
	r.Given, r.Targets, r.Titles = true, []emulation.Target{{Name: "Tỉ lệ lên lớp", Value: "98.5", Measure: "%"}, {Name: "Chuẩn quốc gia", Value: "mức độ 2"}}, []string{"Cờ thi đua"}
	rows := tableOf(t, must[forms.Paper](t)(forms.Registration(d.season, &r, nil, made)).Documents[0]).Rows
	if rows[0].Cells[3].Text != "98,5" || rows[0].Cells[2].Text != "%" || rows[1].Cells[3].Text != "mức độ 2" {
		t.Errorf("%+v", rows)
	}
	if _, err := forms.Registration(d.season, &pledge.Registered{Unit: d.season.Cluster.Members[0]}, nil, made); emulation.KeyOf(err) != "paper.no-registration" {
		t.Error(err)
	}
}

// A movement that is registered stands with its goal and days where they were written, the unit's own before the cluster's; what nobody wrote, or two wrote
// differently, is left to the pen.
func TestMovementsOnARegistration(t *testing.T) {
	d := twelve(3)
	d.season.Info.Grounds, d.season.Info.Illustrative = []string{"Chỉ thị số 01/CT-UBND;"}, false
	r := pledge.Registered{Unit: d.season.Cluster.Members[1]}
	r.Given, r.Movements = true, []string{"Phong trào thi đua “Dạy tốt – Học tốt”", "Chuyển đổi số", "Trồng cây", "Xanh - sạch - đẹp"}
	of := func(unit int, m emulation.Movement) year.LaunchedMovement {
		if unit < 0 {
			return year.LaunchedMovement{Owner: year.Owner{OfCluster: true}, Movement: m}
		}
		return year.LaunchedMovement{Owner: year.Owner{Unit: d.season.Cluster.Members[unit]}, Movement: m}
	}
	launched := []year.LaunchedMovement{
		of(-1, emulation.Movement{Name: "Dạy tốt - học tốt", Goal: "của cụm", From: "2023-09-05"}),
		of(1, emulation.Movement{Name: "Dạy tốt, học tốt", Goal: "100% giáo viên đạt chuẩn", From: "2023-09-15", Until: "2024-05-31", SummedUp: "2024-06-05"}),
		of(-1, emulation.Movement{Name: "Thi đua chuyển đổi số", From: "2023-10-10", Until: "2024-05-31"}),
		of(2, emulation.Movement{Name: "Trồng cây", Goal: "của đơn vị khác"}),
		of(-1, emulation.Movement{Name: "Xanh, sạch, đẹp", Goal: "một"}), of(-1, emulation.Movement{Name: "Xanh – Sạch – Đẹp", Goal: "hai"}),
	}
	text := texts(only(t, must[forms.Paper](t)(forms.Registration(d.season, &r, launched, made))))
	says(t, text, "Căn cứ Chỉ thị số 01/CT-UBND.|Căn cứ chức năng, nhiệm vụ được giao, "+r.Unit.Name+" đăng ký thi đua năm học",
		"TT|Tên phong trào thi đua|Mục tiêu|Thời gian phát động|Thời gian tổng kết",
		"1|Phong trào thi đua “Dạy tốt – Học tốt”|100% giáo viên đạt chuẩn|15/9/2023|05/6/2024", "2|Chuyển đổi số||10/10/2023||3|Trồng cây||||4|Xanh - sạch - đẹp|||",
		"Phong trào “Xanh - sạch - đẹp” được ghi khác nhau")
	if strings.Contains(text, "của cụm") || strings.Contains(text, "của đơn vị khác") || strings.Contains(text, "VĂN BẢN MINH HOẠ") {
		t.Error(text)
	}
	launched[1].Goal, launched[1].From, launched[1].SummedUp, launched[1].Result = "", "", "", "đạt" // the unit told no more than what came of it
	says(t, texts(only(t, must[forms.Paper](t)(forms.Registration(d.season, &r, launched, made)))), "1|Phong trào thi đua “Dạy tốt – Học tốt”|Của cụm|05/9/2023|")
	r.Movements[0] = "Day tot - hoc tot"
	says(t, texts(only(t, must[forms.Paper](t)(forms.Registration(d.season, &r, launched, made)))), "1|Day tot - hoc tot||||", "“Day tot - hoc tot” được ghi khác nhau")
	r.Movements[0], launched[1].From = "Phong trào thi đua “Dạy tốt – Học tốt”", "2023-09-15"
	launched[1].Conflict = true
	says(t, texts(only(t, must[forms.Paper](t)(forms.Registration(d.season, &r, launched, made)))), "1|Phong trào thi đua “Dạy tốt – Học tốt”||||", "“Phong trào thi đua “Dạy tốt – Học tốt”” được ghi khác nhau")
	launched[1].Conflict, launched[2].Illustrative = false, true
	says(t, texts(only(t, must[forms.Paper](t)(forms.Registration(d.season, &r, launched, made)))), "VĂN BẢN MINH HOẠ")
}

// TestListOfARealDesk: a unit sees its own papers with their state; what is not written yet cannot be made.
func TestListOfARealDesk(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang")
	c.submit("son-la")
	w := c.desks["son-la"]
	list := must[[]forms.Item](t)(forms.At(w).List())
	var got []string
	for _, item := range list {
		got = append(got, fmt.Sprint(item.Name.Key, " ", item.State.Key, " ", item.Make != nil))
	}
	if s := strings.Join(got, "; "); s != "paper.item.registration paper.state.no-registration false; paper.item.plan paper.state.plan true; paper.item.regulation paper.state.regulation true; "+
		"paper.item.criteria paper.state.criteria true; paper.item.compact paper.state.no-compact false; "+
		"paper.item.achievements paper.state.achievements true; paper.item.statistics paper.state.statistics true" {
		t.Error(s)
	}
	checker := c.desks["cao-bang"]
	c.exchange(checker)
	sonLa := must[book.Unit](t)(checker.FindUnit("son-la"))
	if _, err := forms.At(checker).Review(sonLa.ID, c.now); emulation.KeyOf(err) != "paper.no-review" {
		t.Error(err)
	}
	c.ok(review.At(checker).Verify(sonLa.ID, "III.4", "4.5", "Thiếu minh chứng của hai phần mềm"))
	c.ok(sheet.At(checker).StepSheet(sonLa.ID, emulation.SheetCrossChecked, ""))
	c.exchange(checker)
	c.exchange(w)
	c.ok(sheet.At(w).Explain("III.4", "Đã gửi bổ sung", false))
	list = must[[]forms.Item](t)(forms.At(w).List())
	at := slices.IndexFunc(list, func(item forms.Item) bool { return item.Name.Key == "paper.item.review" })
	if at < 0 {
		t.Fatalf("%+v", list)
	}
	p := must[forms.Paper](t)(list[at].Make(c.now))
	rows := tableOf(t, p.Documents[0]).Rows
	if len(rows) != 2 {
		t.Fatalf("%d rows: %+v", len(rows), rows)
	}
	var cells []string
	for _, cell := range rows[0].Cells {
		cells = append(cells, cell.Text)
	}
	if s := strings.Join(cells, "|"); s != "III.4|Ứng dụng công nghệ thông tin trong quản lý và dạy học|5|4,75|4,50|Thiếu minh chứng của hai phần mềm|Đã gửi bổ sung|4,50" {
		t.Error(s)
	}
	if total := rows[1].Cells; total[3].Text != "101,02" || total[4].Text != "100,77" || total[7].Text != "100,77" {
		t.Errorf("%+v", total)
	}
	if text := strings.Join(pages(t, p), " "); !strings.Contains(text, "chưa thống nhất (phiếu đang ở bước") || !strings.Contains(text, "ĐẠI DIỆN ĐƠN VỊ CHẤM") {
		t.Error(text)
	}
}

// TestPlaceIsATown: the building a conference is held in stands in its minutes, not before the date; a long place stays inside the margin.
func TestPlaceIsATown(t *testing.T) {
	d := twelve(3)
	c := &conference.Conference{Kind: "closing", Held: true, Members: 3, Rule: ballot.Quorum{Num: 2, Den: 3}}
	c.Date, c.Place = "2024-08-02", "Trung tâm Hội nghị tỉnh Cao Bằng"
	d.minutes = &conference.Minutes{Season: d.season, Conference: c}
	doc := must[forms.Paper](t)(forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made)).Documents[0]
	if doc.Heading.PlaceDate != "Cao Bằng, ngày 02 tháng 8 năm 2024" {
		t.Error(doc.Heading.PlaceDate)
	}
	c.Place = "Sơn La"
	if got := must[forms.Paper](t)(forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made)).Documents[0].Heading.PlaceDate; got != "Sơn La, ngày 02 tháng 8 năm 2024" {
		t.Error(got)
	}
	c.Place = "Trung tâm Hội nghị tỉnh Cao Bằng"
	d.season.Info.Place = d.season.Cluster.Members[0].Name
	p := must[forms.Paper](t)(forms.Minutes(d.minutes, nil, nil, nil, d.NameOn, made))
	if text := strings.Join(pages(t, p), " "); !strings.Contains(text, "………………, ngày 02") || !strings.Contains(text, "Địa điểm: Trung tâm Hội nghị tỉnh Cao Bằng") || !strings.Contains(text, "có mặt: ……/03") {
		t.Error(text)
	}
}
