package emulation

import (
	"slices"
	"strconv"
	"strings"
)

// ConferenceInfo is a meeting of a cluster (hội nghị): "signing" (ký giao ước), "mid" (sơ kết), "closing" (tổng kết) or "review" (of years). One
// meeting may serve further purposes: it closes a year, opens the next, signs its compact and reviews five.
type ConferenceInfo struct {
	Date         string   `cbor:"1,keyasint,omitempty" bound:"day"`
	Place        string   `cbor:"2,keyasint,omitempty" bound:"300"`
	Host         ID       `cbor:"3,keyasint,omitzero"`
	Chairs       []ID     `cbor:"4,keyasint,omitempty" bound:"100"`
	Agenda       []string `cbor:"5,keyasint,omitempty" bound:"200 of 2000 lines"`
	Guests       []string `cbor:"6,keyasint,omitempty" bound:"500 of 500"`        // bodies and offices, no persons
	Done         []string `cbor:"7,keyasint,omitempty" bound:"200 of 4000 lines"` // what it did
	Directions   []string `cbor:"8,keyasint,omitempty" bound:"200 of 4000 lines"` // for the next season
	Conclusions  []string `cbor:"9,keyasint,omitempty" bound:"200 of 4000 lines"`
	Figures      []string `cbor:"10,keyasint,omitempty" bound:"200 of 2000 lines"` // figures reported for the whole cluster
	Illustrative bool     `cbor:"11,keyasint,omitempty"`
	QuorumNum    int64    `cbor:"12,keyasint,omitempty" bound:"1000000"` // the share of the members that has to be present, as the regulations of the cluster say; 0 = 2/3
	QuorumDen    int64    `cbor:"13,keyasint,omitempty" bound:"1000000"`
	QuorumAbove  bool     `cbor:"14,keyasint,omitempty"`                            // more than the share; else at least
	Purposes     []string `cbor:"15,keyasint,omitempty" bound:"10 of 32" since:"4"` // ConferencePurposes beside its kind
	Half         string   `cbor:"16,keyasint,omitempty" bound:"32" since:"4"`       // ConferenceHalves: of the first day; "" = not said
	From         string   `cbor:"17,keyasint,omitempty" bound:"5" since:"4"`        // "08:00", of the first day
	Until        string   `cbor:"18,keyasint,omitempty" bound:"5" since:"4"`        // "11:30", of the last day
	LastDay      string   `cbor:"19,keyasint,omitempty" bound:"day" since:"4"`      // of a meeting of several days
}

// The kinds of conference.
const (
	ConferenceSigning = "signing"
	ConferenceMid     = "mid"
	ConferenceClosing = "closing"
	ConferenceReview  = "review"
)

// ConferenceKinds are the kinds of conference in the order of a season.
var ConferenceKinds = []string{ConferenceSigning, ConferenceMid, ConferenceClosing, ConferenceReview}

// ConferenceOpening (triển khai nhiệm vụ năm sau) is a purpose of a meeting, and no kind of its own.
const ConferenceOpening = "opening"

// ConferencePurposes are what a meeting can be for, in the order in which its title names them.
var ConferencePurposes = []string{ConferenceMid, ConferenceClosing, ConferenceOpening, ConferenceSigning, ConferenceReview}

// ConferenceHalves are the parts of a day a meeting can take: sáng, chiều, cả ngày, tối.
var ConferenceHalves = []string{"morning", "afternoon", "day", "evening"}

// Check refuses what nobody can have meant; see check.go. That a purpose is not the kind itself, the key says; who writes it looks.
func (v ConferenceInfo) Check(judge int) error {
	for _, p := range v.Purposes {
		if !slices.Contains(ConferencePurposes, p) {
			return Errorf(Invalid, "conference.purpose", "purpose", p, "purposes", strings.Join(ConferencePurposes, ", "))
		}
	}
	from, until := minuteOf(v.From), minuteOf(v.Until)
	switch {
	case !distinct(v.Purposes):
		return Errorf(Invalid, "conference.purpose-twice")
	case !noneOr(v.Half, ConferenceHalves):
		return Errorf(Invalid, "conference.half", "half", v.Half)
	case from < 0 && v.From != "":
		return Errorf(Invalid, "conference.hour", "text", v.From)
	case until < 0 && v.Until != "":
		return Errorf(Invalid, "conference.hour", "text", v.Until)
	case v.LastDay != "" && (v.Date == "" || v.LastDay <= v.Date):
		return Errorf(Invalid, "conference.last-day")
	case v.LastDay == "" && from >= 0 && until >= 0 && until <= from:
		return Errorf(Invalid, "conference.ends-before", "from", v.From, "until", v.Until)
	case v.From != "" && !within(v.Half, from):
		return Errorf(Invalid, "conference.half-hour", "from", v.From)
	}
	return nil
}

// within reports whether a meeting of a part of the day can begin at a minute of the day: nobody meets in the morning from 14:00.
func within(half string, minute int) bool {
	switch half {
	case "morning":
		return minute < 12*60
	case "afternoon":
		return minute >= 11*60 && minute < 19*60
	case "evening":
		return minute >= 16*60
	}
	return true
}

// minuteOf is the minute of the day of an hour as it is stored, "08:00"; -1 if it is none.
func minuteOf(text string) int {
	if len(text) != 5 || text[2] != ':' {
		return -1
	}
	hour, err := strconv.ParseUint(text[:2], 10, 8)
	minute, err2 := strconv.ParseUint(text[3:], 10, 8)
	if err != nil || err2 != nil || hour > 23 || minute > 59 {
		return -1
	}
	return int(hour*60 + minute)
}

// PurposesOf are all purposes of a meeting, its kind among them, in the order its title names them.
func (v ConferenceInfo) PurposesOf(kind string) []string {
	return Where(ConferencePurposes, func(p string) bool { return p == kind || slices.Contains(v.Purposes, p) })
}

// NextLabel is the label of the season after one: 2023–2024 leads to 2024–2025, 2020 to 2021; "" where the label names no year.
func NextLabel(label string) string {
	first, last, two := strings.Cut(strings.ReplaceAll(label, "-", "–"), "–")
	if !two {
		last = first
	}
	year, err := strconv.ParseUint(strings.TrimSpace(last), 10, 16)
	switch {
	case err != nil || year <= 1900:
		return ""
	case two && strings.TrimSpace(first) != strconv.FormatUint(year-1, 10):
		return "" // years that are looked back on
	case two:
		return strings.TrimSpace(last) + "–" + strconv.FormatUint(year+1, 10)
	}
	return strconv.FormatUint(year+1, 10)
}
