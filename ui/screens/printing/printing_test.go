package printing_test

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	ui "thidua/ui/screens/printing"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/pledge"
	"thidua/workspace/register"
)

// printer makes no paper; it remembers what was asked for, and refuses when told to.
type printer struct {
	desk   *workspace.Workspace
	made   []string
	refuse error
	each   func(n int) // told before each of many papers, beside the screen
}

func (x *printer) make(what string) (string, error) {
	x.made = append(x.made, what)
	return filepath.Join("papers", what+".pdf"), x.refuse
}

func (x *printer) Sheet(unit emulation.ID) (string, error) { return x.make("sheet " + unit.String()) }
func (x *printer) Summary() (string, error)                { return x.make("summary") }
func (x *printer) Papers() ([]forms.Item, error)           { return forms.At(x.desk).List() }
func (x *printer) Paper(item forms.Item) (string, error)   { return x.make(item.Name.Key) }
func (x *printer) Open(path string) error {
	x.made = append(x.made, "opened "+filepath.Base(path))
	return nil
}

func (x *printer) job(form string, step func(n, of int, what string)) many.Job {
	return many.Job{Desk: forms.At(x.desk), Form: form, At: time.Unix(0, 0), Step: func(n, of int, what string) {
		step(n, of, what)
		if x.each != nil {
			x.each(n)
		}
	}}
}

func (x *printer) Whole(ctx context.Context, form string, step func(n, of int, what string)) (string, many.Done, error) {
	docs, done, err := x.job(form, step).Whole(ctx)
	x.made = append(x.made, fmt.Sprint("whole ", form, " ", len(docs)))
	if len(docs) == 0 {
		return "", done, err
	}
	return filepath.Join("papers", "whole.pdf"), done, err
}

func (x *printer) Many(ctx context.Context, form, folder, ending string, step func(n, of int, what string)) (many.Done, error) {
	return x.job(form, step).Into(ctx, folder, ending)
}

func TestMain(m *testing.M) { testwindow.Main(m) }

// sit puts the screen before a person at the desk of the sample.
func sit(t *testing.T) (*testwindow.Person, *printer) {
	t.Helper()
	p := testwindow.Sit(t, testwindow.Sample(t))
	x := &printer{desk: p.Desk.Workspace}
	p.Show(ui.New(p.Host, p.Desk.Workspace, x, "papers", ui.Hooks{}, screen.Hooks{}))
	return p, x
}

func TestAPaperIsMadeAndOpened(t *testing.T) {
	p, x := sit(t)
	p.Press(text.T("ui.print.do")) // the own sheet stands first
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	own := "sheet " + me.Unit.ID.String()
	if len(x.made) != 2 || x.made[0] != own || x.made[1] != "opened "+own+".pdf" || p.Told() != text.T("ui.print.made", "file", own+".pdf") {
		t.Errorf("made %q, told %q", x.made, p.Told())
	}
	x.made, x.refuse = nil, emulation.Errorf(emulation.Unavailable, "ui.error.folder", "folder", "papers")
	p.Press(text.T("ui.print.do"))
	if len(x.made) != 1 || p.Told() != text.Error(x.refuse) {
		t.Errorf("made %q, told %q", x.made, p.Told())
	}
}

// TestListsThePapersOfTheSeason: the printing screen lists them with their state as it changes.
func TestListsThePapersOfTheSeason(t *testing.T) {
	p, _ := sit(t)
	if !p.Reads(text.T("paper.item.compact")) || !p.Reads(text.T("paper.state.no-compact")) {
		t.Errorf("the compact is not on the list: %q", p.Told())
	}
	if err := pledge.At(p.Desk.Workspace).SetCompact(emulation.CompactText{Title: "Giao ước thi đua", Paragraphs: []string{"Thi đua dạy tốt, học tốt."}, Date: "2023-10-12"}); err != nil {
		t.Fatal(err)
	}
	p.Settle()
	list, err := forms.At(p.Desk.Workspace).List()
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range list {
		if item.Name.Key == "paper.item.compact" && !p.Reads(text.Say(item.State)) {
			t.Errorf("the screen does not say %q", text.Say(item.State))
		}
	}
}

