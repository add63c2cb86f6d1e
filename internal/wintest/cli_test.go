//go:build full && wine

package wintest_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestFullCommandLineOnWindows(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "thidua-cli.exe")
	build(t, []string{"CGO_ENABLED=0", "GOOS=windows", "GOARCH=amd64"}, "go", "build", "-trimpath", "-o", program, "thidua/cmd/thidua-cli")
	w := newWine(t)
	place := filepath.Join(dir, strings.Repeat("Cụm thi đua số 4/", 16), "dữ liệu") // longer than 260 letters
	data := `\\?\` + drive(place)
	cli := func(args ...string) string {
		t.Helper()
		out, err := w.run(t, "wine", append([]string{program, "--data", data}, args...)...)
		if err != nil {
			t.Fatalf("thidua-cli.exe %v: %v\n%s", args, err, out)
		}
		return out
	}

	cli("init", "--sample", "cum-4-2023-2024")

	ranking := cli("rank")
	if first := strings.Index(ranking, "Sơn La"); first < 0 || first > strings.Index(ranking, "Cao Bằng") {
		t.Errorf("Sơn La does not lead the ranking:\n%s", ranking)
	}
	var anything any
	if err := json.Unmarshal([]byte(cli("rank", "--json")), &anything); err != nil {
		t.Errorf("rank --json is not JSON: %v", err)
	}

	cli("log", "verify")
	data = `\\?\unix` + strings.ReplaceAll(place, "/", `\`) // as a folder of another computer: no drive
	cli("status")
	cli("doctor")
}
