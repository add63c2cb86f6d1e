package forms_test

import (
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/phrase"
	"thidua/internal/testpaper"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/conference"
	"thidua/workspace/questions"
	"thidua/workspace/season"
)

func wording(ws *workspace.Workspace) forms.Wording { return forms.WordingAt(ws) }

// sentence is a standing sentence as a desk has it.
func sentence(t *testing.T, ws *workspace.Workspace, key string) forms.Sentence {
	t.Helper()
	for _, s := range must[[]forms.Sentence](t)(wording(ws).Sentences()) {
		if s.Key == key {
			return s
		}
	}
	t.Fatalf("no sentence %s", key)
	return forms.Sentence{}
}

// Every sentence that may be worded has a name, a form, and a name of its own for all that it leaves room for; and what papers say as a standing sentence may be
// worded.
func TestEveryStandingSentence(t *testing.T) {
	w := testyear.Locked(t)
	known := map[string]bool{}
	for _, s := range must[[]forms.Sentence](t)(wording(w.Office.Workspace).Sentences()) {
		known["documents."+s.Key] = true
		for _, key := range []string{"wording." + s.Key, "register.form." + s.Form} {
			if _, ok := phrase.Template(phrase.Vietnamese, key); !ok {
				t.Errorf("%s has no words", key)
			}
		}
		if s.Default == "" || s.Says() != s.Default || strings.Contains(s.Default, "wording.") {
			t.Errorf("%s: %q", s.Key, s.Default)
		}
		for _, room := range strings.Split(s.Default, "{")[1:] {
			if name, _, _ := strings.Cut(room, "}"); strings.Count(s.Default, "{"+name+"}") != 1 {
				t.Errorf("%s: two rooms are called %q", s.Key, name)
			}
		}
	}
	papers := testpaper.Every(t, forms.At(w.Office.Workspace), made)
	said := map[string]bool{}
	for _, p := range papers {
		for _, d := range p.Documents {
			for _, b := range d.Blocks {
				if p, ok := b.(documents.Paragraph); ok && p.Standing.Key != "" {
					said[p.Standing.Key] = true
					if !known[p.Standing.Key] {
						t.Errorf("%s stands on paper and cannot be worded", p.Standing.Key)
					}
				}
			}
		}
	}
	if len(said) < 15 {
		t.Errorf("only %d sentences on all papers", len(said))
	}
}

// A text is held against its sentence before it is written: what would be missing on paper, or is no part of it, is named.
func TestWordingIsChecked(t *testing.T) {
	w, _ := testyear.Led(t, testyear.Table, "son-la")
	at := wording(w.Office.Workspace)
	for _, c := range []struct{ key, text, want string }{
		{"minutes.close", "Hội nghị bế mạc lúc {giờ kết thúc} phút.", ""},
		{"minutes.close", "Hội nghị bế mạc lúc {hour} phút.", ""},
		{"minutes.close", "", ""},
		{"minutes.close", "Hội nghị kết thúc.", "Câu phải có {giờ kết thúc}: khi in, chỗ ấy là số liệu hoặc tên thật. Hãy ghi {giờ kết thúc} vào câu, kể cả hai dấu ngoặc."},
		{"minutes.close", "Lúc {giờ kết thúc}, {ngày kết thúc}.", "Câu này không có gì để điền vào {ngày kết thúc}. Các chỗ điền của câu này: {giờ kết thúc}."},
		{"minutes.close", "Lúc {giờ kết thúc}, {hour}.", "{giờ kết thúc} chỉ được ghi một lần trong câu."},
		{"minutes.close", "Lúc {{.hour}}", "Câu này không có gì để điền vào {.hour}. Các chỗ điền của câu này: {giờ kết thúc}."},
		{"minutes.close", "Lúc {giờ kết thúc} phút {", "Có dấu ngoặc nhọn không thành cặp hoặc không phải chỗ điền ở “{.”. Hãy bỏ dấu ấy đi."},
		{"letter.close", "Trân trọng {kính mời}!", "Câu này không có chỗ điền nào, nên không ghi được {kính mời}. Hãy viết thẳng lời văn, không dùng dấu ngoặc nhọn."},
		{"letter.close", "Trân trọng ⭐", "Chữ in trên văn bản không có ký tự “⭐”. Hãy thay bằng ký tự khác."},
		{"letter.close", "Trân trọng\u200b mời", "Chữ in trên văn bản không có ký tự “U+200B”. Hãy thay bằng ký tự khác."},
		{"national-title", "x", "Không có câu chữ mẫu “national-title”. Xem các câu sửa được bằng `thidua-cli wording list`."},
		{"mark.draft", "x", "Không có câu chữ mẫu “mark.draft”. Xem các câu sửa được bằng `thidua-cli wording list`."},
	} {
		got := ""
		if err := at.Check(c.key, c.text); err != nil {
			got = phrase.Error(phrase.Vietnamese, err)
		}
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", c.key, c.text, got, c.want)
		}
		if err := at.Set(c.key, c.text); (err == nil) != (c.want == "") {
			t.Errorf("%s %q is written: %v", c.key, c.text, err)
		}
	}
	w.Fails(at.Set("letter.close", strings.Repeat("dài ", 251)), "bound.text")
}

