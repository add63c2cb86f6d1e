package season

import (
	"bytes"
	"io"
	"path/filepath"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
)

// DocumentCmd is about the numbered documents of a season.
type DocumentCmd struct {
	Set  DocumentSetCmd  `cmd:"" help:"cli.season.document.set"`
	List DocumentListCmd `cmd:"" help:"cli.season.document.list"`
}

// DocumentSetCmd records a document, or puts one right.
type DocumentSetCmd struct {
	ID       string `arg:"" help:"cli.arg.document"`
	Kind     string `help:"cli.flag.document-kind" required:"" placeholder:"K"`
	Title    string `help:"cli.flag.title" required:"" placeholder:"TEXT"`
	Number   string `help:"cli.flag.number" placeholder:"TEXT"`
	Date     string `help:"cli.flag.document-date" placeholder:"D"`
	Issuer   string `help:"cli.flag.issuer" placeholder:"TEXT"`
	Adopted  bool   `help:"cli.flag.adopted"`
	File     string `help:"cli.flag.attach" placeholder:"FILE"`
	Withdraw bool   `help:"cli.flag.withdraw"`
}

// Run records it.
func (c *DocumentSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		doc := emulation.NumberedDocument{Kind: c.Kind, Title: c.Title, Number: c.Number, Date: c.Date, Issuer: c.Issuer, Adopted: c.Adopted, Withdrawn: c.Withdraw}
		if c.File != "" {
			raw, err := a.File(c.File)
			if err != nil {
				return err
			}
			file, err := d.Workspace.Attach(filepath.Base(c.File), bytes.NewReader(raw))
			if err != nil {
				return err
			}
			doc.File = &file
		}
		if err := d.Workspace.SetDocument(c.ID, doc); err != nil {
			return err
		}
		return a.Done(map[string]string{"id": c.ID}, "cli.season.document.done", "id", c.ID)
	})
}

// DocumentListCmd lists the documents.
type DocumentListCmd struct{}

// Run prints them.
func (DocumentListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Documents()
		if err != nil {
			return err
		}
		type document struct {
			ID       string `json:"id"`
			Kind     string `json:"kind"`
			Title    string `json:"title"`
			Number   string `json:"number,omitempty"`
			Date     string `json:"date,omitempty"`
			Issuer   string `json:"issuer,omitempty"`
			Adopted  bool   `json:"adopted"`
			File     string `json:"file,omitempty"`
			Conflict bool   `json:"conflict"`
		}
		out := []document{}
		var rows [][]string
		for _, doc := range list {
			item := document{doc.ID, doc.Kind, doc.Title, doc.Number, doc.Date, doc.Issuer, doc.Adopted, "", doc.Conflict}
			if doc.File != nil {
				item.File = doc.File.Name
			}
			out = append(out, item)
			note := ""
			switch {
			case doc.Conflict:
				note = a.Say("cli.state.conflict")
			case doc.Adopted:
				note = a.Say("cli.season.document.adopted")
			}
			rows = append(rows, []string{doc.ID, a.Say("document." + doc.Kind), doc.Number, a.Date(doc.Date), doc.Title, note})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{a.Say("cli.col.code"), a.Say("cli.col.document-kind"), a.Say("cli.col.number"), a.Say("cli.col.day"), a.Say("cli.col.title"), a.Say("cli.col.note")}, rows)
		})
	})
}

// QuotaCmd is about how many awards of a form the cluster may propose.
type QuotaCmd struct {
	Set  QuotaSetCmd  `cmd:"" help:"cli.season.quota.set"`
	List QuotaListCmd `cmd:"" help:"cli.season.quota.list"`
}

// QuotaSetCmd sets a number.
type QuotaSetCmd struct {
	Form  string `arg:"" help:"cli.arg.form"`
	Count uint64 `arg:"" help:"cli.arg.count"`
	Basis string `help:"cli.flag.basis" placeholder:"TEXT"`
}

// Run sets it.
func (c *QuotaSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		form, err := d.Workspace.FindForm(c.Form)
		if err != nil {
			return err
		}
		if err := d.Workspace.SetQuota(form.ID, emulation.SeasonQuota{Count: c.Count, Basis: c.Basis}); err != nil {
			return err
		}
		return a.Done(map[string]any{"form": form.ID, "count": c.Count}, "cli.season.quota.done", "form", form.Name, "count", strconv.FormatUint(c.Count, 10))
	})
}

