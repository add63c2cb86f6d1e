package forms

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/replica"
)

// squareSize is how large the square code of a recovery sheet is, mm.
const squareSize = 52

// Recovery is the recovery sheet (Phiếu khôi phục) of whoever sits here: the lines of a sealed identity.Recovery, as blocks to type and as a
// square code. The words that open it never stand on it. Errors: Invalid "recovery.lines" where they are not that many, those of the store.
func (d Desk) Recovery(lines []string, now time.Time) (Paper, error) {
	if len(lines) != replica.RecoveryLines { // nobody keeps a sheet that brings no key back
		return Paper{}, emulation.Errorf(emulation.Invalid, "recovery.lines", "count", len(lines), "want", replica.RecoveryLines)
	}
	me, whose, server, err := d.sender()
	if err != nil {
		return Paper{}, err
	}
	p := &paper{issuer: whose}
	p.Title, p.Created, p.Unnumbered = footer(say("recovery.title"), whose), now, true
	p.Footer = p.Title
	p.Blocks = []documents.Block{documents.Title{Kind: caps(say("recovery.title")), Subject: []string{say("recovery.subject")}}}
	p.add(field(say("recovery.person"), cmp.Or(me.Name, forPen())), field(say("recovery.body"), whose), field(say("recovery.server"), server),
		field(say("recovery.log"), me.Log.String()[:8]), field(say("recovery.day"), vietnamese.ShortMoment(now)))
	p.add(body(say("recovery.what")), lineTable(lines), documents.Square{Text: strings.ReplaceAll(strings.Join(lines, ""), "-", ""), Size: squareSize})
	p.list([]string{say("recovery.words"), say("recovery.keep"), say("recovery.how"), say("recovery.lost")})
	return Paper{Name: vietnamese.Slug(say("file.recovery", "about", whose)), Documents: []documents.Document{p.Document}}, nil
}

// lineTable is the lines of a sheet, their groups in columns under one another.
func lineTable(lines []string) documents.Table {
	groups := strings.Count(lines[0], "-") + 1
	t := documents.Table{Size: 13, Columns: []documents.Column{{Width: 10, Align: documents.AlignCenter}}}
	for range groups {
		t.Columns = append(t.Columns, documents.Column{Width: 21, Flex: 1, Align: documents.AlignCenter})
	}
	for i, line := range lines {
		t.Rows = append(t.Rows, row(append([]string{strconv.Itoa(i + 1)}, strings.Split(line, "-")...)...))
	}
	return t
}
