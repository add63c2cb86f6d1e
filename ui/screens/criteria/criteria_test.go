package criteria_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/criteria"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/workspace/pledge"
	"thidua/workspace/season"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, p.Hooks())
}

// told is everything the paragraphs on screen say.
func told(p *testwindow.Person) string {
	all := emulation.Map(testwindow.Seen[*widgets.Paragraph](p.Window), (*widgets.Paragraph).Text)
	for _, x := range testwindow.Seen[*widgets.Text](p.Window) {
		all = append(all, x.Text())
	}
	return strings.Join(all, "\n")
}

func reads(t *testing.T, p *testwindow.Person, all ...string) {
	t.Helper()
	for _, words := range all {
		if !strings.Contains(told(p), words) {
			t.Errorf("nothing says %q:\n%s", words, told(p))
		}
	}
}

// Whoever sits at a desk sees the set in force, and what a line of it means on samples and on what they type themselves.
func TestTheSetInForceIsShownWithItsEffect(t *testing.T) {
	p := testwindow.Before(t, testwindow.SampleOf(t, "lao-cai"), show)
	row := p.Row(0, "I.4")
	for col, want := range []string{"I.4", "Tỉ lệ tốt nghiệp THPT (%)", "7", "từ 99 trở lên: 7 điểm", "bắt buộc"} {
		if c := p.Table().Model().Cell(row, col); !strings.Contains(c.Text, want) || c.Editable {
			t.Errorf("column %d: %+v", col, c)
		}
	}
	p.Table().Select(row, 1)
	p.Settle()
	reads(t, p, "I.4. Tỉ lệ tốt nghiệp THPT (%)", "96,5 thuộc mức từ 96,5 trở lên: 6 điểm", "94 không thuộc mức nào: 2 điểm", "100 điểm")
	if !strings.HasPrefix(p.Said(), "I.4. Tỉ lệ tốt nghiệp THPT (%): từ 99") {
		t.Errorf("the line says %q", p.Said())
	}
	entry := testwindow.Seen[*typing.Entry](p.Window)[0]
	entry.SetText("98,7")
	reads(t, p, "6,5 điểm (98,7 thuộc mức từ 98 trở lên: 6,5 điểm)")
	entry.SetText("1.234")
	reads(t, p, "1.234")
	entry.SetText("chín")
	reads(t, p, text.T("input.not-a-number", "text", "chín"))
	p.Table().Select(p.Row(0, "I"), 1)
	p.Settle()
	reads(t, p, text.T("ui.criteria.group-sum", "points", 40, "count", 6, "groups", 0), "Thang điểm: 100")
}

// second records a version in which one criterion counts half.
func second(p *testwindow.Person) {
	p.T.Helper()
	room := season.At(p.Desk.Workspace)
	file, err := room.CriteriaFile(0)
	p.Must(err)
	file.YAML = []byte(strings.Replace(string(file.YAML), "name: Tỉ lệ tốt nghiệp THPT (%)", "name: Tỉ lệ tốt nghiệp", 1))
	_, err = room.AddCriteria(file)
	p.Must(err)
	p.Settle()
}

// Two versions are told apart in words, and one is put in force for a reason.
func TestVersionsAreComparedAndAdopted(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.criteria.tab.versions"))
	reads(t, p, text.T("ui.criteria.only-one"))
	second(p)
	reads(t, p, text.T("ui.criteria.changes", "count", 1, "scores", 0), "tên đổi từ “Tỉ lệ tốt nghiệp THPT (%)” thành “Tỉ lệ tốt nghiệp”", text.T("ui.criteria.effects.none"))
	p.Press(text.T("ui.criteria.show"))
	if got := p.Table().Model().Cell(p.Row(0, "I.4"), 1).Text; got != "Tỉ lệ tốt nghiệp" {
		t.Errorf("the second version shows %q", got)
	}
	p.Press(text.T("ui.criteria.tab.versions"))
	p.Press(text.T("ui.criteria.adopt"))
	force := func() uint64 {
		t.Helper()
		s, err := p.Desk.Workspace.Season()
		p.Must(err)
		return s.Version
	}
	if p.Asked() == "" || force() != 1 {
		t.Fatalf("asked %q, in force %d", p.Asked(), force())
	}
	p.Answer("gọi cho gọn")
	if force() != 2 || p.Asked() != "" {
		t.Fatalf("in force %d; asked %q, told %q", force(), p.Asked(), p.Told())
	}
	reads(t, p, text.T("ui.criteria.version", "number", 2))
	p.Table().Select(p.RowOf("1"), 0)
	p.Settle()
	reads(t, p, "tên đổi từ “Tỉ lệ tốt nghiệp” thành “Tỉ lệ tốt nghiệp THPT (%)”")
}

func TestWhoMayNotLeadPutsNothingInForce(t *testing.T) {
	p := testwindow.Before(t, testwindow.SampleOf(t, "lao-cai"), show)
	p.Press(text.T("ui.criteria.tab.versions"))
	if p.Offered(text.T("ui.criteria.adopt")) {
		t.Error("a unit is offered to put a version in force")
	}
}

// While criteria are consulted a unit says of a line what it thinks, and those who prepare them answer it there.
func TestALineIsConsulted(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	room := season.At(p.Desk.Workspace)
	p.Table().Select(p.Row(0, "I.4"), 1)
	p.Settle()
	if p.Offered(text.T("ui.criteria.opinion.give")) {
		t.Error("an opinion on what was adopted is asked for")
	}
	for {
		state, err := room.SeasonState()
		p.Must(err)
		if state.Season.Step == emulation.SeasonConsulting {
			break
		}
		p.Must(room.StepBack("lấy ý kiến lại"))
	}
	p.Settle()
	p.Press(text.T("ui.criteria.opinion.give"))
	p.Answer("Nên tính riêng vùng khó khăn")
	list, err := pledge.At(p.Desk.Workspace).Opinions(1)
	p.Must(err)
	if len(list) != 1 || list[0].Criterion != "I.4" || list[0].Text != "Nên tính riêng vùng khó khăn" {
		t.Fatalf("%+v; told %q", list, p.Told())
	}
	reads(t, p, "Nên tính riêng vùng khó khăn", text.Capital(text.T("opinion.open")))
	p.Press(text.Capital(text.T("opinion.how.declined")))
	if p.Asked() == "" {
		t.Fatal("declined without a reason")
	}
	p.Answer("Đã thống nhất từ năm trước")
	reads(t, p, "Giải trình: Đã thống nhất từ năm trước")
	p.Press(text.T("ui.criteria.tab.versions"))
	reads(t, p, text.T("ui.criteria.consulted", "count", 1))
	p.Press(text.T("ui.criteria.opinion.give"))
	p.Answer("Đồng ý với cả bộ")
	reads(t, p, text.T("ui.criteria.consulted.open", "count", 2, "open", 1), "Đồng ý với cả bộ")
	p.Press(text.Capital(text.T("opinion.how.accepted")))
	reads(t, p, text.T("ui.criteria.consulted", "count", 2))
}
