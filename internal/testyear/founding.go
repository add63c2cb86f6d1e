package testyear

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/identity"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/season"
)

// Table is the criteria of the tests: one of each kind that is typed in its own way, and one that compares the units.
const Table = `format: thidua-criteria/1
id: test
name: Bảng tiêu chí thử
cite: Văn bản thử
scale: {total: 60}
groups:
  - code: I
    name: Nhiệm vụ
    criteria:
      - {code: I.1, name: Hoàn thành chương trình, max: 10, rule: {kind: percent}, evidence: required}
      - {code: I.2, name: Nền nếp, max: 10, rule: {kind: manual, step: 0.25}}
      - {code: I.3, name: Giải thưởng, max: 10, rule: {kind: tiers, tiers: [{id: qg, label: Quốc gia, points: 5}, {id: tinh, label: Cấp tỉnh, points: 3}]}}
      - {code: I.4, name: Báo cáo, max: 10, rule: {kind: choice, options: [{id: tot, label: Tốt, points: 10}, {id: kha, label: Khá, points: 7}]}}
  - code: II
    name: Phong trào
    criteria:
      - {code: II.1, name: Sáng kiến, max: 10, rule: {kind: count, each: 2}}
      - {code: II.2, name: Tham gia hội thi, max: 10, rule: {kind: pass}}
      - {code: II.3, name: Vi phạm, max: 0, rule: {kind: event, points: -5}}
`

// Units of the tests' cluster; the first is the head's, the second the deputy's, the third verifies.
var Units = []string{"son-la", "cao-bang", "lang-son", "lai-chau"}

// Founded is a tenant with a cluster and a season whose sheets can be filled in.
func Founded(t *testing.T, criteria string, on ...Where) *World {
	t.Helper()
	return Until(t, criteria, emulation.SeasonSelfScoring, on...)
}

// Until is a tenant with a cluster and a season that was taken to a step, with nothing registered, signed or handed in.
func Until(t *testing.T, criteria string, step emulation.SeasonStep, on ...Where) *World {
	t.Helper()
	found := func() (*World, map[string]*desk.Desk) {
		w := Empty(t, on...)
		f := Founding(criteria)
		f.Until = step
		w.OK(season.At(w.Office.Workspace).Found(f))
		w.Sync(w.Office)
		return w, nil
	}
	if len(on) > 0 {
		w, _ := found()
		return w
	}
	w, _ := Once(t, fmt.Sprint("until ", step, criteria), found)
	return w
}

// Led is founded with the desks of the leaders of units.
func Led(t *testing.T, criteria string, codes ...string) (*World, map[string]*desk.Desk) {
	t.Helper()
	return Once(t, fmt.Sprint("led ", codes, criteria), func() (*World, map[string]*desk.Desk) {
		w := Founded(t, criteria)
		return w, w.Leaders(codes...)
	})
}

// Founding founds the cluster of Units, with a season under some criteria.
func Founding(criteria string) season.Founding {
	var f season.Founding
	f.Cluster.Code, f.Cluster.Name = "cum-thu", "Cụm thi đua thử"
	for _, u := range Units {
		f.Units = append(f.Units, season.FoundingUnit{Code: u, UnitInfo: emulation.UnitInfo{Name: "Sở " + u}})
	}
	f.Season.Label, f.Season.Name = "2023–2024", "Năm học 2023–2024"
	f.Posts = []season.FoundingPost{{Unit: Units[0], Post: emulation.PostHead}, {Unit: Units[1], Post: emulation.PostDeputy}, {Unit: Units[2], Post: emulation.PostVerifier}}
	f.Criteria = emulation.CriteriaVersion{Name: "thu.yaml", YAML: []byte(criteria)}
	f.Until = emulation.SeasonSelfScoring
	return f
}

// Unit is a unit by its code.
func (w *World) Unit(code string) book.Unit {
	w.Helper()
	return Must(w.Office.Workspace.FindUnit(code))(w)
}

// Invite is the office's invitation, known to the server.
func (w *World) Invite(code string, role emulation.Role) *identity.InviteFile {
	w.Helper()
	inv := Must(replica.At(w.Office.Workspace).Invite(w.Unit(code).ID, role, replica.InviteValidity))(w)
	w.Sync(w.Office)
	return inv.File
}

// Join sets up a desk of a unit, and syncs it once.
func (w *World) Join(code string, role emulation.Role) *desk.Desk {
	w.Helper()
	d := w.Closing(Must(desk.InitInvite(w.Folder(), w.Invite(code, role), "Người của "+code, w.Env(0)))(w))
	w.Sync(d)
	return d
}

// Leaders are the desks of the leaders of units.
func (w *World) Leaders(codes ...string) map[string]*desk.Desk {
	w.Helper()
	desks := map[string]*desk.Desk{}
	for _, code := range codes {
		desks[code] = w.Join(code, emulation.RoleLeader)
	}
	for _, d := range desks {
		w.Sync(d)
	}
	return desks
}

// JoinAuthority sets up a desk of the authority that decides.
func (w *World) JoinAuthority() *desk.Desk {
	w.Helper()
	inv := Must(replica.At(w.Office.Workspace).Invite(emulation.ID{}, emulation.RoleAuthority, replica.InviteValidity))(w)
	w.Sync(w.Office)
	d := w.Closing(Must(desk.InitInvite(w.Folder(), inv.File, "Người của Bộ", w.Env(0)))(w))
	w.Sync(d)
	return d
}
