package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/ballot"
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
	all := pages(t, must[forms.Paper](t)(forms.Minutes(m, d.NameOn, made)))
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
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
			"Thời gian: từ chiều " + day + " đến ngày 03 tháng 8 năm 2024, từ …… giờ …… đến 11 giờ 00", "kết thúc hồi 11 giờ 00 phút, ngày 03 tháng 8 năm 2024"},
	} {
		text := minutesOf(t, "closing", c.info)
		for _, want := range []string{c.want, c.ends} {
			if !strings.Contains(text, want) {
				t.Errorf("%+v: %q is missing in %.500s", c.info, want, text)
			}
		}
	}
}
