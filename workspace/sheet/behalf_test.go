package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/sheet"
)

// For a unit without a desk the head's office enters the sheet from the signed paper; the paper travels to those who may look at it.
func TestOnBehalf(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, deputy, third := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	unit := w.Unit("lai-chau").ID
	paper := testyear.Must(head.Workspace.Attach("phiếu đã ký.pdf", strings.NewReader("bản quét có dấu")))(w)
	inputs := map[string]emulation.Fields{"I.1": {"value": "90"}, "I.2": {"points": "8"}}
	sheets := head.Workspace.In("")
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", emulation.Evidence{}, inputs), "sheet.behalf-paper")
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(w.Unit("lang-son").ID, "Giám đốc", paper, inputs), "sheet.behalf-enrolled")
	w.Fails(sheet.At(third.Workspace).Because("x").SubmitOnBehalf(unit, "Giám đốc", paper, inputs), "workspace.refused-to")
	if err := sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", paper, map[string]emulation.Fields{"I.2": {"points": "80"}, "IX": {}}); err == nil || !strings.Contains(err.Error(), "behalf-input") {
		t.Error(err)
	}
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", paper, inputs), "submit.unproven")
	w.OK(sheet.Over(sheets).Because(" Minh chứng gửi sau ").SubmitOnBehalf(unit, " Giám đốc ", paper, inputs))
	w.Sync(head, deputy, third, head)
	w.Sync(deputy, third, w.Office)
	for _, x := range []*desk.Desk{head, deputy, third} {
		sh := w.Sheet(x, "lai-chau")
		if sh.Reason != "Minh chứng gửi sau" {
			t.Errorf("the reason is %q", sh.Reason)
		}
		if sh.OnBehalf == nil || sh.OnBehalf.Signer != "Giám đốc" || sh.Self.Total.String() != "17" || !strings.Contains(sh.EnteredBy, "son-la") {
			t.Errorf("%+v by %s", sh.OnBehalf, sh.EnteredBy)
		}
	}
	late := w.Join("lai-chau", emulation.RoleLeader)
	w.Sync(late)
	for d, has := range map[*desk.Desk]bool{head: true, deputy: true, third: false, w.Office: true, late: true} {
		missing := testyear.Must(d.DB.MissingChunks(sheet.Proof{Evidence: paper}.Blob()))(w)
		here := len(missing) > 0 && missing[0] == 0
		if names := testyear.Must(sheet.At(d.Workspace).EvidenceBlobs())(w); (len(names) == 1) != has || here != has {
			t.Errorf("%v %v: wants %d", has, here, len(names))
		}
	}
	w.Fails(sheet.Over(sheets).Because("x").SubmitOnBehalf(unit, "Giám đốc", paper, inputs), "workspace.step-impossible")

	// Staff hand the unit's own sheet in for their leader, with the paper only.
	staff := w.Join("cao-bang", emulation.RoleStaff)
	w.FillIn(staff)
	w.Fails(sheet.At(staff.Workspace).Because("chưa có minh chứng").Submit(), "workspace.refused")
	mine := testyear.Must(staff.Workspace.Attach("ký.pdf", strings.NewReader("…")))(w)
	w.OK(sheet.At(staff.Workspace).Because("chưa có minh chứng").SubmitOnBehalf(w.Unit("cao-bang").ID, "Phó Giám đốc", mine, nil))
	w.Sync(staff, head)
	if sh := w.Sheet(head, "cao-bang"); sh.OnBehalf == nil || sh.Self.Total.String() != "57.85" {
		t.Errorf("%+v", sh.OnBehalf)
	}
	w.Sync(late, head, late)
	w.Agree(head, late)
}
