package replica

import (
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

// InviteValidity is how long an invitation can be used at most, and unless said otherwise.
const InviteValidity = identity.MaxInvitation * time.Second

// Invited is an invitation: its code for a person with a line, its file for one without.
type Invited struct {
	Code string
	File *identity.InviteFile
}

// Invite lets a new person of a unit in, in a role. A leader's invitation includes the right to invite the unit's own staff.
func (room Room) Invite(unit emulation.ID, role emulation.Role, valid time.Duration) (*Invited, error) {
	w, done := room.desk.Edit()
	defer done()
	if !emulation.HasRole(emulation.Roles, role) {
		return nil, emulation.Errorf(emulation.Invalid, "workspace.role-unknown", "role", string(role))
	}
	subject := identity.Subject{Kind: emulation.SubjectUnit, ID: unit}
	var grant []emulation.Role
	switch role {
	case emulation.RoleLeader:
		grant = []emulation.Role{emulation.RoleStaff, emulation.RoleObserver}
	case emulation.RoleOffice:
		subject = identity.Subject{Kind: emulation.SubjectOffice, ID: w.Control.ID()}
		grant = []emulation.Role{emulation.RoleLeader, emulation.RoleStaff, emulation.RoleSecretary, emulation.RoleObserver}
	case emulation.RoleAuthority:
		subject = identity.Subject{Kind: emulation.SubjectOffice, ID: w.Control.ID()}
	}
	if valid <= 0 || valid > InviteValidity {
		return nil, emulation.Errorf(emulation.Invalid, "workspace.invite-validity")
	}
	if err := w.logged(subject); err != nil {
		return nil, err
	}
	seed, err := identity.NewSeed(w.Rand)
	if err != nil {
		return nil, err
	}
	oneTime := identity.PublicOf(seed.OneTimeKey(w.Judge.Root))
	inv := identity.Invitation{OneTime: oneTime, Name: seed.LookupName(), Subject: subject, May: []emulation.Role{role}, MayGrant: grant,
		NotAfter: w.Now().Add(valid).Unix()}
	raw, err := inv.Sign(w.Judge.Tenant, w.Key.Private)
	if err != nil {
		return nil, err
	}
	op := record.Invitation.Signed.Op(record.ByOneTime{OneTime: oneTime[:]}, raw)
	if _, err := w.Write(w.Control, "invite", op); err != nil {
		return nil, err
	}
	server, err := w.Server()
	if err != nil {
		return nil, err
	}
	file := &identity.InviteFile{Seed: seed, Root: w.Root(), Server: server, Invite: raw}
	scopes, err := w.invitedScopes(subject)
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		log, err := w.copyLog(s)
		if err != nil {
			return nil, err
		}
		file.Logs = append(file.Logs, log)
	}
	return &Invited{Code: seed.Code(), File: file}, nil
}

// invitedScopes are the logs that travel in an invitation file: control, and the clusters the invited one may read.
func (w View) invitedScopes(subject identity.Subject) ([]changeset.Scope, error) {
	scopes := []changeset.Scope{w.Control}
	clusters, err := w.Clusters()
	if err != nil {
		return nil, err
	}
	for _, c := range clusters {
		if _, member := c.Member(subject.ID); member || subject.Kind == emulation.SubjectOffice {
			scopes = append(scopes, c.Scope())
		}
	}
	return scopes, nil
}

// logged reports whether the inviter and the unit stand in the log already: an invitation by or to one that only this desk knows of could not
// be used.
func (w View) logged(subject identity.Subject) error {
	early := emulation.Errorf(emulation.Unavailable, "workspace.invite-sync-first")
	cert, err := w.Judge.Certificate(w.Store, w.Control, w.Self(), changeset.Logged)
	if err != nil {
		return err
	}
	if cert == nil {
		return early
	}
	if subject.Kind != emulation.SubjectUnit {
		return nil
	}
	r, err := w.Store.Record(record.Unit.Place(w.Control, w.Control.ID(), subject.ID))
	if err != nil {
		return err
	}
	if record.Unit.Last(r, changeset.Logged) == nil {
		return early
	}
	return nil
}
