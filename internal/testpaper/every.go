package testpaper

import (
	"testing"
	"time"

	"thidua/documents/forms"
)

// Every makes all papers of the season of a desk; one that cannot be made fails the test.
func Every(t testing.TB, d forms.Desk, now time.Time) (made []forms.Paper) {
	t.Helper()
	list, err := d.Season()
	if err != nil {
		t.Fatal(err)
	}
	failed, _ := d.Each(list, now, func(int, string) bool { return true }, func(p forms.Paper) bool { made = append(made, p); return true })
	if len(failed) > 0 {
		t.Fatal(failed)
	}
	return made
}
