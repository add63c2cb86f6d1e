package upgrade_test

import (
	"testing"

	"thidua/internal/upgrade"
)

// TestWays: the installer is started only where it put the program for this person; beside one for everybody a second would come to stand.
func TestWays(t *testing.T) {
	for _, c := range []struct {
		sort string
		own  bool
		want upgrade.Way
	}{
		{"windows-portable", false, upgrade.BySwap}, {"linux-portable", false, upgrade.BySwap}, {"windows-setup", true, upgrade.ByInstaller},
		{"windows-setup", false, upgrade.ByHand}, {"linux-deb", false, upgrade.ByHand},
	} {
		if got := (upgrade.Here{Sort: c.sort, Own: c.own}).Way(); got != c.want {
			t.Errorf("%s, %v: %d", c.sort, c.own, got)
		}
	}
	for dir, want := range map[string]bool{"/programs/Thi Dua": true, "/Programs/thi dua/": true, "/programs/Thi Dua 2": false, "": false} {
		if upgrade.Owned(dir, "/Programs/Thi Dua") != want {
			t.Errorf("%q", dir)
		}
	}
	if upgrade.Owned("", "") {
		t.Error("nothing was installed")
	}
	for file, want := range map[string]string{`C:\a b\setup.exe`: `"C:\a b\setup.exe" /ALLUSERS`, "/a b/x.deb": `sudo apt install "/a b/x.deb"`} {
		if got := upgrade.Command(file); got != want {
			t.Errorf("%s", got)
		}
	}
}
