package emulation_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
)

type checker interface{ Check(judge int) error }

// What the judge at work takes and the next one will not; a command says so today. Bounds that both keep are tried in sync/judge.
func TestWhatTheNextJudgeRefuses(t *testing.T) {
	someone := emulation.ID{1}
	for key, values := range map[string][]checker{
		"setup.no-name":                  {emulation.SeasonInfo{}, emulation.ClusterInfo{Organiser: "x"}},
		"setup.review-years":             {emulation.SeasonInfo{Name: "x", Kind: emulation.MultiYear}},
		"setup.no-title":                 {emulation.NumberedDocument{Kind: "plan"}, emulation.NumberedDocument{Kind: "plan", Withdrawn: true}},
		"registration.empty":             {emulation.Registration{}},
		"registration.target-name":       {emulation.Registration{Targets: []emulation.Target{{Value: "1"}}}},
		"compact.empty":                  {emulation.CompactText{Title: "x"}, emulation.CompactText{Paragraphs: []string{"x"}}},
		"objection.reason":               {emulation.Objection{}},
		"programme.empty":                {emulation.Programme{Title: "x"}, emulation.Programme{Goals: []string{"x"}}},
		"activity.no-name":               {emulation.Activity{Kind: "other"}, emulation.Activity{Kind: "other", Withdrawn: true}},
		"achievement.no-name":            {emulation.Achievement{Summary: "x"}, emulation.Achievement{Summary: "x", Withdrawn: true}},
		"headcount.nobody":               {emulation.Headcount{}},
		"headcount.more":                 {emulation.Headcount{People: 3, Advanced: 4}, emulation.Headcount{People: 3, Disciplined: 4}},
		"conference.present-and-written": {emulation.Attendance{Present: true, Written: true}},
		"conference.speech-title":        {emulation.Speech{Kind: "paper"}, emulation.Speech{Kind: "paper", Withdrawn: true}},
		"vote.chair-reason":              {emulation.ChairDecision{Lines: []string{"a"}}},
		"leaders.how":                    {emulation.Leaders{Head: someone}},
		"leaders.head":                   {emulation.Leaders{How: "unknown"}},
		"leaders.by":                     {emulation.Leaders{How: emulation.HowAssigned, Head: someone}},
		"leaders.vote-unasked":           {emulation.Leaders{How: "unknown", Head: someone, Vote: "x"}},
		"leaders.twice":                  {emulation.Leaders{How: "unknown", Head: someone, Deputies: []emulation.ID{someone}}},
	} {
		for _, v := range values {
			if err := v.Check(1); err != nil {
				t.Errorf("judge 1 refuses %+v: %v", v, err)
			}
			if err := v.Check(emulation.Strict); emulation.KeyOf(err) != key {
				t.Errorf("%+v: %v, not %s", v, err, key)
			}
		}
	}
}

// A question without anything is asked for its title first.
func TestAVoteIsAskedForItsTitleFirst(t *testing.T) {
	if err := (ballot.Question{}).Check(emulation.Strict); emulation.KeyOf(err) != "vote.title" {
		t.Error(err)
	}
}

// TestKindOfACluster: what was recorded says whether it is a khối, and else the first word of its name.
func TestKindOfACluster(t *testing.T) {
	for info, block := range map[emulation.ClusterInfo]bool{
		{Name: "Khối thi đua các trường"}: true, {Name: "khoi thi dua"}: true, {Name: "Cụm thi đua số 4"}: false, {Name: "Khối thi đua số 2", Kind: "cluster"}: false,
		{Name: "Các trường đại học tỉnh", Kind: emulation.KindBlock}: true, {Name: "Khối"}: true, {}: false,
	} {
		if info.IsBlock() != block {
			t.Errorf("%+v: %v", info, !block)
		}
	}
}