// QuotaListCmd lists the numbers.
type QuotaListCmd struct{}

// Run prints them.
func (QuotaListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := d.Workspace.Quotas()
		if err != nil {
			return err
		}
		type quota struct {
			Form     string `json:"form"`
			Name     string `json:"name"`
			Count    uint64 `json:"count"`
			Basis    string `json:"basis,omitempty"`
			Conflict bool   `json:"conflict"`
		}
		out := []quota{}
		var rows [][]string
		for _, q := range list {
			name := q.Form
			if f, err := d.Workspace.FindForm(q.Form); err == nil {
				name = f.Name
			}
			out = append(out, quota{q.Form, name, q.Count, q.Basis, q.Conflict})
			note := q.Basis
			if q.Conflict {
				note = a.Say("cli.state.conflict")
			}
			rows = append(rows, []string{q.Form, name, strconv.FormatUint(q.Count, 10), note})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{a.Say("cli.col.code"), a.Say("cli.col.form"), ">" + a.Say("cli.col.quota"), a.Say("cli.col.basis")}, rows)
		})
	})
}

// PostCmd is about head, deputies, secretary and verifiers.
type PostCmd struct {
	Set     PostSetCmd     `cmd:"" help:"cli.season.post.set"`
	End     PostEndCmd     `cmd:"" help:"cli.season.post.end"`
	List    PostListCmd    `cmd:"" help:"cli.season.post.list"`
	Appoint PostAppointCmd `cmd:"" help:"cli.season.post.appoint"`
}

// PostSetCmd puts a unit into a post.
type PostSetCmd struct {
	Post string `arg:"" help:"cli.arg.post"`
	Unit string `required:"" help:"cli.flag.unit" placeholder:"U"`
	How  string `help:"cli.flag.how" placeholder:"H"`
	By   string `help:"cli.flag.by" placeholder:"TEXT"`
}

// Run records it.
func (c *PostSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		if err := d.Workspace.SetPost(emulation.Post(c.Post), u.ID, c.How, c.By); err != nil {
			return err
		}
		return a.Done(map[string]string{"post": c.Post, "unit": u.Code}, "cli.season.post.done", "unit", u.Name, "post", a.Say("post."+c.Post))
	})
}

// PostEndCmd takes a post from a unit.
type PostEndCmd struct {
	Post string `arg:"" help:"cli.arg.post"`
	Unit string `required:"" help:"cli.flag.unit" placeholder:"U"`
}

// Run records it.
func (c *PostEndCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		if err := d.Workspace.EndPost(emulation.Post(c.Post), u.ID); err != nil {
			return err
		}
		return a.Done(map[string]string{"post": c.Post, "unit": u.Code}, "cli.season.post.ended", "unit", u.Name, "post", a.Say("post."+c.Post))
	})
}

// PostAppointCmd records the leaders the season before chose.
type PostAppointCmd struct{}

// Run records them.
func (PostAppointCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := d.Workspace.AppointChosen(); err != nil {
			return err
		}
		return posts(a, d)
	})
}

// PostListCmd lists who holds the posts.
type PostListCmd struct{}

// Run prints them.
func (PostListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error { return posts(a, d) })
}

func posts(a *verb.App, d *desk.Desk) error {
	list, err := d.Workspace.Posts()
	if err != nil {
		return err
	}
	type held struct {
		Post     string       `json:"post"`
		Unit     verb.UnitOut `json:"unit"`
		How      string       `json:"how"`
		By       string       `json:"by,omitempty"`
		Left     bool         `json:"left"`
		Conflict bool         `json:"conflict"`
	}
	out := []held{}
	var rows [][]string
	for _, p := range list {
		how := p.How
		if how == "" {
			how = "unknown"
		}
		out = append(out, held{string(p.Post), verb.UnitOf(p.Unit), how, p.By, p.Left, p.Conflict})
		note := p.By
		switch {
		case p.Conflict:
			note = a.Say("cli.state.conflict")
		case p.Left:
			note = a.Say("cli.season.post.left")
		}
		rows = append(rows, []string{a.Say("post." + string(p.Post)), p.Unit.Name, a.Say("how." + how), note})
	}
	return a.Show(out, func(w io.Writer) {
		verb.Table(w, []string{a.Say("cli.col.post"), a.Say("cli.col.unit"), a.Say("cli.col.how"), a.Say("cli.col.basis")}, rows)
	})
}
