package sheet_test

import (
	"io"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// meanwhile is a file while which is read something happens.
type meanwhile struct {
	io.Reader
	happens func()
}

func (m *meanwhile) Read(b []byte) (int, error) {
	if m.happens != nil {
		m.happens()
		m.happens = nil
	}
	return m.Reader.Read(b)
}

// A file is evidence in the season it was begun to be read in, or nowhere.
func TestEvidenceStaysInItsSeason(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	desks := w.Leaders("son-la", "cao-bang")
	own, head, o := desks["cao-bang"], desks["son-la"], season.At(w.Office.Workspace)
	w.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	version := testyear.Must(o.AddCriteria(emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(testyear.Table)}))(w)
	w.OK(o.AdoptCriteria(version, ""))
	w.OK(w.Office.Workspace.UseSeason("", "2024-2025"))
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering, emulation.SeasonRunning, emulation.SeasonSelfScoring} {
		w.OK(o.StepSeason(step, "thử"))
	}
	w.Sync(w.Office, head, own)
	use := func(label string) { w.OK(own.Workspace.UseSeason("", label)) }
	use("2023-2024")
	room := sheet.At(own.Workspace)
	_, err := room.AddEvidence("I.1", "biên bản.pdf", &meanwhile{strings.NewReader("%PDF"), func() { use("2024-2025") }})
	if emulation.KeyOf(err) != "workspace.evidence-season" {
		t.Errorf("%v", err)
	}
	for _, label := range []string{"2024-2025", "2023-2024"} {
		if use(label); len(testyear.Must(room.Evidence("I.1"))(w)) != 0 {
			t.Errorf("it is evidence in %s", label)
		}
	}
	testyear.Must(room.AddEvidence("I.1", "biên bản.pdf", strings.NewReader("%PDF")))(w)
}
