package testyear

import (
	"context"
	"strings"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/sync/state"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// Must is the value of a call that has to go well: Must(call())(w).
func Must[T any](v T, err error) func(*World) T {
	return func(w *World) T {
		w.Helper()
		if err != nil {
			w.Fatal(err)
		}
		return v
	}
}

// OK ends the test if something went wrong that it needs.
func (w *World) OK(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// Fails checks the key of an error, and that it has a sentence in both languages.
func (w *World) Fails(err error, key string) {
	w.Helper()
	if emulation.KeyOf(err) != key {
		w.Fatalf("%v, not %s", err, key)
	}
	for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
		if s := phrase.Error(lang, err); s == "" || strings.Contains(s, key) || strings.ContainsAny(s, "{}") {
			w.Fatalf("%s has no sentence: %q", key, s)
		}
	}
}

// Says is a message in Vietnamese.
func Says(m emulation.Message) string { return phrase.Render(phrase.Vietnamese, m) }

// Messages are the lines of messages in Vietnamese.
func Messages(list []emulation.Message) string {
	lines := emulation.Map(list, Says)
	return strings.Join(lines, "\n")
}

// Agree checks that desks and server have the same state of every log that they share.
func (w *World) Agree(desks ...*desk.Desk) {
	w.Helper()
	shared := map[changeset.Scope]int{}
	for _, d := range desks {
		for _, l := range Must(replica.At(d.Workspace).StateHashes(context.Background()))(w) {
			want, err := state.Of(w.Store, l.Scope)
			w.OK(err)
			head := Must(w.Store.Log(l.Scope))(w)
			if l.State != want || l.Size != head.Size || l.Root != head.Root() {
				w.Fatalf("%s differs from the server's: %d of %d leaves", l.Scope, l.Size, head.Size)
			}
			shared[l.Scope]++
		}
	}
	for _, n := range shared {
		if n > 1 {
			return
		}
	}
	if len(desks) > 1 {
		w.Fatal("the desks share no log")
	}
}

// Blocked checks what keeps a desk from taking a sheet to a step, and that it cannot.
func (w *World) Blocked(x *desk.Desk, unit emulation.ID, to emulation.SheetStep, keys ...string) {
	w.Helper()
	list := Must(sheet.At(x.Workspace).In("").StepChecklist(unit, to))(w)
	got := emulation.Map(list.Blocking, func(m emulation.Message) string { return m.Key })
	if strings.Join(got, " ") != strings.Join(keys, " ") {
		w.Fatalf("%s: %q", to, got)
	}
	if len(keys) > 0 {
		w.Fails(sheet.At(x.Workspace).StepSheet(unit, to, ""), "sheet.step-blocked")
	}
}
