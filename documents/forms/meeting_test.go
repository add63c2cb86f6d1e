package forms_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
)

// minutesOf are the pages of the minutes of a meeting of a season that looks back on five years.
func minutesOf(t *testing.T, kind string, info emulation.ConferenceInfo, change ...func(*desk, *conference.Minutes)) string {
	t.Helper()
	d := twelve(3)
	d.season.Label = "2020"
	d.season.Info.Kind, d.season.Info.Review, d.season.Info.ReviewOf = "calendar-year", "2015–2020", "5 năm tổ chức, hoạt động của Cụm"
	c := &conference.Conference{Kind: kind, Held: true, Members: 3, Rule: ballot.Quorum{Num: 2, Den: 3}, ConferenceInfo: info}
	m := &conference.Minutes{Season: d.season, Conference: c}
	for _, f := range change {
		f(d, m)
	}
	all := pages(t, must[forms.Paper](t)(forms.Minutes(m, nil, nil, nil, d.NameOn, made)))
	text := strings.Join(strings.Fields(strings.Join(all, " ")), " ")
	return strings.ReplaceAll(text, "Sở Giáo dục, Khoa học và Công nghệ tỉnh minh hoạ ", "")
}

// TestTitleOfAMeeting: the minutes name all that a meeting was for; one that looks back says on which years.
func TestTitleOfAMeeting(t *testing.T) {
	for _, c := range []struct {
		kind     string
		purposes []string
		want     string
	}{
		{"closing", nil, "Hội nghị tổng kết năm 2020"},
		{"closing", []string{"opening"}, "Hội nghị tổng kết công tác thi đua năm 2020 và triển khai nhiệm vụ năm 2021"},
		{"closing", []string{"review", "opening", "signing"}, "Hội nghị tổng kết công tác thi đua năm 2020, triển khai nhiệm vụ năm 2021, ký giao ước thi đua năm 2021 " +
			"và tổng kết 5 năm tổ chức, hoạt động của Cụm giai đoạn 2015–2020"},
		{"signing", []string{"opening"}, "Hội nghị triển khai nhiệm vụ năm 2021 và ký giao ước thi đua năm 2020"},
		{"review", nil, "Hội nghị tổng kết 5 năm tổ chức, hoạt động của Cụm giai đoạn 2015–2020"},
	} {
		if text := minutesOf(t, c.kind, emulation.ConferenceInfo{Purposes: c.purposes}); !strings.Contains(text, c.want) {
			t.Errorf("%s %v: %q is missing in %.400s", c.kind, c.purposes, c.want, text)
		}
	}
}

// TestTimeOfAMeeting: part of the day and hours stand in the minutes as they are known; room is left for those that are not.
func TestTimeOfAMeeting(t *testing.T) {
	day := "ngày 02 tháng 8 năm 2024"
	for _, c := range []struct {
		info       emulation.ConferenceInfo
		want, ends string
	}{
		{emulation.ConferenceInfo{}, "Thời gian: ………", "kết thúc hồi …… giờ …… phút cùng ngày"},
		{emulation.ConferenceInfo{Date: "2024-08-02"}, "Thời gian: " + day + ", bắt đầu lúc …… giờ ……", "kết thúc hồi …… giờ …… phút cùng ngày"},
		{emulation.ConferenceInfo{Date: "2024-08-02", Half: "morning", From: "08:00", Until: "11:30"}, "Thời gian: sáng " + day + ", từ 8 giờ 00 đến 11 giờ 30",
			"kết thúc hồi 11 giờ 30 phút cùng ngày"},
		{emulation.ConferenceInfo{Date: "2024-08-02", Half: "day", From: "07:30"}, "Thời gian: cả " + day + ", bắt đầu lúc 7 giờ 30", "…… giờ …… phút cùng ngày"},
		{emulation.ConferenceInfo{Date: "2024-08-02", Half: "afternoon", LastDay: "2024-08-03", Until: "11:00"},
			"Thời gian: từ chiều " + day + " đến 11 giờ 00 ngày 03 tháng 8 năm 2024", "kết thúc hồi 11 giờ 00 phút, ngày 03 tháng 8 năm 2024"},
		{emulation.ConferenceInfo{Date: "2024-08-02", Half: "day", From: "13:30", LastDay: "2024-08-03", Until: "11:30"},
			"Thời gian: từ 13 giờ 30 " + day + " đến 11 giờ 30 ngày 03 tháng 8 năm 2024", "ngày 03 tháng 8 năm 2024"},
	} {
		text := minutesOf(t, "closing", c.info)
		for _, want := range []string{c.want, c.ends} {
			if !strings.Contains(text, want) {
				t.Errorf("%+v: %q is missing in %.500s", c.info, want, text)
			}
		}
	}
}

