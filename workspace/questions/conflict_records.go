package questions

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
	"thidua/workspace/year"
)

// ColumnRecord is the column of a question about a record that is no score: What says what it is about, and Choice.Says what was written.
const ColumnRecord = "record"

// contested adds the questions about records of a log that are no scores, in order of kind.
func (w View) contested(list []Question, scope changeset.Scope, s *book.Season) ([]Question, error) {
	sheets, err := w.sheetOwners(s)
	if err != nil {
		return nil, err
	}
	for _, f := range record.Contestable(scope.Kind()) {
		if f.Of == record.Score.Entry {
			continue
		}
		owners := []emulation.ID{s.ID}
		switch f.Of.Parts[0].Name {
		case "cluster", "unit":
			owners[0] = scope.ID()
		case "sheet":
			owners = slices.SortedFunc(maps.Keys(sheets), func(a, b emulation.ID) int { return bytes.Compare(a[:], b[:]) })
		}
		for _, owner := range owners {
			err := w.Store.EachRecord(scope, f.Of.Kind, owner, func(ref changeset.Ref, r *changeset.Record) error {
				heads := f.Heads(r, changeset.Now)
				if !changeset.Conflict(heads) || f.Of == record.Season.Entry && ref.ID != s.ID {
					return nil
				}
				q, err := w.questionOf(s, f, ref, r.Key, heads, sheets[ref.Group])
				list = append(list, q)
				return err
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// sheetOwners tells of the sheets of the season, of every period that has some, whose they are.
func (w View) sheetOwners(s *book.Season) (map[emulation.ID]book.Unit, error) {
	periods, err := w.Periods(s)
	of := map[emulation.ID]book.Unit{}
	for _, u := range s.Cluster.Members {
		for _, p := range append(periods, book.PeriodSeason) {
			of[s.SheetIDOf(u.ID, p)] = u
		}
	}
	return of, err
}

// about is one field of one record with what it is about; of is the unit whose sheet the record is about, if it is about one.
func (w View) about(s *book.Season, f *record.AnyField, ref changeset.Ref, key changeset.Key, of book.Unit) (q Question, err error) {
	q = Question{Scope: ref.Scope, Column: ColumnRecord, Code: f.Of.Kind, ref: ref, key: key, field: f, Unit: of}
	if f.Of.Owner > 0 {
		q.Unit, _ = s.Cluster.Member(key.ID(f.Of.Owner))
	}
	for _, u := range s.Cluster.Members {
		if ref.Scope == u.Scope() {
			q.Unit = u
		}
	}
	q.What, err = w.whatOf(s, f, &q)
	return q, err
}

// questionOf is the question about one field of one record that two people wrote.
func (w View) questionOf(s *book.Season, f *record.AnyField, ref changeset.Ref, key changeset.Key, heads []changeset.Version, of book.Unit) (Question, error) {
	q, err := w.about(s, f, ref, key, of)
	if err != nil {
		return q, err
	}
	says, err := w.inWords(f, heads)
	for i, h := range heads {
		c, err := w.choice(h)
		if err != nil {
			return q, err
		}
		c.Says = says[i]
		q.Choices = append(q.Choices, c)
	}
	if err == nil && f.Personal() {
		err = w.together(&q)
	}
	return q, err
}

// together offers of lists of names that all are here to take the persons of each: whoever chose one would leave out whom the others added.
func (w View) together(q *Question) error {
	var all []string
	for _, c := range q.Choices {
		var commitment emulation.Hash
		if err := changeset.Load(c.Value, &commitment); err != nil {
			return err
		}
		lines, here, err := w.Personal(commitment)
		if err != nil || !here {
			return err
		}
		for _, line := range lines {
			if !slices.Contains(all, line) {
				all = append(all, line)
			}
		}
	}
	if len(all) > 0 {
		q.Choices = append(q.Choices, Choice{Together: all, Says: namesOf(all)})
	}
	return nil
}

// choice is a head of a field with its author.
func (w View) choice(h changeset.Version) (Choice, error) {
	author, err := w.AuthorName(h.Author)
	return Choice{Version: h.ID, Value: h.Value, At: h.HLC.Milliseconds(), Mine: h.Author == w.Self(), Author: author}, err
}

// whatOf says what a question is about: the kind of record, what tells it from others of its kind, and whose it is.
func (w View) whatOf(s *book.Season, f *record.AnyField, q *Question) (emulation.Message, error) {
	parts := []emulation.Message{f.Of.Told()}
	for i := range f.Of.Parts {
		if i == f.Of.Owner && i > 0 || i == 0 {
			continue
		}
		if id := q.key.ID(i); !id.IsZero() {
			name, err := w.nameOf(q.Scope, s, id)
			if err != nil {
				return emulation.Message{}, err
			}
			parts = append(parts, name)
			continue
		}
		said := f.Of.Parts[i].Told(q.key.Text(i))
		if f.Of.Parts[i].Sort == 'n' {
			said = f.Of.Parts[i].Counted(q.key.Number(i))
		}
		if said.Key != "" {
			parts = append(parts, said)
		}
	}
	if q.Unit.ID.IsZero() {
		return emulation.Say("question.of-cluster", "cluster", s.Cluster.Info.Name, "what", parts), nil
	}
	return emulation.Say("question.of-unit", "unit", q.Unit.Label(), "what", parts), nil
}

// nameOf names a unit, the cluster or a department by its id.
func (w View) nameOf(scope changeset.Scope, s *book.Season, id emulation.ID) (emulation.Message, error) {
	if id == s.Cluster.ID {
		return emulation.Say("value.text", "text", s.Cluster.Info.Name), nil
	}
	u, err := w.Unit(id)
	if err != nil || u.Name != "" {
		return emulation.Say("value.text", "text", u.Label()), err
	}
	if scope.Kind() == changeset.Unit {
		departments, err := year.Of(w.Book).Departments(book.Unit{ID: scope.ID()})
		for _, d := range departments {
			if d.ID == id {
				return emulation.Say("value.text", "text", d.Name), err
			}
		}
	}
	return emulation.Say("value.text", "text", id.String()[:8]), err
}

// listed is a list of names in words: the names where they are here, else that they are not.
func (w View) listed(commitment emulation.Hash) (emulation.Message, error) {
	names, _, err := w.Personal(commitment)
	if err != nil || len(names) == 0 {
		return emulation.Say("value.names-gone"), err
	}
	return namesOf(names), nil
}

// namesOf are the names of a list in words: of a line in parts, parted by tabs, the first is the name.
func namesOf(lines []string) emulation.Message {
	names := emulation.Map(lines, func(line string) string {
		name, _, _ := strings.Cut(line, "\t")
		return name
	})
	return emulation.Say("value.names", "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", "))
}
