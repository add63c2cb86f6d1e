package paper

import (
	"slices"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/phrase"
	"thidua/vietnamese"
	"thidua/workspace"
)

// Desk is what the papers of a season are made from.
type Desk interface {
	Me() (workspace.Me, error)
	Season() (*workspace.Season, error)
	Compact() (*workspace.Compact, error)
	Registrations() ([]workspace.Registered, error)
	Sheet(unit emulation.ID) (*workspace.Sheet, error)
	Explanations(unit emulation.ID) ([]workspace.ExplanationView, error)
	Assignments() ([]workspace.AssignmentView, error)
	Minutes(kind string) (*workspace.Minutes, error)
	Vote(code string) (*workspace.Vote, error)
	Votes() ([]*workspace.Vote, error)
	Proposals(season string) ([]workspace.Proposal, error)
	Ranking() (*workspace.Ranking, error)
	NameOn(unit emulation.ID, day string) (workspace.Unit, error)
}

// Paper is a form ready to print.
type Paper struct {
	Name      string // suggested for its file, without an ending
	Documents []documents.Document
}

// paperOf names a paper after what it is, what it is about and the season.
func paperOf(kind, about string, s *workspace.Season, docs ...documents.Document) Paper {
	return Paper{vietnamese.Slug(say("file."+kind, "about", about, "season", s.Label)), docs}
}

// words is a sentence of any area, in the language of papers.
func words(m emulation.Message) string { return phrase.Render(phrase.Vietnamese, m) }

// letterhead is the cluster's of a day and a place.
func letterhead(s *workspace.Season, day, place string, now time.Time) documents.Letterhead {
	return documents.Letterhead{Created: now, Superior: s.Cluster.Info.Organiser, Issuer: s.Cluster.Info.Name, Place: town(s, place), Date: date(day),
		Season: seasonOf(s), Illustrative: s.Info.Illustrative}
}

// townWords is how many words the name of a town has at most: "Thành phố Hồ Chí Minh".
const townWords = 5

// town is a place as it stands before a date. A building is none: of "Trung tâm Hội nghị tỉnh Cao Bằng" the season's own place is taken where it
// is in the name, and else it is left to the pen, as it is of the house of a member.
func town(s *workspace.Season, place string) string {
	if strings.Contains(place, s.Info.Place) && s.Info.Place != "" {
		place = s.Info.Place
	}
	member := slices.ContainsFunc(s.Cluster.Members, func(u workspace.Unit) bool { return u.Name == place || u.Short == place })
	if member || len(strings.Fields(place)) > townWords {
		return ""
	}
	return place
}

// date is a stored day; zero if there is none.
func date(day string) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return t
}

// dayWords is a stored day as papers write it, "" if there is none.
func dayWords(day string) string {
	if t := date(day); !t.IsZero() {
		return vietnamese.FormatDate(t)
	}
	return ""
}

// nameOn is a unit's name on the day of a paper; without a day, as the season has it.
func nameOn(d Desk, u workspace.Unit, day string) (string, error) {
	if date(day).IsZero() || u.ID.IsZero() {
		return u.Name, nil
	}
	named, err := d.NameOn(u.ID, day)
	return named.Name, err
}

// namesOn is nameOn of several units.
func namesOn(d Desk, units []workspace.Unit, day string) ([]string, error) {
	var names []string
	for _, u := range units {
		name, err := nameOn(d, u, day)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// postName is what a post is called in a cluster: a "Khối thi đua" has a khối trưởng; "" for a mere member.
func postName(s *workspace.Season, post emulation.Post) string {
	switch post {
	case emulation.PostHead:
		return headPosition(s.Cluster.Info.Name)
	case emulation.PostDeputy:
		if headPosition(s.Cluster.Info.Name) == say("head.khoi") {
			return say("deputy.khoi")
		}
		return say("deputy.cum")
	}
	return ""
}

// capital begins a line with a capital letter.
func capital(s string) string {
	letters := []rune(s)
	if len(letters) == 0 {
		return s
	}
	return vietnamese.Upper(string(letters[:1])) + string(letters[1:])
}

// conferenceName is "Hội nghị tổng kết".
func conferenceName(kind string) string {
	if kind == "" {
		return ""
	}
	return capital(phrase.Text(phrase.Vietnamese, "conference.kind."+kind))
}
