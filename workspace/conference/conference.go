package conference

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// Conferences are the kinds of conference in the order of a season.
var Conferences = emulation.ConferenceKinds

// SpeechOrder is the order in which a meeting hears its kinds of speech.
var SpeechOrder = []string{emulation.SpeechReport, emulation.SpeechPaper, emulation.SpeechOpinion, emulation.SpeechDirection}

// Conference is a meeting of the cluster as it stands here.
type Conference struct {
	Kind string
	emulation.ConferenceInfo
	HostUnit       book.Unit
	ChairedBy      []book.Unit
	Presence       []Presence // one line for each member unit, in the order of their names
	Rule           ballot.Quorum
	Members        int64
	Present        int64
	Written        int64
	Taken          bool              // attendance was taken: somebody is marked
	Quorate        bool              // enough are present
	Sentence       emulation.Message // of the quorum
	Speeches       []Speech
	People         []Person // by their roles; none if the list was withdrawn or is not here
	PeopleGone     bool     // a list stands in the log whose names are not here
	PeopleConflict bool     // two people wrote the list without seeing each other
	Held           bool     // something was recorded of it
	Conflict       bool     // two people wrote its data without seeing each other
}

// Presence is one member unit at a conference.
type Presence struct {
	Unit book.Unit
	emulation.Attendance
	Marked   bool // somebody said so
	Conflict bool
}

// Speech is what a unit said, or a guest.
type Speech struct {
	ID    string
	Guest bool
	Unit  book.Unit // zero of a guest, and where nobody wrote down which unit it was
	emulation.Speech
	Conflict bool
}

// SetConference records what a conference is and did.
func (room Room) SetConference(kind string, info emulation.ConferenceInfo) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return err
	}
	if err := book.Days(&info.Date, &info.LastDay); err != nil {
		return err
	}
	for _, hour := range []*string{&info.From, &info.Until} {
		if *hour, err = book.Hour(*hour); err != nil {
			return err
		}
	}
	info.Place = book.Clean(info.Place)
	for _, list := range []*[]string{&info.Purposes, &info.Agenda, &info.Guests, &info.Done, &info.Directions, &info.Conclusions, &info.Figures} {
		*list = book.CleanAll(*list)
	}
	for _, id := range append(slices.Clone(info.Chairs), info.Host) {
		if _, ok := s.Cluster.Member(id); !ok && !id.IsZero() {
			return emulation.Errorf(emulation.Invalid, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
		}
	}
	if slices.Contains(info.Purposes, kind) {
		return emulation.Errorf(emulation.Invalid, "conference.purpose-own", "kind", emulation.Say("conference.kind."+kind))
	}
	if err := record.Conference.Valid(info); err != nil {
		return err
	}
	info.Illustrative = info.Illustrative || s.Info.Illustrative
	return w.Set(s.Cluster.Scope(), record.Conference.Op(record.SeasonConference{Season: s.ID, Kind: kind}, info))
}

// UnitAttendance is one line of an attendance list.
type UnitAttendance struct {
	Unit emulation.ID
	emulation.Attendance
}

// Attend records who is present at a conference: the units named, the others stay as they were marked.
func (room Room) Attend(kind string, list ...UnitAttendance) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil || len(list) == 0 {
		return err
	}
	var ops []changeset.Operation
	for _, a := range list {
		if _, ok := s.Cluster.Member(a.Unit); !ok {
			return emulation.Errorf(emulation.Invalid, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
		}
		a.Note = book.Clean(a.Note)
		if err := a.Check(emulation.Strict); err != nil {
			return err
		}
		op, err := w.Operation(s.Cluster.Scope(), record.Attendance.Op(record.ConferenceUnit{Season: s.ID, Conference: kind, Unit: a.Unit}, a.Attendance))
		if err != nil {
			return err
		}
		ops = append(ops, op)
	}
	_, err = w.Write(s.Cluster.Scope(), "attendance", ops...)
	return err
}

