package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Module is the path of this module, the first part of every import path of ours.
const Module = "thidua"

// Finding is one breach of a rule: where it stands, what stands there, and why it may not.
type Finding struct {
	Where, What, Why string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s (%s)", f.Where, f.What, f.Why)
}

// Root is the folder of the module: the first one upwards from here that holds the module's go.mod.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module "+Module+"\n") {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod of module %s above the working folder", Module)
		}
		dir = up
	}
}

// matches says whether an import path fits a pattern: itself, "p/..." for p and everything below it, "p/*" for everything one step below p,
// "..." for everything.
func matches(pattern, path string) bool {
	if pattern == "..." {
		return true
	}
	if below, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == below || strings.HasPrefix(path, below+"/")
	}
	if parent, ok := strings.CutSuffix(pattern, "/*"); ok {
		child, ok := strings.CutPrefix(path, parent+"/")
		return ok && child != "" && !strings.Contains(child, "/")
	}
	return pattern == path
}

func matchesAny(patterns []string, path string) bool {
	for _, p := range patterns {
		if matches(p, path) {
			return true
		}
	}
	return false
}
