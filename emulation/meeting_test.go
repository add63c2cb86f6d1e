package emulation_test

import (
	"slices"
	"testing"

	"thidua/emulation"
)

// TestMeetings: what a meeting can be for and when it can be held; each that is refused is one step away from one that is taken.
func TestMeetings(t *testing.T) {
	day := "2024-08-02"
	for _, c := range []struct {
		info emulation.ConferenceInfo
		key  string // of the refusal; "" where it is taken
	}{
		{emulation.ConferenceInfo{Purposes: []string{"opening", "signing", "review"}}, ""},
		{emulation.ConferenceInfo{Purposes: []string{"opening", "party"}}, "conference.purpose"},
		{emulation.ConferenceInfo{Purposes: []string{"opening", "opening"}}, "conference.purpose-twice"},
		{emulation.ConferenceInfo{Half: "morning", From: "08:00", Until: "11:30"}, ""},
		{emulation.ConferenceInfo{Half: "noon"}, "conference.half"},
		{emulation.ConferenceInfo{From: "8:00"}, "conference.hour"},
		{emulation.ConferenceInfo{Until: "24:00"}, "conference.hour"},
		{emulation.ConferenceInfo{From: "08:60"}, "conference.hour"},
		{emulation.ConferenceInfo{From: "08:00", Until: "08:00"}, "conference.ends-before"},
		{emulation.ConferenceInfo{Date: day, LastDay: "2024-08-03", From: "14:00", Until: "11:30"}, ""},
		{emulation.ConferenceInfo{Date: day, LastDay: day}, "conference.last-day"},
		{emulation.ConferenceInfo{LastDay: day}, "conference.last-day"},
		{emulation.ConferenceInfo{Half: "afternoon", From: "13:30"}, ""},
		{emulation.ConferenceInfo{Half: "afternoon", From: "08:00"}, "conference.half-hour"},
		{emulation.ConferenceInfo{Half: "morning", From: "13:30"}, "conference.half-hour"},
		{emulation.ConferenceInfo{Half: "evening", From: "09:00"}, "conference.half-hour"},
		{emulation.ConferenceInfo{Half: "day", From: "07:30", Until: "17:00"}, ""},
	} {
		if got := emulation.KeyOf(c.info.Check(emulation.Strict)); got != c.key {
			t.Errorf("%+v: %q, not %q", c.info, got, c.key)
		}
	}
}

// TestPurposesOfAMeeting: the kind is among them, in the order of a title.
func TestPurposesOfAMeeting(t *testing.T) {
	got := emulation.ConferenceInfo{Purposes: []string{"review", "signing", "opening"}}.PurposesOf("closing")
	if want := []string{"closing", "opening", "signing", "review"}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

// TestNextLabel: the label of the season after one.
func TestNextLabel(t *testing.T) {
	for label, want := range map[string]string{"2023–2024": "2024–2025", "2023-2024": "2024–2025", "2020": "2021", "2016–2020": "", "năm nay": "", "": "", "2023–": "", "12": ""} {
		if got := emulation.NextLabel(label); got != want {
			t.Errorf("%q leads to %q, not %q", label, got, want)
		}
	}
}
