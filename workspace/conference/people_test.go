package conference_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testyear"
	"thidua/workspace/conference"
	"thidua/workspace/season"
)

// TestPeopleOfAConference: persons are listed, put right and taken off one by one, at whatever desk; the log holds no name. A list whose names are not here is
// not written over, only withdrawn.
func TestPeopleOfAConference(t *testing.T) {
	s := testyear.AtConference(t)
	room := conference.At(s.Head)
	unit := testyear.Must(s.Head.FindUnit("son-la"))(s.World)
	read := func() *conference.Conference {
		return testyear.Must(room.Conference(emulation.ConferenceClosing))(s.World)
	}
	chair := conference.Person{Role: conference.RoleChair, Name: "  Nguyễn\tVăn A ", Office: "Giám đốc", Unit: unit}
	guest := conference.Person{Role: conference.RoleGuest, Name: "Lê Văn C"}
	for _, p := range []conference.Person{guest, chair} {
		s.OK(room.SetPerson(emulation.ConferenceClosing, nil, &p))
	}
	people := read().People
	if len(people) != 2 || people[0].Name != "Nguyễn Văn A" || people[0].Unit.ID != unit.ID || people[1].Office != "" {
		t.Fatalf("%+v", people)
	}
	for key, p := range map[string]conference.Person{"people.twice": guest, "people.name": {Role: conference.RoleGuest}, "people.role": {Role: "x", Name: "x"},
		"people.delegate-unit": {Role: conference.RoleDelegate, Name: "x"}} {
		s.Fails(room.SetPerson(emulation.ConferenceClosing, nil, &p), key)
	}
	s.Fails(room.SetPerson(emulation.ConferenceClosing, &chair, nil), "people.nobody") // it is not written like this
	changed := people[0]
	changed.Office = "Phó Giám đốc"
	s.OK(room.SetPerson(emulation.ConferenceClosing, &people[0], &changed))
	s.OK(room.SetPerson(emulation.ConferenceClosing, &people[1], nil))
	if people = read().People; len(people) != 1 || people[0].Office != "Phó Giám đốc" {
		t.Fatalf("put right: %+v", people)
	}
	s.Everyone()
	other := testyear.Must(conference.At(s.Desks["cao-bang"].Workspace).Conference(emulation.ConferenceClosing))(s.World)
	if len(other.People) != 1 || other.People[0].Name != "Nguyễn Văn A" {
		t.Errorf("at another desk: %+v", other.People)
	}
	key := record.Participants.Key(record.SeasonConference{Season: s.SeasonID(), Kind: emulation.ConferenceClosing})
	s.Put(s.Desks["son-la"], record.Participants.Kind, key, record.Participants.Name, emulation.Hash{1}) // its names are nowhere
	if c := read(); !c.PeopleGone || len(c.People) != 0 {
		t.Errorf("names that are not here: %+v", c.People)
	}
	s.Fails(room.SetPerson(emulation.ConferenceClosing, nil, &guest), "people.gone")
	s.OK(room.WithdrawPeople(emulation.ConferenceClosing))
	s.OK(room.SetPerson(emulation.ConferenceClosing, nil, &guest))
}

// TestSpeechesStandApart: two guests who say the same, and titles that differ only far behind, stand beside one another; of a long title a key is made.
func TestSpeechesStandApart(t *testing.T) {
	s := testyear.AtConference(t)
	room := conference.At(s.Head)
	long := strings.Repeat("giải pháp nâng cao chất lượng ", 8)
	before := len(testyear.Must(room.Conference(emulation.ConferenceClosing))(s.World).Speeches)
	for _, x := range []emulation.Speech{{Kind: "direction", Title: "chỉ đạo", By: "Phó Bí thư"}, {Kind: "direction", Title: "chỉ đạo", By: "Phó Giám đốc"},
		{Kind: "paper", Title: long + "A"}, {Kind: "paper", Title: long + "B"}} {
		s.OK(room.Speak(emulation.ConferenceClosing, emulation.ID{}, "", x))
	}
	if c := testyear.Must(room.Conference(emulation.ConferenceClosing))(s.World); len(c.Speeches) != before+4 {
		t.Errorf("%d speeches: %+v", len(c.Speeches)-before, c.Speeches)
	}
	unit := testyear.Must(s.Head.FindUnit("son-la"))(s.World).ID
	s.Fails(room.Speak(emulation.ConferenceClosing, unit, "", emulation.Speech{Kind: "direction", Title: "x", By: "x"}), "conference.speech-of-guest")
	s.Fails(room.Speak(emulation.ConferenceClosing, unit, "", emulation.Speech{Kind: "opinion", Title: "x", By: "x"}), "conference.speech-of-guest")
	s.Fails(room.Speak(emulation.ConferenceClosing, emulation.ID{}, "", emulation.Speech{Kind: "direction", Title: "x"}), "conference.speech-by")
}

// TestADelegateKeepsItsUnitWhenThatLeaves: whoever changes the list afterwards writes the unit back.
func TestADelegateKeepsItsUnitWhenThatLeaves(t *testing.T) {
	s := testyear.AtConference(t)
	room, office := conference.At(s.Head), season.At(s.Office.Workspace)
	unit := testyear.Must(s.Head.FindUnit("lai-chau"))(s.World)
	s.OK(room.SetPerson(emulation.ConferenceClosing, nil, &conference.Person{Role: conference.RoleDelegate, Name: "Phạm Thị D", Unit: unit}))
	s.OK(office.LeaveCluster("cum-thu", unit.ID, "2024-07-01", "minh hoạ"))
	s.Everyone()
	s.OK(room.SetPerson(emulation.ConferenceClosing, nil, &conference.Person{Role: conference.RoleGuest, Name: "Lê Văn C"}))
	list := testyear.Must(room.Conference(emulation.ConferenceClosing))(s.World).Of(conference.RoleDelegate)
	if len(list) != 1 || list[0].Unit.ID != unit.ID {
		t.Errorf("%+v", list)
	}
}

// What a guest directed at the closing meeting is put into its minutes after the result was locked, until the season is archived, as what the units said is.
func TestADirectionIsWrittenAfterTheLock(t *testing.T) {
	s := testyear.Locked(t)
	closing, direction := emulation.ConferenceClosing, emulation.Speech{Kind: "direction", Title: "Chỉ đạo năm học mới", By: "Phó Vụ trưởng"}
	s.OK(conference.At(s.Head).Speak(closing, emulation.ID{}, "", direction))
	s.Fails(conference.At(s.Desks["lang-son"].Workspace).Speak(closing, emulation.ID{}, "", direction), "workspace.refused-to")
	s.Everyone()
	for code, d := range s.Desks {
		if c := testyear.Must(conference.At(d.Workspace).Conference(closing))(s.World); len(c.Speeches) != 1 || c.Speeches[0].By != direction.By {
			t.Errorf("%s: %+v", code, c.Speeches)
		}
	}
	s.StepSeason(emulation.SeasonProposed)
	s.StepSeason(emulation.SeasonDecided)
	s.StepSeason(emulation.SeasonArchived)
	s.Everyone()
	s.Fails(conference.At(s.Head).Speak(closing, emulation.ID{}, "", emulation.Speech{Kind: "direction", Title: "Khác", By: "Phó Vụ trưởng"}), "workspace.refused")
}