// TestAPaperIsShownWhereItWasAskedFor: with a preview the paper is shown there, and not to a person who went elsewhere while it was made.
func TestAPaperIsShownWhereItWasAskedFor(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	x, at, shown := &printer{desk: p.Desk.Workspace}, []string{"printing", "printing", "printing", "sheet"}, ""
	p.Show(ui.New(p.Host, p.Desk.Workspace, x, "papers", ui.Hooks{
		At:   func() string { now := at[0]; at = at[1:]; return now },
		Show: func(path, title string) { shown += filepath.Base(path) + " " + title + ";" },
	}, screen.Hooks{}))
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	p.Press(text.T("ui.print.do"))
	if want := "sheet " + me.Unit.ID.String() + ".pdf " + text.T("ui.print.f5", "unit", me.Unit.Label()) + ";"; shown != want || len(x.made) != 1 {
		t.Errorf("shown %q, want %q; made %q", shown, want, x.made)
	}
	shown = ""
	p.Press(text.T("ui.print.do"))
	if shown != "" || p.Told() != text.T("ui.print.kept", "file", "sheet "+me.Unit.ID.String()+".pdf") {
		t.Errorf("shown %q, told %q", shown, p.Told())
	}
}

// What stands on papers is typed once, into the column of its issuer, and saved at once; each row keeps what the others have.
func TestTheLetterheadIsTyped(t *testing.T) {
	p, _ := sit(t)
	room := register.At(p.Desk.Workspace)
	p.Press(text.T("ui.print.tab.head"))
	p.TypeInto("sign", 2, "CTĐ4")
	p.TypeInto("place", 1, "Sơn La")
	p.TypeInto("recipients", 2, "Như trên; Bộ GDĐT;Lưu: VT")
	p.TypeInto("head.name", 2, "Nguyễn Văn A")
	p.TypeInto("head.authority", 2, "KT. Cụm trưởng")
	p.TypeInto("leader.position", 1, "Phó Giám đốc")
	p.TypeInto("issuer", 1, "Sở minh hoạ")
	p.Host.Undo.Back()
	p.Settle()
	own, err := room.Letterhead(false)
	p.Must(err)
	if own.Issuer == "Sở minh hoạ" {
		t.Error("a letterhead is not taken back")
	}
	all, err := room.Letterhead(true)
	p.Must(err)
	if own.Place != "Sơn La" || own.Sign != "" || own.Signer("leader").Position != "Phó Giám đốc" {
		t.Errorf("the unit's: %+v", own)
	}
	if all.Sign != "CTĐ4" || strings.Join(all.Recipients, "|") != "Như trên;|Bộ GDĐT;|Lưu: VT." || all.Signer("head") != (register.Signer{Role: "head", Name: "Nguyễn Văn A", Authority: "KT. Cụm trưởng"}) {
		t.Errorf("the cluster's: %+v", all)
	}
	if p.Reads(text.T("ui.print.head.illustrative")) {
		t.Error("nothing was invented")
	}
	all.Illustrative = true
	p.Must(room.SetLetterhead(true, all.Letterhead, nil))
	p.Settle()
	p.TypeInto("illustrative", 2, "")
	if all, err = room.Letterhead(true); err != nil || all.Illustrative || all.Sign != "CTĐ4" || len(all.Signers) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
	p.TypeInto("sign", 2, "CTĐ 4")
	if c := p.Table().Model().Cell(p.RowOf("sign"), 2); c.State != grid.Error {
		t.Errorf("no sign: %+v", c)
	}
	if m := p.Table().Model(); m.Cell(p.RowOf("head.name"), 1).Editable || m.Cell(p.RowOf("leader.name"), 2).Editable {
		t.Error("the head signs for the unit, or the leader for the cluster")
	}
}

