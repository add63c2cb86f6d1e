package forms

import (
	"time"

	"thidua/emulation"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/year"
)

// Criteria is form F4 of a version of the season's criteria, 0 = the one in force.
func (d Desk) Criteria(version uint64, now time.Time) (Paper, error) {
	s, err := d.ws.Season()
	if err != nil {
		return Paper{}, err
	}
	set, err := season.At(d.ws).Criteria(version)
	if err != nil {
		return Paper{}, err
	}
	if version == 0 {
		version = s.Version
	}
	former, err := season.At(d.ws).WasInForce(version)
	return d.ofCluster().dress(Criteria(s, set, version, former, now), err)
}

// Achievements is form F11 of a unit.
func (d Desk) Achievements(unit emulation.ID, now time.Time) (Paper, error) {
	_, reg, err := d.registered(unit)
	if err != nil {
		return Paper{}, err
	}
	r, err := year.At(d.ws).Report()
	if err != nil {
		return Paper{}, err
	}
	deeds := &Deeds{Unit: reg.Unit}
	if deeds.Years, err = result.At(d.ws).Years(unit); err != nil {
		return Paper{}, err
	}
	if deeds.Proposals, err = awards.At(d.ws).OfUnit(unit); err != nil {
		return Paper{}, err
	}
	return d.ofUnit(unit).numbered(paperReport, "achievements", "").dress(Achievements(r, deeds, now), nil)
}

// MeetingLetter is Giấy mời to a conference.
func (d Desk) MeetingLetter(kind string, now time.Time) (Paper, error) {
	m, err := conference.At(d.ws).Minutes(kind)
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().numbered(paperLetter, "letter", kind).dress(MeetingLetter(m, d.ws.NameOn, now))
}

// MeetingProgramme is Chương trình of a conference.
func (d Desk) MeetingProgramme(kind string, now time.Time) (Paper, error) {
	m, err := conference.At(d.ws).Minutes(kind)
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(MeetingProgramme(m, d.ws.NameOn, now))
}

// Plan is Kế hoạch of the season.
func (d Desk) Plan(now time.Time) (Paper, error) {
	s, err := d.ws.Season()
	if err != nil {
		return Paper{}, err
	}
	calendar, err := season.At(d.ws).Calendar()
	if err != nil {
		return Paper{}, err
	}
	movements, err := year.At(d.ws).Movements()
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().numbered(paperPlan, "plan", "").dress(Plan(s, calendar, movements, now), nil)
}

// Regulation is a draft of Quy chế of the season's cluster, with the quorum of its closing conference.
func (d Desk) Regulation(now time.Time) (Paper, error) {
	m, err := conference.At(d.ws).Minutes(emulation.ConferenceClosing)
	if err != nil {
		return Paper{}, err
	}
	decidings, err := season.At(d.ws).Decidings()
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(Regulation(m.Season, m.Conference.Rule, decidings, now), nil)
}

// Statistics is form F16 of the season.
func (d Desk) Statistics(now time.Time) (Paper, error) {
	r, err := year.At(d.ws).Report()
	if err != nil {
		return Paper{}, err
	}
	proposals, err := awards.At(d.ws).Proposals("")
	if err != nil {
		return Paper{}, err
	}
	return d.ofCluster().dress(Statistics(r, proposals, now), nil)
}
