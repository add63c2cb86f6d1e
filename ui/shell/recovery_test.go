package shell_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/ui/text"
)

// The recovery sheet is written and shown, and its words are shown before it, once.
func TestTheRecoverySheetIsPrintedFromTheMenu(t *testing.T) {
	p := sitAtSample(t)
	p.shell.PrintRecovery()
	p.Settle()
	if !p.Reads(text.T("ui.recovery.words")) {
		t.Error("the words that open the sheet are not shown")
	}
	written, err := filepath.Glob(filepath.Join(p.dir, "phieu-khoi-phuc-*.pdf"))
	if err != nil || len(written) != 1 {
		t.Fatalf("sheets written: %q, %v", written, err)
	}
	if st, err := os.Stat(written[0]); err != nil || st.Size() < 2000 {
		t.Errorf("the sheet: %v, %v", st, err)
	}
	p.Press(text.T("ui.recovery.copied"))
	p.Settle()
	if len(p.printed) != 1 || p.printed[0] != written[0] {
		t.Errorf("shown: %q", p.printed)
	}
}
