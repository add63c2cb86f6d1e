package access

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/vietnamese"
	room "thidua/workspace/access"
)

// revoking is the form of a revocation: of one key, or of all that a person has.
type revoking struct {
	screen *Screen
	place  *screen.Place
	keys   []room.Key
	good   []*room.Proposal // of each key, as proposed
	form   *widgets.Form
	after  *fyne.Container // what follows from it
	since  time.Time       // from when on the keys are not to be trusted
}

// The fields of the form; behind them stands one for each key and log it wrote in.
const (
	revokeReason = iota
	revokeDay
	revokeHour
	revokeLogs
)

// revoke asks how keys are taken back, with the last good changes that are proposed.
func (k *keys) revoke(keys ...room.Key) {
	v := &revoking{screen: k.screen, place: k.place, keys: keys, after: widgets.Column(5)}
	v.propose(v.begin)
}

// propose reads what is proposed for the time the person gave.
func (v *revoking) propose(then func()) {
	s, since := v.screen, v.since
	s.Queue.Go(func() func() {
		var good []*room.Proposal
		var err error
		for i := 0; i < len(v.keys) && err == nil; i++ {
			var p *room.Proposal
			p, err = s.room.Propose(v.keys[i].Log, since)
			good = append(good, p)
		}
		return func() {
			if err != nil {
				s.Refused(err)
				return
			}
			if since == v.since {
				v.good = good
				then()
			}
		}
	})
}

// each walks through the logs in which the keys wrote anything.
func (v *revoking) each(do func(key *room.Key, g *room.LastGood)) {
	for i, p := range v.good {
		for j := range p.Logs {
			if p.Logs[j].Last > 0 {
				do(&v.keys[i], &p.Logs[j])
			}
		}
	}
}

func (v *revoking) begin() {
	s := v.screen
	changed := func(string) { v.dated() }
	fields := []widgets.Field{
		revokeReason: {Name: text.T("ui.access.revoke.reason"), Hint: text.T("ui.access.revoke.reason.hint")},
		revokeDay:    {Name: text.T("ui.access.revoke.day"), Hint: text.T("ui.access.day.hint"), Day: s.Now, Wide: 270, Changed: changed},
		revokeHour:   {Name: text.T("ui.access.hour"), Hint: "00:00", Wide: 90, Changed: changed},
	}
	v.each(func(key *room.Key, g *room.LastGood) {
		log := g.Cluster
		if log == "" {
			log = text.T("ui.log." + g.Scope.Kind().String())
		}
		name := text.T("ui.access.revoke.last", "log", log)
		if len(v.keys) > 1 {
			name = text.T("ui.access.revoke.last-of", "log", log, "key", short(key.Log))
		}
		fields = append(fields, widgets.Field{Name: name, Value: strconv.FormatUint(g.Seq, 10), Wide: 300})
	})
	heading := text.T("ui.access.revoke.heading", "who", v.keys[0].Name, "key", short(v.keys[0].Log))
	if len(v.keys) > 1 {
		heading = text.T("ui.access.revoke.heading.person", "who", v.keys[0].Name, "count", len(v.keys))
	}
	v.form = s.Form(heading, text.T("ui.access.revoke.what"), fields, text.T("ui.access.revoke.do"), v.write, v.place.Clear)
	v.follows()
	v.place.Fill(v.form, widgets.NewPanel(v.after, "", 0, 16, 6))
	v.form.Focus(s.Window.Canvas())
}

// dated proposes anew once a time was typed that can be read.
func (v *revoking) dated() {
	in := v.form.Values()
	since, err := moment(in[revokeDay], in[revokeHour], v.screen.Now().Location())
	if err != nil || since.Equal(v.since) {
		return
	}
	v.since = since
	v.propose(func() {
		field := revokeLogs
		v.each(func(_ *room.Key, g *room.LastGood) {
			v.form.Fill(field, strconv.FormatUint(g.Seq, 10))
			field++
		})
		v.follows()
	})
}

// follows says what the revocation brings with it.
func (v *revoking) follows() {
	v.after.Objects = nil
	say := func(state widgets.State, sentence string) { v.after.Add(widgets.NewRemark(state, sentence)) }
	lost, void := uint64(0), 0
	v.each(func(_ *room.Key, g *room.LastGood) { lost += g.Last - min(g.Last, g.Seq) })
	for _, p := range v.good {
		void += len(p.Invitations)
		for _, k := range p.LetIn {
			say(widgets.Warn, text.T("ui.access.revoke.let-in", "who", k.Name, "key", short(k.Log)))
		}
	}
	if void > 0 {
		say(widgets.Info, text.T("ui.access.revoke.void", "count", void))
	}
	if lost > 0 {
		say(widgets.Warn, text.T("ui.access.revoke.lost", "count", lost))
	} else {
		say(widgets.Info, text.T("ui.access.revoke.all-good"))
	}
	v.after.Refresh()
	v.place.Refresh()
}

// write takes the keys back as the form says; what cannot be read stays to be put right.
func (v *revoking) write(in []string) {
	s := v.screen
	if strings.TrimSpace(in[revokeReason]) == "" {
		s.Refused(emulation.Errorf(emulation.Invalid, "access.reason"))
		return
	}
	if _, err := moment(in[revokeDay], in[revokeHour], s.Now().Location()); err != nil {
		s.Refused(err)
		return
	}
	field, bad := revokeLogs, error(nil)
	v.each(func(_ *room.Key, g *room.LastGood) {
		seq, err := strconv.ParseUint(strings.TrimSpace(in[field]), 10, 64)
		if err != nil || seq > g.Last {
			bad = emulation.Errorf(emulation.Invalid, "ui.access.bad-last", "text", in[field], "last", g.Last)
		}
		g.Seq = seq
		field++
	})
	if bad != nil {
		s.Refused(bad)
		return
	}
	keys, good := v.keys, v.good
	s.Act(text.T("ui.access.revoke.done", "count", len(keys)), func() error {
		for i := range keys {
			if err := s.room.Revoke(keys[i].Log, good[i].Logs, in[revokeReason]); err != nil {
				return err
			}
		}
		return nil
	}, func() { v.form.Done(); v.place.Clear(); s.hooks.Sync() })
}

// moment reads a day, with or without an hour; no day is the zero time. Error: Invalid "ui.access.bad-moment".
func moment(day, hour string, at *time.Location) (time.Time, error) {
	day, hour = strings.TrimSpace(day), strings.TrimSpace(hour)
	if day+hour == "" {
		return time.Time{}, nil
	}
	if hour == "" {
		hour = "00:00"
	}
	stored, err := vietnamese.ParseDate(day)
	if err == nil {
		var t time.Time
		if t, err = time.ParseInLocation("2006-01-02 15:04", stored+" "+hour, at); err == nil {
			return t, nil
		}
	}
	return time.Time{}, emulation.Errorf(emulation.Invalid, "ui.access.bad-moment", "text", strings.TrimSpace(hour+" "+day)).Because(err)
}
