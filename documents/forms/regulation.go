package forms

import (
	"strconv"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/workspace/book"
	"thidua/workspace/season"
)

// Regulation is Quy chế tổ chức, hoạt động (form F15), drafted from what the season has as rules: the members, the criteria, the quorum, and how the
// cluster decides on each award. It is a draft until people have adopted their own paper: the program knows the rules, not the regulation's words.
func Regulation(s *book.Season, quorum ballot.Quorum, decidings []season.FormDeciding, now time.Time) Paper {
	p := ofCluster(s, say("regulation.title"), s.Info.Place, "", now, say("regulation.subject", "cluster", s.Cluster.Info.Name))
	p.mark(say("mark.regulation-draft"), say("mark.draft-short"))
	p.invented(s.Info.Illustrative)
	p.grounds(s.Info.Grounds)
	article := 0
	titled := func(title string, lines ...documents.Paragraph) {
		article++
		p.add(documents.Paragraph{Spans: []documents.Span{{Text: say("regulation.article", "number", strconv.Itoa(article), "title", title), Bold: true}},
			Align: documents.AlignLeft, Indent: true, KeepNext: true, Level: 2})
		for i, line := range lines {
			text := &line.Spans[0].Text
			if *text = sentence(*text); len(lines) > 1 {
				*text = strconv.Itoa(i+1) + ". " + *text
			}
			p.add(line)
		}
	}
	next := func(key string, lines ...documents.Paragraph) { titled(say("regulation."+key), lines...) }
	p.chapter(1, "general")
	next("scope", stands("regulation.scope-text", "cluster", s.Cluster.Info.Name))
	next("members", emulation.Map(s.Cluster.Members, func(u book.Unit) documents.Paragraph { return body(u.Name) })...)
	var posts []documents.Paragraph
	for _, u := range s.Head {
		posts = append(posts, body(say("report.post", "post", postName(s, emulation.PostHead), "units", u.Name)))
	}
	for _, u := range s.Deputies {
		posts = append(posts, body(say("report.post", "post", postName(s, emulation.PostDeputy), "units", u.Name)))
	}
	titled(postName(s, emulation.PostHead)+", "+lowerFirst(postName(s, emulation.PostDeputy)), append(posts, stands("regulation.posts-text"))...)
	p.chapter(2, "scoring")
	if s.Set != nil {
		next("criteria", stands("regulation.criteria-text", "criteria", criteriaName(s.Set, s.Version), "count", number(len(s.Set.Criteria()))))
		next("counting", emulation.Map(s.Set.Settings(), func(m emulation.Message) documents.Paragraph { return body(capital(words(m))) })...)
	} else {
		next("criteria", body(forPen()))
	}
	next("verifying", stands("regulation.verifying-self"), stands("regulation.verifying-cross"), stands("regulation.verifying-explain"))
	p.chapter(3, "meeting")
	bound := legal.Threshold{Share: legal.Fraction{Num: quorum.Num, Den: quorum.Den}, Above: quorum.Strict}
	next("quorum", stands("regulation.quorum-text", "bound", words(bound.Message())))
	next("deciding", emulation.Map(decidingWords(decidings), body)...)
	p.chapter(4, "final")
	next("force", stands("regulation.force-text", "cluster", s.Cluster.Info.Name))
	p.add(recipients(signatures(headOf(s)), false))
	return p.named("regulation", s.Cluster.Info.Name, s)
}

// chapter heads a part of a regulation: "Chương I" over its title, in the middle (Decree 30/2020/NĐ-CP, Annex I, part II.5).
func (p *paper) chapter(n int, key string) {
	for i, text := range []string{say("regulation.chapter", "number", [...]string{"I", "II", "III", "IV"}[n-1]), caps(say("regulation." + key))} {
		p.add(documents.Paragraph{Spans: []documents.Span{{Text: text, Bold: true}}, Align: documents.AlignCenter, Tight: i > 0, KeepNext: true, Level: 1})
	}
}

// decidingWords say of each award how the cluster decides on it; the pen says it where no rule is recorded.
func decidingWords(list []season.FormDeciding) []string {
	if len(list) == 0 {
		return []string{forPen()}
	}
	return emulation.Map(list, func(d season.FormDeciding) string {
		return say("regulation.award", "award", d.Form.Name, "how", phrase.Render(phrase.Vietnamese, d.Deciding.Message()))
	})
}
