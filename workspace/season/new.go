package season

import (
	"cmp"
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// NewSeason begins a season of a cluster ("" is that of the season in use), as a draft; this desk works in it from now on. From an earlier one
// ("tạo năm học mới từ năm trước") come the criteria in force as the first version, the compact's text without its day, how the regulation decides on
// awards and which figures are asked for; the members are the cluster's. Quotas and the leaders chosen by the season before are the office's to record: they come along if it is the office that begins, and
// are left to it otherwise (SeasonState.Waits).
func (room Room) NewSeason(cluster, label string, info emulation.SeasonInfo, from string) error {
	w, done := room.desk.Edit()
	defer done()
	c, err := w.Cluster(cluster)
	if err != nil {
		return err
	}
	if label = book.SeasonLabel(label); label == "" || len(label) > 64 {
		return emulation.Errorf(emulation.Invalid, "setup.bad-label", "label", label)
	}
	var before *book.Season
	if from != "" {
		if before, err = w.SeasonNamed(c, from); err != nil {
			return err
		}
		info.Previous = before.Label
		info.Kind = cmp.Or(info.Kind, before.Info.Kind)
		info.Illustrative = info.Illustrative || before.Info.Illustrative
	}
	if info, err = checkInfo(info); err != nil {
		return err
	}
	key := record.ClusterCode{Cluster: c.ID, Code: label}
	season := record.Season.ID(key)
	r, err := w.Store.Record(record.Season.Ref(c.Scope(), key))
	if err != nil {
		return err
	}
	if record.Season.Info.Last(r, changeset.Now) != nil {
		return emulation.Errorf(emulation.Conflict, "setup.season-exists", "season", label, "cluster", c.Info.Name)
	}
	me, err := w.Certificate()
	if err != nil {
		return err
	}
	office := me.Subject.Kind == emulation.SubjectOffice
	ops := []changeset.Operation{record.Season.Info.Op(key, info), record.Season.Step.Op(key, emulation.SeasonDraft)}
	if ops, err = w.carryOver(ops, before, key, season, office); err != nil {
		return err
	}
	if err := w.Allowed(c.Scope(), ops...); err != nil {
		if before != nil {
			err = w.Namely(before, err)
		}
		return err
	}
	if office {
		chosen, err := w.chosenFor(c, info.Previous, label)
		if err != nil {
			return err
		}
		if chosen != nil && !chosen.Conflict {
			if err := w.appoint(c.ID, season, chosen); err != nil {
				return err
			}
		}
	}
	if _, err = w.Write(c.Scope(), "season", ops...); err != nil {
		return err
	}
	remembered, err := w.Remembered(c.Code, label)
	if err != nil {
		return err
	}
	return w.Use(remembered)
}

// carryOver adds what a new season takes from the one before.
func (w View) carryOver(ops []changeset.Operation, before *book.Season, key record.ClusterCode, season emulation.ID, office bool) ([]changeset.Operation, error) {
	if before == nil {
		return ops, nil
	}
	scope := before.Cluster.Scope()
	if before.Version > 0 {
		v, ok, err := book.One(w.Store, scope, record.Criteria, record.SeasonVersion{Season: before.ID, Version: before.Version})
		if err != nil {
			return nil, err
		}
		if ok {
			ops = append(ops, record.Criteria.Op(record.SeasonVersion{Season: season, Version: 1}, v.Value), record.Season.Criteria.Op(key, 1))
		}
	}
	text, ok, err := book.One(w.Store, scope, record.Compact, record.BySeason{Season: before.ID})
	if err != nil {
		return nil, err
	}
	if ok && !text.Conflict {
		text.Value.Date, text.Value.Place = "", ""
		ops = append(ops, record.Compact.Op(record.BySeason{Season: season}, text.Value))
	}
	regulation, err := w.decidings(scope, before.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range regulation {
		if !d.Conflict {
			ops = append(ops, record.Deciding.Op(record.SeasonForm{Season: season, Form: d.Form.ID}, d.Deciding))
		}
	}
	err = book.Each(w.Store, scope, record.Asked, before.ID, func(it book.Item[record.SeasonCode, emulation.AskedFigure]) error {
		if !it.Conflict && !it.Value.Withdrawn {
			it.Value.Until = ""
			ops = append(ops, record.Asked.Op(record.SeasonCode{Season: season, Code: it.Key.Code}, it.Value))
		}
		return nil
	})
	if err != nil || !office {
		return ops, err
	}
	quotas, err := w.quotas(scope, before.ID)
	for _, q := range quotas {
		if !q.Conflict {
			ops = append(ops, record.Quota.Op(record.SeasonForm{Season: season, Form: q.Form}, q.SeasonQuota))
		}
	}
	return ops, err
}
