package replay

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"mvdan.cc/sh/v3/shell"
)

// Script is a season: what people do in a season, one command line each, in the order they do it:
//
//	== Đăng ký thi đua              a heading, shown while it plays
//	at 2023-10-20 08:00             the date and hour on everybody's clock
//	son-la: season show             the leader of a unit, the office, the authority, or <unit>/staff, at their own desk
//	each {unit}: sync               the same for every member unit, in the order of the cluster; {name}, {short}, {type} and {programme} are
//	                                the sample's, {illustrative} is --illustrative for a stand-in
//	each office: invite --unit {unit} --role leader --out @{unit}.invite
//	office: sample inputs --unit son-la > @son-la.txt
//	refused cao-bang: sheet verify …   a line that has to be refused; with > @file, why goes there
//	file @quy-che.txt               a file; its lines follow until "end"
//	# a remark
//
// Words are split as a shell splits them. A word that begins with @ is a file of the play; @sample/ holds the sample's own files.
type Script struct{ lines []scriptLine }

type scriptLine struct {
	Number  int
	Heading string
	At      time.Time
	File    string // its text is Text
	Text    string
	Each    bool
	Refused bool
	Actor   string
	Words   string
	Into    string // the file that takes what the command prints
}

// Parse reads a script; name stands before the line in an error.
func Parse(name, text string) (*Script, error) {
	s := new(Script)
	in := bufio.NewScanner(strings.NewReader(text))
	in.Buffer(nil, 1<<20)
	fault := func(n int, what string) error { return fmt.Errorf("%s:%d: %s", name, n, what) }
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		l := scriptLine{Number: n}
		first, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case first == "==":
			l.Heading = rest
		case first == "at":
			at, err := parseMoment(rest)
			if err != nil {
				return nil, fault(n, err.Error())
			}
			l.At = at
		case first == "file":
			l.File = strings.TrimSpace(rest)
			var b strings.Builder
			for {
				if !in.Scan() {
					return nil, fault(n, "no end of "+l.File)
				}
				n++
				if strings.TrimSpace(in.Text()) == "end" {
					break
				}
				b.WriteString(in.Text() + "\n")
			}
			l.Text = b.String()
		default:
			if first == "refused" {
				l.Refused, line = true, rest
			}
			if rest, ok := strings.CutPrefix(line, "each "); ok {
				l.Each, line = true, rest
			}
			actor, words, ok := strings.Cut(line, ": ")
			if !ok {
				return nil, fault(n, "neither a command nor a heading: "+line)
			}
			l.Actor = strings.TrimSpace(actor)
			if words, into, ok := strings.Cut(words, " > @"); ok {
				l.Words, l.Into = words, "@"+strings.TrimSpace(into)
			} else {
				l.Words = words
			}
		}
		s.lines = append(s.lines, l)
	}
	return s, in.Err()
}

// Begin is a day before the first moment of a script.
func (s *Script) Begin() time.Time {
	for _, l := range s.lines {
		if !l.At.IsZero() {
			return l.At.AddDate(0, 0, -1)
		}
	}
	return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
}

func parseMoment(text string) (time.Time, error) {
	if t, err := time.Parse("2006-01-02 15:04", strings.TrimSpace(text)); err == nil {
		return t, nil
	}
	t, err := time.Parse("2006-01-02", strings.TrimSpace(text))
	return t.Add(8 * time.Hour), err
}

// words splits a command line as a shell does. Nothing is put in for a dollar sign: it is a letter like any other.
func words(line string) ([]string, error) {
	const dollar = "\ue000" // a private letter
	list, err := shell.Fields(strings.ReplaceAll(line, "$", dollar), func(string) string { return "" })
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], dollar, "$")
	}
	return list, err
}