// A paper that is not made here takes the next number of a register; a reason beside a number gives it back.
func TestNumbersAreTaken(t *testing.T) {
	p, _ := sit(t)
	p.Must(register.At(p.Desk.Workspace).SetLetterhead(false, emulation.Letterhead{Sign: "SGDĐT"}, nil))
	p.Press(text.T("ui.print.tab.numbers"))
	p.TypeInto(grid.KeyNew, 1, "thông báo")
	p.TypeInto(grid.KeyNew, 2, "Về việc hoãn hội nghị")
	p.Settle()
	list, err := register.At(p.Desk.Workspace).Register(false, 0)
	p.Must(err)
	if len(list) != 1 || list[0].Type != "TB" || list[0].Number != 1 || list[0].Subject != "Về việc hoãn hội nghị" {
		t.Fatalf("%+v; %q", list, p.Told())
	}
	p.TypeInto(fmt.Sprint(list[0].Year, " TB 1"), 4, "Không ban hành")
	list, err = register.At(p.Desk.Workspace).Register(false, 0)
	p.Must(err)
	if list[0].Withdrawn != "Không ban hành" {
		t.Errorf("%+v", list)
	}
	if c := p.Table().Model().Cell(0, 4); c.Editable {
		t.Error("what was given back is given back again")
	}
	p.Host.Undo.Back()
	p.Settle()
	if said := p.Told(); !strings.Contains(said, text.T("ui.undo.number-back")) {
		t.Errorf("taken back: told %q", said)
	}
}

// disk keeps words as the desk does.
type disk map[string]string

func (d disk) Keep(words map[string]string) error { maps.Copy(d, words); return nil }
func (d disk) Drop(place string) error            { delete(d, place); return nil }

// The office's and the head's words for a sentence are typed beside the program's own. How they stand is said while they are typed; what cannot stand on paper is kept
// as it was typed, over a closed window too, and an emptied cell is the program's own again.
func TestStandingSentencesAreWorded(t *testing.T) {
	kept := disk{}
	p := testwindow.Sit(t, testwindow.Sample(t))
	show := func() {
		p.Host.Words = bridge.NewWords(kept, kept, p.Host.Queue, p.Host.After, func(err error) { t.Error(err) }).In("printing")
		p.Show(ui.New(p.Host, p.Desk.Workspace, &printer{desk: p.Desk.Workspace}, "papers", ui.Hooks{}, screen.Hooks{}))
		p.Press(text.T("ui.print.tab.wording"))
	}
	show()
	cell := func() grid.Cell { return p.Table().Model().Cell(p.RowOf("letter.close"), 1) }
	own := cell()
	if own.Text == "" || !own.Editable || own.Text != p.Table().Model().Cell(p.RowOf("letter.close"), 2).Text || p.RowOf("letter") != p.RowOf("letter.invites")-1 {
		t.Fatalf("%+v", own)
	}
	p.Table().Select(p.RowOf("letter.close"), 1)
	p.Host.Window.Canvas().Focus(p.Table())
	p.Write("Trân trọng {giờ}")
	p.Wait(time.Second)
	why := text.Error(forms.WordingAt(p.Desk.Workspace).Check("letter.close", "Trân trọng {giờ}"))
	if p.Said() != why {
		t.Errorf("while it is typed the line says %q", p.Said())
	}
	p.Write("\n")
	p.Settle()
	if c := cell(); c.State != grid.Error || c.Text != "Trân trọng {giờ}" || c.Note != why {
		t.Errorf("%+v", c)
	}
	p.Host.Words.Flush()
	p.Settle()
	show()
	if c := cell(); c.Text != "Trân trọng {giờ}" {
		t.Errorf("what was typed is lost: %+v", c)
	}
	p.TypeInto("letter.close", 1, "Trân trọng kính mời")
	if c := cell(); c.Text != "Trân trọng kính mời." || c.State != grid.Plain {
		t.Errorf("%+v", c)
	}
	p.TypeInto("letter.close", 1, "")
	if c := cell(); c.Text != own.Text {
		t.Errorf("%+v", c)
	}
	words, err := register.At(p.Desk.Workspace).Wordings()
	p.Must(err)
	if w := words["letter.close"]; !w.Given || w.Text != "" {
		t.Errorf("%+v", w)
	}
}

