package legal_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/legal"
)

func bankFlag() emulation.AwardForm {
	return emulation.AwardForm{Name: "Cờ thi đua của Ngân hàng Nhà nước", Title: "Cờ thi đua NHNN", Decider: "Thống đốc Ngân hàng Nhà nước", Level: "ministry", Kind: "flag",
		Under: "co-thi-dua", Aliases: []string{"Cờ ngân hàng"}}
}

// An office's forms stand among those of the law in their places, and each of their names leads to them alone.
func TestFormsOfAnOffice(t *testing.T) {
	law := forms(t)
	director := emulation.AwardForm{Name: "Giấy khen của Giám đốc Sở", Decider: "Giám đốc Sở", Level: "agency", Kind: "certificate", For: emulation.ForBoth}
	all := law.With([]legal.Form{legal.Own("co-nhnn", bankFlag()), legal.Own("gk-gd", director)})
	for name, want := range map[string]string{"co-nhnn": "", "cờ thi đua ngân hàng nhà nước": "co-nhnn", "CỜ NGÂN HÀNG": "co-nhnn", "Giấy khen của Giám đốc Sở": "gk-gd",
		"Giấy khen của Giám đốc Trung tâm": "giay-khen", "Cờ thi đua của Bộ Giáo dục và Đào tạo": "co-thi-dua-bo"} {
		if f, _ := all.Find(name); f.ID != want {
			t.Errorf("%s: %q, want %q", name, f.ID, want)
		}
	}
	place := map[string]int{}
	for i, f := range all.All() {
		place[f.ID] = i
	}
	for _, pair := range [][2]string{{"co-thi-dua-bo", "co-nhnn"}, {"co-nhnn", "co-thi-dua-tinh"}, {"giay-khen", "gk-gd"}, {"gk-gd", "tap-the-lao-dong-xuat-sac"}} {
		if place[pair[0]] >= place[pair[1]] {
			t.Errorf("%s does not stand before %s", pair[0], pair[1])
		}
	}
	f, err := all.Named("co-nhnn")
	if err != nil || f.Law() != "co-thi-dua" || f.Printed() != "Cờ thi đua NHNN" || said(t, f.DecidedBy()) != "Thống đốc Ngân hàng Nhà nước" || !f.Own || f.For != emulation.ForUnits {
		t.Errorf("%+v %v", f, err)
	}
	if alone := law.With(nil).All(); len(alone) != len(law.All()) || len(all.All()) != len(alone)+2 {
		t.Error("the law's forms are not those that were shipped")
	}
	for i, f := range law.With(nil).All() {
		if f.ID != law.All()[i].ID {
			t.Errorf("%s stands in another place", f.ID)
		}
	}
}

// A name that leads elsewhere already is refused; recorded all the same, by two desks at once, it leads where it led.
func TestClashesOfForms(t *testing.T) {
	all := forms(t).With([]legal.Form{legal.Own("co-nhnn", bankFlag())})
	for key, change := range map[string]func(id *string, v *emulation.AwardForm){
		"award.form-law":        func(id *string, _ *emulation.AwardForm) { *id = "giay-khen" },
		"award.form-under":      func(_ *string, v *emulation.AwardForm) { v.Under = "co-nhnn" },
		"award.form-name-taken": func(_ *string, v *emulation.AwardForm) { v.Aliases = []string{"CO NGAN HANG"} },
	} {
		id, v := "x", emulation.AwardForm{Name: "Cờ X", Decider: "X", Level: "ministry", Kind: "flag"}
		change(&id, &v)
		if got := emulation.KeyOf(all.Clash(legal.Own(id, v))); got != key {
			t.Errorf("%s: %s", key, got)
		}
	}
	for _, name := range []string{"Giấy khen", "Bằng khen của Bộ trưởng", "Cờ thi đua cấp tỉnh", "?"} { // a name, an opening, another name, nothing
		if err := all.Clash(legal.Own("x", emulation.AwardForm{Name: name})); emulation.KeyOf(err) != "award.form-name-taken" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := all.Clash(legal.Own("co-nhnn", bankFlag())); err != nil {
		t.Errorf("a form clashes with itself: %v", err)
	}
	twice := all.With([]legal.Form{legal.Own("y", emulation.AwardForm{Name: "Giấy khen", Aliases: []string{"Giấy Y"}, Kind: "certificate", Level: "agency"}), legal.Own("giay-khen", bankFlag())})
	if f, _ := twice.Find("Giấy khen"); f.ID != "giay-khen" || f.Own {
		t.Errorf("the law's name leads to %+v", f)
	}
	if f, _ := twice.Find("Giấy Y"); f.ID != "y" {
		t.Errorf("its own name leads to %q", f.ID)
	}
}
