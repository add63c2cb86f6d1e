package main

import (
	"context"
	"errors"
	"strings"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pages"
	"thidua/documents/papercheck"
	"thidua/internal/desk"
)

// checker holds papers against the record of a desk.
type checker struct {
	desk   *desk.Desk
	papers *paperMaker
	cache  string // see previewer
}

// with does a check; what reads PDF files is begun for it alone where it is needed.
func (c *checker) with(do func(p *papercheck.Checker) ([]papercheck.Answer, error)) (found []papercheck.Answer, err error) {
	reader := pages.Begun{Cache: c.cache}
	defer func() { err = errors.Join(err, reader.Close()) }()
	return do(&papercheck.Checker{Workspace: c.desk.Workspace, Verify: c.desk.VerifyLogs, Reader: reader.Reader})
}

func (c *checker) File(ctx context.Context, raw []byte) ([]papercheck.Answer, error) {
	return c.with(func(p *papercheck.Checker) ([]papercheck.Answer, error) { return p.File(ctx, raw) })
}

func (c *checker) Code(ctx context.Context, typed string) ([]papercheck.Answer, error) {
	return c.with(func(p *papercheck.Checker) ([]papercheck.Answer, error) {
		one, err := p.Code(ctx, typed)
		if err != nil {
			return nil, err
		}
		return []papercheck.Answer{*one}, nil
	})
}

// Paper writes what the record gives beside the papers of the desk, under its code.
func (c *checker) Paper(a *papercheck.Answer) (string, error) {
	return c.papers.write(forms.Paper{Name: strings.ToLower(a.Code.Typed()), Documents: []documents.Document{a.Document}}, nil) // nobody makes it again
}