// TestPeopleOfAMeeting: the minutes name who chaired, kept them, was invited, was there and counted; without the list they name units and offices, and leave
// room for the pen.
func TestPeopleOfAMeeting(t *testing.T) {
	deputy := "Phó Chủ tịch Công đoàn Giáo dục Việt Nam"
	info := emulation.ConferenceInfo{Date: "2024-08-02", Guests: []string{"Phó Chủ tịch HĐND tỉnh", deputy}}
	meeting := func(people ...conference.Person) string {
		return minutesOf(t, "closing", info, func(d *desk, m *conference.Minutes) {
			c := m.Conference
			c.ChairedBy, c.Taken, c.Present = d.season.Cluster.Members[:2], true, 1
			p := conference.Presence{Unit: d.season.Cluster.Members[0]}
			p.Present, p.Delegates = true, 2
			c.Presence = append(c.Presence, p)
			for i := range people {
				if people[i].Role == conference.RoleChair || people[i].Role == conference.RoleDelegate {
					people[i].Unit = d.season.Cluster.Members[0]
				}
			}
			c.People = people
			m.Guided = []conference.Speech{{Guest: true, Speech: emulation.Speech{Kind: "direction", Title: "Chỉ đạo nhiệm vụ", By: deputy}}}
			m.Reports = []conference.Speech{{Unit: d.season.Cluster.Members[0], Speech: emulation.Speech{Kind: "report", Title: "Báo cáo tổng kết"}}}
			m.Adopted = []emulation.NumberedDocument{{Title: "Quy chế hoạt động", Number: "01/QC", Date: "2024-08-02"}, {Title: "Kế hoạch hội thao"}}
			d.season.Head = d.season.Cluster.Members[:1]
		})
	}
	for _, c := range []struct {
		text       string
		has, lacks []string
	}{
		{meeting(conference.Person{Role: conference.RoleChair, Name: "Nguyễn Văn A", Office: "Giám đốc"},
			conference.Person{Role: conference.RoleSecretary, Name: "Bà Trần Thị B"}, conference.Person{Role: conference.RoleGuest, Name: "Lê Văn C", Office: deputy},
			conference.Person{Role: conference.RoleGuest, Name: "Đỗ Văn K", Office: "Nhà báo"}, conference.Person{Role: conference.RoleDelegate, Name: "Phạm Thị D", Office: "Phó Giám đốc"},
			conference.Person{Role: conference.RoleTeller, Name: "Hoàng Văn E"}),
			[]string{"Chủ trì: Ông (bà) Nguyễn Văn A, Giám đốc số 1 (2024-08-02); Đại diện số 2 (2024-08-02)", "Thư ký: Bà Trần Thị B ",
				"- Phó Chủ tịch HĐND tỉnh - Ông (bà) Lê Văn C, " + deputy + " - Ông (bà) Đỗ Văn K, Nhà báo", "số 1 (2024-08-02) (02 đại biểu): Ông (bà) Phạm Thị D, Phó Giám đốc",
				"Cụm trưởng số 1 (2024-08-02) báo cáo tổng kết", "Hội nghị thông qua: - Quy chế hoạt động (số 01/QC, ngày 02 tháng 8 năm 2024) - Kế hoạch hội thao",
				"Ông (bà) Lê Văn C, " + deputy + ": Chỉ đạo nhiệm vụ"}, []string{"Đại diện số 1"}},
		{meeting(), []string{"Chủ trì: Đại diện số 1 (2024-08-02); Đại diện số 2 (2024-08-02)", "Thư ký: ………", "- Phó Chủ tịch HĐND tỉnh - " + deputy,
			"- " + deputy + ": Chỉ đạo nhiệm vụ"}, []string{"Ông (bà)"}},
	} {
		for _, want := range c.has {
			if !strings.Contains(c.text, want) {
				t.Errorf("%q is missing in %s", want, c.text)
			}
		}
		for _, not := range c.lacks {
			if strings.Contains(c.text, not) {
				t.Errorf("%q stands in %s", not, c.text)
			}
		}
	}
}

