package season

import (
	"strconv"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
)

// The kinds of season.
const (
	SchoolYear   = "school-year"
	CalendarYear = "calendar-year"
	MultiYear    = emulation.MultiYear
)

// SetSeasonInfo describes the season: its name, kind, theme, grounds, and day and place of its conference. Which season it was started from, and
// that it is illustrative, stay as they are.
func (room Room) SetSeasonInfo(info emulation.SeasonInfo) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		info.Previous, info.Illustrative = s.Info.Previous, s.Info.Illustrative
		if info, err = checkInfo(info); err != nil {
			return err
		}
		return w.Namely(s, workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Season.Info, s.Key(), info))
	})
}

func checkInfo(info emulation.SeasonInfo) (emulation.SeasonInfo, error) {
	book.CleanTexts(&info.Name, &info.Kind, &info.Theme, &info.Place, &info.ReviewOf)
	info.Review, info.Grounds = book.SeasonLabel(info.Review), book.CleanAll(info.Grounds)
	var err error
	if info.Date, err = book.Day(info.Date); err == nil {
		err = info.Check(emulation.Strict)
	}
	return info, err
}

// SeasonDocument is a numbered document of a season, by the id it is kept under.
type SeasonDocument struct {
	ID string
	emulation.NumberedDocument
	Conflict bool
}

// SetDocument records a regulation, plan or other numbered document of the season under an id, or puts right what was recorded under it.
// Withdrawn takes it off the list; its history stays.
func (room Room) SetDocument(id string, doc emulation.NumberedDocument) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		if id, err = checkID(id); err != nil {
			return err
		}
		book.CleanTexts(&doc.Kind, &doc.Title, &doc.Number, &doc.Issuer)
		if doc.Date, err = book.Day(doc.Date); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Document, record.SeasonCode{Season: s.ID, Code: id}, doc)
	})
}

// checkID reads the short name of something that is kept under one.
func checkID(id string) (string, error) {
	if id = book.Clean(id); id == "" || len(id) > 64 {
		return "", emulation.Errorf(emulation.Invalid, "setup.bad-id", "id", id)
	}
	return id, nil
}

// Documents lists the numbered documents of the season, by id; withdrawn ones are left out.
func (room Room) Documents() ([]SeasonDocument, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	var list []SeasonDocument
	err = book.Each(w.Store, s.Cluster.Scope(), record.Document, s.ID, func(d book.Item[record.SeasonCode, emulation.NumberedDocument]) error {
		if !d.Value.Withdrawn || d.Conflict {
			list = append(list, SeasonDocument{d.Key.Code, d.Value, d.Conflict})
		}
		return nil
	})
	book.SortBy(list, func(d SeasonDocument) string { return d.ID })
	return list, err
}

// FormQuota is how many awards of a form the cluster may propose this season.
type FormQuota struct {
	Form string // id of the award form
	emulation.SeasonQuota
	Conflict bool
}

// awarded is the measure of a quota: no award is given by halves.
const awarded = "danh hieu"

// Odd says why the number can hardly be meant, as of any other figure that is counted.
func (q *FormQuota) Odd() (emulation.Message, bool) {
	n, err := decimal.Parse(strconv.FormatUint(q.Count, 10))
	if err != nil {
		return emulation.Message{}, false
	}
	return emulation.OddFigure(decimal.Whole(n), awarded)
}

// SetQuota sets how many awards of a form, by its id, the cluster may propose this season. The number is the office's.
func (room Room) SetQuota(form string, quota emulation.SeasonQuota) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		if form, err = checkID(form); err != nil {
			return err
		}
		quota.Basis = book.Clean(quota.Basis)
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Quota, record.SeasonForm{Season: s.ID, Form: form}, quota)
	})
}

func (room Room) Quotas() ([]FormQuota, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) ([]FormQuota, error) { return w.quotas(s.Cluster.Scope(), s.ID) })
}

func (w View) quotas(scope changeset.Scope, season emulation.ID) ([]FormQuota, error) {
	var list []FormQuota
	err := book.Each(w.Store, scope, record.Quota, season, func(q book.Item[record.SeasonForm, emulation.SeasonQuota]) error {
		list = append(list, FormQuota{q.Key.Form, q.Value, q.Conflict})
		return nil
	})
	book.SortBy(list, func(q FormQuota) string { return q.Form })
	return list, err
}