// A text is kept as one line of composed letters that ends as the sentence does; the program's own, however it is typed, withdraws it.
func TestWordingIsTidied(t *testing.T) {
	w, _ := testyear.Led(t, testyear.Table, "son-la")
	at := wording(w.Office.Workspace)
	for _, c := range []struct{ key, text, want string }{
		{"letter.close", " Tra\u0302n   trọng\n kính mời ", "Trân trọng kính mời."},
		{"letter.close", "Trân trọng kính mời./.", "Trân trọng kính mời./."},
		{"compact.agree", "cùng ký các nội dung sau", "cùng ký các nội dung sau:"},
		{"regulation.posts-text", "Trưởng chủ trì; phó giúp trưởng.", "Trưởng chủ trì; phó giúp trưởng"},
		{"letter.close", "Rất mong quý vị thu xếp thời gian tham dự để hội nghị thành công", ""},
		{"compact.agree", " . ", ""},
		{"minutes.close", "Bế mạc lúc {hour} phút", "Bế mạc lúc {giờ kết thúc} phút."},
	} {
		w.OK(at.Set(c.key, c.text))
		s := sentence(t, w.Office.Workspace, c.key)
		if s.Text != c.want || c.want == "" && s.Says() != s.Default || c.want != "" && s.Says() != c.want {
			t.Errorf("%s %q: kept %q, says %q", c.key, c.text, s.Text, s.Says())
		}
	}
}

