package register

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Wording is the text the cluster's papers have in place of a standing sentence; see emulation.Wording.
type Wording struct {
	emulation.Wording
	book.Entry
	Carried string // the season it came from, where this one has none of its own; ""
}

// Wordings are the texts of the season's cluster by the name of the sentence: the season's own, else that of the last season of the cluster that has one;
// what two people wrote differently there goes on in no other season. A name that is not there, or has no text, has none.
func (room Room) Wordings() (map[string]Wording, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	return w.wordings(s)
}

func (w View) wordings(s *book.Season) (map[string]Wording, error) {
	earlier, err := w.earlier(s)
	if err != nil {
		return nil, err
	}
	list := map[string]Wording{}
	for _, from := range append([]*book.Season{s}, earlier...) {
		err := book.EachShown(w.Book, s.Cluster.Scope(), record.Wording, from.ID, func(it book.Item[record.SeasonSentence, emulation.Wording], e book.Entry) error {
			if _, known := list[it.Key.Sentence]; known {
				return nil
			}
			x := Wording{it.Value, e, ""}
			switch {
			case from != s && e.Conflict: // nobody knows which was meant to go on, and no older one was
				x = Wording{}
			case from != s:
				x.Carried = from.Label
			}
			list[it.Key.Sentence] = x
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return list, nil
}

// SetWording writes the text the season's papers have in place of a standing sentence; "" is the program's own again. Whether the text fits the sentence is
// not looked at here: the forms know what it leaves room for.
func (room Room) SetWording(sentence, text string) error {
	w, done := room.desk.Edit()
	defer done()
	s, err := w.Season()
	if err != nil {
		return err
	}
	all, err := w.wordings(s)
	if err != nil {
		return err
	}
	standing := all[sentence]
	if err := book.Settled(standing.Conflict); err != nil {
		return err
	}
	if text = strings.Join(strings.Fields(book.Clean(text)), " "); text == standing.Text {
		return nil
	}
	key := record.SeasonSentence{Season: s.ID, Sentence: sentence}
	return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Wording, key, emulation.Wording{Text: text})
}
