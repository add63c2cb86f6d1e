package forms_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/sync/identity"
	"thidua/workspace/replica"
)

// What stands on the paper, read back by eye or by a scanner, opens with the words; the words stand nowhere on it.
func TestRecoverySheetHoldsTheKeyAndNotItsWords(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	words := testyear.Must(identity.NewWords(w.Env(0).Rand))(w)
	lines := testyear.Must(replica.At(d.Workspace).Recovery().Seal(words, w.Env(0).Rand))(w)
	paper, err := forms.At(d.Workspace).Recovery(lines, time.Date(2024, 7, 20, 10, 0, 0, 0, time.UTC))
	w.OK(err)
	if _, err := forms.At(d.Workspace).Recovery(lines[1:], time.Time{}); emulation.KeyOf(err) != "recovery.lines" {
		t.Errorf("a sheet that brings no key back: %v", err)
	}
	doc := only(t, paper)
	var typed []string
	for _, r := range tableOf(t, doc).Rows {
		typed = append(typed, cells(r))
	}
	i := slices.IndexFunc(doc.Blocks, func(b documents.Block) bool { _, is := b.(documents.Square); return is })
	for _, text := range []string{strings.NewReplacer("1|", "1. ", "|", " ").Replace(typed[0]) + "\n" + strings.Join(lines[1:], "\n"), doc.Blocks[i].(documents.Square).Text} {
		back, err := identity.OpenRecovery(text, words)
		w.OK(err)
		if back.Key.LogID() != d.Workspace.Key().LogID() {
			t.Error("another key stands on the paper")
		}
	}
	for _, word := range strings.Fields(words) {
		if strings.Contains(strings.ToLower(fmt.Sprint(doc)), " "+word+" ") {
			t.Errorf("the word %q stands on the sheet", word)
		}
	}
}

// What stands on an invitation slip is the code, whom it is for and who invites: a unit's leader speaks for the unit.
func TestInvitationSlip(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	invite := forms.Invite{Code: "0R30-C1G6-0R30-C1G6-0R30-C1G6-0VCH", For: "Sở GDĐT Sơn La", Role: "nhân viên", Until: time.Date(2024, 8, 19, 0, 0, 0, 0, time.UTC)}
	paper, err := forms.At(d.Workspace).Invitation(invite, time.Date(2024, 7, 20, 10, 0, 0, 0, time.UTC))
	w.OK(err)
	doc := only(t, paper)
	if got := cells(tableOf(t, doc).Rows[0]); got != "0R30|C1G6|0R30|C1G6|0R30|C1G6|0VCH" {
		t.Errorf("the code is %s", got)
	}
	text := fmt.Sprint(doc)
	for _, part := range []string{"Sở GDĐT Sơn La", "Nhân viên", "19/8/2024", testyear.Must(d.Workspace.Me())(w).Unit.Name} {
		if !strings.Contains(text, part) {
			t.Errorf("%q does not stand on it: %s", part, text)
		}
	}
}
