package text_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/ui/text"
)

// asked makes this test program print the toolkit's words instead of testing, under the locale its parent chose.
const asked = "TEXT_TEST_LANGUAGE"

func TestMain(m *testing.M) {
	if l := os.Getenv(asked); l != "" {
		if err := text.Use(phrase.Language(l)); err != nil {
			os.Stdout.WriteString(err.Error())
			os.Exit(1)
		}
		os.Stdout.WriteString(lang.L("Cancel") + "|" + lang.L("Select all") + "|" + lang.X("file.name", "?") + "|" + lang.X("monday.short", "?"))
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestToolkitWordsInAnyLocale(t *testing.T) {
	want := map[phrase.Language]string{
		phrase.Vietnamese: "Hủy|Chọn tất cả|Tên|T2",
		phrase.English:    "Cancel|Select all|Name|Mon",
	}
	for _, locale := range []string{"en_US.UTF-8", "vi_VN.UTF-8", "fr_FR.UTF-8", "zh_CN.UTF-8", "pt_BR.UTF-8", "sr_RS.UTF-8", "lo_LA.UTF-8", "C.UTF-8", "C", "POSIX", ""} {
		for l, words := range want {
			c := exec.Command(os.Args[0])
			c.Env = []string{asked + "=" + string(l), "LANG=" + locale, "LC_ALL=" + locale, "LANGUAGE="}
			out, err := c.Output()
			if err != nil || string(out) != words {
				t.Errorf("locale %q, language %s: %q (%v), want %q", locale, l, out, err, words)
			}
		}
	}
}

func TestToolkitFilesHoldTheSameKeys(t *testing.T) {
	keys := map[string]map[string]any{}
	for _, l := range []string{"vi", "en"} {
		raw, err := os.ReadFile("fyne/" + l + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
		keys[l] = words
	}
	for k := range keys["en"] {
		if _, ok := keys["vi"][k]; !ok {
			t.Errorf("%q has no Vietnamese", k)
		}
	}
	for k := range keys["vi"] {
		if _, ok := keys["en"][k]; !ok {
			t.Errorf("%q has no English", k)
		}
	}
}

func TestSentencesFollowTheLanguage(t *testing.T) {
	t.Cleanup(func() {
		if err := text.Use(phrase.Vietnamese); err != nil {
			t.Error(err)
		}
	})
	if text.Language() != phrase.Vietnamese {
		t.Errorf("the window begins in %s", text.Language())
	}
	vi := text.T("error.at-line-only", "line", 3, "sentence", "x")
	if !strings.HasPrefix(vi, "dòng 3") {
		t.Errorf("Vietnamese: %q", vi)
	}
	if err := text.Use(phrase.English); err != nil {
		t.Fatal(err)
	}
	if en := text.T("error.at-line-only", "line", 3, "sentence", "x"); en == vi || !strings.Contains(en, "3") {
		t.Errorf("English: %q", en)
	}
	if got := text.Say(emulation.Say("error.at-line-only", "line", 3, "sentence", "x")); got == vi {
		t.Errorf("a message stays Vietnamese: %q", got)
	}
	if got := text.Error(errors.New("disk on fire")); !strings.Contains(got, "disk on fire") {
		t.Errorf("an unknown error reads %q", got)
	}
	if err := text.Use("la"); err != nil || text.Language() != phrase.Vietnamese {
		t.Errorf("an unknown language becomes %s (%v)", text.Language(), err)
	}
}

func TestCapital(t *testing.T) {
	for in, want := range map[string]string{"đã nộp": "Đã nộp", "ước": "Ước", "": "", "I.1": "I.1"} {
		if got := text.Capital(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestMeant(t *testing.T) {
	names := map[string]string{"plan": "Kế hoạch", "report": "Báo cáo", "result": "Kết quả", "all": "Kế"}
	name := func(key string) string { return names[key] }
	for typed, want := range map[string]string{
		"Kế hoạch": "plan", " ke hoach ": "plan", "báo": "report", "b": "report", "ke h": "plan", "kế": "all",
		"k": "", "quy chế": "", "": "", "báo cáo năm": "",
	} {
		if got := text.Meant(typed, []string{"plan", "report", "result", "all"}, name); got != want {
			t.Errorf("%q means %q, want %q", typed, got, want)
		}
	}
}
