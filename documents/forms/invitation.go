package forms

import (
	"cmp"
	"strings"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/vietnamese"
	"thidua/workspace/book"
)

// Invite is what an invitation slip says: the code as identity.Seed.Code writes it, the unit or office it is for, the role in words, and until when it
// can be used.
type Invite struct {
	Code  string
	For   string
	Role  string
	Until time.Time
}

// Invitation is an invitation slip (giấy mời vào phần mềm) to hand over in a sealed envelope: the code in groups to type, and how it is used. Whoever
// has the code can use it once.
func (d Desk) Invitation(invite Invite, now time.Time) (Paper, error) {
	_, whose, server, err := d.sender()
	if err != nil {
		return Paper{}, err
	}
	p := &paper{issuer: whose}
	p.Title, p.Created, p.Unnumbered = footer(say("invitation.title"), invite.For), now, true
	p.Footer = p.Title
	p.Blocks = []documents.Block{documents.Title{Kind: caps(say("invitation.title")), Subject: []string{say("invitation.subject")}}}
	p.add(field(say("invitation.for"), invite.For), field(say("invitation.role"), capital(invite.Role)), field(say("invitation.by"), p.issuer),
		field(say("invitation.until"), vietnamese.ShortDate(invite.Until)), field(say("recovery.server"), server))
	groups := strings.Split(invite.Code, "-")
	code := documents.Table{Size: 15, Rows: []documents.Row{row(groups...)}}
	for range groups {
		code.Columns = append(code.Columns, documents.Column{Width: 21, Flex: 1, Align: documents.AlignCenter})
	}
	p.add(keep(body(say("invitation.code"))), code, body(say("invitation.steps")))
	p.list([]string{say("invitation.install"), say("invitation.type"), say("invitation.sheet"), say("invitation.once")})
	return Paper{Name: vietnamese.Slug(say("file.invitation", "about", invite.For)), Documents: []documents.Document{p.Document}}, nil
}

// sender is whoever sits here, the unit or standing office spoken for, and the address of the server; dots for the pen where there is none.
func (d Desk) sender() (me book.Me, body, server string, err error) {
	if me, err = d.ws.Me(); err != nil {
		return me, "", "", err
	}
	if server, err = d.ws.Server(); err != nil {
		return me, "", "", err
	}
	body = me.Office
	if me.Subject == emulation.SubjectUnit {
		body = me.Unit.Name
	}
	return me, body, cmp.Or(server, forPen()), nil
}
