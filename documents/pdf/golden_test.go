package pdf_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/pdf"
)

var update = flag.Bool("update", false, "write the golden files")

// tool finds a program of poppler-utils; without it nothing here can be checked, and that is a failure.
func tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: run scripts/setup.sh test, which installs poppler-utils", name)
	}
	return path
}

func render(t testing.TB, docs ...documents.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, docs...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// extract is the text of every page as an eye would read it.
func extract(t testing.TB, file []byte) []string {
	t.Helper()
	return strings.Split(strings.TrimSuffix(run(t, file, "pdftotext", "-layout", "-enc", "UTF-8"), "\f"), "\f")
}

func run(t testing.TB, file []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool(t, name), append(args, path, "-")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v %s", name, err, stderr.String())
	}
	return string(out)
}

func TestGolden(t *testing.T) {
	for name, c := range map[string]struct {
		doc   documents.Document
		pages int
	}{
		"sheet-verified": {sonLa(), 2},
		"sheet-draft":    {long(19), 3},
		"summary":        {clusterFour("", "A", "B"), 2},
		"letter":         {letter(), 1},
	} {
		t.Run(name, func(t *testing.T) {
			pages := extract(t, render(t, c.doc))
			if len(pages) != c.pages {
				t.Errorf("%d pages, want %d", len(pages), c.pages)
			}
			got := strings.Join(pages, "\n--- trang ---\n")
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("text differs from %s (-update writes it):\n%s", file, got)
			}
		})
	}
}
