package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/workspace/awards"
)

// TestAReportIsNotOlderThanWhatItTells: it bears the day of its conference, until it tells of a decision made later: then the day is left to the pen.
func TestAReportIsNotOlderThanWhatItTells(t *testing.T) {
	d, r := reported(2)
	c := d.minutes.Conference
	c.Held, c.Date = true, "2024-08-02"
	for decided, dated := range map[string]bool{"2024-08-01": true, "2024-08-02": true, "2024-09-05": false} {
		p := awards.Proposal{Step: emulation.ProposalDecided, Decision: &emulation.AwardDecision{Number: "12/QĐ", Date: decided}}
		p.Unit = d.season.Cluster.Members[0]
		text := texts(must[forms.Paper](t)(forms.Report(r, d.minutes, nil, []awards.Proposal{p}, d.NameOn, made)).Documents[0])
		if got := strings.Contains(text, "ngày 02 tháng 8 năm 2024\nBÁO CÁO"); got != dated {
			t.Errorf("decided on %s: dated %v\n%.400s", decided, got, text)
		}
	}
}
