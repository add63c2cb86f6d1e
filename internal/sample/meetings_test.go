package sample_test

import (
	"fmt"
	"strings"

	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// meeting tells what a sample says of a meeting beside when and where it was and what it did.
func (r retelling) meeting(s *sample.Sample, c sample.Conference) {
	name, short := map[string]string{}, map[string]string{}
	for _, u := range s.Founding.Units {
		name[u.Code], short[u.Code] = factName(u), strings.TrimPrefix(u.Short, "Sở GDĐT ")
	}
	if c.Half != "" {
		r.tree["also.time_of_day"] = phrase.Text(phrase.Vietnamese, "conference.half."+c.Half)
	}
	for i, o := range c.Chairs {
		r.tree[fmt.Sprintf("also.chaired_by.%d", i)] = o.Office + " " + name[o.Unit]
	}
	if len(c.Purposes) > 0 {
		year, next, review := s.Founding.Season.Label, emulation.NextLabel(s.Founding.Season.Label), s.Facts.Review.Label
		r.list("also.one_meeting", emulation.Map(emulation.ConferenceInfo{Purposes: c.Purposes}.PurposesOf(string(c.Kind)), func(p string) string {
			return map[string]string{"closing": "tổng kết công tác thi đua khen thưởng năm " + year, "opening": "triển khai nhiệm vụ năm " + next,
				"review": "5 năm tổ chức và hoạt động của Cụm giai đoạn " + review}[p]
		}))
	}
	for _, d := range c.Directions {
		r.text("also.direction", d)
	}
	r.list("also.guests", c.Guests)
	r.list("also.agreed", c.Agreed)
	for _, g := range c.Guided {
		r.tree["also.guest_speech.by"], r.tree["also.guest_speech.what"] = g.By, g.What
	}
	for i, p := range c.Papers {
		title := p.What
		if p.Unit != "" {
			title += " (" + short[p.Unit] + ")"
		}
		r.tree[fmt.Sprintf("also.papers.%d", i)] = title
	}
	for i, o := range c.Opinions {
		if o.Unit == "" {
			r.tree["also.opinions"] = o.What
			continue
		}
		r.tree[fmt.Sprintf("also.opinions.%d", i)] = name[o.Unit]
	}
	for _, said := range c.Reports {
		if said.Head {
			r.tree["also.reported_by"] = "đơn vị Trưởng khối (" + said.What + ")"
		}
	}
}
