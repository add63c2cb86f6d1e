package ballot

import (
	"slices"

	"thidua/emulation"
)

// The two ways a cluster decides whom it proposes.
const (
	ByBallot = "ballot" // a vote, secret or by hand
	Agreed   = "agreed" // openly, without counting: thống nhất
)

// Deciding is how a cluster decides on an award form, as its own regulation (quy chế) has it: no law does.
type Deciding struct {
	How          string  `cbor:"1,keyasint" bound:"32"`              // ByBallot, Agreed
	Rules        *Rules  `cbor:"2,keyasint,omitempty"`               // of a ballot; Places 0 = as many as the vote says
	Line         string  `cbor:"3,keyasint" bound:"500"`             // where the regulation says it: "khoản 2 Điều 7 Quy chế hoạt động của Cụm"
	Rank         uint64  `cbor:"4,keyasint,omitempty" bound:"10000"` // the worst rank that is proposed; 0 = the regulation names none
	Free         bool    `cbor:"5,keyasint,omitempty"`               // another unit too, with a recorded reason
	Otherwise    string  `cbor:"6,keyasint,omitempty" bound:"64"`    // the form a unit is proposed for where this one is not granted
	Tracks       []Track `cbor:"7,keyasint,omitempty" bound:"50"`    // kept apart within the award, each with its own places
	Illustrative bool    `cbor:"8,keyasint,omitempty"`
	Withdrawn    bool    `cbor:"9,keyasint,omitempty"` // the regulation says nothing of the form any more
}

// Track is a part of an award that is planned and counted by itself: "toàn diện", "chuyên đề".
type Track struct {
	Code  string `cbor:"1,keyasint" bound:"64"`
	Name  string `cbor:"2,keyasint" bound:"300"`
	Count uint64 `cbor:"3,keyasint" bound:"10000"`
}

// Check refuses what nobody can have meant; see emulation/check.go.
func (d Deciding) Check(int) error {
	switch {
	case d.Line == "":
		return emulation.Errorf(emulation.Invalid, "deciding.line")
	case d.How != ByBallot && d.How != Agreed:
		return emulation.Errorf(emulation.Invalid, "deciding.how", "how", d.How)
	case d.How == Agreed && d.Rules != nil:
		return emulation.Errorf(emulation.Invalid, "deciding.agreed-rules")
	case d.How == ByBallot && d.Rules == nil:
		return emulation.Errorf(emulation.Invalid, "vote.no-threshold")
	case d.Free && d.Rank == 0:
		return emulation.Errorf(emulation.Invalid, "deciding.free")
	case len(d.Tracks) == 1:
		return emulation.Errorf(emulation.Invalid, "deciding.one-track")
	}
	for i, t := range d.Tracks {
		same := func(o Track) bool { return o.Code == t.Code || o.Name == t.Name }
		if t.Code == "" || t.Name == "" || t.Count == 0 || slices.ContainsFunc(d.Tracks[:i], same) {
			return emulation.Errorf(emulation.Invalid, "deciding.track", "track", t.Name)
		}
	}
	if d.Rules != nil {
		return d.Rules.Check()
	}
	return nil
}

// Track finds a track by its code.
func (d *Deciding) Track(code string) (Track, bool) {
	i := slices.IndexFunc(d.Tracks, func(t Track) bool { return t.Code == code })
	if i < 0 {
		return Track{}, false
	}
	return d.Tracks[i], true
}

// Message is how the cluster decides, in words.
func (d *Deciding) Message() emulation.Message {
	how := emulation.Say("deciding.agreed")
	if d.Rules != nil {
		how = d.Rules.Message()
	}
	var more []emulation.Message
	if d.Rank > 0 {
		more = append(more, d.Ranks())
	}
	for _, t := range d.Tracks {
		more = append(more, emulation.Say("deciding.track-count", "track", t.Name, "count", t.Count))
	}
	if len(more) == 0 {
		return emulation.Say("deciding.told", "how", how, "line", d.Line)
	}
	return emulation.Say("deciding.told-more", "how", how, "more", more, "line", d.Line)
}

// Ranks are those that may be proposed, in words, where the regulation names some.
func (d *Deciding) Ranks() emulation.Message {
	ranks := emulation.Say("deciding.rank", "rank", d.Rank)
	if d.Rank == 1 {
		ranks = emulation.Say("deciding.rank-first")
	}
	if d.Free {
		return emulation.Say("deciding.rank-free", "ranks", ranks)
	}
	return ranks
}

// Takes are the rules a vote is held under where the regulation has some: what the vote left open is taken from there, and only the number of
// places and the way out of a tie are the vote's own where the regulation names none.
func (d *Deciding) Takes(asked Rules) Rules {
	r := *d.Rules
	if r.Places == 0 {
		r.Places = asked.Places
	}
	if asked.Tie != "" && d.Rules.Tie == "" {
		r.Tie = asked.Tie
	}
	if r.Places == 0 {
		r.Tie = ""
	}
	return r
}

// Against says in which points rules of a vote are other than the regulation has them; none = as they should be.
func (d *Deciding) Against(r Rules) []emulation.Message {
	want := d.Takes(r)
	var list []emulation.Message
	add := func(key string, pairs ...any) { list = append(list, emulation.Say(key, pairs...)) }
	if want.Secret != r.Secret {
		add("deciding.against-" + map[bool]string{true: "secret", false: "open"}[want.Secret])
	}
	if want.Denominator != r.Denominator {
		add("deciding.against-base", "want", emulation.Say("legal.base."+string(want.Denominator)), "is", emulation.Say("legal.base."+string(r.Denominator)))
	}
	if want.Num*r.Den != r.Num*want.Den || want.Strict != r.Strict {
		add("deciding.against-share", "want", want.Threshold().Message(), "is", r.Threshold().Message())
	}
	if want.Written != r.Written {
		add("deciding.against-" + map[bool]string{true: "written", false: "no-written"}[want.Written])
	}
	if want.Places != r.Places {
		add("deciding.against-places", "want", want.Places, "is", r.Places)
	}
	if r.Places > 0 && want.Tie != r.Tie {
		add("deciding.against-tie", "want", emulation.Say("ballot.tie."+string(want.Tie)), "is", emulation.Say("ballot.tie."+string(r.Tie)))
	}
	if want.Below != r.Below || want.ChairFrom != r.ChairFrom {
		add("deciding.against-open-lines", "want", want.Message())
	}
	return list
}
