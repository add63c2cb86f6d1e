package emulation

import "slices"

// Role is a right that a certificate binds to a person of a unit or an office. Head, deputy and verifier are not roles but posts of a
// unit in a cluster, recorded in the control log, so that an election needs no new certificates.
type Role string

// The roles of certificates.
const (
	RoleOffice    Role = "office"    // cơ quan thường trực
	RoleAuthority Role = "authority" // cơ quan quyết định
	RoleLeader    Role = "leader"    // thủ trưởng đơn vị
	RoleStaff     Role = "staff"     // cán bộ của đơn vị
	RoleSecretary Role = "secretary" // thư ký
	RoleObserver  Role = "observer"  // người theo dõi
	RoleServer    Role = "server"    // máy chủ: leaves, checkpoints, renewals, nothing else
)

// Roles lists what a person can be invited as.
var Roles = []Role{RoleLeader, RoleStaff, RoleSecretary, RoleObserver, RoleOffice, RoleAuthority}

// Post is what a unit does in a cluster for a season.
type Post string

// The posts of a cluster.
const (
	PostHead      Post = "head"      // cụm trưởng
	PostDeputy    Post = "deputy"    // cụm phó
	PostSecretary Post = "secretary" // thư ký cụm
	PostVerifier  Post = "verifier"  // đơn vị thẩm định
)

// SubjectKind says whom a certificate speaks for.
type SubjectKind uint8

// The three subjects.
const (
	SubjectOffice SubjectKind = 1
	SubjectUnit   SubjectKind = 2
	SubjectServer SubjectKind = 3
)

// HasRole reports whether the role is among them.
func HasRole(roles []Role, want ...Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(want, r) })
}

// RolesWithin reports whether every role of some is among all.
func RolesWithin(some, all []Role) bool {
	return !slices.ContainsFunc(some, func(r Role) bool { return !HasRole(all, r) })
}
