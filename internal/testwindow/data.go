package testwindow

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/sample"
	"thidua/internal/tenant"
	"thidua/internal/testdesk"
	"thidua/storage"
	"thidua/workspace/season"
)

// SampleID is the sample the tests work with. Its own unit's sheet was returned, so that it can be edited.
const SampleID = "cum-4-2023-2024"

// disk is where all folders lie.
var disk = testdesk.NewDisk(false)

// chance is the same in every run; no two desks get the same of it.
var chance = testdesk.Random("windows")

// Environment is that of every desk: one moment of one day.
func Environment() desk.Environment {
	return desk.Environment{Now: func() time.Time { return time.Date(2024, 7, 20, 10, 42, 0, 0, time.UTC) }, Rand: chance, Open: disk.Open}
}

var made = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "thidua-sample-")
	if err != nil {
		return "", err
	}
	env := Environment()
	env.Now = func() time.Time { return time.Date(2024, 7, 20, 9, 0, 0, 0, time.UTC) }
	d, err := desk.InitSample(dir, SampleID, "", env)
	if err != nil {
		return "", err
	}
	return dir, d.Close()
})

var sampleMade bool

// Sample is a fresh copy of the sample's folder, which is made once.
func Sample(t testing.TB) string {
	t.Helper()
	sampleMade = true
	dir, err := made()
	to := filepath.Join(t.TempDir(), "data")
	if err == nil {
		err = disk.Copy(dir, to)
	}
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// SampleOf is the folder of a unit's desk in the sample.
func SampleOf(t testing.TB, unit string) string {
	t.Helper()
	dir := t.TempDir()
	d, err := desk.InitSample(dir, SampleID, unit, Environment())
	if err == nil {
		err = d.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// OfficeOfSample is the folder of a standing office that founded the sample's cluster.
func OfficeOfSample(t testing.TB) string {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	env, dir := Environment(), t.TempDir()
	hub, err := disk.Open(filepath.Join(dir, "hub"), storage.Options{Server: true, Now: env.Now, Rand: env.Rand, ReserveBytes: 1})
	must(err)
	s, err := sample.Load(SampleID)
	must(err)
	office, _, err := tenant.New(hub, "Office", "", env.Now(), env.Rand)
	must(err)
	must(hub.Close())
	d, err := desk.InitOffice(filepath.Join(dir, "desk"), office, "", env)
	must(err)
	must(season.At(d.Workspace).Found(s.Founding))
	must(d.Close())
	return filepath.Join(dir, "desk")
}

// Main runs the tests of a package and removes what they shared.
func Main(m *testing.M) {
	code := m.Run()
	if sampleMade {
		dir, _ := made()
		os.RemoveAll(dir)
	}
	os.Exit(code)
}
