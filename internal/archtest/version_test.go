package archtest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"thidua/emulation"
)

// TestOneVersion: what the programs call themselves is what the packages are called, in FyneApp.toml.
func TestOneVersion(t *testing.T) {
	raw, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "  Version = \""+emulation.ProgramVersion+"\"\n") {
		t.Errorf("FyneApp.toml does not say version %s", emulation.ProgramVersion)
	}
	if !strings.Contains(string(raw), fmt.Sprintf("  Build = %d\n", emulation.ProgramRelease)) {
		t.Errorf("FyneApp.toml does not say build %d", emulation.ProgramRelease)
	}
}
