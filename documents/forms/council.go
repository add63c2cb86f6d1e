package forms

import (
	"time"

	"thidua/documents"
	"thidua/emulation/ballot"
	"thidua/vietnamese"
	"thidua/workspace/awards"
	"thidua/workspace/book"
)

// Council is Biên bản họp Hội đồng: the session of a Council above the clusters, with every round of its vote and what it concluded.
func Council(c *awards.Council, now time.Time) (Paper, error) {
	p := ofYears(say("council.seasons", "label", c.Label), c.Name, say("council.title"), now, c.Question.Title, say("council.subject", "label", c.Label))
	p.dated(town(&book.Season{}, c.Place), c.Date)
	p.invented(c.Illustrative)
	p.add(fact(say("minutes.time"), dayWords(c.Date)), fact(say("minutes.place"), c.Place))
	head := p.sections()
	head(say("minutes.who"))
	p.add(fact(say("minutes.chair"), c.Chair), fact(say("minutes.secretary"), ""))
	present := body(sentence(say("council.not-counted", "members", number(c.Question.Members))))
	if n := len(c.Vote.Rounds); n > 0 {
		t := c.Vote.Rounds[n-1].Tally
		present = body(sentence(say("council.present", "members", number(t.Members), "present", number(t.Present), "written", number(t.Written))))
		if quorum, asked := c.Quorum(); asked {
			_, met, err := quorum.Met(t.Members, t.Present)
			if err != nil {
				return Paper{}, err
			}
			p.add(present)
			present = tight(body(sentence(words(met))))
		}
	}
	p.add(present)
	head(say("council.vote"))
	if c.AwardName != "" {
		p.add(fact(say("council.award"), c.AwardName))
	}
	p.minuted(c.Vote, p.points(), func(r *ballot.Round) []string { return countFacts(c.Vote, r, nil) }) // none of its members stands aside
	head(say("minutes.conclusion"))
	if len(c.Conclusions) == 0 {
		p.add(fact(say("minutes.chair-concludes"), ""))
	}
	p.list(c.Conclusions)
	p.notes(voteNotes(c.Vote))
	p.add(keep(body(say("council.close"))), signatures(signer(say("summary.secretary")), signer(say("minutes.chair"))))
	return Paper{Name: vietnamese.Slug(say("file.council", "about", c.Question.Title, "season", c.Label)), Documents: []documents.Document{p.Document}, Form: "council"}, nil
}
