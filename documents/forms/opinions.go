package forms

import (
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// Opinions is the list of what the units said of the criteria and what they were answered, Bảng tổng hợp ý kiến góp ý và giải trình, tiếp thu.
func Opinions(s *book.Season, list []pledge.CriteriaOpinion, now time.Time) (Paper, error) {
	if len(list) == 0 {
		return Paper{}, emulation.Errorf(emulation.NotFound, "paper.no-opinions")
	}
	p := ofCluster(s, say("opinions.title"), s.Info.Place, "", now, say("opinions.subject", "season", lowerFirst(seasonLine(s))))
	p.Landscape = true
	invented := s.Info.Illustrative
	versions := map[uint64]bool{}
	for i := range list {
		invented = invented || list[i].Illustrative || list[i].Answer.Illustrative
		versions[list[i].Version] = true
	}
	p.invented(invented)
	var rows []documents.Row
	open := 0
	for i := range list {
		o := &list[i]
		about := words(emulation.Say("opinion.whole"))
		if o.Criterion != "" {
			about = told(". ", o.Criterion, o.About)
		}
		if len(versions) > 1 {
			about = say("opinions.version", "about", about, "version", o.Version)
		}
		how := wordOf("opinion.how.", o.Answer.How)
		if o.Open() {
			open++
			how = words(emulation.Say("opinion.open"))
			if o.Earlier {
				how = words(emulation.Say("opinion.earlier"))
			}
		}
		rows = append(rows, row(o.Unit.Label(), capital(about), o.Text, capital(how), o.Answer.Reason))
	}
	p.add(numbered([]reportColumn{prose("unit", 40), prose("criterion", 45), prose("opinion", 65), prose("answer", 28), prose("answer-reason", 55)}, rows...))
	sum := say("opinions.sum", "count", number(len(list)), "open", number(open))
	if open == 0 {
		sum = say("opinions.sum-answered", "count", number(len(list)))
	}
	p.add(note(sum))
	p.add(signatures(secretary(), headOf(s)))
	return p.named("opinions", s.Cluster.Info.Name, s), nil
}
