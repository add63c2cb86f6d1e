package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"thidua/documents"
	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/phrase"
	"thidua/internal/sample"
	"thidua/internal/tenant"
	"thidua/storage"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/workspace/replica"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// The files of a sandbox.
const (
	hubDir       = "hub"
	hubKeyFile   = "hub.key"
	hubRootFile  = "root.pub"
	originSample = "sample:"
	originTrial  = "trial"
	makingFile   = "making" // while a sandbox is being made
)

// Unfinished says whether the sandbox of a folder was begun and never finished: it is made anew, nobody worked in it.
func Unfinished(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, sandboxDir, makingFile))
	return err == nil
}

// InitSample makes a throw-away tenant of a sample in an empty folder: its office founds the cluster, every unit's desk fills in and submits
// its sheet, all signed and given leaves by a hub in this process, as the real thing. The desk that stays is that of the leader of unit (""
// is the head's); its own sheet is returned, so that it can be edited.
func InitSample(dir, id, unit string, env Environment) (*Desk, error) {
	s, err := sample.Load(id)
	if err != nil {
		return nil, err
	}
	if unit == "" {
		unit = s.Founding.Posts[0].Unit
	}
	if _, ok := s.Inputs[unit]; !ok {
		return nil, emulation.Errorf(emulation.NotFound, "desk.sample-unit", "unit", unit)
	}
	p := &play{sample: s, dir: dir, env: env}
	return p.play("playing sample "+id+" in a sandbox", func() (*Desk, error) { return p.run(unit) })
}

// InitTrial makes a throw-away tenant in an empty folder, with nothing in it: the desk that stays is that of its standing office, which founds clusters
// and tries out what an office does. Nobody else can come in.
func InitTrial(dir, office string, env Environment) (*Desk, error) {
	p := &play{dir: dir, env: env}
	return p.play("founding an office to try out", func() (*Desk, error) {
		file, err := p.found(office)
		if err != nil {
			return nil, err
		}
		d, err := InitOffice(dir, file, "", env)
		if err != nil {
			return nil, err
		}
		return d, cmp.Or(p.sync(d), d.Workspace.SetOrigin(originTrial))
	})
}

// play makes the sandbox and has a desk made in it; what was only needed for that is closed and removed.
func (p *play) play(doing string, what func() (*Desk, error)) (d *Desk, err error) {
	if _, err := os.Stat(filepath.Join(p.dir, keyFile)); err == nil {
		return nil, emulation.Errorf(emulation.Conflict, "workspace.already-set-up")
	}
	p.box = filepath.Join(p.dir, sandboxDir)
	if err := durable.RemoveAll(p.box); err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", p.dir).Because(err)
	}
	if err := os.MkdirAll(p.box, 0o700); err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "desk.unreadable", "dir", p.dir).Because(err)
	}
	making := filepath.Join(p.box, makingFile)
	if err := documents.Save(making, durable.Bytes(nil)); err != nil {
		return nil, err
	}
	if d, err = what(); err != nil {
		err = fmt.Errorf("%s: %w", doing, err)
	}
	if err = errors.Join(err, p.close()); err == nil {
		err = durable.Remove(making)
	}
	if err != nil && d != nil {
		err = errors.Join(err, d.Close())
		d = nil
	}
	return d, err
}

// play is a sandbox being brought to life.
type play struct {
	sample *sample.Sample // nil: of none
	dir    string
	box    string
	env    Environment
	hubDB  Store
	hub    *hub.Hub
	desks  map[string]*Desk // of the units, while they are needed
	office *Desk
}

func (p *play) run(stays string) (*Desk, error) {
	office, err := p.found(p.sample.Office)
	if err != nil {
		return nil, err
	}
	if p.office, err = InitOffice(filepath.Join(p.box, "office"), office, "", p.env); err != nil {
		return nil, err
	}
	if err := season.At(p.office.Workspace).Found(p.sample.Founding); err != nil {
		return nil, err
	}
	if err := p.sync(p.office); err != nil {
		return nil, err
	}
	p.desks = map[string]*Desk{}
	for _, code := range slices.Sorted(maps.Keys(p.sample.Inputs)) {
		if err := p.unit(code, stays); err != nil {
			return nil, err
		}
	}
	if err := p.giveBack(stays); err != nil {
		return nil, err
	}
	d := p.desks[stays]
	delete(p.desks, stays)
	return d, d.Workspace.SetOrigin(originSample + p.sample.ID)
}

