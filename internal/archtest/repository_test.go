package archtest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/internal/archtest"
)

// The tags of the Makefile, so that what is listed is what is built.
const tags = "migrated_fynedo,no_emoji,x11"

func root(t *testing.T) string {
	t.Helper()
	dir, err := archtest.Root()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func report(t *testing.T, found []archtest.Finding) {
	t.Helper()
	for _, f := range found {
		t.Error(f)
	}
}

func TestImports(t *testing.T) {
	packages, err := archtest.Packages(root(t), tags)
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 3 {
		t.Fatalf("only %d packages listed", len(packages))
	}
	report(t, archtest.Imports(packages, archtest.Table))
}

func TestSources(t *testing.T) {
	files, err := archtest.Files(root(t))
	if err != nil {
		t.Fatal(err)
	}
	report(t, archtest.Sources(files))
}

func TestSentences(t *testing.T) {
	files, err := archtest.Files(root(t))
	if err != nil {
		t.Fatal(err)
	}
	report(t, archtest.Sentences(files))
}

// The table people read and the table this test reads name the same packages.
func TestTableIsDocumented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root(t), "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range archtest.Table {
		name := strings.TrimPrefix(row.Package, archtest.Module+"/")
		if !strings.Contains(string(text), "| `"+name+"` |") {
			t.Errorf("docs/architecture.md has no row for `%s`", name)
		}
	}
}

// Whoever's work is part of this one is named in the notices.
func TestModulesAreNoticed(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(root(t), name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	notices := read("NOTICE.md")
	for _, line := range strings.Split(read("go.mod"), "\n") {
		module, version, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "require "), " ")
		if ok && strings.HasPrefix(version, "v") && !strings.Contains(notices, "| "+module+" |") {
			t.Errorf("NOTICE.md does not name %s, which go.mod requires", module)
		}
	}
}
