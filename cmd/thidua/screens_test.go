package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/workspace"
	"thidua/workspace/conference"
)

// keyScreen is a screen by which people know the program: how one comes to it, and in which colours it is seen.
type keyScreen struct {
	name string
	mode theme.Mode
	walk func(s *sitting)
}

// keyScreens are twelve screens; those of one desk follow one another before one window.
var keyScreens = []struct {
	dir     func(t *testing.T) string
	screens []keyScreen
}{
	{func(t *testing.T) string { return filepath.Join(t.TempDir(), "data") }, []keyScreen{
		{"first-run", theme.Light, func(*sitting) {}},
	}},
	{func(t *testing.T) string { return testwindow.Sample(t) }, []keyScreen{
		{"overview", theme.Light, func(s *sitting) { s.to("tong quan") }},
		{"sheet", theme.Light, func(s *sitting) {
			s.to("phieu cham diem")
			s.TypeCell("I.1", "ui.sheet.column.result", "99,34")
			s.TypeCell("I.2", "ui.sheet.column.result", "1234")
			s.Table().Select(s.Row(0, "I.1"), s.Col("ui.sheet.column.result"))
			s.Settle()
		}},
		{"hand-in", theme.Light, func(s *sitting) { s.Press(text.T("ui.sheet.submit")) }},
		{"review", theme.Dark, func(s *sitting) { s.Keys(fyne.KeyEscape); s.to("tham dinh") }},
		{"ranking", theme.HighContrast, func(s *sitting) { s.to("xep hang") }},
		{"criteria", theme.Light, func(s *sitting) { s.to("bo tieu chi") }},
		{"papers", theme.Dark, func(s *sitting) { s.to("van ban in") }},
		{"exchange", theme.Light, func(s *sitting) { s.to("dong bo") }},
	}},
	{meeting, []keyScreen{
		{"count", theme.Light, func(s *sitting) { s.to("hoi nghi"); s.Press(text.T("ui.conference.tab.votes") + " (1)") }},
		{"awards", theme.Light, func(s *sitting) { s.to("khen thuong") }},
	}},
	{func(t *testing.T) string { return testwindow.OfficeOfSample(t) }, []keyScreen{
		{"clusters", theme.Light, func(s *sitting) { s.to("cum & don vi") }},
	}},
}

// meeting is the sample at its closing conference: everybody is there, and a vote is open.
func meeting(t *testing.T) string {
	t.Helper()
	dir := taken(t, emulation.SeasonVerifying, emulation.SeasonExplaining, emulation.SeasonConference)
	change(t, dir, func(w *workspace.Workspace) error {
		s, err := w.Season()
		if err != nil {
			return err
		}
		q := ballot.Question{Title: "Bầu đơn vị dẫn đầu", On: "other", Conference: emulation.ConferenceClosing, Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}}
		var present []conference.UnitAttendance
		for _, u := range s.Cluster.Members {
			present = append(present, conference.UnitAttendance{Unit: u.ID, Attendance: emulation.Attendance{Present: true}})
			q.Lines = append(q.Lines, ballot.Choice{ID: u.Code, Name: u.Name, Unit: u.ID})
		}
		if err := conference.At(w).Attend(emulation.ConferenceClosing, present...); err != nil {
			return err
		}
		return conference.At(w).OpenVote("dan-dau", q)
	})
	return dir
}

// TestKeyScreens compares the twelve screens with the pictures that are kept of them; with -update it keeps new ones.
func TestKeyScreens(t *testing.T) {
	kept, err := filepath.Abs(filepath.Join("testdata", "screens"))
	if err != nil {
		t.Fatal(err)
	}
	for _, desk := range keyScreens {
		dir := desk.dir(t)
		t.Chdir(filepath.Dir(dir)) // screens name the folder of the data
		s := before(t, filepath.Base(dir))
		for _, k := range desk.screens {
			k.walk(s)
			s.App.Settings().SetTheme(theme.New(k.mode, 100))
			s.Host.Window.Resize(small1366.AddWidthHeight(0, 1)) // lays everything out as it is by now
			s.Host.Window.Resize(small1366)
			s.Settle()
			s.compare(t, kept, k.name)
		}
	}
}

// compare holds the screen against the picture that is kept of it. Where they differ it writes the screen beside the picture, for a person to look at both.
func (s *sitting) compare(t *testing.T, folder, name string) {
	t.Helper()
	file := filepath.Join(folder, name+".png")
	now := s.Host.Window.Canvas().Capture()
	if *update {
		s.Must(os.WriteFile(file, small(t, now), 0o644))
	}
	raw, err := os.ReadFile(file)
	s.Must(err)
	kept, err := png.Decode(bytes.NewReader(raw))
	s.Must(err)
	if where, n := differ(kept, now); n > 60 {
		beside := filepath.Join(folder, name+".new.png")
		s.Must(os.WriteFile(beside, small(t, now), 0o644))
		t.Errorf("the screen %q differs from %s in %d points within %v; see %s, and keep it with -update if it is right", name, file, n, where, beside)
	}
}

// differ counts the points at which a screen looks different from a picture in few colours, and says within which part of it.
func differ(kept, now image.Image) (where image.Rectangle, n int) {
	if kept.Bounds().Size() != now.Bounds().Size() {
		return now.Bounds(), now.Bounds().Dx() * now.Bounds().Dy()
	}
	few := kept.(*image.Paletted)
	nearest := map[color.RGBA]uint8{}
	flat := image.NewRGBA(now.Bounds())
	draw.Draw(flat, flat.Rect, now, now.Bounds().Min, draw.Src)
	b := flat.Rect
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := flat.RGBAAt(x, y)
			i, ok := nearest[c]
			if !ok {
				i = uint8(few.Palette.Index(c))
				nearest[c] = i
			}
			if k := few.ColorIndexAt(x, y); i != k && apart(few.Palette[k], c) > 60 {
				where = where.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	return where, n
}
