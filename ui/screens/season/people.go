package season

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	seasonroom "thidua/workspace/season"
)

// people are the members of the cluster with their posts in the season, and those who left or came to an end.
type people struct {
	screen  *Screen
	table   *grid.Register
	buttons *fyne.Container
	reading *reading
}

// postsToGive are the posts offered on screen.
var postsToGive = []emulation.Post{emulation.PostHead, emulation.PostDeputy, emulation.PostSecretary}

func newPeople(s *Screen) *people {
	p := &people{screen: s, buttons: widgets.Flow(4)}
	p.table = grid.NewRegister(s.Host, p.buttons, nil,
		grid.Column{Title: text.T("ui.season.column.unit"), Width: 250, Stretch: true, Frozen: true},
		grid.Column{Title: text.T("ui.season.column.post"), Width: 150},
		grid.Column{Title: text.T("ui.season.column.how"), Width: 190},
		grid.Column{Title: text.T("ui.season.column.note"), Width: 330, Wrap: true},
	)
	p.table.Selected = func(key string) { p.offer(key) }
	return p
}

func (p *people) show(r *reading) {
	p.reading = r
	p.table.Hint = text.T("ui.season.people.hint")
	if !r.office() {
		p.table.Hint = text.T("ui.season.people.hint-other", "office", r.officeName())
	}
	season := r.state.Season
	held := map[emulation.ID][]seasonroom.PostHeld{}
	for _, h := range r.state.Posts {
		held[h.Unit.ID] = append(held[h.Unit.ID], h)
	}
	var rows []grid.TableRow
	for _, u := range season.Cluster.Members {
		row := grid.TableRow{Key: u.ID.String(), Cells: []grid.Cell{{Text: u.Name}, {}, {Style: grid.Muted}, {}}}
		if u.ID == r.me.Unit.ID {
			row.Cells[0].Style = grid.Bold
		}
		var names, hows []string
		for _, h := range held[u.ID] {
			names = append(names, text.T("post."+string(h.Post)))
			how := ""
			if h.How != "" && h.How != "unknown" {
				how = text.T("ui.season.how." + h.How)
			}
			if h.By != "" {
				how = strings.TrimPrefix(how+": "+h.By, ": ")
			}
			if how != "" {
				hows = append(hows, how)
			}
			if h.Conflict {
				row.Cells[1].State, row.Cells[1].Note = grid.Warn, text.T("ui.season.conflict")
			}
		}
		row.Cells[1].Text = text.Capital(strings.Join(names, ", "))
		row.Cells[2].Text = text.Capital(strings.Join(hows, "; "))
		rows = append(rows, row)
	}
	for _, f := range season.Cluster.Former {
		rows = append(rows, grid.TableRow{Key: f.ID.String(), Cells: []grid.Cell{{Text: f.Name, Style: grid.Muted}, {}, {}, {Text: formerNote(&f), Style: grid.Muted}}})
	}
	p.table.Show(rows...)
}

// formerNote says why a unit is no member any more.
func formerNote(f *book.Former) string {
	parts := []string{text.T("ui.season.former", "until", text.Day(f.Until))}
	if f.Became != "" {
		parts = []string{text.T("ui.season.former.became", "what", text.T("succession."+f.Became), "until", text.Day(f.Until), "into", book.Labels(f.Into, ", "))}
	}
	if f.Reason != "" {
		parts = append(parts, f.Reason)
	}
	return strings.Join(parts, "; ")
}

// offer offers the office to give posts to the selected unit, and to end those it has.
func (p *people) offer(key string) {
	p.buttons.Objects = nil
	r := p.reading
	if r == nil || !r.office() {
		return
	}
	for _, u := range r.state.Season.Cluster.Members {
		if u.ID.String() != key {
			continue
		}
		for _, post := range postsToGive {
			p.buttons.Add(p.button(u, post, holds(r.state.Posts, u, post)))
		}
	}
	p.buttons.Refresh()
}

func holds(posts []seasonroom.PostHeld, u book.Unit, post emulation.Post) bool {
	return slices.ContainsFunc(posts, func(h seasonroom.PostHeld) bool { return h.Post == post && h.Unit.ID == u.ID })
}

func (p *people) button(u book.Unit, post emulation.Post, has bool) fyne.CanvasObject {
	s, name := p.screen, text.T("post."+string(post))
	if has {
		return widgets.NewQuietButton(text.T("ui.season.post.end", "post", name), nil, func() {
			s.Confirm(text.T("ui.season.post.end.sure", "unit", u.Label(), "post", name), text.T("ui.season.post.end", "post", name), func() {
				s.Act(text.T("ui.season.post.ended", "unit", u.Label(), "post", name), func() error { return s.room.EndPost(post, u.ID) })
			})
		})
	}
	return widgets.NewButton(text.T("ui.season.post.give", "post", name), nil, func() {
		s.AskFor(text.T("ui.season.post.by", "unit", u.Label(), "post", name), text.T("ui.season.post.by.hint"),
			text.T("ui.season.post.give", "post", name), func(by string) {
				s.Act(text.T("ui.season.post.given", "unit", u.Label(), "post", name), func() error { return s.room.SetPost(post, u.ID, "assigned", by) })
			})
	})
}
