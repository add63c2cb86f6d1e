package printing

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/workspace/register"
)

// head is what stands on the papers of the own unit and of the cluster: two columns of a table whose rows are what is entered once.
type head struct {
	screen *Screen
	t      *grid.Register
	known  [2]register.Letterhead // the own unit's, the cluster's
	fields []field                // the rows
}

// The columns in which something is typed, by the issuer in known.
var headColumns = [2]int{1, 2}

// field is a row: its key ("ui.print.head.<key>"), how it is read and set.
type field struct {
	key  string
	text func(l *register.Letterhead) string
	set  func(l *register.Letterhead, typed string)
}

// plain is a field of the letterhead itself.
func plain(key string, at func(l *register.Letterhead) *string) field {
	return field{key, func(l *register.Letterhead) string { return *at(l) }, func(l *register.Letterhead, typed string) { *at(l) = typed }}
}

// signing is a field of who signs in a role.
func signing(role, part string, at func(s *register.Signer) *string) field {
	return field{role + "." + part, func(l *register.Letterhead) string { s := l.Signer(role); return *at(&s) }, func(l *register.Letterhead, typed string) {
		s := l.Signer(role)
		s.Role, *at(&s) = role, typed
		l.Signers = append(slices.DeleteFunc(slices.Clone(l.Signers), func(x register.Signer) bool { return x.Role == role }), s)
	}}
}

var fields = func() []field {
	list := []field{
		plain("superior", func(l *register.Letterhead) *string { return &l.Superior }),
		plain("issuer", func(l *register.Letterhead) *string { return &l.Issuer }),
		plain("sign", func(l *register.Letterhead) *string { return &l.Sign }),
		plain("place", func(l *register.Letterhead) *string { return &l.Place }),
		{"recipients", func(l *register.Letterhead) string { return strings.Join(l.Recipients, " ") }, func(l *register.Letterhead, typed string) {
			l.Recipients = []string{typed} // parted and ended where it is kept
		}},
	}
	for _, role := range emulation.SignerRoles {
		list = append(list, signing(role, "name", func(s *register.Signer) *string { return &s.Name }),
			signing(role, "position", func(s *register.Signer) *string { return &s.Position }),
			signing(role, "authority", func(s *register.Signer) *string { return &s.Authority }))
	}
	return append(list, field{illustrative, func(l *register.Letterhead) string {
		if l.Illustrative {
			return text.T("ui.print.head.illustrative.yes")
		}
		return ""
	}, func(l *register.Letterhead, typed string) { l.Illustrative = typed != "" }})
}()

// illustrative is the row that says what was invented for a sample; emptied, the papers lose that mark.
const illustrative = "illustrative"

// signsFor says which issuer's papers a role signs: 0 the unit's, 1 the cluster's; 2 both.
func signsFor(key string) int {
	switch role, _, _ := strings.Cut(key, "."); role {
	case emulation.SignsLeader:
		return 0
	case emulation.SignsHead, emulation.SignsSecretary:
		return 1
	}
	return 2
}

func newHead(s *Screen) *head {
	h := &head{screen: s}
	h.t = grid.NewRegister(s.In("letterhead"), nil, h.save,
		grid.Column{Title: text.T("ui.print.head.what"), Width: 340, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.print.head.unit"), Width: 300, Stretch: true, Wrap: true},
		grid.Column{Title: text.T("ui.print.head.cluster"), Width: 300, Stretch: true, Wrap: true})
	return h
}

func (h *head) show(r *reading) {
	h.known = [2]register.Letterhead{}
	h.t.Hint = text.T("ui.print.head.hint")
	carried := ""
	for i, l := range r.heads {
		if l != nil {
			h.known[i] = *l
			carried = l.Carried
		}
	}
	if carried != "" {
		h.t.Hint = text.T("ui.print.head.carried", "season", carried)
	}
	var rows []grid.TableRow
	h.fields = emulation.Where(fields, func(f field) bool { return f.key != illustrative || h.known[0].Illustrative || h.known[1].Illustrative })
	for _, f := range h.fields {
		row := grid.TableRow{Key: f.key, Cells: []grid.Cell{{Text: text.T("ui.print.head." + f.key)}, {}, {}}}
		for i, col := range headColumns {
			if of := signsFor(f.key); of == i || of == 2 && (f.key != illustrative || h.known[i].Illustrative) {
				row.Cells[col] = screen.Typable(f.text(&h.known[i]), r.may[i], h.known[i].Conflict)
			}
		}
		rows = append(rows, row)
	}
	h.t.Show(rows...)
}

// save writes the letterhead of the issuer in whose column something was typed, with what waits in other rows of it.
func (h *head) save(key string, in []string) {
	var writes []func() error
	for i, col := range headColumns {
		next, before := h.known[i], h.known[i]
		next.Recipients, next.Signers = slices.Clone(next.Recipients), slices.Clone(next.Signers)
		for row, f := range h.fields {
			typed := in[col]
			if f.key != key {
				typed = h.t.Inputs(row)[col]
			}
			if typed = strings.TrimSpace(typed); typed != strings.TrimSpace(f.text(&before)) {
				f.set(&next, typed)
			}
		}
		cluster := i == 1
		if slices.ContainsFunc(h.fields, func(f field) bool { return f.text(&before) != f.text(&next) }) {
			writes = append(writes, func() error { return h.screen.room.SetLetterhead(cluster, next.Letterhead, next.Signers) })
		}
	}
	h.screen.write(h.t, key, func() error {
		for _, write := range writes {
			if err := write(); err != nil {
				return err
			}
		}
		return nil
	})
}
