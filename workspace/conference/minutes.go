package conference

import (
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// Minutes (biên bản) is everything the minutes of a conference say.
type Minutes struct {
	Season     *book.Season
	Conference *Conference                  // attendance, quorum, agenda, what it did, directions, conclusions
	Absent     []Presence                   // members that were not there, those that wrote included
	Reports    []Speech                     // báo cáo
	Papers     []Speech                     // tham luận
	Opinions   []Speech                     // ý kiến, those in writing of absent members included
	Guided     []Speech                     // phát biểu chỉ đạo of guests
	Adopted    []emulation.NumberedDocument // what it adopted (thông qua), by date and title
	Votes      []*Vote                      // of this conference, with the explanation of every line
	Compacts   []*pledge.Compact            // that are signed at this conference, of this season or the next
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
		to := map[string]*[]Speech{emulation.SpeechReport: &m.Reports, emulation.SpeechPaper: &m.Papers, emulation.SpeechDirection: &m.Guided}[speech.Kind]
		if to == nil {
			to = &m.Opinions
		}
		*to = append(*to, speech)
	}
	if m.Adopted, err = w.adopted(s, kind); err != nil {
		return nil, err
	}
	if m.Compacts, err = pledge.Of(w.Book).SignedAt(s, kind); err != nil {
		return nil, err
	}
	votes, err := w.asHeld(s)
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

// adopted are the documents that a meeting adopted.
func (w View) adopted(s *book.Season, kind string) ([]emulation.NumberedDocument, error) {
	var list []emulation.NumberedDocument
	err := book.Each(w.Store, s.Cluster.Scope(), record.Document, s.ID, func(d book.Item[record.SeasonCode, emulation.NumberedDocument]) error {
		if d.Value.AdoptedAt == kind && !d.Value.Withdrawn {
			list = append(list, d.Value)
		}
		return nil
	})
	book.SortBy(list, func(d emulation.NumberedDocument) string { return d.Date + "\x00" + d.Title })
	return list, err
}
