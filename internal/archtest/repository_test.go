package archtest_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua/internal/archtest"
)

// The tags of the Makefile, so that what is listed is what is built.
const tags = "migrated_fynedo,no_animations,no_emoji,x11"

func root(t *testing.T) string {
	t.Helper()
	dir, err := archtest.Root()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
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

func TestRecords(t *testing.T) {
	files, err := archtest.Files(root(t))
	if err != nil {
		t.Fatal(err)
	}
	report(t, archtest.Records(files))
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
	_, text, _ := strings.Cut(read(t, "docs/architecture.md"), "\n## Packages\n")
	text, _, _ = strings.Cut(text, "\n## ")
	var shown []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(text, -1) {
		shown = append(shown, m[1])
	}
	for _, row := range archtest.Table {
		name := strings.TrimPrefix(row.Package, archtest.Module+"/")
		i := slices.Index(shown, name)
		if i < 0 {
			t.Errorf("docs/architecture.md has no row for `%s`", name)
			continue
		}
		shown = slices.Delete(shown, i, i+1)
	}
	for _, name := range shown {
		t.Errorf("docs/architecture.md has a row for `%s`, internal/archtest/table_test.go has none", name)
	}
}

func TestTableIsInhabited(t *testing.T) {
	packages, err := archtest.Packages(root(t), tags)
	if err != nil {
		t.Fatal(err)
	}
	report(t, archtest.Ghosts(packages, archtest.Table, archtest.Modules(read(t, "go.mod"))))
}

func TestLinks(t *testing.T) {
	files, err := archtest.Files(root(t))
	if err != nil {
		t.Fatal(err)
	}
	report(t, archtest.Links(root(t), files))
}

// The structure the README shows is there: a name at the margin from the root, one that is moved in below the last folder at the margin.
func TestReadmeShowsWhatIsThere(t *testing.T) {
	_, text, _ := strings.Cut(read(t, "README.md"), "\n## Project structure\n\n```\n")
	text, _, ok := strings.Cut(text, "\n```\n")
	if !ok {
		t.Fatal("README.md has no project structure")
	}
	top, shown := "", map[string]bool{}
	for line := range strings.Lines(text) {
		names, _, _ := strings.Cut(strings.TrimLeft(line, " "), "  ")
		for _, name := range strings.Split(names, ", ") {
			if name, _, _ = strings.Cut(name, " "); strings.HasPrefix(line, " ") {
				name = top + "/" + name
			}
			top, _, _ = strings.Cut(name, "/")
			shown[name] = true
			if _, err := os.Stat(filepath.Join(root(t), filepath.FromSlash(name))); err != nil {
				t.Errorf("README.md shows %s, which is not there", name)
			}
		}
	}
	packages, err := archtest.Packages(root(t), tags)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		folder := strings.TrimPrefix(p.ImportPath, archtest.Module+"/")
		for above := folder; above != "." && !shown[folder]; above = path.Dir(above) {
			shown[folder] = shown[above]
		}
		if !shown[folder] {
			t.Errorf("README.md does not show %s", folder)
		}
	}
}

// Each decision has a number of its own, and its page begins with it.
func TestDecisionsAreNumbered(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(root(t), "docs", "adr", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatal("no decisions", err)
	}
	seen := map[string]string{}
	for _, page := range pages {
		name := filepath.Base(page)
		number, _, _ := strings.Cut(name, "-")
		if other, twice := seen[number]; twice {
			t.Errorf("docs/adr/%s and %s have one number", name, other)
		}
		seen[number] = name
		if !strings.HasPrefix(read(t, "docs/adr/"+name), "# "+number+" · ") {
			t.Errorf("docs/adr/%s does not begin with its number", name)
		}
	}
}

// Whoever's work is part of this one is named in the notices, and nobody else.
func TestModulesAreNoticed(t *testing.T) {
	_, notices, _ := strings.Cut(read(t, "NOTICE.md"), "\n## Go modules\n")
	modules := archtest.Modules(read(t, "go.mod"))
	for _, module := range modules {
		if !strings.Contains(notices, "\n| "+module+" |") {
			t.Errorf("NOTICE.md does not name %s, which go.mod requires", module)
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^\| ([^ |]+\.[^ |]+) \|`).FindAllStringSubmatch(notices, -1) {
		if !slices.Contains(modules, m[1]) {
			t.Errorf("NOTICE.md names %s, which go.mod does not require", m[1])
		}
	}
}
