package conference_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/conference"
)

// When a conference was, and what it was for beside its kind, as a person types it; what is refused stays in its row.
func TestAConferenceSaysWhenAndWhatFor(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.TypeInto("date", 1, "2/8/2024")
	p.TypeInto("half", 1, "chiều")
	p.TypeInto("from", 1, "13h30")
	p.TypeInto("until", 1, "16 giờ 45")
	p.TypeInto("last", 1, "3/8/2024")
	p.TypeInto("purposes", 1, "triển khai nhiệm vụ năm sau, ky giao uoc")
	c := closing(p)
	if c.Half != "afternoon" || c.From != "13:30" || c.Until != "16:45" || c.LastDay != "2024-08-03" || len(c.Purposes) != 2 || c.Purposes[1] != "signing" {
		t.Fatalf("on disk: %+v; %q", c.ConferenceInfo, p.Told())
	}
	for key, typed := range map[string]string{"half": "buổi trưa", "purposes": "tổng kết"} {
		p.TypeInto(key, 1, typed)
		if cell := p.Table().Model().Cell(p.RowOf(key), 1); cell.State != grid.Error || cell.Text != typed {
			t.Errorf("%s: %+v", key, cell)
		}
	}
	p.TypeInto("from", 1, "lúc sáng")
	if c := closing(p); c.From != "13:30" || c.Half != "afternoon" || len(c.Purposes) != 2 {
		t.Errorf("after what was refused: %+v", c.ConferenceInfo)
	}
}

// Persons are typed in one row each, put right and taken off; the whole list is withdrawn.
func TestPersonsAreListedByName(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.conference.tab.people"))
	add := func(name, office, role, unit string) {
		t.Helper()
		for col, words := range []string{name, office, "", unit} {
			if words != "" {
				p.TypeInto(grid.KeyNew, col, words)
			}
		}
		p.TypeInto(grid.KeyNew, 2, role)
	}
	add("Nguyễn Văn A (minh hoạ)", "Giám đốc", "chủ trì", "sơn la")
	add("Trần Thị B (minh hoạ)", "Nhà báo", "khách", "")
	c := closing(p)
	if len(c.People) != 2 || c.People[0].Unit.Code != "son-la" || c.People[1].Role != conference.RoleGuest {
		t.Fatalf("on disk: %+v; %q", c.People, p.Told())
	}
	row := 0
	p.Table().Model().Set(row, 1, "Phó Giám đốc")
	p.Settle()
	if c := closing(p); c.People[0].Office != "Phó Giám đốc" || len(c.People) != 2 {
		t.Errorf("put right: %+v; %q", c.People, p.Told())
	}
	p.Table().Model().Set(row, 2, "diễn giả")
	p.Settle()
	if cell := p.Table().Model().Cell(row, 2); cell.State != grid.Error || closing(p).People[0].Role != conference.RoleChair {
		t.Errorf("a role nobody has: %+v", cell)
	}
	p.Table().Model().Set(1, 0, "")
	p.Settle()
	if c := closing(p); len(c.People) != 1 {
		t.Errorf("after a name was emptied: %+v; %q", c.People, p.Told())
	}
	p.Press(text.T("ui.conference.people.withdraw"))
	p.Confirm(text.T("ui.conference.people.withdraw"))
	if c := closing(p); len(c.People) != 0 {
		t.Errorf("after the list was withdrawn: %+v", c.People)
	}
}

// A guest directs under the office that is typed where a unit would be; a unit reports.
func TestAGuestSpeaks(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show).ToConference()
	p.Press(text.T("ui.conference.tab.speeches"))
	for _, row := range [][3]string{{"Phó Chủ tịch Công đoàn", "phát biểu chỉ đạo", "Đời sống nhà giáo"}, {"sơn la", "báo cáo", "Báo cáo tổng kết"}} {
		p.TypeInto(grid.KeyNew, 1, row[1])
		p.TypeInto(grid.KeyNew, 0, row[0])
		p.TypeInto(grid.KeyNew, 2, row[2])
	}
	c := closing(p)
	if len(c.Speeches) != 2 || c.Speeches[0].Kind != emulation.SpeechReport || !c.Speeches[1].Guest || c.Speeches[1].By != "Phó Chủ tịch Công đoàn" {
		t.Fatalf("on disk: %+v; %q", c.Speeches, p.Told())
	}
	if p.Row(0, "Phó Chủ tịch Công đoàn") < 0 {
		t.Error("the guest is not in the list")
	}
}
