package archtest

import (
	"fmt"
	"strings"
)

// Imports finds every import the table does not allow, every dependency it bans, and every package it does not know.
func Imports(packages []Package, table []Row) []Finding {
	var found []Finding
	for _, p := range packages {
		if p.ImportPath == Module+"/sync" {
			found = append(found, Finding{p.ImportPath, "a Go file stands directly in sync/", "a package named sync would shadow the standard library's"})
			continue
		}
		row, ok := rowOf(table, p.ImportPath)
		if !ok {
			found = append(found, Finding{p.ImportPath, "no row of the package table names it", "say first what it owns and what it may import: docs/architecture.md and internal/archtest/table_test.go"})
			continue
		}
		found = append(found, direct(p, row)...)
		found = append(found, reached(p, row)...)
	}
	return found
}

func direct(p Package, row Row) []Finding {
	var found []Finding
	for _, imported := range p.Imports {
		if forTests(imported) && !forTests(p.ImportPath) {
			found = append(found, Finding{p.ImportPath, "imports " + imported, "it is for tests alone"})
			continue
		}
		if standard(imported) || matchesAny(row.May, imported) {
			continue
		}
		found = append(found, Finding{p.ImportPath, "imports " + imported,
			fmt.Sprintf("it owns “%s” and may import %s", row.Owns, strings.Join(orNothing(row.May), ", "))})
	}
	return found
}

func reached(p Package, row Row) []Finding {
	var found []Finding
	for _, ban := range row.Never {
		for _, dep := range p.Deps {
			if matches(ban.Path, dep) {
				found = append(found, Finding{p.ImportPath, "depends on " + dep, ban.Why})
				break
			}
		}
	}
	return found
}

// rowOf finds the row whose pattern fits most exactly: the path itself before "p/*", that before "p/...", a longer one before a shorter.
func rowOf(table []Row, path string) (Row, bool) {
	best, weight := Row{}, -1
	for _, row := range table {
		if !matches(row.Package, path) {
			continue
		}
		w := 3 * len(row.Package)
		if row.Package == path {
			w = 1 << 20
		} else if strings.HasSuffix(row.Package, "/*") {
			w++
		}
		if w > weight {
			best, weight = row, w
		}
	}
	return best, weight >= 0
}

// standard says whether an import path belongs to the standard library: its first part has no dot and is not ours.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != Module && !strings.Contains(first, ".")
}

func orNothing(patterns []string) []string {
	if len(patterns) == 0 {
		return []string{"the standard library only"}
	}
	return patterns
}
