package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// The kinds of season.
const (
	SchoolYear   = "school-year"
	CalendarYear = "calendar-year"
	MultiYear    = emulation.MultiYear
)

// SeasonKinds lists them.
var SeasonKinds = emulation.SeasonKinds

// SetSeasonInfo describes the season: its name, kind, theme, grounds, and day and place of its conference. Which season it was started from, and
// that it is illustrative, stay as they are.
func (w *Workspace) SetSeasonInfo(info emulation.SeasonInfo) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return err
	}
	info.Previous, info.Illustrative = s.Info.Previous, s.Info.Illustrative
	if info, err = checkInfo(info); err != nil {
		return err
	}
	return w.namely(s, setOver(w, s.Cluster.Scope(), record.Season.Info.Op(s.key(), info)))
}

func checkInfo(info emulation.SeasonInfo) (emulation.SeasonInfo, error) {
	for _, text := range []*string{&info.Name, &info.Kind, &info.Theme, &info.Place, &info.ReviewOf} {
		*text = clean(*text)
	}
	info.Review, info.Grounds = seasonLabel(info.Review), cleanAll(info.Grounds)
	var err error
	if info.Date, err = day(info.Date); err == nil {
		err = info.Check(emulation.Strict)
	}
	return info, err
}

// SeasonDocument is a numbered document of a season, by the id it is kept under.
type SeasonDocument struct {
	ID string
	emulation.NumberedDocument
	Conflict bool
	Pending  bool
}

// SetDocument records a regulation, plan or other numbered document of the season under an id, or puts right what was recorded under it.
// Withdrawn takes it off the list; its history stays.
func (w *Workspace) SetDocument(id string, doc emulation.NumberedDocument) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return err
	}
	if id, err = checkID(id); err != nil {
		return err
	}
	for _, text := range []*string{&doc.Kind, &doc.Title, &doc.Number, &doc.Issuer} {
		*text = clean(*text)
	}
	if doc.Date, err = day(doc.Date); err != nil {
		return err
	}
	if err := doc.Check(emulation.Strict); err != nil {
		return err
	}
	return setOver(w, s.Cluster.Scope(), record.Document.Op(record.SeasonCode{Season: s.ID, Code: id}, doc))
}

// checkID reads the short name of something that is kept under one.
func checkID(id string) (string, error) {
	if id = clean(id); id == "" || len(id) > 64 {
		return "", emulation.Errorf(emulation.Invalid, "setup.bad-id", "id", id)
	}
	return id, nil
}

// Documents lists the numbered documents of the season, by id; withdrawn ones are left out.
func (w *Workspace) Documents() ([]SeasonDocument, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	var list []SeasonDocument
	err = each(w, s.Cluster.Scope(), record.Document, s.ID, func(d item[record.SeasonCode, emulation.NumberedDocument]) error {
		if !d.Value.Withdrawn || d.Conflict {
			list = append(list, SeasonDocument{d.Key.Code, d.Value, d.Conflict, d.Pending})
		}
		return nil
	})
	sortBy(list, func(d SeasonDocument) string { return d.ID })
	return list, err
}

// FormQuota is how many awards of a form the cluster may propose this season.
type FormQuota struct {
	Form string // id of the award form
	emulation.SeasonQuota
	Conflict bool
	Pending  bool
}

// SetQuota sets how many awards of a form, by its id, the cluster may propose this season. The number is the office's.
func (w *Workspace) SetQuota(form string, quota emulation.SeasonQuota) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return err
	}
	if form, err = checkID(form); err != nil {
		return err
	}
	quota.Basis = clean(quota.Basis)
	return setOver(w, s.Cluster.Scope(), record.Quota.Op(record.SeasonForm{Season: s.ID, Form: form}, quota))
}

// Quotas lists the quotas of the season, by form.
func (w *Workspace) Quotas() ([]FormQuota, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.quotas(s.Cluster.Scope(), s.ID)
}

func (w *Workspace) quotas(scope changeset.Scope, season emulation.ID) ([]FormQuota, error) {
	var list []FormQuota
	err := each(w, scope, record.Quota, season, func(q item[record.SeasonForm, emulation.SeasonQuota]) error {
		list = append(list, FormQuota{q.Key.Form, q.Value, q.Conflict, q.Pending})
		return nil
	})
	sortBy(list, func(q FormQuota) string { return q.Form })
	return list, err
}
