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