// TestYearsAReportLooksBackOn: the report says on which years it looks back, and which year it opens; so does every paper that names the conference.
func TestYearsAReportLooksBackOn(t *testing.T) {
	for _, c := range []struct {
		kind     string
		purposes []string
		want     string
	}{
		{"closing", nil, "Tổng kết công tác thi đua, khen thưởng năm 2020"},
		{"review", nil, "Tổng kết 5 năm tổ chức, hoạt động của Cụm giai đoạn 2015–2020"},
		{"review", []string{"closing", "opening"}, "Tổng kết công tác thi đua, khen thưởng năm 2020; phương hướng, nhiệm vụ năm 2021; tổng kết 5 năm tổ chức, hoạt động của Cụm giai đoạn 2015–2020"},
	} {
		d, r := reported(3)
		d.season.Label, d.season.Info.Kind, d.season.Info.Review, d.season.Info.ReviewOf = "2020", "calendar-year", "2015–2020", "5 năm tổ chức, hoạt động của Cụm"
		m := &conference.Minutes{Season: d.season, Conference: &conference.Conference{Kind: c.kind, Held: true}}
		m.Conference.Purposes = c.purposes
		all := pages(t, must[forms.Paper](t)(forms.Report(r, m, nil, nil, d.NameOn, made)))
		text := strings.Join(strings.Fields(strings.Join(all, " ")), " ")
		for _, want := range []string{c.want, "Trên đây là báo cáo t" + strings.TrimPrefix(c.want, "T") + " của Cụm"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s %v: %q is missing in %s", c.kind, c.purposes, want, text)
			}
		}
	}
}

// TestWhoCounted: the minutes of a count name the tellers with their part in the team, and each signs; where nobody wrote down who heads the team, no one's part
// is made up; without names there is room for the pen.
func TestWhoCounted(t *testing.T) {
	d := twelve(3)
	v := secret(d, 1)
	counted(t, v, ballot.Tally{Members: 3, Present: 3, Issued: 3, Returned: 3, Valid: 3, Lines: []ballot.Line{{ID: v.Lines[0].ID, Yes: 3}}})
	person := func(role, name string) conference.Person { return conference.Person{Role: role, Name: name} }
	for _, c := range []struct {
		people      []conference.Person
		lines       string
		signs, name []string
	}{
		{nil, "1. Ông (bà) ……………………………………………………, tổ trưởng;|2. Ông (bà) ……………………………………………………, thư ký;|3. Ông (bà) ……………………………………………………, thành viên.|",
			[]string{"THÀNH VIÊN", "THƯ KÝ", "TỔ TRƯỞNG"}, []string{"", "", ""}},
		{[]conference.Person{person(conference.RoleTeller, "Lò Văn C"), person(conference.RoleTellerSecretary, "Bà Trần B"), person(conference.RoleHeadTeller, "Vũ A")},
			"1. Ông (bà) Vũ A, tổ trưởng;|2. Bà Trần B, thư ký;|3. Ông (bà) Lò Văn C, thành viên.|",
			[]string{"THÀNH VIÊN", "THƯ KÝ", "TỔ TRƯỞNG"}, []string{"Lò Văn C", "Trần B", "Vũ A"}},
		{[]conference.Person{person(conference.RoleTeller, "Vũ A"), person(conference.RoleTeller, "Lò C"), person(conference.RoleChair, "Không đếm")},
			"1. Ông (bà) Vũ A;|2. Ông (bà) Lò C.|", []string{"NGƯỜI KIỂM PHIẾU", "NGƯỜI KIỂM PHIẾU"}, []string{"Lò C", "Vũ A"}},
	} {
		doc := only(t, must[forms.Paper](t)(forms.Count(d.season, v, &conference.Conference{People: c.people}, 0, d.NameOn, made)))
		says(t, texts(doc), "Tổ kiểm phiếu|"+c.lines, "Kết luận: 1/1 trường hợp đạt: "+v.Lines[0].Name+".")
		var signs, name []string
		for _, b := range doc.Blocks {
			if s, ok := b.(documents.Signatures); ok {
				for _, x := range s.Signers {
					signs, name = append(signs, x.Position), append(name, x.Name)
				}
			}
		}
		if !slices.Equal(signs, c.signs) || !slices.Equal(name, c.name) {
			t.Errorf("%q %q sign, want %q %q", signs, name, c.signs, c.name)
		}
	}
}

