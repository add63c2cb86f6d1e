package sim

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/memstore"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// act lets somebody do something, or something happen to somebody.
func (l *Life) act() {
	d := l.desks[l.chance.IntN(len(l.desks))]
	g := &l.goes
	switch {
	case l.one(g.Crashes):
		d.crash(l.one(2))
	case l.one(g.Restarts):
		l.tell("the server is stopped")
		l.server.stop()
	case l.one(g.Backups):
		l.server.restored()
	case l.one(g.Full):
		d.fills()
	case l.one(g.Restored):
		d.restored()
	case l.one(g.Cloned):
		d.cloned()
	case l.one(g.Joins):
		l.joins()
	case l.one(g.Hostile):
		l.tries()
	default:
		d.works()
	}
}

// works lets the person at a desk do something of a day.
func (d *computer) works() {
	leader := d.who.role == emulation.RoleLeader
	switch n := d.chance.IntN(100); {
	case n < 35:
		d.start(d.sync)
		if d.who.unit != "" && d.one(3) { // people do not wait for it
			d.after(d.soon(30*time.Second), d.types)
		}
	case d.who.unit == "":
		d.comments()
	case n < 75:
		d.types()
	case n < 80:
		d.did("signs what was typed", func() error { _, err := d.desk.Workspace.SealEach(); return err })
	case n < 86:
		d.comments()
	case n < 90:
		d.attaches()
	case n < 94 && leader:
		d.settles()
	case n < 97 && leader:
		d.takesIn()
	case n < 99 && leader:
		d.did("hands in", sheet.At(d.desk.Workspace).Submit)
	default:
		d.returns()
	}
	d.look()
}

// did does something that may be refused.
func (d *computer) did(what string, do func() error) bool {
	err := do()
	d.tell("%s: %s: %v", d.name, what, err)
	if code := emulation.CodeOf(err); err != nil && (code == emulation.Internal || code == emulation.Corrupt) {
		d.wrong("%s: %s: %v", d.name, what, err)
	}
	return err == nil
}

// common is what several people may type.
const common = "50"

// types has the person type into a cell, and see it saved.
func (d *computer) types() {
	code := codes[d.chance.IntN(len(codes))]
	d.texts++
	text := fmt.Sprintf("%d,%02d", d.texts/100, d.texts%100) // each once in a life
	if d.one(6) {
		text = common
	}
	t := &typed{text: text, draft: d.cell(code)}
	before := d.cells[code]
	goesOn := before != nil && d.drafted(before)
	if goesOn {
		t.expects = before.expects
	} else {
		r, err := d.disk.Record(t.draft.DraftKey().Ref)
		if err != nil {
			d.wrong("%s: %s cannot be read: %v", d.name, code, err)
		}
		t.expects = changeset.IDs(r.Heads(t.draft.Field, changeset.Now))
	}
	if !d.did("types "+text+" in "+code, func() error { _, err := sheet.At(d.desk.Workspace).TypeCell(code, text); return err }) {
		return
	}
	drafts, err := d.disk.Drafts(t.draft.Scope)
	if err != nil {
		d.wrong("%s: drafts cannot be read: %v", d.name, err)
	}
	for i := range drafts {
		if drafts[i].DraftKey() == t.draft.DraftKey() {
			t.draft.Value = drafts[i].Value
		}
	}
	if before != nil && !goesOn {
		d.said = append(d.said, before)
	}
	d.cells[code] = t
}

// cell is the draft of a criterion's cell, empty.
func (d *computer) cell(code string) changeset.Draft {
	return record.Score.Input.Draft(d.unit(), record.SheetColumn{Sheet: d.sheet(), Criterion: code, Column: record.ColumnSelf})
}

// unit is the log of the person's unit, sheet its sheet of the season.
func (d *computer) unit() changeset.Scope {
	return changeset.NewScope(changeset.Unit, d.units[d.who.unit])
}

func (d *computer) sheet() emulation.ID { return d.sheets[d.who.unit] }

// comments writes a remark into the cluster's log, which everybody reads.
func (d *computer) comments() {
	unit := units[d.chance.IntN(len(units))]
	d.did("comments on "+unit, func() error {
		tx, done := d.desk.Workspace.Begin()
		defer done()
		_, err := tx.Write(d.cluster, "comment", record.Comment.Make(record.SheetCriterion{Sheet: d.sheets[unit], Criterion: codes[0]}, fmt.Sprint("remark ", d.chance.Uint32())))
		return err
	})
}

// attaches adds a file as evidence.
func (d *computer) attaches() {
	content := make([]byte, d.chance.IntN(80_000))
	for i := range content {
		content[i] = byte(d.chance.Uint32())
	}
	d.did("attaches a file", func() error {
		proof, err := sheet.At(d.desk.Workspace).AddEvidence(codes[d.chance.IntN(len(codes))], "file.pdf", bytes.NewReader(content))
		if err == nil {
			d.files[proof.Blob()] = content
		}
		return err
	})
}