// found makes the tenant of an office and opens its hub.
func (p *play) found(name string) (*identity.OfficeFile, error) {
	options := p.env.storage()
	options.Server, options.ReserveBytes = true, 1
	var err error
	if p.hubDB, err = p.env.open(filepath.Join(p.box, hubDir), options); err != nil {
		return nil, err
	}
	office, server, err := tenant.New(p.hubDB, name, "", p.env.Now(), p.env.Rand)
	if err != nil {
		return nil, err
	}
	serverKey := &identity.Key{Private: server.Private, Age: server.Age}
	if err := saveKeyAs(filepath.Join(p.box, hubKeyFile), serverKey, nil); err != nil {
		return nil, err
	}
	root := identity.PublicOf(office.RootKey())
	if err := documents.Save(filepath.Join(p.box, hubRootFile), durable.Bytes(root[:])); err != nil {
		return nil, err
	}
	p.hub, err = hub.New(p.hubDB, judge.NewAnchor(root.Key()), server.Private, p.env.Now)
	return office, err
}

// unit lets one unit's leader join, fill in the sheet and submit it.
func (p *play) unit(code, stays string) error {
	unit, err := p.office.Workspace.FindUnit(code)
	if err != nil {
		return err
	}
	inv, err := replica.At(p.office.Workspace).Invite(unit.ID, emulation.RoleLeader, replica.InviteValidity)
	if err != nil {
		return err
	}
	dir := filepath.Join(p.box, "unit-"+code)
	if code == stays {
		dir = p.dir
	}
	d, err := InitInvite(dir, inv.File, "", p.env)
	if err != nil {
		return err
	}
	p.desks[code] = d
	inputs := p.sample.Inputs[code]
	for _, c := range slices.Sorted(maps.Keys(inputs)) {
		cell, err := sheet.At(d.Workspace).SetCell(c, inputs[c])
		if err == nil {
			err = cell.Fault
		}
		if err != nil {
			return err
		}
	}
	if err := sheet.At(d.Workspace).Because(phrase.Text(phrase.Vietnamese, "sample.unproven")).Submit(); err != nil {
		return err
	}
	return p.sync(d)
}

// giveBack lets the deputy (of the deputy's own sheet: the head; of a lone head's: the office) return the sheet of the unit whose desk stays.
func (p *play) giveBack(stays string) error {
	var checker *Desk
	for _, post := range p.sample.Founding.Posts {
		if (post.Post == emulation.PostDeputy || post.Post == emulation.PostHead) && post.Unit != stays {
			checker = p.desks[post.Unit]
		}
	}
	if checker == nil {
		checker = p.office // nobody else was named to a post
	}
	if err := p.sync(checker); err != nil {
		return err
	}
	unit, err := checker.Workspace.FindUnit(stays)
	if err != nil {
		return err
	}
	if err := sheet.At(checker.Workspace).StepSheet(unit.ID, emulation.SheetReturned, phrase.Text(phrase.Vietnamese, "sample.returned")); err != nil {
		return err
	}
	if err := p.sync(checker); err != nil {
		return err
	}
	return p.sync(p.desks[stays])
}

func (p *play) sync(d *Desk) error {
	_, err := d.Exchange(context.Background(), hub.Local{Hub: p.hub})
	return err
}

// close closes what was only needed to play, and removes those desks. What cannot be removed (a virus scanner holds it) costs some space in
// a sandbox and nothing else.
func (p *play) close() error {
	var errs []error
	for _, d := range p.desks {
		errs = append(errs, d.Close())
		if d.Dir != p.dir {
			_ = durable.RemoveAll(d.Dir)
		}
	}
	if p.office != nil {
		errs = append(errs, p.office.Close())
		_ = durable.RemoveAll(p.office.Dir)
	}
	if p.hubDB != nil {
		errs = append(errs, p.hubDB.Close())
	}
	return errors.Join(errs...)
}

// hubOptions are those of the sandbox's store.
func (d *Desk) hubOptions() storage.Options {
	o := d.env.storage()
	o.Server, o.ReserveBytes, o.Key = true, 1, d.key
	return o
}

// sandboxHub opens the hub of a sandbox for one sync; done closes it.
func (d *Desk) sandboxHub() (h *hub.Hub, done func() error, err error) {
	box := filepath.Join(d.Dir, sandboxDir)
	key, _, err := loadKey(filepath.Join(box, hubKeyFile), d.key)
	if err != nil {
		return nil, nil, err
	}
	root, err := durable.ReadFile(filepath.Join(box, hubRootFile))
	if err != nil || len(root) != len(identity.PublicKey{}) {
		return nil, nil, emulation.Errorf(emulation.Corrupt, "desk.unreadable", "dir", box).Because(err)
	}
	db, err := d.env.open(filepath.Join(box, hubDir), d.hubOptions())
	if err != nil {
		return nil, nil, fmt.Errorf("opening the store of the sandbox's hub: %w", err)
	}
	if h, err = hub.New(db, judge.NewAnchor(identity.PublicKey(root).Key()), key.Private, d.env.Now); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("opening the sandbox's hub: %w", err), db.Close())
	}
	return h, db.Close, nil
}