// TestNobodySignsACountAlone: under a row of signatures another has two at least, so that no page holds one of them alone; who chaired signs last.
func TestNobodySignsACountAlone(t *testing.T) {
	d := twelve(3)
	v := secret(d, 1)
	counted(t, v, ballot.Tally{Members: 3, Present: 3, Issued: 3, Returned: 3, Valid: 3, Lines: []ballot.Line{{ID: v.Lines[0].ID, Yes: 3}}})
	for _, c := range []struct {
		tellers, chairs int
		meeting         bool
		rows            []int
	}{{1, 0, false, []int{1}}, {3, 0, false, []int{3}}, {0, 0, true, []int{2, 2}}, {1, 1, true, []int{2}}, {1, 2, true, []int{3}}, {2, 1, true, []int{3}}, {3, 1, true, []int{2, 2}},
		{4, 1, true, []int{3, 2}}, {5, 3, true, []int{3, 3}}, {5, 2, true, []int{3, 2, 2}}} {
		at := &conference.Conference{Kind: "closing"}
		if v.Question.Conference = ""; c.meeting {
			v.Question.Conference = "closing"
		}
		for range c.tellers {
			at.People = append(at.People, conference.Person{Role: conference.RoleTeller, Name: "Cà B"})
		}
		for range c.chairs {
			at.People = append(at.People, conference.Person{Role: conference.RoleChair, Name: "Lò A"})
		}
		var rows []int
		var last documents.Signer
		for _, b := range only(t, must[forms.Paper](t)(forms.Count(d.season, v, at, 0, d.NameOn, made))).Blocks {
			if s, ok := b.(documents.Signatures); ok {
				rows, last = append(rows, len(s.Signers)), s.Signers[len(s.Signers)-1]
			}
		}
		if !slices.Equal(rows, c.rows) || (last.Position == "CHỦ TRÌ HỘI NGHỊ") != c.meeting {
			t.Errorf("%d tellers, %d chairs: rows of %v, %s the last; want %v", c.tellers, c.chairs, rows, last.Position, c.rows)
		}
	}
}