// What the office words stands on the papers of everybody in the cluster, and of its next seasons, with the figures where they belong; what it withdraws stands
// as before.
func TestWordingOnPaper(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, label := desks["son-la"], w.Season(w.Office).Label
	w.OK(conference.At(head.Workspace).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-08-02", Until: "11:30", Place: "Sơn La"}))
	plan := func(ws *workspace.Workspace) string {
		return texts(only(t, must[forms.Paper](t)(forms.At(ws).Plan(made))))
	}
	before := plan(head.Workspace)
	at := wording(head.Workspace)
	w.OK(at.Set("plan.opening", "Căn cứ tình hình, {tên cụm} ban hành Kế hoạch thi đua {năm thi đua} như sau"))
	w.OK(at.Set("minutes.close", "Hội nghị bế mạc lúc {giờ kết thúc} phút cùng ngày./."))
	w.OK(at.Set("regulation.verifying-self", "Đơn vị tự chấm và chịu trách nhiệm"))
	w.Sync(head)
	w.Sync(desks["cao-bang"])
	for _, code := range []string{"son-la", "cao-bang"} {
		d := desks[code]
		if got, want := plan(d.Workspace), "Căn cứ tình hình, "+w.Season(d).Cluster.Info.Name+" ban hành Kế hoạch thi đua năm 2023–2024 như sau:"; !strings.Contains(got, want) {
			t.Errorf("%s: no %q in\n%s", code, want, got)
		}
		minutes := texts(only(t, must[forms.Paper](t)(forms.At(d.Workspace).Minutes(emulation.ConferenceClosing, made))))
		if !strings.Contains(minutes, "Hội nghị bế mạc lúc 11 giờ 30 phút cùng ngày./.") || strings.Contains(minutes, "đã được đọc và thông qua") {
			t.Errorf("minutes:\n%s", minutes)
		}
		if regulation := texts(only(t, must[forms.Paper](t)(forms.At(d.Workspace).Regulation(made)))); !strings.Contains(regulation, "1. Đơn vị tự chấm và chịu trách nhiệm.\n") {
			t.Errorf("regulation:\n%s", regulation)
		}
	}
	w.Fails(wording(desks["lang-son"].Workspace).Set("letter.close", "Trân trọng"), "workspace.refused-to")

	// The next season goes on with it until it has its own, and the one before keeps its own.
	w.OK(season.At(w.Office.Workspace).NewSeason("", "2030-2031", emulation.SeasonInfo{Name: "Năm học 2030–2031"}, label))
	w.Sync(w.Office)
	w.OK(w.Office.Workspace.UseSeason("", "2030-2031"))
	if s := sentence(t, w.Office.Workspace, "plan.opening"); s.Carried != label || !strings.Contains(plan(w.Office.Workspace), "Căn cứ tình hình, ") {
		t.Errorf("%+v", s)
	}
	w.OK(wording(w.Office.Workspace).Set("plan.opening", ""))
	if s := sentence(t, w.Office.Workspace, "plan.opening"); s.Carried != "" || s.Says() != s.Default || strings.Contains(plan(w.Office.Workspace), "Căn cứ tình hình, ") {
		t.Errorf("%+v", s)
	}
	w.OK(wording(w.Office.Workspace).Set("letter.close", "Trân trọng kính mời"))
	w.OK(w.Office.Workspace.UseSeason("", label))
	if !strings.Contains(plan(w.Office.Workspace), "Căn cứ tình hình, ") {
		t.Error("the season before lost its words")
	}
	if s := sentence(t, w.Office.Workspace, "letter.close"); s.Given || s.Says() != s.Default {
		t.Errorf("the season before has words of the next: %+v", s)
	}
	w.OK(wording(w.Office.Workspace).Set("plan.opening", sentence(t, w.Office.Workspace, "plan.opening").Default))
	if got := plan(w.Office.Workspace); got != before {
		t.Errorf("what was withdrawn stands on paper:\n%s", got)
	}
}

// Two desks that word a sentence without knowing of each other: papers that have it say what the program says, as drafts, until somebody has chosen; other papers
// are as ever.
func TestWordedTwice(t *testing.T) {
	w := testyear.Locked(t)
	head := w.Desks["son-la"].Workspace
	w.OK(wording(head).Set("plan.opening", "{tên cụm} lập kế hoạch {năm thi đua}:"))
	w.OK(wording(w.Office.Workspace).Set("plan.opening", "{tên cụm} ban hành kế hoạch {năm thi đua}:"))
	w.Everyone()
	plan := func() documents.Document {
		f := forms.At(head)
		return only(t, must[forms.Paper](t)(f.Coder().Coded(f.Plan(made))))
	}
	d := plan()
	if text := texts(d); !d.Draft || d.Code != nil || !strings.HasPrefix(d.Mark, "DỰ THẢO") || !strings.Contains(text, " xây dựng Kế hoạch tổ chức phong trào thi đua ") ||
		!strings.Contains(text, "DỰ THẢO – có câu chữ mẫu được sửa khác nhau hoặc chưa dùng được, đang in câu gốc") {
		t.Errorf("%v %q\n%s", d.Draft, d.Mark, text)
	}
	if s := sentence(t, head, "plan.opening"); !s.Conflict || s.Says() != s.Default {
		t.Errorf("%+v", s)
	}
	if d := only(t, must[forms.Paper](t)(forms.At(head).Summary(made))); d.Draft {
		t.Error("a paper without the sentence is a draft")
	}
	w.Fails(wording(head).Set("plan.opening", ""), "running.conflict-first")
	label := w.Season(w.Office).Label
	w.OK(season.At(w.Office.Workspace).NewSeason("", "2030-2031", emulation.SeasonInfo{Name: "Năm học 2030–2031"}, label))
	w.OK(w.Office.Workspace.UseSeason("", "2030-2031"))
	if s := sentence(t, w.Office.Workspace, "plan.opening"); s.Given {
		t.Errorf("the next season goes on with what is torn: %+v", s)
	}
	asked := questions.At(head)
	list := testyear.Must(asked.Conflicts())(w.World)
	if len(list) != 1 || len(list[0].Choices) != 2 || testyear.Says(list[0].What) != "Cụm thi đua thử: câu chữ mẫu; Câu mở đầu kế hoạch" {
		t.Fatalf("%+v", list)
	}
	w.OK(asked.Settle(list[0], 1))
	if d := plan(); d.Draft || strings.Contains(texts(d), "xây dựng Kế hoạch") {
		t.Errorf("%v\n%s", d.Draft, texts(d))
	}
}

// What is torn in one season lets nothing older through to the next: the program's own words stand there.
func TestTornWordsHideOlder(t *testing.T) {
	w := testyear.Locked(t)
	head, office := w.Desks["son-la"].Workspace, w.Office.Workspace
	w.OK(wording(office).Set("plan.opening", "{tên cụm} lập kế hoạch cũ {năm thi đua}:"))
	next := func(ws *workspace.Workspace, label, last string) {
		w.OK(season.At(ws).NewSeason("", label, emulation.SeasonInfo{Name: "Năm học " + label}, last))
		w.Everyone()
	}
	next(office, "2030-2031", w.Season(w.Office).Label)
	for _, ws := range []*workspace.Workspace{office, head} {
		w.OK(ws.UseSeason("", "2030-2031"))
	}
	w.OK(wording(head).Set("plan.opening", "{tên cụm} lập kế hoạch {năm thi đua}:"))
	w.OK(wording(office).Set("plan.opening", "{tên cụm} ban hành kế hoạch {năm thi đua}:"))
	w.Everyone()
	if s := sentence(t, office, "plan.opening"); !s.Conflict {
		t.Fatalf("%+v", s)
	}
	next(office, "2031-2032", "2030-2031")
	w.OK(office.UseSeason("", "2031-2032"))
	if s := sentence(t, office, "plan.opening"); s.Given || s.Says() != s.Default {
		t.Errorf("%+v", s)
	}
	w.OK(wording(office).Set("plan.opening", "{tên cụm} lập kế hoạch mới {năm thi đua}:"))
	if s := sentence(t, office, "plan.opening"); s.Says() != "{tên cụm} lập kế hoạch mới {năm thi đua}:" {
		t.Errorf("%+v", s)
	}
}

// A sentence that ends by itself gets no other end.
func TestWordsEndOnce(t *testing.T) {
	w := testyear.Locked(t)
	ws := w.Office.Workspace
	w.OK(wording(ws).Set("letter.close", "Trân trọng kính mời!"))
	if s := sentence(t, ws, "letter.close"); s.Says() != "Trân trọng kính mời!" {
		t.Errorf("%q", s.Says())
	}
}

// Words of another version of the program that leave room for what this one does not know: the program's own stand, and the paper is a draft.
func TestWordsThatDoNotFit(t *testing.T) {
	w := testyear.Locked(t)
	key := record.SeasonSentence{Season: w.SeasonID(), Sentence: "plan.opening"}
	w.Write(w.Office, w.Cluster(), record.Wording.Op(key, emulation.Wording{Text: "{issuer} và {partner} lập kế hoạch {season}:"}))
	w.Write(w.Office, w.Cluster(), record.Wording.Op(record.SeasonSentence{Season: w.SeasonID(), Sentence: "of.later"}, emulation.Wording{Text: "x"}))
	d := only(t, must[forms.Paper](t)(forms.At(w.Office.Workspace).Plan(made)))
	s := sentence(t, w.Office.Workspace, "plan.opening")
	if !d.Draft || strings.Contains(texts(d), "partner") || emulation.KeyOf(s.Unfit) != "wording.other" || s.Says() != s.Default {
		t.Errorf("%v %+v", d.Draft, s)
	}
	w.Write(w.Office, w.Cluster(), record.Wording.Op(key, emulation.Wording{Text: "{issuer} \u202e01\u202c lập kế hoạch {season}:"})) // 10, for the eye
	if d = only(t, must[forms.Paper](t)(forms.At(w.Office.Workspace).Plan(made))); !d.Draft || strings.Contains(texts(d), "\u202e") {
		t.Errorf("what turns letters round is printed: %q", texts(d))
	}
	w.Write(w.Office, w.Cluster(), record.Wording.Op(key, emulation.Wording{Text: "{issuer} ⭐ lập kế hoạch {season}:"})) // its letter would be a box
	s = sentence(t, w.Office.Workspace, "plan.opening")
	if d = only(t, must[forms.Paper](t)(forms.At(w.Office.Workspace).Plan(made))); !d.Draft || strings.Contains(texts(d), "⭐") || emulation.KeyOf(s.Unfit) != "wording.letter" || s.Says() != s.Default {
		t.Errorf("%+v %q", s, texts(d))
	}
}
