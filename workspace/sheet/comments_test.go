package sheet_test

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

func TestCommentsAndNews(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.OK(sheet.At(d.Workspace).Comment(unit, "I.1", "Chờ số liệu học kỳ II"))
	w.Fails(sheet.At(d.Workspace).Comment(unit, "IX", "x"), "workspace.criterion-unknown")
	w.Fails(sheet.At(d.Workspace).Comment(unit, "I.1", " "), "sheet.comment-length")
	w.HandIn(d)
	w.Sync(deputy)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); !n.Never || len(n.Rows) != 0 {
		t.Errorf("%+v", n)
	}
	w.OK(sheet.At(deputy.Workspace).Seen(unit))
	w.OK(sheet.At(d.Workspace).Seen(unit))
	w.OK(sheet.At(deputy.Workspace).Comment(unit, "I.1", "Đề nghị gửi quyết định"))
	w.OK(review.At(deputy.Workspace).Verify(unit, "I.2", "7", "x"))
	w.Sync(deputy, d)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); n.Never || n.Step || len(n.Rows) != 0 {
		t.Errorf("own work is no news: %+v", n)
	}
	n := testyear.Must(sheet.At(d.Workspace).News(unit))(w)
	if fmt.Sprint(n.Rows) != "map[I.1:[comment] I.2:[verified]]" || n.Step {
		t.Errorf("%+v", n)
	}
	list := testyear.Must(sheet.At(d.Workspace).Comments(unit, ""))(w)
	if len(list) != 2 || !list[0].Private || !list[0].Mine || list[1].Private || list[1].Mine || list[1].Text != "Đề nghị gửi quyết định" || list[1].Author == "" {
		t.Errorf("%+v", list)
	}
	if list := testyear.Must(sheet.At(deputy.Workspace).Comments(unit, "I.1"))(w); len(list) != 1 || list[0].Private {
		t.Errorf("what was said inside the unit came out: %+v", list)
	}
	w.OK(sheet.At(d.Workspace).Seen(unit))
	if n := testyear.Must(sheet.At(d.Workspace).News(unit))(w); len(n.Rows) != 0 {
		t.Errorf("%+v", n)
	}
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "x"))
	w.Sync(deputy, d)
	w.Type(d, "II.1", "4")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); fmt.Sprint(n.Rows) != "map[II.1:[value]]" || !n.Step {
		t.Errorf("%+v", n)
	}
}