// settles answers the first of the questions two values ask.
func (d *computer) settles() {
	d.did("settles a conflict", func() error {
		list, err := questions.At(d.desk.Workspace).Conflicts()
		if err != nil || len(list) == 0 {
			return err
		}
		q := list[d.chance.IntN(len(list))]
		return questions.At(d.desk.Workspace).Settle(q, 1+d.chance.IntN(len(q.Choices)))
	})
}

// takesIn decides over a change that waits for it.
func (d *computer) takesIn() {
	d.did("takes in what waits", func() error {
		list, err := questions.At(d.desk.Workspace).Waiting()
		if err != nil || len(list) == 0 {
			return err
		}
		w := list[d.chance.IntN(len(list))]
		return questions.At(d.desk.Workspace).TakeIn(w.Scope, w.Identity, !d.one(3), "reason")
	})
}

// returns gives a sheet back to its unit, if this desk is the head's.
func (d *computer) returns() {
	unit := d.units[units[d.chance.IntN(len(units))]]
	d.did("returns a sheet", func() error { return sheet.At(d.desk.Workspace).StepSheet(unit, emulation.SheetReturned, "reason") })
}

// fills leaves a disk no room for a while.
func (d *computer) fills() {
	d.tell("%s: its disk is full", d.name)
	d.disk.full = true
	d.after(d.soon(12*time.Hour), func() { d.disk.full = false })
}

// restored gives the machine an older copy of its disk, if there is one; else one is made.
func (d *computer) restored() {
	if d.copied == nil || d.one(3) {
		d.look()
		d.copied = &older{d.disk.DB.Copy(nil), d.memory.clone()}
		d.tell("%s: is copied", d.name)
		return
	}
	d.tell("%s: goes back to its copy", d.name)
	d.look()
	d.memory = d.copied.memory.clone()
	disk := newDisk(d.copied.db.Copy(d.bytes), false, d.bytes)
	disk.fault = d.fault
	d.boot(disk)
}

// cloned copies a disk to another machine, and both are used.
func (d *computer) cloned() {
	d.look()
	twin, err := d.newComputer(fmt.Sprint(d.who.name, "-twin-", len(d.desks)), d.who, d.key, d.disk.DB)
	if err != nil {
		d.wrong("%s: its copy does not open: %v", d.name, err)
		return
	}
	d.tell("%s: has a twin", d.name)
	twin.memory = d.memory.clone()
	if d.lies != nil { // it holds what it was told, too
		d.lies.to[twin], d.lies.told[twin] = d.lies.to[d], d.lies.told[d]
	}
	d.desks = append(d.desks, twin)
}

// joins lets somebody in.
func (l *Life) joins() {
	office := l.desks[0]
	unit := units[l.chance.IntN(len(units))]
	office.did("invites somebody of "+unit, func() error {
		inv, err := replica.At(office.desk.Workspace).Invite(l.units[unit], emulation.RoleStaff, replica.InviteValidity)
		if err != nil {
			return err
		}
		seed := make([]byte, ed25519.SeedSize)
		for i := range seed {
			seed[i] = byte(l.chance.Uint32())
		}
		key := &identity.Key{Private: ed25519.NewKeyFromSeed(seed), Age: l.spare.Age}
		db := memstore.New(l.bytes)
		who := person{fmt.Sprint(unit, "-new-", len(l.desks)), unit, emulation.RoleStaff}
		if _, err := replica.Join(db, key, inv.File, "Person", workspace.Environment{Now: l.clock, Rand: l.bytes}); err != nil {
			return err
		}
		d, err := l.newComputer(who.name, who, key, db)
		if err != nil {
			return err
		}
		l.desks = append(l.desks, d)
		d.arrives(50)
		return nil
	})
}

// arrives has somebody who joined, and the office that invited, try to sync twice a day until the server has let the new key in. An invitation is
// to be used within a month; who comes later is told so, and given another one.
func (d *computer) arrives(tries int) {
	d.after(d.within(24*time.Hour), func() {
		if !d.outside() || tries == 0 {
			return
		}
		office := d.Life.desks[0]
		office.start(office.sync)
		if d.late() {
			d.joinsAgain()
		}
		d.start(d.sync)
		d.arrives(tries - 1)
	})
}

// outside is whether the server has not let this key in.
func (d *computer) outside() bool {
	r, err := d.server.disk.Record(record.Certificate.Ref(d.control, record.ByLog{Log: d.key.LogID()}))
	return err == nil && record.Certificate.Last(r, changeset.Logged) == nil
}

// late is whether the server knows the new key and did not let it in: the invitation had expired by then.
func (d *computer) late() bool {
	end, err := d.server.disk.Chain(changeset.ChainKey{Scope: d.control, Log: d.key.LogID()})
	return err == nil && end.Seq > 0 && d.outside()
}

// joinsAgain gives a desk that was not let in another invitation, and the office's word on it to the server.
func (d *computer) joinsAgain() {
	office := d.Life.desks[0]
	d.did("joins again", func() error {
		inv, err := replica.At(office.desk.Workspace).Invite(d.units[d.who.unit], d.who.role, replica.InviteValidity)
		if err != nil {
			return err
		}
		office.start(office.sync)
		return replica.At(d.desk.Workspace).JoinAgain(inv.File)
	})
}
