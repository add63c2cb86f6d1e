package shell_test

import (
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	sampleshelf "thidua/internal/sample"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/awards"
	"thidua/workspace/season"
)

// officeFolder is the folder of a standing office that founded the sample's cluster.
func officeFolder(t *testing.T) string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	env, dir := environment(), t.TempDir()
	hub, err := disk.Open(filepath.Join(dir, "hub"), storage.Options{Server: true, Now: env.Now, Rand: env.Rand, ReserveBytes: 1})
	must(err)
	s, err := sampleshelf.Load(sampleID)
	must(err)
	office, _, err := tenant.New(hub, "Bộ Giáo dục và Đào tạo", "", env.Now(), env.Rand)
	must(err)
	must(hub.Close())
	d, err := desk.InitOffice(filepath.Join(dir, "desk"), office, "", env)
	must(err)
	must(season.At(d.Workspace).Found(s.Founding))
	must(d.Close())
	return filepath.Join(dir, "desk")
}

func TestTheOfficeGivesPostsAndQuotas(t *testing.T) {
	p := sit(t, officeFolder(t)).goTo(shell.Season)
	p.press(text.T("ui.season.tab.people"))
	unit, err := p.desk.Workspace.FindUnit("lao-cai")
	p.must(err)
	secretaries := func() (n int) {
		t.Helper()
		posts, err := season.At(p.desk.Workspace).Posts()
		p.must(err)
		for _, x := range posts {
			if x.Post == emulation.PostSecretary && x.Unit.ID == unit.ID {
				n++
			}
		}
		return n
	}
	post := text.T("post." + string(emulation.PostSecretary))
	p.table().Select(p.rowOf(unit.ID.String()), 0)
	p.settle()
	p.press(text.T("ui.season.post.give", "post", post))
	p.answer("Thông báo số 12")
	if secretaries() != 1 {
		t.Fatalf("not recorded: %q", p.told())
	}
	p.press(text.T("ui.season.post.end", "post", post))
	confirm(p, text.T("ui.season.post.end", "post", post))
	if secretaries() == 1 {
		// the button of the line that asks stands above the one that asked
		p.press(text.T("ui.season.post.end", "post", post))
	}
	if secretaries() != 0 {
		t.Errorf("not ended: %q", p.told())
	}

	p.press(text.T("ui.season.tab.quotas"))
	p.typeInto(keyNew, 0, "bằng khen của bộ trưởng")
	p.typeInto(keyNew, 1, "ba")
	p.typeInto(keyNew, 1, "3")
	list, err := season.At(p.desk.Workspace).Quotas()
	p.must(err)
	if len(list) != 1 || list[0].Count != 3 {
		t.Fatalf("on disk: %+v; %q %+v", list, p.told(), p.table().Model().Cell(p.rowOf(keyNew), 0))
	}
	form, err := awards.At(p.desk.Workspace).FindForm("bằng khen của bộ trưởng")
	p.must(err)
	if got := p.table().Model().Cell(0, 0).Text; got != form.Name {
		t.Errorf("the award is shown as %q", got)
	}

	for _, id := range []string{shell.Overview, shell.Tasks, shell.Pledge, shell.Running} { // an office has no unit of its own
		p.goTo(id)
		if told := p.told(); told != "" && told != "|" {
			t.Errorf("%s tells %q", id, told)
		}
	}
}