// Many papers are made at once, into one file that is shown, or into a folder: each is told while it is made, one that cannot be made stops none, what
// stands in the folder is left as it is; “Dừng” stops, what was made stays, and it is said how many were not.
func TestManyPapersAtOnce(t *testing.T) {
	p, x := sit(t)
	folder := t.TempDir()
	p.Host.Picker = &bridge.Picker{Last: func(string) string { return "" }, Keep: func(string, string) {},
		Open: func(context.Context, bridge.Want) ([]string, error) { return []string{folder}, nil }}
	at, under := "printing", []string(nil)
	s := ui.New(p.Host, p.Desk.Workspace, x, "papers", ui.Hooks{At: func() string { return at }, Under: func(state widgets.State, said string) {
		under = append(under, fmt.Sprint(state == widgets.Waiting, " ", said))
	}}, screen.Hooks{})
	p.Show(s)
	ask := func(which, into string) {
		t.Helper()
		p.Press(text.T("ui.print.many.open-form"))
		p.Choose(which)
		p.Choose(into)
		p.Press(text.T("ui.print.many.do"))
		for delivered := false; !delivered; delivered = !p.Host.Picker.Busy() {
			p.Settle()
		}
	}
	ask(text.T("many.form.sheet"), text.T("ui.print.many.whole"))
	if want := []string{"whole sheet 7", "opened whole.pdf"}; !slices.Equal(x.made, want) {
		t.Errorf("made %q, want %q; told %q", x.made, want, p.Told())
	}
	ask(text.T("many.form.sheet"), text.T("ui.print.many.each.docx"))
	files := func(ending string) int {
		list, err := filepath.Glob(filepath.Join(folder, "*"+ending))
		p.Must(err)
		return len(list)
	}
	if sum := text.T("cli.print.sum", "count", 7, "there", 0, "not", 0); files(".docx") != 7 || p.Told() != sum || !p.Reads(text.T("ui.print.many.folder", "folder", folder)) {
		t.Errorf("%d files, told %q", files(".docx"), p.Told())
	}
	ask(text.T("many.form.sheet"), text.T("ui.print.many.each.docx"))
	if sum := text.T("cli.print.sum", "count", 0, "there", 7, "not", 0); files(".docx") != 7 || p.Told() != sum {
		t.Errorf("once more: %d files, told %q", files(".docx"), p.Told())
	}
	p.Press(text.T("ui.print.many.open"))
	if x.made[len(x.made)-1] != "opened "+filepath.Base(folder) {
		t.Errorf("opened %q", x.made)
	}
	ask(text.T("many.form.review"), text.T("ui.print.many.each.pdf")) // of some there is none
	if n := files(".pdf"); n == 7 || strings.Count(p.Words(), "Không in: ") != 7-n || !strings.Contains(p.Told(), text.T("cli.print.sum", "count", n, "there", 0, "not", 7-n)) {
		t.Errorf("%d files, told %q", files(".pdf"), p.Told())
	}
	before := files(".xlsx")
	x.each = func(n int) {
		if n == 3 {
			s.End()
		}
	}
	ask(text.T("many.form.sheet"), text.T("ui.print.many.each.xlsx"))
	if n := files(".xlsx"); n-before != 3 || !strings.Contains(p.Told(), text.T("many.left", "count", 4)) {
		t.Errorf("stopped: %d files, told %q\n%s", n-before, p.Told(), p.Words())
	}
	// It goes on while another screen is looked at, which is told how far it is and what came of it, and nothing is shown there over what is done.
	x.each = func(n int) {
		if n == 3 {
			s.Leave()
			at = "sheet"
		}
	}
	under, x.made = nil, nil
	ask(text.T("many.form.sheet"), text.T("ui.print.many.whole"))
	if want := []string{"whole sheet 7"}; !slices.Equal(x.made, want) {
		t.Errorf("made %q, want %q", x.made, want)
	}
	sum := text.T("cli.print.sum", "count", 0, "there", 0, "not", 0)
	if n := len(under); n < 4 || !strings.HasPrefix(under[1], "true "+text.T("ui.print.many.step", "n", 1, "of", 7, "what", "")) || under[n-2] != "false "+sum ||
		under[n-1] != "false "+text.T("ui.print.kept", "file", "whole.pdf") {
		t.Errorf("told %q", under)
	}
}
