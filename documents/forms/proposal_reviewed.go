package forms

import (
	"slices"
	"strings"

	"thidua/documents"
	"thidua/workspace/awards"
)

// unitReview is a conference that reviewed units of a letter, how it decided, and its day; kind is "" where none is named.
type unitReview struct{ kind, how, day string }

// reviewOf is the conference that reviewed a unit: by a vote, or by agreeing openly.
func reviewOf(x *awards.Proposal) unitReview {
	switch {
	case x.Conflict:
		return unitReview{}
	case x.Agreed != "":
		return unitReview{x.Agreed, say("proposal.by-agreement"), x.AgreedOn}
	case x.Vote == nil || x.Vote.Vote == nil || x.Vote.Vote.Question.Conference == "":
		return unitReview{}
	}
	v := x.Vote.Vote
	how := say("proposal.by-hand")
	if v.Rules.Secret {
		how = say("proposal.by-ballot")
	}
	return unitReview{v.Question.Conference, how, v.Day}
}

// reviews are the reviews of the units of a letter, each once.
func (l *letter) reviews() (list []unitReview) {
	for i := range l.list {
		if r := reviewOf(&l.list[i]); r.kind != "" && !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	return list
}

// conferred says which conference reviewed the units; nothing where none is named. What was not said of all of them names those it is said of.
func (l *letter) conferred() (list []documents.Block) {
	for _, r := range l.reviews() {
		var units []string
		for i := range l.list {
			if x := &l.list[i]; reviewOf(x) == r {
				units = append(units, l.unit(x))
			}
		}
		told := stands("proposal.reviewed", "conference", conferenceOf(l.Season, r.kind), "cluster", l.Season.Cluster.Info.Name, "how", r.how)
		text := &told.Spans[0].Text
		if day := dayWords(r.day); day != "" {
			*text = say("proposal.reviewed-on", "text", *text, "date", day)
		}
		if len(units) < len(l.units()) {
			*text = say("proposal.reviewed-of", "text", *text, "units", strings.Join(units, "; "))
		}
		*text += "."
		list = append(list, told)
	}
	return list
}
