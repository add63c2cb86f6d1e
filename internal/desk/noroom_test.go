package desk_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/workspace/sheet"
)

// TestADeskOnAFullDisk opens a desk with 0 bytes free and no reserve file: everything can be read, nothing is saved, and both are said.
func TestADeskOnAFullDisk(t *testing.T) {
	e, dir := env(), filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", e)
	ok(t, err)
	_, err = sheet.At(d.Workspace).TypeCell("I.1", "97,5")
	ok(t, err)
	ok(t, d.Close())
	_ = os.Remove(filepath.Join(dir, "reserve")) // there may be none
	e.Open = func(at string, o storage.Options) (desk.Store, error) {
		o.FreeSpace = func(of string) (uint64, error) {
			if strings.HasPrefix(of, dir) {
				return 0, nil
			}
			return durable.FreeSpace(of)
		}
		return storage.Open(at, o)
	}
	d, err = desk.Open(dir, e)
	ok(t, err)
	defer func() { ok(t, d.Close()) }()
	if f := d.Findings(); len(f) != 1 || f[0].Key != "storage.found-borrowed" {
		t.Errorf("%v", f)
	}
	me, err := d.Workspace.Me()
	ok(t, err)
	s, err := sheet.At(d.Workspace).Sheet(me.Unit.ID)
	ok(t, err)
	if r := s.Row("I.1"); r == nil || r.Typed != "97,5" {
		t.Errorf("%+v", r)
	}
	if _, err := sheet.At(d.Workspace).TypeCell("I.2", "91"); emulation.CodeOf(err) != emulation.Full {
		t.Errorf("saved on a full disk: %v", err)
	}
}
