package conference

import (
	"thidua/emulation/ballot"
	"thidua/workspace/book"
)

// Minutes (biên bản) is everything the minutes of a conference say.
type Minutes struct {
	Season     *book.Season
	Conference *Conference // attendance, quorum, agenda, what it did, directions, conclusions
	Absent     []Presence  // members that were not there, those that wrote included
	Papers     []Speech    // tham luận
	Opinions   []Speech    // ý kiến, those in writing of absent members included
	Votes      []*Vote     // of this conference, with the explanation of every line
	Leaders    *NextLeaders
}

// Minutes gathers the minutes of a conference.
func (room Room) Minutes(kind string) (*Minutes, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.conferenceSeason(kind)
	if err != nil {
		return nil, err
	}
	m := &Minutes{Season: s}
	if m.Conference, err = w.Conference(s, kind); err != nil {
		return nil, err
	}
	for _, p := range m.Conference.Presence {
		if !p.Present {
			m.Absent = append(m.Absent, p)
		}
	}
	for _, speech := range m.Conference.Speeches {
		if speech.Kind == "paper" {
			m.Papers = append(m.Papers, speech)
		} else {
			m.Opinions = append(m.Opinions, speech)
		}
	}
	votes, err := w.Votes(s)
	if err == nil {
		err = w.corrections(s, votes...)
	}
	if err != nil {
		return nil, err
	}
	chosen := false
	for _, v := range votes {
		if v.Question.Conference == kind {
			m.Votes = append(m.Votes, v)
			chosen = chosen || v.On == ballot.OnLeaders && !v.Withdrawn
		}
	}
	// The next leaders are named where they were elected, and else at the end of the season.
	if chosen || kind == Conferences[2] {
		m.Leaders, err = w.NextLeaders(s)
	}
	return m, err
}
