package season

import (
	"bytes"
	"cmp"
	"path/filepath"
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/season"
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
	At       string `name:"adopted-at" help:"cli.flag.adopted-at" placeholder:"KIND"`
	File     string `help:"cli.flag.attach" placeholder:"FILE"`
	Withdraw bool   `help:"cli.flag.withdraw"`
}

func (c *DocumentSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		doc := emulation.NumberedDocument{Kind: c.Kind, Title: c.Title, Number: c.Number, Date: c.Date, Issuer: c.Issuer, Adopted: c.Adopted || c.At != "", AdoptedAt: c.At, Withdrawn: c.Withdraw}
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
		err := season.At(d.Workspace).SetDocument(c.ID, doc)
		return a.DoneUnless(err, map[string]string{"id": c.ID}, "cli.season.document.done", "id", c.ID)
	})
}

type DocumentListCmd struct{}

func (DocumentListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]season.SeasonDocument, error) { return season.At(d.Workspace).Documents() }, "",
		verb.Both("code", "id", func(x *season.SeasonDocument) any { return x.ID }),
		verb.Both("document-kind", "kind", func(x *season.SeasonDocument) any { return x.Kind },
			func(x *season.SeasonDocument) string { return a.Say("document." + x.Kind) }),
		verb.Field("title", func(x *season.SeasonDocument) any { return x.Title }),
		verb.Both("number", "number,omitempty", func(x *season.SeasonDocument) any { return x.Number }),
		verb.Both("day", "date,omitempty", func(x *season.SeasonDocument) any { return x.Date }, func(x *season.SeasonDocument) string { return a.Date(x.Date) }),
		verb.Cell("title", func(x *season.SeasonDocument) string { return x.Title }),
		verb.Field("issuer,omitempty", func(x *season.SeasonDocument) any { return x.Issuer }),
		verb.Field("adopted", func(x *season.SeasonDocument) any { return x.Adopted }),
		verb.Field("adopted_at,omitempty", func(x *season.SeasonDocument) any { return x.AdoptedAt }),
		verb.Field("file,omitempty", func(x *season.SeasonDocument) any {
			if x.File == nil {
				return ""
			}
			return x.File.Name
		}),
		verb.Both("note", "conflict", func(x *season.SeasonDocument) any { return x.Conflict }, func(x *season.SeasonDocument) string {
			switch {
			case x.Conflict:
				return a.Say("cli.state.conflict")
			case x.AdoptedAt != "":
				return a.Say("cli.season.document.adopted-at", "conference", emulation.Say("conference.kind."+x.AdoptedAt))
			case x.Adopted:
				return a.Say("cli.season.document.adopted")
			}
			return ""
		}))
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

	Accept bool `help:"cli.flag.accept-odd" name:"accept-doubtful"`
}

func (c *QuotaSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		form, err := awards.At(d.Workspace).FindForm(c.Form)
		if err != nil {
			return err
		}
		q := season.FormQuota{Form: form.ID, SeasonQuota: emulation.SeasonQuota{Count: c.Count, Basis: c.Basis}}
		if m, odd := q.Odd(); odd && !c.Accept {
			return emulation.Errorf(emulation.Invalid, "cli.season.quota.odd", "form", form.Name, "sentence", m)
		}
		err = season.At(d.Workspace).SetQuota(q.Form, q.SeasonQuota)
		return a.DoneUnless(err, map[string]any{"form": form.ID, "count": c.Count}, "cli.season.quota.done", "form", form.Name, "count", strconv.FormatUint(c.Count, 10))
	})
}

// QuotaListCmd lists the numbers.
type QuotaListCmd struct{}

func (QuotaListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := season.At(d.Workspace).Quotas()
		if err != nil {
			return err
		}
		name := func(q *season.FormQuota) string {
			if f, err := awards.At(d.Workspace).FindForm(q.Form); err == nil {
				return f.Name
			}
			return q.Form
		}
		return verb.List(a, list, "",
			verb.Both("code", "form", func(q *season.FormQuota) any { return q.Form }),
			verb.Both("form", "name", func(q *season.FormQuota) any { return name(q) }),
			verb.Both(">quota", "count", func(q *season.FormQuota) any { return q.Count }),
			verb.Both("basis", "basis,omitempty", func(q *season.FormQuota) any { return q.Basis }, func(q *season.FormQuota) string {
				if q.Conflict {
					return a.Say("cli.state.conflict")
				}
				return q.Basis
			}),
			verb.Field("conflict", func(q *season.FormQuota) any { return q.Conflict }))
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

func (c *PostSetCmd) Run(a *verb.App) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, u book.Unit) error {
		err := season.At(d.Workspace).SetPost(emulation.Post(c.Post), u.ID, c.How, c.By)
		return a.DoneUnless(err, map[string]string{"post": c.Post, "unit": u.Code}, "cli.season.post.done", "unit", u.Name, "post", a.Say("post."+c.Post))
	})
}

// PostEndCmd takes a post from a unit.
type PostEndCmd struct {
	Post string `arg:"" help:"cli.arg.post"`
	Unit string `required:"" help:"cli.flag.unit" placeholder:"U"`
}

func (c *PostEndCmd) Run(a *verb.App) error {
	return a.WithUnit(c.Unit, func(d *desk.Desk, u book.Unit) error {
		err := season.At(d.Workspace).EndPost(emulation.Post(c.Post), u.ID)
		return a.DoneUnless(err, map[string]string{"post": c.Post, "unit": u.Code}, "cli.season.post.ended", "unit", u.Name, "post", a.Say("post."+c.Post))
	})
}

// PostAppointCmd records the leaders the season before chose.
type PostAppointCmd struct{}

func (PostAppointCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		if err := season.At(d.Workspace).AppointChosen(); err != nil {
			return err
		}
		return posts(a, d)
	})
}

// PostListCmd lists who holds the posts.
type PostListCmd struct{}

func (PostListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error { return posts(a, d) })
}

func posts(a *verb.App, d *desk.Desk) error {
	list, err := season.At(d.Workspace).Posts()
	if err != nil {
		return err
	}
	how := func(p *season.PostHeld) string { return cmp.Or(p.How, "unknown") }
	return verb.List(a, list, "",
		verb.Both("post", "post", func(p *season.PostHeld) any { return p.Post }, func(p *season.PostHeld) string { return a.Say("post." + string(p.Post)) }),
		verb.Both("unit", "unit", func(p *season.PostHeld) any { return verb.UnitOf(p.Unit) }, func(p *season.PostHeld) string { return p.Unit.Name }),
		verb.Both("how", "how", func(p *season.PostHeld) any { return how(p) }, func(p *season.PostHeld) string { return a.Say("how." + how(p)) }),
		verb.Both("basis", "by,omitempty", func(p *season.PostHeld) any { return p.By }, func(p *season.PostHeld) string {
			switch {
			case p.Conflict:
				return a.Say("cli.state.conflict")
			case p.Left:
				return a.Say("cli.season.post.left")
			}
			return p.By
		}),
		verb.Field("left", func(p *season.PostHeld) any { return p.Left }),
		verb.Field("conflict", func(p *season.PostHeld) any { return p.Conflict }))
}