// Speak records what a unit said, or a guest; under an id it has already, it is replaced. The unit is zero of a guest, and of what was said by a unit
// that nobody wrote down.
func (room Room) Speak(kind string, unit emulation.ID, id string, speech emulation.Speech) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return err
	}
	direction := speech.Kind == emulation.SpeechDirection
	if unit.IsZero() {
		unit = s.Cluster.ID
	} else if _, ok := s.Cluster.Member(unit); !ok {
		return emulation.Errorf(emulation.Invalid, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	if direction && unit != s.Cluster.ID || !direction && speech.By != "" {
		return emulation.Errorf(emulation.Invalid, "conference.speech-of-guest")
	}
	speech.Title, speech.Text, speech.By = book.Clean(speech.Title), book.Clean(speech.Text), book.Clean(speech.By)
	if err := speech.Check(emulation.Strict); err != nil {
		return err
	}
	if id = vietnamese.Slug(id); id == "" {
		id = speechCode(speech)
	}
	speech.Illustrative = speech.Illustrative || s.Info.Illustrative
	return w.Set(s.Cluster.Scope(), record.Speech.Op(record.ConferenceUnitCode{Season: s.ID, Conference: kind, Unit: unit, Code: id}, speech))
}

// codeLimit is how long a part of a key may be.
const codeLimit = 64

// speechCode names a speech by who gave it and its title, so that two desks that enter the same one meet; a long name ends in its digest.
func speechCode(speech emulation.Speech) string {
	code := vietnamese.Slug(speech.By + " " + speech.Title)
	if len(code) > codeLimit {
		sum := sha256.Sum256([]byte(code))
		code = code[:codeLimit-9] + "-" + hex.EncodeToString(sum[:4])
	}
	return code
}

// Conference reads a conference of the season. One of which nothing was recorded has its members, all unmarked.
func (room Room) Conference(kind string) (*Conference, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return nil, err
	}
	return w.Conference(s, kind)
}

func (w View) conferenceSeason(kind string) (*book.Season, error) {
	if !slices.Contains(Conferences, kind) {
		return nil, emulation.Errorf(emulation.Invalid, "conference.kind", "kind", kind, "kinds", strings.Join(Conferences, ", "))
	}
	return w.Season()
}

func (w View) Conference(s *book.Season, kind string) (*Conference, error) {
	scope := s.Cluster.Scope()
	info, held, err := book.One(w.Store, scope, record.Conference, record.SeasonConference{Season: s.ID, Kind: kind})
	if err != nil {
		return nil, err
	}
	c := &Conference{Kind: kind, ConferenceInfo: info.Value, Held: held, Conflict: info.Conflict, Rule: quorumOf(info.Value),
		Members: int64(len(s.Cluster.Members))}
	c.HostUnit, _ = s.Cluster.Member(c.Host)
	for _, id := range c.Chairs {
		if u, ok := s.Cluster.Member(id); ok {
			c.ChairedBy = append(c.ChairedBy, u)
		}
	}
	for _, u := range s.Cluster.Members {
		a, marked, err := book.One(w.Store, scope, record.Attendance, record.ConferenceUnit{Season: s.ID, Conference: kind, Unit: u.ID})
		if err != nil {
			return nil, err
		}
		marked = marked && !a.Value.Cleared
		c.Presence = append(c.Presence, Presence{u, a.Value, marked, a.Conflict})
		c.Taken = c.Taken || marked
		switch {
		case a.Value.Present:
			c.Present++
		case a.Value.Written:
			c.Written++
		}
	}
	c.Held = c.Held || c.Taken
	if c.Quorate, c.Sentence, err = c.Rule.Met(c.Members, c.Present); err != nil {
		return nil, err
	}
	err = book.Each(w.Store, scope, record.Speech, s.ID, func(it book.Item[record.ConferenceUnitCode, emulation.Speech]) error {
		if it.Key.Conference != kind || it.Value.Withdrawn {
			return nil
		}
		x := Speech{ID: it.Key.Code, Guest: it.Value.Kind == emulation.SpeechDirection, Speech: it.Value, Conflict: it.Conflict}
		if it.Key.Unit != s.Cluster.ID {
			x.Unit, err = w.Unit(it.Key.Unit)
		}
		c.Speeches = append(c.Speeches, x)
		return err
	})
	if err == nil {
		err = w.people(s, c)
	}
	slices.SortStableFunc(c.Speeches, func(a, b Speech) int {
		if d := slices.Index(SpeechOrder, a.Kind) - slices.Index(SpeechOrder, b.Kind); d != 0 {
			return d
		}
		if d := vietnamese.Collate(a.Unit.Name+a.By, b.Unit.Name+b.By); d != 0 {
			return d
		}
		return strings.Compare(a.ID, b.ID)
	})
	return c, err
}

// presence is the line of a unit.
func (c *Conference) presence(unit emulation.ID) Presence {
	return emulation.First(c.Presence, func(p Presence) bool { return p.Unit.ID == unit })
}

// quorumOf is what a conference needs: as recorded, else two thirds of the members.
func quorumOf(info emulation.ConferenceInfo) ballot.Quorum {
	if info.QuorumDen == 0 && info.QuorumNum == 0 {
		return ballot.Quorum{Num: 2, Den: 3}
	}
	return ballot.Quorum{Num: info.QuorumNum, Den: info.QuorumDen, Strict: info.QuorumAbove}
}
