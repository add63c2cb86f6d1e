package conference

import (
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/workspace/book"
)

// notes are the conference's own record, which two tabs show and write: as last read, with every line that was typed since.
type notes struct {
	screen  *Screen
	known   emulation.ConferenceInfo
	members []book.Unit
	held    map[string][]string // what lines say that were typed and are not in known yet, by key
	saved   []string            // keys in held that are on disk: the next reading has them
}

func (c *notes) show(r *reading) {
	for _, key := range c.saved {
		delete(c.held, key)
	}
	c.saved, c.known, c.members = nil, r.conference.ConferenceInfo, r.season.Cluster.Members
}

// The single lines of the record, as the keys of their rows say.
const (
	lineDate     = "date"
	lineHalf     = "half"
	lineFrom     = "from"
	lineUntil    = "until"
	lineLast     = "last"
	linePurposes = "purposes"
	linePlace    = "place"
	lineHost     = "host"
	lineChairs   = "chairs"
	lineQuorum   = "quorum"
)

// list is a list of lines of the record.
type list struct {
	key string
	of  func(*emulation.ConferenceInfo) *[]string
}

var (
	agenda      = list{"agenda", func(c *emulation.ConferenceInfo) *[]string { return &c.Agenda }}
	guests      = list{"guests", func(c *emulation.ConferenceInfo) *[]string { return &c.Guests }}
	done        = list{"done", func(c *emulation.ConferenceInfo) *[]string { return &c.Done }}
	figures     = list{"figures", func(c *emulation.ConferenceInfo) *[]string { return &c.Figures }}
	directions  = list{"directions", func(c *emulation.ConferenceInfo) *[]string { return &c.Directions }}
	conclusions = list{"conclusions", func(c *emulation.ConferenceInfo) *[]string { return &c.Conclusions }}
	lists       = []list{agenda, guests, done, figures, directions, conclusions}
)

// merged is the record with every line that was typed; refusal says what is wrong with one.
func (c *notes) merged() (info emulation.ConferenceInfo, refusal string) {
	info = c.known
	info.Chairs = slices.Clone(c.known.Chairs)
	for key, in := range c.held {
		if refusal = c.single(&info, key, in[0]); refusal != "" {
			return info, refusal
		}
	}
	for _, l := range lists {
		lines := l.of(&info)
		var kept []string
		for i, old := range *lines {
			if in, ok := c.held[l.key+strconv.Itoa(i)]; ok {
				old = in[0]
			}
			kept = append(kept, old)
		}
		if in, ok := c.held[l.key+"+"]; ok {
			kept = append(kept, in[0])
		}
		*lines = slices.DeleteFunc(kept, func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	return info, ""
}

// single takes one of the single lines over.
func (c *notes) single(info *emulation.ConferenceInfo, key, typed string) (refusal string) {
	typed = strings.TrimSpace(typed)
	switch key {
	case lineDate:
		info.Date = typed
	case lineHalf:
		if info.Half = text.Meant(typed, emulation.ConferenceHalves, halfName); info.Half == "" && typed != "" {
			return text.T("ui.conference.no-half", "text", typed)
		}
	case lineFrom:
		info.From = typed
	case lineUntil:
		info.Until = typed
	case lineLast:
		info.LastDay = typed
	case linePurposes:
		info.Purposes = nil
		for _, name := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' }) {
			purpose := text.Meant(name, emulation.ConferencePurposes, purposeName)
			if purpose == "" {
				return text.T("ui.conference.no-purpose", "text", strings.TrimSpace(name), "purposes", purposeNames(emulation.ConferencePurposes))
			}
			info.Purposes = append(info.Purposes, purpose)
		}
	case linePlace:
		info.Place = typed
	case lineHost:
		info.Host = emulation.ID{}
		if typed != "" {
			u, ok := book.Named(c.members, typed)
			if !ok {
				return text.T("ui.conference.no-unit", "name", typed)
			}
			info.Host = u.ID
		}
	case lineChairs:
		units, unknown := book.AllNamed(c.members, typed)
		if unknown != "" {
			return text.T("ui.conference.no-unit", "name", unknown)
		}
		info.Chairs = book.IDs(units)
	case lineQuorum:
		info.QuorumNum, info.QuorumDen, info.QuorumAbove = 0, 0, false
		if typed != "" {
			var ok bool
			if info.QuorumNum, info.QuorumDen, info.QuorumAbove, ok = fraction(typed); !ok {
				return text.T("ui.conference.no-fraction", "text", typed)
			}
		}
	}
	return ""
}

func halfName(half string) string { return text.T("conference.half." + half) }

func purposeName(purpose string) string { return text.T("conference.purpose." + purpose) }

func purposeNames(purposes []string) string {
	return strings.Join(emulation.Map(purposes, purposeName), ", ")
}

// fraction reads a share as people write it: 2/3, 80 %, >1/2 for more than a half.
func fraction(typed string) (num, den int64, above, ok bool) {
	typed = strings.ReplaceAll(strings.TrimSpace(typed), " ", "")
	rest, above := strings.CutPrefix(typed, ">")
	if !above {
		rest = strings.TrimPrefix(strings.TrimPrefix(rest, "≥"), "=")
	} else if at, equal := strings.CutPrefix(rest, "="); equal {
		rest, above = at, false
	}
	if percent, ok := strings.CutSuffix(rest, "%"); ok {
		rest = percent + "/100"
	}
	a, b, two := strings.Cut(rest, "/")
	num, err := strconv.ParseInt(a, 10, 32)
	if err != nil || !two {
		return 0, 0, false, false
	}
	den, err = strconv.ParseInt(b, 10, 32)
	return num, den, above, err == nil && num > 0 && den >= num
}

// share writes a fraction as it is typed.
func share(num, den int64, above bool) string {
	if den == 0 {
		return ""
	}
	s := strconv.FormatInt(num, 10) + "/" + strconv.FormatInt(den, 10)
	if den == 100 {
		s = text.T("ui.percent", "value", strconv.FormatInt(num, 10))
	}
	if above {
		return ">" + s
	}
	return s
}