// TestCountOfAMeeting: the minutes of a count say at which meeting and under whose chair, who signs too; each line says how many ballots were invalid; the hours
// are left to the pen, and so are the names where two people wrote different lists. By hand nothing is invalid.
func TestCountOfAMeeting(t *testing.T) {
	d := twelve(4)
	v := secret(d, 1)
	v.Question.Conference = "closing"
	counted(t, v, ballot.Tally{Members: 4, Present: 4, Issued: 4, Returned: 4, Valid: 3, Invalid: 1, Lines: []ballot.Line{{ID: v.Lines[0].ID, Yes: 2, Blank: 1}}})
	at := &conference.Conference{Kind: "closing", People: []conference.Person{{Role: conference.RoleChair, Name: "Lò A", Office: "Giám đốc"}, {Role: conference.RoleTeller, Name: "Cà B"}}}
	count := func() (string, documents.Signer) {
		doc := only(t, must[forms.Paper](t)(forms.Count(d.season, v, at, 0, d.NameOn, made)))
		last := signers(t, doc)
		return texts(doc), last[len(last)-1]
	}
	text, chair := count()
	says(t, text, "Thời gian kiểm phiếu: bắt đầu lúc …… giờ …… phút, ngày 02 tháng 8 năm 2024|", "Tại: Hội nghị tổng kết|Chủ trì hội nghị: Ông (bà) Lò A, Giám đốc|",
		"Đồng ý|Không đồng ý|Trắng|Không hợp lệ|", "|2|0|1|1|2/4 (50,00%)|", "kết thúc hồi …… giờ …… phút cùng ngày")
	if chair.Position != "CHỦ TRÌ HỘI NGHỊ" || chair.Name != "Lò A" {
		t.Errorf("%+v", chair)
	}
	v.Rounds = nil
	counted(t, v, ballot.Tally{Members: 4, Present: 4, Issued: 4, Returned: 4, Valid: 3, Invalid: 1,
		Lines: []ballot.Line{{ID: v.Lines[0].ID, Yes: 2, Invalid: new(int64(2))}}})
	text, _ = count()
	says(t, text, "Số phiếu không hợp lệ: 01", "|2|0|0|2|2/4 (50,00%)|2/3 (66,67%)|")
	at.PeopleConflict = true
	if text, chair = count(); strings.Contains(text, "Lò A") || strings.Contains(text, "Cà B") || chair.Name != "" {
		t.Errorf("names of one of two lists:\n%s", text)
	}
	v.Rules.Secret, v.Rounds = false, nil
	counted(t, v, ballot.Tally{Members: 4, Present: 4, Valid: 4, Lines: []ballot.Line{{ID: v.Lines[0].ID, Yes: 3, Blank: 1}}})
	text, _ = count()
	if says(t, text, "Không đồng ý|Không có ý kiến|Tỷ lệ"); strings.Contains(text, "Không hợp lệ") {
		t.Error("invalid hands")
	}
}

// TestAgreedOpenly: what a conference agreed openly to propose stands in its minutes, not in those of another, nor what was taken back.
func TestAgreedOpenly(t *testing.T) {
	d := twelve(3)
	c := &conference.Conference{Kind: "closing", Held: true, Members: 3, Rule: ballot.Quorum{Num: 2, Den: 3}}
	proposed := func(i int, agreed, form string, step emulation.ProposalStep) awards.Proposal {
		return awards.Proposal{Season: d.season, Unit: d.season.Cluster.Members[i], Form: legal.Form{ID: "x"}, FormName: form, Agreed: agreed, Step: step}
	}
	list := []awards.Proposal{proposed(1, "closing", "Cờ thi đua", emulation.ProposalProposed), proposed(0, "closing", "Cờ thi đua", emulation.ProposalDecided), proposed(1, "mid", "Bằng khen", emulation.ProposalProposed),
		proposed(2, "closing", "Giấy khen", emulation.ProposalWithdrawn)}
	text := texts(only(t, must[forms.Paper](t)(forms.Minutes(&conference.Minutes{Season: d.season, Conference: c}, nil, nil, list, d.NameOn, made))))
	says(t, text, "Bình xét, bỏ phiếu|Hội nghị thống nhất đề nghị tặng:|- Cờ thi đua: "+d.season.Cluster.Members[1].Name+"; "+d.season.Cluster.Members[0].Name+"|")
	if strings.Contains(text, "Bằng khen") || strings.Contains(text, "Giấy khen") {
		t.Error(text)
	}
}
