package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sort"
	"strings"
)

// Package is what the import rules need to know of one package of this module; its tests are not part of it.
type Package struct {
	ImportPath string
	Imports    []string // direct
	Deps       []string // direct and through others
}

// Packages lists this module's packages as they are built for Linux and for Windows together, for the given build tags.
func Packages(root, tags string) ([]Package, error) {
	merged := map[string]Package{}
	for _, system := range []string{"linux", "windows"} {
		listed, err := list(root, tags, system)
		if err != nil {
			return nil, fmt.Errorf("listing packages for %s: %w", system, err)
		}
		for _, p := range listed {
			old := merged[p.ImportPath]
			merged[p.ImportPath] = Package{p.ImportPath, union(old.Imports, p.Imports), union(old.Deps, p.Deps)}
		}
	}
	all := make([]Package, 0, len(merged))
	for _, p := range merged {
		all = append(all, p)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].ImportPath < all[j].ImportPath })
	return all, nil
}

func list(root, tags, system string) ([]Package, error) {
	cmd := exec.Command("go", "list", "-e", "-tags", tags, "-json=ImportPath,Imports,Deps", "./...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, strings.TrimSpace(complaint.String()))
	}
	var all []Package
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p Package
		switch err := d.Decode(&p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, p)
	}
}

func union(a, b []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, s := range append(append([]string{}, a...), b...) {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	sort.Strings(all)
	return all
}
